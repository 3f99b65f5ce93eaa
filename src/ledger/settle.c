/* settle.c - the decisions of people first, then the program's own findings. */
#include "ledger/settle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "HHHHHHHHHHHH-S-R" back to a place; SY_NONE where no row is. */
static uint32_t place_of_id(const sy_case_tables *t, sy_slice id)
{
    sy_entry_place at;

    if (!sy_entry_id_read(&at, id)) return SY_NONE;
    for (size_t i = 0; i < t->n_sources; i++) {
        if (strncmp(t->sources[i].sha256, at.hash, 12) != 0 || t->sources[i].sheet != at.sheet)
            continue;
        uint32_t place = sy_case_tables_place(t, t->sources[i].id, at.row);
        return place == SY_NONE || t->ledger[place] == SY_NONE ? SY_NONE : place;
    }
    return SY_NONE;
}

static sy_status read_decisions(sy_settler *s)
{
    sy_match_decision *list = NULL;
    size_t n = 0;
    sy_status st = sy_match_decisions(s->ws, &list, &n, false, &s->t->arena, s->err);

    if (st != SY_OK) return st;
    s->decided = sy_new_array(s->al, n, sizeof *s->decided);
    if (!s->decided) return sy_fail_nomem(s->err);
    for (size_t i = 0; i < n; i++) {
        if (list[i].kind == SY_MATCH_ACCOUNT) continue; /* joined.h */
        sy_decided d = {list[i].kind, list[i].verdict, place_of_id(s->t, list[i].a),
                        place_of_id(s->t, list[i].b)};
        if (d.a != SY_NONE && d.b != SY_NONE && d.a != d.b) s->decided[s->n_decided++] = d;
    }
    return SY_OK;
}

sy_status sy_settle_note(sy_settler *s, sy_match_kind kind, sy_pair pair, bool decided)
{
    sy_settled *out = s->out;
    void *items = out->matches;
    const int64_t amount = s->t->amount[pair.out];

    if (!sy_grow(s->al, &items, &out->capacity, out->n_matches, out->n_matches + 1,
                 sizeof *out->matches)) {
        return sy_fail_nomem(s->err);
    }
    out->matches = items;
    sy_match *m = &out->matches[out->n_matches++];
    *m = (sy_match){.kind = kind,
                    .a = pair.out,
                    .b = pair.in,
                    .decided = decided,
                    .reason = (sy_match_reason)pair.reason,
                    .state = pair.confirmed ? SY_MATCH_CONFIRMED : SY_MATCH_SUSPECTED,
                    .amount = amount == INT64_MIN ? INT64_MAX
                              : amount < 0        ? -amount
                                                  : amount};
    return SY_OK;
}

sy_status sy_settle_rejected(const sy_settler *s, sy_match_kind kind, sy_pair **list, size_t *n)
{
    *n = 0;
    *list = sy_new_array(s->al, s->n_decided, sizeof **list);
    if (!*list) return sy_fail_nomem(s->err);
    for (size_t i = 0; i < s->n_decided; i++) {
        const sy_decided *d = &s->decided[i];
        if (d->kind != kind || d->verdict != SY_VERDICT_REJECTED) continue;
        (*list)[(*n)++] = (sy_pair){.out = d->a, .in = d->b};
    }
    sy_pairs_sort(*list, *n);
    return SY_OK;
}

void sy_settle_join(sy_settler *s, uint32_t a, uint32_t b)
{
    s->out->match[a] = b;
    s->out->match[b] = a;
}

static bool carry_out(sy_settler *s, const sy_decided *d)
{
    switch (d->kind) {
    case SY_MATCH_DUPLICATE:
        return sy_settle_decided_repeat(s, d);
    case SY_MATCH_REVERSAL:
        return sy_settle_decided_reversal(s, d);
    case SY_MATCH_SHADOW:
        return sy_settle_decided_shadow(s, d);
    case SY_MATCH_SIDES:
        return sy_settle_decided_sides(s, d);
    default:
        return false;
    }
}

/* Of one kind, or of all but that one. */
static sy_status carry_out_all(sy_settler *s, sy_match_kind kind, bool all_but)
{
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i < s->n_decided; i++) {
        const sy_decided *d = &s->decided[i];
        const bool is_yes = d->verdict == SY_VERDICT_CONFIRMED;
        if ((d->kind == kind) == all_but) continue;
        if (is_yes && !carry_out(s, d)) continue;
        st = sy_settle_note(s, d->kind, (sy_pair){d->a, d->b, true, SY_WHY_DECIDED}, true);
        if (st == SY_OK && !is_yes) {
            s->out->matches[s->out->n_matches - 1].state = SY_MATCH_REJECTED;
        }
    }
    return st;
}

static int by_kind(const void *a, const void *b)
{
    const sy_match *x = a, *y = b;

    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    if (x->a != y->a) return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

sy_status sy_settle(sy_settled *out, sy_case_tables *t, sy_workspace *ws, sy_err *err)
{
    sy_settler s = {.al = t->al, .t = t, .ws = ws, .err = err, .out = out};
    sy_status st;

    *out = (sy_settled){.al = t->al};
    out->match = sy_new_array(t->al, t->n, sizeof *out->match);
    if (!out->match) return sy_fail_nomem(err);
    memset(out->match, 0xFF, t->n * sizeof *out->match);
    st = read_decisions(&s);
    if (st == SY_OK) st = carry_out_all(&s, SY_MATCH_DUPLICATE, false);
    if (st == SY_OK) st = sy_settle_repeats(&s);
    if (st == SY_OK) st = carry_out_all(&s, SY_MATCH_DUPLICATE, true);
    if (st == SY_OK) st = sy_settle_reversals(&s);
    if (st == SY_OK) st = sy_settle_refunds(&s);
    if (st == SY_OK) st = sy_settle_shadows(&s);
    if (st == SY_OK) st = sy_settle_sides(&s);
    if (st == SY_OK) st = sy_settle_masked(&s);
    if (out->n_matches) qsort(out->matches, out->n_matches, sizeof *out->matches, by_kind);
    sy_drop(t->al, s.decided);
    return st;
}

void sy_settled_dispose(sy_settled *s)
{
    sy_drop(s->al, s->match);
    sy_drop(s->al, s->matches);
    *s = (sy_settled){0};
}
