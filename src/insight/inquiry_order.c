/* inquiry_order.c - which request stands for an inquiry, what comes first, and what is worth
 * showing by itself. */
#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "base/lang.h"
#include "insight/inquiry_parts.h"

/* One part in so many, of what is unexplained and of all that was traced. */
enum { SHARE_SHOWN = 100, SHARE_SEEDED = 1000 };

/* ---- requests that stand ---- */

/* The same account, or the same person at the same firm, whatever the inquiry was called when
 * it was asked for: a person's id changes when his number becomes known. */
static bool is_about(const sy_request *r, const sy_inquiry *i)
{
    const bool for_accounts = strcmp(r->word[SY_REQUEST_WHAT], "accounts") == 0;
    const char *person = r->word[SY_REQUEST_PERSON], *identity = r->word[SY_REQUEST_IDENTITY];

    if (for_accounts != (i->kind == SY_INQUIRY_ACCOUNTS)) return false;
    if (*i->account) return strcmp(r->word[SY_REQUEST_ACCOUNT], i->account) == 0;
    if (i->kind == SY_INQUIRY_WALLET && strcmp(r->word[SY_REQUEST_INSTITUTION], i->bank) != 0) {
        return false;
    }
    if (*identity && *i->identity) return strcmp(identity, i->identity) == 0;
    return *person && strcmp(person, i->holder) == 0;
}

static bool is_named(const sy_request *r, const sy_inquiry *i)
{
    return strcmp(r->word[SY_REQUEST_INQUIRY], i->id) == 0;
}

static bool read_day(int32_t *day, const char *text)
{
    sy_precision precision;
    int64_t at;

    if (!sy_time_parse_iso(&at, &precision, sy_slice_of(text))) return false;
    *day = (int32_t)sy_day_of(at);
    return true;
}

/* Does it ask for all the days that are missing? */
static bool covers(const sy_request *r, const sy_inquiry *i)
{
    int32_t from, to;

    if (i->kind == SY_INQUIRY_ACCOUNTS || i->from == SY_NO_DATE) return true;
    return read_day(&from, r->word[SY_REQUEST_FROM]) && read_day(&to, r->word[SY_REQUEST_TO]) &&
           from <= i->from && to >= i->to;
}

/* The newest; one that was made from this inquiry before one that is about the same. */
static void find_requests(const sy_inquiries *q, sy_inquiry *i)
{
    const sy_request *named = NULL, *about = NULL;

    for (size_t k = q->n_requests; k-- > 0;) {
        const sy_request *r = &q->requests[k];
        if (r->state == SY_REQUEST_IS_WITHDRAWN) continue;
        if (!named && is_named(r, i)) named = r;
        if (!about && is_about(r, i)) about = r;
    }
    i->request = named ? named : about;
    if (!i->request || i->request->state != SY_REQUEST_IS_ARRIVED) return;
    i->is_answered = *i->request->word[SY_REQUEST_IMPORT] && (named || covers(about, i));
}

/* ---- order ---- */

/* Whose it is, where nothing else tells two apart. */
static int nearness(const sy_inquiry *i)
{
    if (i->relation == SY_RELATION_DEBTOR) return 0;
    if (sy_relation_is_household(i->relation)) return 1;
    return i->relation != SY_RELATION_NONE ? 2 : 3;
}

static int compare_amounts(int64_t a, int64_t b)
{
    return (a < b) - (a > b);
}

static int by_worth(const void *x, const void *y)
{
    const sy_inquiry *a = x, *b = y;
    int c = (int)a->is_business - (int)b->is_business;

    if (c == 0) c = compare_amounts(a->waiting[SY_FIFO], b->waiting[SY_FIFO]);
    if (c == 0) c = compare_amounts(a->opens, b->opens);
    if (c == 0) c = nearness(a) - nearness(b);
    if (c == 0) c = compare_amounts(a->in, b->in);
    if (c == 0) c = strcmp(a->account, b->account);
    return c ? c : strcmp(a->id, b->id);
}

static int by_person(const void *x, const void *y)
{
    const sy_inquiry *a = x, *b = y;
    const int near_a = nearness(a) < 2 ? nearness(a) : 2,
              near_b = nearness(b) < 2 ? nearness(b) : 2;

    return near_a != near_b ? near_a - near_b : by_worth(x, y);
}

static int by_id(const void *x, const void *y)
{
    const sy_inquiry *a = x, *b = y;
    const int c = strcmp(a->id, b->id);
    return c ? c : strcmp(a->holder, b->holder);
}

/* Statements without identity numbers make a party of each account; a person is asked
 * about once. */
static void merge_people(sy_inquiries *q)
{
    size_t kept = 0;

    if (q->n_people) qsort(q->people, q->n_people, sizeof *q->people, by_id);
    for (size_t i = 0; i < q->n_people; i++) {
        const sy_inquiry *next = &q->people[i];
        sy_inquiry *last = kept ? &q->people[kept - 1] : NULL;
        if (!last || by_id(last, next) != 0) {
            q->people[kept++] = *next;
            continue;
        }
        last->reasons |= next->reasons;
        for (int r = 0; r < SY_RULES; r++) last->waiting[r] += next->waiting[r];
        if (last->n_transfers == 0) {
            last->transfers = next->transfers;
            last->n_transfers = next->n_transfers;
        }
        if (next->from != SY_NO_DATE) sy_ask_days(last, next->from, next->to);
        if (last->relation == SY_RELATION_NONE) last->relation = next->relation;
    }
    q->n_people = kept;
}

/* People to the one list, the rest to the other. */
static sy_status hand_over(sy_inquiries *q, sy_asking *a, sy_err *err)
{
    sy_arena *arena = a->s->arena;

    q->people = sy_arena_get(arena, (a->n + 1) * sizeof *q->people);
    q->items = sy_arena_get(arena, (a->n + 1) * sizeof *q->items);
    if (!q->people || !q->items) return sy_fail_nomem(err);
    for (size_t i = 0; i < a->n; i++) {
        sy_inquiry *item = &a->items[i];
        if (item->kind == SY_INQUIRY_ACCOUNTS) {
            q->people[q->n_people++] = *item;
        } else {
            q->items[q->n++] = *item;
            q->unexplained += item->waiting[SY_FIFO];
        }
    }
    merge_people(q);
    if (q->n_people) qsort(q->people, q->n_people, sizeof *q->people, by_person);
    if (q->n) qsort(q->items, q->n, sizeof *q->items, by_worth);
    return SY_OK;
}

sy_status sy_ask_order(sy_inquiries *q, sy_asking *a, sy_err *err)
{
    const sy_trace *t = a->s->traces[SY_FIFO];
    sy_status st =
        sy_requests(sy_case_workspace(a->s->c), &q->requests, &q->n_requests, a->s->arena, err);

    for (size_t k = 0; t && k < t->n_seeds; k++) q->seeded += t->seeded[k];
    q->horizon = a->horizon;
    for (size_t i = 0; i < a->n && st == SY_OK; i++) find_requests(q, &a->items[i]);
    return st == SY_OK ? hand_over(q, a, err) : st;
}

bool sy_inquiry_is_shown(const sy_inquiries *q, const sy_inquiry *i)
{
    if (i->is_answered || i->is_business) return false;
    if (nearness(i) < 2) return true;
    if (nearness(i) == 2 && i->reasons >> SY_ASK_LISTED & 1u) return true;
    if (i->reasons & (1u << SY_ASK_HOLES | 1u << SY_ASK_BEGINS | 1u << SY_ASK_IN_VAIN)) return true;
    return i->waiting[SY_FIFO] > 0 && i->waiting[SY_FIFO] >= q->unexplained / SHARE_SHOWN &&
           i->waiting[SY_FIFO] >= q->seeded / SHARE_SEEDED;
}
