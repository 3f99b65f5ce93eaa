/* people.c - a line a person; who entered it stands in JSON. */
#include "cli/people.h"

#include <stdio.h>

#include "cli/reply.h"
#include "cli/table.h"

sy_status sy_people_print(sy_call *call, const sy_case_person *list, size_t n, sy_err *err)
{
    sy_table t;

    if (n == 0) return SY_OK;
    sy_table_init(&t, &call->arena, "rllllll");
    sy_table_head(&t, _("no."), _("relation"), _("name"), _("ID number"), _("phone"), _("address"),
                  _("note"));
    for (size_t i = 0; i < n; i++) {
        sy_table_int(&t, (uint64_t)list[i].id);
        sy_table_cell(&t, sy_relation_label(list[i].relation));
        sy_table_cell(&t, list[i].name);
        sy_table_cell(&t, list[i].identity);
        sy_table_cell(&t, list[i].phone);
        sy_table_cell(&t, list[i].address);
        sy_table_cell(&t, list[i].note);
    }
    return sy_table_print(&t, stdout, err);
}

void sy_people_json(sy_json *j, const sy_case_person *list, size_t n)
{
    sy_json_key(j, "people");
    sy_json_array(j);
    for (size_t i = 0; i < n; i++) {
        const sy_case_person *p = &list[i];
        sy_json_object(j);
        sy_reply_int(j, "id", (uint64_t)p->id);
        sy_reply_string(j, "relation", sy_relation_name(p->relation));
        sy_reply_string(j, "name", p->name);
        sy_reply_slice(j, "identity", sy_slice_of(p->identity));
        sy_reply_slice(j, "phone", sy_slice_of(p->phone));
        sy_reply_slice(j, "address", sy_slice_of(p->address));
        sy_reply_slice(j, "note", sy_slice_of(p->note));
        sy_json_end(j);
    }
    sy_json_end(j);
}
