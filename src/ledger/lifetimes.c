/* lifetimes.c - days out of the account files; two that differ are none. */
#include "ledger/lifetimes.h"

#include "base/civil.h"
#include "intake/parse.h"
#include "ledger/registry.h"

enum { UNSAID = INT32_MAX };

static void take_day(int32_t *day, sy_slice text)
{
    sy_precision precision;
    int64_t at = 0;

    if (text.len == 0 || sy_parse_time(&at, &precision, text) != SY_FINE) return;
    const int32_t said = (int32_t)sy_day_of(at);
    *day = *day == UNSAID || *day == said ? said : SY_NO_DAY;
}

static int32_t *unsaid_days(sy_arena *arena, uint32_t n)
{
    int32_t *days = sy_arena_get(arena, ((size_t)n + 1) * sizeof *days);
    for (uint32_t i = 0; days && i < n; i++) days[i] = UNSAID;
    return days;
}

static void close_unsaid(int32_t *days, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (days[i] == UNSAID) days[i] = SY_NO_DAY;
    }
}

sy_status sy_case_lifetimes(const int32_t **opened, const int32_t **closed, sy_case *c,
                            sy_arena *arena, sy_err *err)
{
    const uint32_t n = sy_case_flow(c)->n_accounts;
    int32_t *begins = unsaid_days(arena, n), *ends = unsaid_days(arena, n);
    sy_registry *r = NULL;
    sy_status st = begins && ends ? SY_OK : sy_fail_nomem(err);

    if (st == SY_OK) st = sy_registry_load(&r, NULL, sy_case_workspace(c), err);
    for (size_t i = 0; st == SY_OK && i < r->n_records; i++) {
        const sy_record *k = &r->records[i];
        sy_slice number = sy_record_get(r, k, SY_PART_CARD);
        if (k->kind != SY_OF_ACCOUNTS) continue;
        if (number.len == 0) number = sy_record_get(r, k, SY_PART_ACCOUNT);
        const uint32_t account = number.len ? sy_case_find_account(c, number) : SY_NONE;
        if (account == SY_NONE) continue;
        take_day(&begins[account], sy_record_get(r, k, SY_PART_OPENED));
        take_day(&ends[account], sy_record_get(r, k, SY_PART_CLOSED));
    }
    sy_registry_free(r);
    if (st != SY_OK) return st;
    close_unsaid(begins, n);
    close_unsaid(ends, n);
    *opened = begins;
    *closed = ends;
    return SY_OK;
}
