/* question.c - names to numbers, by the case's own look-ups; a name that is not
 * there is answered with those near it. */
#include "report/question.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"

enum { NEAR = 3, HELD = 8 };

/* The numbers of a holder's accounts, where a name was given for a number. */
static size_t accounts_of_holder(const sy_case *c, const char *name, const char *numbers[HELD])
{
    const sy_flow *f = sy_case_flow(c);
    uint32_t accounts[HELD];
    size_t n = sy_case_accounts_of(c, sy_slice_of(name), accounts, HELD);

    if (n > HELD) n = HELD;
    for (size_t i = 0; i < n; i++) {
        const uint32_t ledger = sy_flow_first_ledger(f, accounts[i]);
        numbers[i] = sy_flow_text(f, f->ledgers[ledger].number);
    }
    return n;
}

static sy_status unknown_account(const sy_case *c, const char *name, sy_err *err)
{
    const char *numbers[HELD];
    const size_t held = accounts_of_holder(c, name, numbers);
    const size_t n = held ? held : sy_case_similar_accounts(c, sy_slice_of(name), numbers, NEAR);
    sy_buf list;
    sy_status st;

    sy_buf_init(&list, NULL, 800);
    for (size_t i = 0; i < n; i++) sy_buf_printf(&list, "%s%.80s", i ? ", " : "", numbers[i]);
    if (!list.ptr) {
        st = sy_fail(err, SY_EDATA,
                     N_("no account %.80s in this workspace; suyuan accounts lists them"), name);
    } else if (held) {
        st = sy_fail(err, SY_EDATA, N_("accounts are named by their numbers; %.80s holds %s"), name,
                     list.ptr);
    } else {
        st = sy_fail(err, SY_EDATA, N_("no account %.80s in this workspace; near it: %s"), name,
                     list.ptr);
    }
    sy_buf_dispose(&list);
    return st;
}

sy_status sy_question_account(uint32_t *account, const sy_case *c, const char *name, sy_err *err)
{
    *account = sy_case_find_account(c, sy_slice_of(name));
    return *account == SY_NONE ? unknown_account(c, name, err) : SY_OK;
}

static sy_status find_entry(uint32_t *transfer, const sy_case *c, const char *id, sy_err *err)
{
    *transfer = sy_case_find_entry(c, sy_slice_of(id));
    if (*transfer != SY_NONE) return SY_OK;
    return sy_fail(err, SY_EDATA,
                   N_("no entry \"%.80s\" moves money in this workspace (failed rows and "
                      "duplicates do not)"),
                   id);
}

sy_status sy_question_time(int64_t *at, const char *option, const char *text, bool at_end,
                           sy_err *err)
{
    sy_precision precision = SY_SECOND;
    char *end = NULL;

    if (sy_time_parse_iso(at, &precision, sy_slice_of(text))) {
        if (precision == SY_DATE && at_end) *at += SY_DAY - 1;
        return SY_OK;
    }
    const long long seconds = strtoll(text, &end, 10);
    if (end == text || *end || seconds > INT64_MAX / 4 || seconds < INT64_MIN / 4) {
        return sy_fail(
            err, SY_EINVAL,
            N_("--%s \"%.60s\" is not a time: 2023-05-01, 2023-05-01T09:30:00 or seconds"), option,
            text);
    }
    *at = seconds;
    return SY_OK;
}

static sy_status read_hops(uint32_t *hops, const char *text, sy_err *err)
{
    char *end = NULL;
    const unsigned long long value = strtoull(text, &end, 10);

    if (text[0] < '0' || text[0] > '9' || *end || value == 0 || value >= UINT32_MAX) {
        return sy_fail(err, SY_EINVAL, N_("--max-hops \"%.60s\" is not a number from 1 on"), text);
    }
    *hops = (uint32_t)value;
    return SY_OK;
}

/* One that an entry has named already counts once. */
static void add_seeds(sy_asked *a, const sy_question *q)
{
    for (size_t i = 0; i < q->n_more_seeds; i++) {
        size_t k = 0;
        while (k < a->n_seeds && (a->seeds[k].kind != SY_SEED_TRANSFER ||
                                  a->seeds[k].transfer != q->more_seeds[i].transfer))
            k++;
        if (k == a->n_seeds) a->seeds[a->n_seeds++] = q->more_seeds[i];
    }
}

static sy_status read_seeds(sy_asked *a, const sy_case *c, const sy_question *q, sy_arena *arena,
                            sy_err *err)
{
    const size_t n = q->n_from + q->n_entries + q->n_more_seeds;
    sy_status st = SY_OK;

    if (n > SY_MAX_SEEDS) {
        return sy_fail(err, SY_EINVAL, N_("%zu seeds: a trace takes at most %u"), n, SY_MAX_SEEDS);
    }
    a->seeds = sy_arena_get(arena, n * sizeof *a->seeds);
    if (!a->seeds) return sy_fail_nomem(err);
    for (size_t i = 0; i < q->n_from && st == SY_OK; i++) {
        sy_seed *seed = &a->seeds[a->n_seeds++];
        *seed = (sy_seed){.kind = SY_SEED_ACCOUNT, .since = a->has_since ? a->since : INT64_MIN};
        st = sy_question_account(&seed->account, c, q->from[i], err);
    }
    for (size_t i = 0; i < q->n_entries && st == SY_OK; i++) {
        sy_seed *seed = &a->seeds[a->n_seeds++];
        *seed = (sy_seed){.kind = SY_SEED_TRANSFER, .since = INT64_MIN};
        st = find_entry(&seed->transfer, c, q->entries[i], err);
    }
    if (st == SY_OK) add_seeds(a, q);
    return st;
}

static bool is_asked_for(const sy_asked *a, const sy_flow *f, const uint8_t *is_payer, uint32_t t)
{
    return !sy_is_outside(f->from[t]) && is_payer[f->ledgers[f->from[t]].account] &&
           !(f->flags[t] & SY_T_PSEUDO) && (!a->has_since || sy_flow_at(f, t) >= a->since) &&
           (!a->has_until || sy_flow_at(f, t) <= a->until);
}

/* Backward: every outflow of the accounts in the time asked for, and the entries. */
static sy_status read_payments(sy_asked *a, const sy_case *c, const sy_question *q, sy_arena *arena,
                               sy_err *err)
{
    const sy_flow *f = sy_case_flow(c);
    uint8_t *wanted = sy_arena_get(arena, f->n_transfers);
    uint8_t *is_payer = sy_arena_get(arena, f->n_accounts);
    sy_status st = SY_OK;

    if (!wanted || !is_payer) return sy_fail_nomem(err);
    for (size_t i = 0; i < q->n_from && st == SY_OK; i++) {
        uint32_t account;
        st = sy_question_account(&account, c, q->from[i], err);
        if (st == SY_OK) is_payer[account] = 1;
    }
    for (size_t i = 0; i < q->n_entries && st == SY_OK; i++) {
        uint32_t transfer;
        st = find_entry(&transfer, c, q->entries[i], err);
        if (st == SY_OK) wanted[transfer] = 1;
    }
    if (st != SY_OK) return st;
    for (uint32_t t = 0; t < f->n_transfers; t++) {
        if (is_asked_for(a, f, is_payer, t)) wanted[t] = 1;
        a->n_payments += wanted[t];
    }
    a->payments = sy_arena_get(arena, a->n_payments * sizeof *a->payments);
    if (!a->payments) return sy_fail_nomem(err);
    for (uint32_t t = 0, n = 0; t < f->n_transfers; t++) {
        if (wanted[t]) a->payments[n++] = t;
    }
    if (a->n_payments > 0) return SY_OK;
    return sy_fail(err, SY_EDATA, N_("these accounts paid nothing in that time"));
}

sy_status sy_question_read(sy_asked *a, const sy_case *c, const sy_question *q, sy_arena *arena,
                           sy_err *err)
{
    sy_status st = SY_OK;

    *a = (sy_asked){.has_since = q->since != NULL,
                    .has_until = q->until != NULL,
                    .follow = q->follow,
                    .backward = q->backward};
    if (q->n_from + q->n_entries + q->n_more_seeds == 0) {
        return sy_fail(err, SY_EINVAL,
                       N_("say where the money starts: --from ACCOUNT, --entry ID or --diverted"));
    }
    if (q->since) st = sy_question_time(&a->since, "since", q->since, false, err);
    if (st == SY_OK && q->until) st = sy_question_time(&a->until, "until", q->until, true, err);
    if (st == SY_OK && q->max_hops) st = read_hops(&a->max_hops, q->max_hops, err);
    if (st != SY_OK) return st;
    a->stop_at = sy_arena_get(arena, q->n_stop_at * sizeof *a->stop_at);
    if (!a->stop_at) return sy_fail_nomem(err);
    for (size_t i = 0; i < q->n_stop_at && st == SY_OK; i++) {
        st = sy_question_account(&a->stop_at[a->n_stop_at++], c, q->stop_at[i], err);
    }
    if (st != SY_OK) return st;
    return q->backward ? read_payments(a, c, q, arena, err) : read_seeds(a, c, q, arena, err);
}

sy_trace_query sy_asked_query(const sy_asked *a, sy_rule rule)
{
    return (sy_trace_query){.rule = rule,
                            .seeds = a->seeds,
                            .n_seeds = a->n_seeds,
                            .has_until = a->has_until,
                            .until = a->until,
                            .follow = a->follow,
                            .stop_at = a->stop_at,
                            .n_stop_at = a->n_stop_at,
                            .max_hops = a->max_hops};
}

sy_backward_query sy_asked_backward(const sy_asked *a, sy_rule rule)
{
    return (sy_backward_query){.rule = rule,
                               .payments = a->payments,
                               .n_payments = a->n_payments,
                               .sources = a->stop_at,
                               .n_sources = a->n_stop_at,
                               .follow = a->follow,
                               .max_hops = a->max_hops};
}
