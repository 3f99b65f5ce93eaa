/* case_facts.c - what is known of the case. Nothing is overwritten: a fact is a row, the
 * newest that stands counts. What was said at once (with the people of the case, people.c)
 * has one number, its change, and is taken back together. */
#include "store/people.h"
#include "store/private.h"

#include <stddef.h>
#include <string.h>

#include "base/lang.h"

static const struct {
    const char *name;
    size_t offset;
} case_fields[] = {
#define FIELD(name)                                                                                \
    {                                                                                              \
#name, offsetof(sy_case_facts, name)                                                       \
    }
    FIELD(name),
    FIELD(number),
    FIELD(debtor),
    FIELD(debtor_id),
    FIELD(claim),
    FIELD(suit_served),
    FIELD(judgment_effective),
    FIELD(enforcement_filed),
    FIELD(report_ordered),
    FIELD(consumption_restricted),
    FIELD(terminated),
    FIELD(resumed),
#undef FIELD
};
enum { CASE_FIELDS = sizeof case_fields / sizeof *case_fields };

static char **field_of(sy_case_facts *facts, int i)
{
    return (char **)(void *)((char *)facts + case_fields[i].offset);
}

/* The number of the next change, in its transaction. */
#define NEXT_CHANGE                                                                                \
    "SELECT 1 + max(coalesce((SELECT max(change) FROM case_facts), 0),"                            \
    " coalesce((SELECT max(change) FROM people), 0))"

static sy_status put_fact(sqlite3 *db, int field, const char *value, int64_t change, sy_err *err)
{
    char sql[256];
    const sy_slice row[] = {sy_slice_of(case_fields[field].name), sy_slice_of(value),
                            sy_who_am_i()};

    sqlite3_snprintf(sizeof sql, sql,
                     "INSERT INTO case_facts(field, value, who, decided_at, change)"
                     " VALUES (?1, ?2, ?3, %s, %lld)",
                     SY_SQL_NOW, (long long)change);
    return sy_sqlite_execute(db, sql, row, 3, err);
}

/* Those that say something else than what stands. */
static sy_status put_facts(sy_workspace *ws, const sy_case_facts *facts, int64_t change,
                           size_t *changed, sy_err *err)
{
    sy_case_facts wanted = *facts, known;
    sy_arena arena;

    sy_arena_init(&arena, NULL);
    sy_status st = sy_case_get(ws, &known, &arena, err);
    for (int i = 0; st == SY_OK && i < CASE_FIELDS; i++) {
        const char *value = *field_of(&wanted, i), *stands = *field_of(&known, i);
        if (!value || strcmp(value, stands ? stands : "") == 0) continue;
        st = put_fact(ws->decisions, i, value, change, err);
        ++*changed;
    }
    sy_arena_dispose(&arena);
    return st;
}

sy_status sy_case_change(sy_workspace *ws, sy_case_changes *changes, const sy_case_facts *facts,
                         const sy_case_person *people, size_t n, sy_err *err)
{
    static const sy_case_facts none = {0};
    int64_t change = 0;
    sy_status st = sy_needs_write(ws, err);

    *changes = (sy_case_changes){0};
    if (st == SY_OK) st = sy_sqlite_run(ws->decisions, "BEGIN IMMEDIATE", err);
    if (st != SY_OK) return st;
    st = sy_sqlite_number(ws->decisions, &change, NEXT_CHANGE, err);
    if (st == SY_OK) st = put_facts(ws, facts ? facts : &none, change, &changes->facts, err);
    for (size_t i = 0; st == SY_OK && i < n; i++) {
        st = sy_person_put(ws, &people[i], change, &changes->people, err);
    }
    st = sy_sqlite_end(ws->decisions, st, err);
    if (st != SY_OK) *changes = (sy_case_changes){0};
    return st;
}

sy_status sy_case_set(sy_workspace *ws, const sy_case_facts *facts, sy_err *err)
{
    sy_case_changes changes;
    return sy_case_change(ws, &changes, facts, NULL, 0, err);
}

/* Marks the rows of the newest change that stands. */
static sy_status mark_undone(sqlite3 *db, const char *table, int64_t change, size_t *n, sy_err *err)
{
    const sy_slice who = sy_who_am_i();
    char sql[256];

    sqlite3_snprintf(sizeof sql, sql,
                     "UPDATE %s SET undone_by = ?1, undone_at = %s"
                     " WHERE undone_at IS NULL AND change = %lld",
                     table, SY_SQL_NOW, (long long)change);
    sy_status st = sy_sqlite_execute(db, sql, &who, 1, err);
    if (st == SY_OK) *n = (size_t)sqlite3_changes(db);
    return st;
}

sy_status sy_case_undo(sy_workspace *ws, sy_case_changes *undone, sy_err *err)
{
    int64_t change = 0;
    sy_status st = sy_needs_write(ws, err);

    *undone = (sy_case_changes){0};
    if (st == SY_OK) st = sy_sqlite_run(ws->decisions, "BEGIN IMMEDIATE", err);
    if (st != SY_OK) return st;
    st = sy_sqlite_number(
        ws->decisions, &change,
        "SELECT max(coalesce((SELECT max(change) FROM case_facts WHERE undone_at IS NULL), 0),"
        " coalesce((SELECT max(change) FROM people WHERE undone_at IS NULL), 0))",
        err);
    if (st == SY_OK && change > 0) {
        st = mark_undone(ws->decisions, "case_facts", change, &undone->facts, err);
        if (st == SY_OK) st = mark_undone(ws->decisions, "people", change, &undone->people, err);
    }
    return sy_sqlite_end(ws->decisions, st, err);
}

sy_status sy_case_get(sy_workspace *ws, sy_case_facts *facts, sy_arena *arena, sy_err *err)
{
    sqlite3_stmt *q;
    int rc = SQLITE_DONE;

    *facts = (sy_case_facts){0};
    /* With max(), SQLite takes the other columns from the row of the maximum. */
    sy_status st = sy_sqlite_prepare(ws->decisions, &q,
                                     "SELECT field, value, max(id) FROM case_facts"
                                     " WHERE undone_at IS NULL GROUP BY field",
                                     NULL, 0, err);
    while (st == SY_OK && (rc = sqlite3_step(q)) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(q, 0);
        if (!name || sqlite3_column_bytes(q, 1) == 0) continue;
        for (int i = 0; i < CASE_FIELDS; i++) {
            if (strcmp(case_fields[i].name, name) != 0) continue;
            char *value = sy_sqlite_text(q, 1, arena);
            if (!value) st = sy_fail_nomem(err);
            *field_of(facts, i) = value;
        }
    }
    if (st == SY_OK && rc != SQLITE_DONE) st = sy_sqlite_fail(ws->decisions, err);
    sqlite3_finalize(q);
    return st;
}
