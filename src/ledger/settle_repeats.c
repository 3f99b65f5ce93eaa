/* settle_repeats.c - rows that say again what another row of their ledger said:
 * those that the import has found, and those that only a look at whole ledgers
 * finds (overlap.h). In both the row that is first by place stands for the others. */
#include "ledger/overlap.h"
#include "ledger/settle.h"

static void leave_out(sy_settler *s, uint32_t repeat)
{
    s->t->ledger[repeat] = SY_NONE;
}

bool sy_settle_decided_repeat(sy_settler *s, const sy_decided *d)
{
    const sy_case_tables *t = s->t;

    if (t->ledger[d->a] == SY_NONE || t->ledger[d->b] != t->ledger[d->a]) return false;
    leave_out(s, d->b);
    return true;
}

/* ---- of the import ---- */

static sy_status settle_imported(sy_settler *s, const sy_pair *rejected, size_t n_rejected)
{
    const sy_case_tables *t = s->t;
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i < t->n_duplicates; i++) {
        const sy_duplicate_row *d = &t->duplicates[i];
        const uint32_t stands = sy_case_tables_place(t, d->of_source, d->of_row);
        const uint32_t repeat = sy_case_tables_place(t, d->source, d->row);
        if (stands == SY_NONE || repeat == SY_NONE) continue;
        if (t->ledger[repeat] == SY_NONE) continue; /* a failed row, or decided */
        if (sy_pairs_have(rejected, n_rejected, stands, repeat)) continue;
        leave_out(s, repeat);
        st = sy_settle_note(s, SY_MATCH_DUPLICATE,
                            (sy_pair){stands, repeat, true, SY_WHY_SAME_ROW}, false);
    }
    return st;
}

/* ---- of whole ledgers ---- */

/* Marks ledgers that have rows of more than one source; true when there are any. */
static bool mark_shared(const sy_case_tables *t, uint32_t *last_source, uint8_t *is_shared)
{
    bool any = false;

    for (size_t r = 0; r < t->n_sources; r++) {
        const size_t end = (size_t)t->bases[r].base + t->bases[r].rows + 1;
        for (size_t p = (size_t)t->bases[r].base; p < end; p++) {
            const uint32_t l = t->ledger[p];
            if (l == SY_NONE || t->flags[p] & SY_ENTRY_TRANSFER || t->amount[p] == 0) continue;
            if (last_source[l] && last_source[l] != r + 1) {
                is_shared[l] = 1;
                any = true;
            }
            last_source[l] = (uint32_t)r + 1;
        }
    }
    return any;
}

static sy_shown_row *collect(sy_settler *s, const uint8_t *is_shared, size_t *n)
{
    const sy_case_tables *t = s->t;
    sy_shown_row *rows = NULL;

    for (int pass = 0; pass < 2; pass++) {
        *n = 0;
        for (uint32_t r = 0; r < t->n_sources; r++) {
            const size_t end = (size_t)t->bases[r].base + t->bases[r].rows + 1;
            for (size_t p = (size_t)t->bases[r].base; p < end; p++) {
                if (t->ledger[p] == SY_NONE || !is_shared[t->ledger[p]]) continue;
                if (t->flags[p] & SY_ENTRY_TRANSFER || t->amount[p] == 0) continue;
                if (rows) {
                    rows[*n] = (sy_shown_row){.place = (uint32_t)p,
                                              .source = r,
                                              .ledger = t->ledger[p],
                                              .other = t->other[p],
                                              .at = t->at[p],
                                              .amount = t->amount[p],
                                              .balance = t->balance[p],
                                              .has_balance = t->flags[p] & SY_ENTRY_HAS_BALANCE,
                                              .date_only = t->flags[p] & SY_ENTRY_DATE_ONLY};
                }
                ++*n;
            }
        }
        if (pass == 0) rows = sy_new_array(s->al, *n, sizeof *rows);
        if (!rows) return NULL;
    }
    return rows;
}

static sy_status settle_overlaps(sy_settler *s, const sy_pair *rejected, size_t n_rejected)
{
    const sy_case_tables *t = s->t;
    uint32_t *last_source = sy_new_array(s->al, t->n_ledgers, sizeof *last_source);
    uint8_t *is_shared = sy_new_array(s->al, t->n_ledgers, 1);
    sy_shown_row *rows = NULL;
    sy_match_result found = {.al = s->al};
    size_t n = 0;
    sy_status st = last_source && is_shared ? SY_OK : sy_fail_nomem(s->err);

    if (st != SY_OK || !mark_shared(t, last_source, is_shared)) goto done;
    rows = collect(s, is_shared, &n);
    st = rows ? sy_overlaps_find(&found, rows, n, rejected, n_rejected, s->al, s->err)
              : sy_fail_nomem(s->err);
    for (size_t i = 0; st == SY_OK && i < found.n; i++) {
        if (found.pairs[i].confirmed) leave_out(s, found.pairs[i].in);
        st = sy_settle_note(s, SY_MATCH_DUPLICATE, found.pairs[i], false);
    }

done:
    sy_drop(s->al, last_source);
    sy_drop(s->al, is_shared);
    sy_drop(s->al, rows);
    sy_drop(s->al, found.pairs);
    return st;
}

sy_status sy_settle_repeats(sy_settler *s)
{
    sy_pair *rejected = NULL;
    size_t n_rejected = 0;
    sy_status st = sy_settle_rejected(s, SY_MATCH_DUPLICATE, &rejected, &n_rejected);

    if (st == SY_OK) st = settle_imported(s, rejected, n_rejected);
    if (st == SY_OK) st = sy_settle_joined(s, rejected, n_rejected);
    if (st == SY_OK) st = settle_overlaps(s, rejected, n_rejected);
    sy_drop(s->al, rejected);
    return st;
}
