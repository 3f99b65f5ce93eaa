/* people_suggest.c - proposals for the list of people, and one of them taken over. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/log.h"
#include "cli/open.h"
#include "cli/people.h"
#include "cli/reply.h"
#include "cli/table.h"
#include "insight/acquaintances.h"

enum { MOST_NOTE = 600 };

typedef struct proposals {
    sy_case *c;
    sy_scene *s;
    sy_pools *pools;
    sy_acquaintance *list;
    size_t n;
} proposals;

static sy_status find(proposals *p, sy_call *call, sy_err *err)
{
    const sy_scene_options options = {.no_trace = true};
    sy_status st = sy_open_case(&p->c, call, SY_READ, err);

    if (st == SY_OK) st = sy_need_entries(call, p->c, err);
    if (st == SY_OK) st = sy_scene_open(&p->s, p->c, &options, &call->arena, err);
    if (st == SY_OK) st = sy_pools_load(&p->pools, NULL, call->words[0], err);
    if (st != SY_OK) return st;
    return sy_acquaintances(p->s, p->pools, &p->list, &p->n, &call->arena, err);
}

static void dispose(proposals *p)
{
    sy_scene_close(p->s);
    sy_case_close(p->c);
    sy_pools_free(p->pools);
}

/* ---- showing ---- */

static sy_status print_json(sy_call *call, const proposals *p, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "proposals");
    sy_json_array(&j);
    for (size_t i = 0; i < p->n; i++) {
        const sy_acquaintance *a = &p->list[i];
        sy_json_object(&j);
        sy_reply_string(&j, "id", a->id);
        sy_reply_string(&j, "name", a->name);
        sy_reply_slice(&j, "identity", sy_slice_of(a->identity));
        sy_reply_string(&j, "relation", sy_relation_name(a->relation));
        sy_json_key(&j, "reasons");
        sy_json_array(&j);
        for (size_t k = 0; k < a->n_reasons; k++) {
            const sy_acquaintance_reason *r = &a->reasons[k];
            sy_json_object(&j);
            sy_reply_string(&j, "code", sy_acquaintance_name(r->code));
            sy_reply_string(&j, "text", r->text);
            sy_reply_string(&j, "file", r->source ? r->source->path : NULL);
            sy_reply_int(&j, "row", r->row);
            sy_json_end(&j);
        }
        sy_json_end(&j);
        sy_json_end(&j);
    }
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static const char *file_of(const sy_acquaintance_reason *r)
{
    return r->source ? sy_path_name(r->source->path) : "";
}

static sy_status print_list(sy_call *call, const proposals *p, sy_err *err)
{
    sy_table t;

    if (p->n == 0) {
        puts(_("nobody stands out beside the debtor in account files, person files and registers"));
        return SY_OK;
    }
    sy_table_init(&t, &call->arena, "llllllr");
    sy_table_head(&t, _("id"), _("name"), _("ID number"), _("why"), "", _("file"), _("row"));
    for (size_t i = 0; i < p->n; i++) {
        const sy_acquaintance *a = &p->list[i];
        for (size_t k = 0; k < a->n_reasons; k++) {
            sy_table_cell(&t, k ? "" : a->id);
            sy_table_cell(&t, k ? "" : a->name);
            sy_table_cell(&t, k ? "" : a->identity);
            sy_table_cell(&t, sy_acquaintance_label(a->reasons[k].code));
            sy_table_cell(&t, a->reasons[k].text);
            sy_table_cell(&t, file_of(&a->reasons[k]));
            sy_table_int(&t, a->reasons[k].row);
        }
    }
    sy_status st = sy_table_print(&t, stdout, err);
    printf(_("These are proposals: look each up, then suyuan people %s add ID --relation ...\n"),
           call->words[0]);
    return st;
}

sy_status sy_people_suggest(sy_call *call, sy_err *err)
{
    proposals p = {.n = 0};
    sy_status st = find(&p, call, err);

    if (st == SY_OK) st = call->json ? print_json(call, &p, err) : print_list(call, &p, err);
    dispose(&p);
    return st;
}

/* ---- taking one over ---- */

/* Where it is known from, so that the line says so for good. */
static sy_status put_note(sy_case_person *person, const sy_acquaintance *a, sy_arena *arena,
                          sy_err *err)
{
    char note[MOST_NOTE];
    int n = 0;

    for (size_t k = 0; k < a->n_reasons && n < MOST_NOTE - 1; k++) {
        const sy_acquaintance_reason *r = &a->reasons[k];
        const int more =
            snprintf(note + n, (size_t)(MOST_NOTE - n), _("%s%s (%.60s, row %u)"), n ? "; " : "",
                     sy_acquaintance_label(r->code), file_of(r), r->row);
        if (more < 0 || more >= MOST_NOTE - n) break; /* whole reasons only */
        n += more;
    }
    note[n] = '\0';
    person->note = sy_arena_text(arena, note, (size_t)n);
    return person->note ? SY_OK : sy_fail_nomem(err);
}

sy_status sy_people_proposed(sy_case_person *person, sy_call *call, const char *id, sy_err *err)
{
    proposals p = {.n = 0};
    sy_status st = find(&p, call, err);
    size_t i = 0;

    while (i < p.n && strcmp(p.list[i].id, id) != 0) i++;
    if (st == SY_OK && i == p.n) {
        st = sy_fail(err, SY_EDATA,
                     N_("there is no proposal \"%.40s\"; suyuan people %s suggest lists them"), id,
                     call->words[0]);
    }
    if (st == SY_OK) {
        const sy_acquaintance *a = &p.list[i];
        person->relation = a->relation;
        person->name = sy_arena_text(&call->arena, a->name, strlen(a->name));
        person->identity = sy_arena_text(&call->arena, a->identity, strlen(a->identity));
        if (!person->name || !person->identity) st = sy_fail_nomem(err);
        if (st == SY_OK) st = put_note(person, a, &call->arena, err);
    }
    dispose(&p);
    return st;
}
