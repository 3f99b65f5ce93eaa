/* people.c - one table; lines are added, and taken back by a note beside them. They
 * shape no ledger, so the index does not follow them. */
#include "store/people.h"

#include <string.h>

#include "base/lang.h"
#include "store/private.h"

static const struct {
    const char *name, *label;
} relations[SY_RELATIONS] = {
    [SY_RELATION_NONE] = {"none", ""},
    [SY_RELATION_DEBTOR] = {"debtor", N_("debtor")},
    [SY_RELATION_SPOUSE] = {"spouse", N_("spouse")},
    [SY_RELATION_MINOR_CHILD] = {"minor-child", N_("minor child")},
    [SY_RELATION_CHILD] = {"child", N_("grown-up child")},
    [SY_RELATION_PARENT] = {"parent", N_("parent")},
    [SY_RELATION_SIBLING] = {"sibling", N_("brother or sister")},
    [SY_RELATION_RELATIVE] = {"relative", N_("other relative")},
    [SY_RELATION_COMPANY] = {"company", N_("company of the debtor's")},
    [SY_RELATION_EMPLOYEE] = {"employee", N_("employee")},
    [SY_RELATION_ASSOCIATE] = {"associate", N_("associate")},
    [SY_RELATION_CREDITOR] = {"creditor", N_("creditor")},
};

const char *sy_relation_name(sy_relation r)
{
    return relations[r].name;
}

const char *sy_relation_label(sy_relation r)
{
    return *relations[r].label ? _(relations[r].label) : "";
}

/* The Chinese labels, whatever the language of the day, and what people say instead.
 * 儿子, 女儿 are not here: whether of age decides. */
static const struct {
    const char *word;
    sy_relation relation;
} words[] = {
    {"被执行人", SY_RELATION_DEBTOR},
    {"配偶", SY_RELATION_SPOUSE},
    {"未成年子女", SY_RELATION_MINOR_CHILD},
    {"成年子女", SY_RELATION_CHILD},
    {"父母", SY_RELATION_PARENT},
    {"兄弟姐妹", SY_RELATION_SIBLING},
    {"其他亲属", SY_RELATION_RELATIVE},
    {"被执行人的公司", SY_RELATION_COMPANY},
    {"员工", SY_RELATION_EMPLOYEE},
    {"朋友、合伙人", SY_RELATION_ASSOCIATE},
    {"申请执行人", SY_RELATION_CREDITOR},
    {"妻子", SY_RELATION_SPOUSE},
    {"妻", SY_RELATION_SPOUSE},
    {"丈夫", SY_RELATION_SPOUSE},
    {"夫", SY_RELATION_SPOUSE},
    {"爱人", SY_RELATION_SPOUSE},
    {"父亲", SY_RELATION_PARENT},
    {"母亲", SY_RELATION_PARENT},
    {"父", SY_RELATION_PARENT},
    {"母", SY_RELATION_PARENT},
    {"哥哥", SY_RELATION_SIBLING},
    {"弟弟", SY_RELATION_SIBLING},
    {"姐姐", SY_RELATION_SIBLING},
    {"妹妹", SY_RELATION_SIBLING},
    {"兄", SY_RELATION_SIBLING},
    {"弟", SY_RELATION_SIBLING},
    {"姐", SY_RELATION_SIBLING},
    {"妹", SY_RELATION_SIBLING},
    {"亲属", SY_RELATION_RELATIVE},
    {"亲戚", SY_RELATION_RELATIVE},
    {"岳父", SY_RELATION_RELATIVE},
    {"岳母", SY_RELATION_RELATIVE},
    {"公公", SY_RELATION_RELATIVE},
    {"婆婆", SY_RELATION_RELATIVE},
    {"公司", SY_RELATION_COMPANY},
    {"职工", SY_RELATION_EMPLOYEE},
    {"雇员", SY_RELATION_EMPLOYEE},
    {"朋友", SY_RELATION_ASSOCIATE},
    {"合伙人", SY_RELATION_ASSOCIATE},
    {"债权人", SY_RELATION_CREDITOR},
    {"债务人", SY_RELATION_DEBTOR},
};

bool sy_relation_from_name(sy_relation *r, const char *text)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(text, words[i].word) == 0) {
            *r = words[i].relation;
            return true;
        }
    }
    for (int i = SY_RELATION_DEBTOR; i < SY_RELATIONS; i++) {
        if (strcmp(text, relations[i].name) == 0 || strcmp(text, _(relations[i].label)) == 0 ||
            strcmp(text, sy_tr_in(SY_LANG_ZH, relations[i].label)) == 0) {
            *r = (sy_relation)i;
            return true;
        }
    }
    return false;
}

static sy_slice slice_or_empty(const char *text)
{
    return sy_slice_of(text ? text : "");
}

enum { FIELDS = 7 };
#define SAME                                                                                       \
    "relation = ?1 AND name = ?2 AND identity = ?3 AND phone = ?4 AND address = ?5 AND note = ?6"

sy_status sy_person_put(sy_workspace *ws, const sy_case_person *p, int64_t change, size_t *added,
                        sy_err *err)
{
    char sql[600];
    const sy_slice values[FIELDS] = {sy_slice_of(sy_relation_name(p->relation)),
                                     slice_or_empty(p->name),
                                     slice_or_empty(p->identity),
                                     slice_or_empty(p->phone),
                                     slice_or_empty(p->address),
                                     slice_or_empty(p->note),
                                     sy_who_am_i()};

    sqlite3_snprintf(sizeof sql, sql,
                     "INSERT INTO people(relation, name, identity, phone, address, note, who,"
                     " decided_at, change) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, %s, %lld"
                     " WHERE NOT EXISTS (SELECT 1 FROM people WHERE undone_at IS NULL AND %s)",
                     SY_SQL_NOW, (long long)change, SAME);
    sy_status st = sy_sqlite_execute(ws->decisions, sql, values, FIELDS, err);
    if (st == SY_OK) *added += (size_t)sqlite3_changes(ws->decisions);
    return st;
}

sy_status sy_people_add(sy_workspace *ws, size_t *added, const sy_case_person *list, size_t n,
                        sy_err *err)
{
    sy_case_changes changes;
    sy_status st = sy_case_change(ws, &changes, NULL, list, n, err);

    *added = changes.people;
    return st;
}

sy_status sy_people_undo(sy_workspace *ws, int64_t id, bool *undone, sy_err *err)
{
    sqlite3_stmt *q = NULL;
    const sy_slice who = sy_who_am_i();
    sy_status st = sy_needs_write(ws, err);

    *undone = false;
    if (st == SY_OK) {
        st = sy_sqlite_prepare(ws->decisions, &q,
                               "UPDATE people SET undone_by = ?1, undone_at = " SY_SQL_NOW
                               " WHERE undone_at IS NULL AND id = CASE ?2 WHEN 0 THEN"
                               " (SELECT max(id) FROM people WHERE undone_at IS NULL)"
                               " ELSE ?2 END",
                               &who, 1, err);
    }
    if (st == SY_OK &&
        (sqlite3_bind_int64(q, 2, id) != SQLITE_OK || sqlite3_step(q) != SQLITE_DONE))
        st = sy_sqlite_fail(ws->decisions, err);
    if (st == SY_OK) *undone = sqlite3_changes(ws->decisions) > 0;
    sqlite3_finalize(q);
    return st;
}

static sy_status read_person(void *item, sqlite3_stmt *q, sy_arena *arena, sy_err *err)
{
    sy_case_person *p = item;
    const char *relation = sy_sqlite_text(q, 1, arena);

    *p = (sy_case_person){.id = sqlite3_column_int64(q, 0),
                          .name = sy_sqlite_text(q, 2, arena),
                          .identity = sy_sqlite_text(q, 3, arena),
                          .phone = sy_sqlite_text(q, 4, arena),
                          .address = sy_sqlite_text(q, 5, arena),
                          .note = sy_sqlite_text(q, 6, arena),
                          .who = sy_sqlite_text(q, 7, arena),
                          .decided_at = sy_sqlite_text(q, 8, arena)};
    if (!relation || !p->name || !p->identity || !p->phone || !p->address || !p->note || !p->who ||
        !p->decided_at) {
        return sy_fail_nomem(err);
    }
    if (!sy_relation_from_name(&p->relation, relation)) p->relation = SY_RELATION_NONE;
    return SY_OK;
}

sy_status sy_people(sy_workspace *ws, sy_case_person **list, size_t *n, sy_arena *arena,
                    sy_err *err)
{
    void *items;
    sy_status st = sy_sqlite_list(ws, &items, n, sizeof **list,
                                  "SELECT id, relation, name, identity, phone, address, note, who,"
                                  " decided_at FROM people WHERE undone_at IS NULL ORDER BY id",
                                  NULL, 0, read_person, arena, err);
    *list = items;
    return st;
}
