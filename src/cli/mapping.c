/* mapping.c - what each column is taken for, how sure that is, and the first
 * rows as they are read with it. */
#include "cli/mapping.h"

#include <stdio.h>

#include "cli/reply.h"
#include "cli/table.h"

static sy_status print_columns(sy_call *call, const sy_mapping_report *m, sy_err *err)
{
    sy_table t;

    sy_table_init(&t, &call->arena, "rlllr");
    sy_table_head(&t, _("column"), _("heading"), _("example"), _("field"), _("certainty"));
    for (size_t i = 0; i < m->n_columns; i++) {
        const sy_mapped_column *c = &m->columns[i];
        sy_table_int(&t, i + 1);
        sy_table_cell(&t, c->heading);
        sy_table_cell(&t, c->example);
        sy_table_cell(&t, c->field ? c->field : "");
        if (c->field)
            sy_table_int(&t, c->certainty);
        else
            sy_table_cell(&t, "");
    }
    return sy_table_print(&t, stdout, err);
}

static sy_status print_rows(sy_call *call, const sy_mapping_report *m, sy_err *err)
{
    sy_table t;

    if (m->n_preview == 0) {
        puts(_("none of the first rows can be read this way"));
        return SY_OK;
    }
    sy_table_init(&t, &call->arena, "rllrrlll");
    sy_table_head(&t, _("row"), _("account"), _("time"), _("amount"), _("balance"),
                  _("other side's name"), _("other side's number"), _("summary"));
    for (size_t i = 0; i < m->n_preview; i++) {
        const sy_preview_row *r = &m->preview[i];
        sy_table_int(&t, r->row);
        sy_table_cell(&t, r->account);
        sy_table_time(&t, r->at, r->flags & SY_ENTRY_DATE_ONLY ? SY_DATE : SY_SECOND);
        sy_table_money(&t, r->amount);
        if (r->flags & SY_ENTRY_HAS_BALANCE)
            sy_table_money(&t, r->balance);
        else
            sy_table_cell(&t, "");
        sy_table_cell(&t, r->other_name);
        sy_table_cell(&t, r->other);
        sy_table_cell(&t, r->summary);
    }
    return sy_table_print(&t, stdout, err);
}

sy_status sy_mapping_print(sy_call *call, const sy_table_report *t, sy_err *err)
{
    const sy_mapping_report *m = t->mapping;

    sy_printf_shown(stdout, _("\ncolumns of %s:\n"), t->path);
    sy_status st = print_columns(call, m, err);
    if (st != SY_OK) return st;
    puts(_("\nthe first rows, as they are read:"));
    st = print_rows(call, m, err);
    if (st != SY_OK || !m->is_guess) return st;
    printf(_("no profile knows this header; confidence %u of 100\n"), m->confidence);
    if (m->steps > 0) {
        printf(_("balances of the first rows that chain: %u of %u\n"), m->chained, m->steps);
    }
    if (m->needs_yes) puts(_("this is too little: it is imported only after a yes"));
    return SY_OK;
}

static void json_preview(sy_json *j, const sy_mapping_report *m)
{
    sy_json_key(j, "preview");
    sy_json_array(j);
    for (size_t i = 0; i < m->n_preview; i++) {
        const sy_preview_row *r = &m->preview[i];
        sy_json_object(j);
        sy_reply_int(j, "row", r->row);
        sy_reply_string(j, "account", r->account);
        sy_reply_time(j, "time", r->at, r->flags & SY_ENTRY_DATE_ONLY ? SY_DATE : SY_SECOND);
        sy_reply_minor(j, "amount", r->amount);
        if (r->flags & SY_ENTRY_HAS_BALANCE) sy_reply_minor(j, "balance", r->balance);
        sy_reply_string(j, "other_name", r->other_name);
        sy_reply_string(j, "other_number", r->other);
        sy_reply_string(j, "summary", r->summary);
        sy_json_end(j);
    }
    sy_json_end(j);
}

void sy_mapping_json(sy_json *j, const sy_mapping_report *m)
{
    sy_json_key(j, "mapping");
    sy_json_object(j);
    sy_reply_string(j, "id", m->id);
    sy_reply_bool(j, "guessed", m->is_guess);
    if (m->is_guess) {
        sy_reply_int(j, "confidence", m->confidence);
        sy_reply_bool(j, "needs_yes", m->needs_yes);
        sy_reply_int(j, "balances", m->steps);
        sy_reply_int(j, "chained", m->chained);
    }
    sy_json_key(j, "columns");
    sy_json_array(j);
    for (size_t i = 0; i < m->n_columns; i++) {
        const sy_mapped_column *c = &m->columns[i];
        sy_json_object(j);
        sy_reply_int(j, "column", i + 1);
        sy_reply_string(j, "heading", c->heading);
        sy_reply_string(j, "example", c->example);
        sy_reply_string(j, "field", c->field);
        if (c->field) sy_reply_int(j, "certainty", c->certainty);
        sy_json_end(j);
    }
    sy_json_end(j);
    json_preview(j, m);
    sy_json_end(j);
}
