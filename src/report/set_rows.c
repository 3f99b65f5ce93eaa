/* set_rows.c - the rows behind a figure: which are shown, how, and where they stand. A row of
 * a block is a number: in the person's overview, or of a finding in its list of places. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "report/set_parts.h"

static uint32_t place_of(const sy_set *set, const sy_set_block *block, uint32_t row)
{
    return block->places ? block->places[row] : set->persons[block->person].o.rows[row].place;
}

/* ---- where rows stand ---- */

static int by_number(const void *a, const void *b)
{
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static int by_file_and_row(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Rows first to last of a file; the same file is not named again. */
static void write_run(sy_buf *b, uint64_t first, uint64_t last, uint32_t *file)
{
    const uint32_t number = (uint32_t)(first >> 32);

    if (number != *file)
        sy_buf_printf(b, "%sF%u: ", *file ? "; " : "", number);
    else
        sy_buf_text(b, ", ");
    *file = number;
    sy_buf_printf(b, "%u", (uint32_t)first);
    if (first != last) sy_buf_printf(b, "–%u", (uint32_t)last);
}

sy_status sy_set_where(sy_buf *b, const sy_set *set, const sy_set_block *block,
                       const uint32_t *rows, uint32_t n, size_t max, sy_err *err)
{
    uint64_t *at = sy_new_array(NULL, n, sizeof *at); /* file << 32 | row */
    const size_t limit = b->len + max;
    uint32_t file = 0, written = 0;

    if (!at) return sy_fail_nomem(err);
    for (uint32_t i = 0; i < n; i++) {
        sy_row_ref row;
        sy_row_at(&set->t, place_of(set, block, rows[i]), &row);
        at[i] = (uint64_t)set->files.number[row.source_number] << 32 | row.row;
    }
    if (n) qsort(at, n, sizeof *at, by_file_and_row);
    for (uint32_t first = 0; first < n && b->len < limit; first = written) {
        written = first + 1;
        /* The row of a list may be there for both its sides. */
        while (written < n && at[written] <= at[written - 1] + 1) written++;
        write_run(b, at[first], at[written - 1], &file);
    }
    if (written < n) sy_buf_printf(b, _("; and %u more rows"), n - written);
    sy_drop(NULL, at);
    return SY_OK;
}

static int by_size(const void *a, const void *b, void *ctx)
{
    const sy_overview_row *rows = ctx;
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    const uint64_t sx = sy_minor_size(rows[x].amount), sy = sy_minor_size(rows[y].amount);

    if (sx != sy) return sx > sy ? -1 : 1;
    return (x > y) - (x < y);
}

sy_status sy_set_pick(const sy_set *set, const sy_set_block *block, uint32_t most,
                      uint32_t **picked, uint32_t *n_picked, uint32_t **rest, uint32_t *n_rest,
                      sy_err *err)
{
    uint32_t *all = sy_new_array(NULL, block->n_rows, sizeof *all);

    if (most > block->n_listed && block->places) most = block->n_listed;
    *picked = all;
    *n_picked = block->n_rows < most ? block->n_rows : most;
    *n_rest = block->n_rows - *n_picked;
    if (!all) return sy_fail_nomem(err);
    for (uint32_t i = 0; i < block->n_rows; i++) all[i] = block->places ? i : block->rows[i];
    *rest = all + *n_picked;
    if (*n_rest == 0 || block->places) return SY_OK;
    const sy_overview_row *rows = set->persons[block->person].o.rows;
    if (most) qsort_r(all, block->n_rows, sizeof *all, by_size, (void *)rows);
    if (*n_picked) qsort(all, *n_picked, sizeof *all, by_number);
    qsort(*rest, *n_rest, sizeof *all, by_number);
    return SY_OK;
}

/* ---- as they are shown ---- */

static sy_slice first_of(sy_slice a, sy_slice b)
{
    return a.len ? a : b;
}

static int by_place(const void *key, const void *item)
{
    const uint32_t a = *(const uint32_t *)key, b = ((const sy_evidence *)item)->place;
    return a < b ? -1 : a > b;
}

/* A finding's row, as its file has it. */
static void show_found(sy_set_row *shown, const sy_set *set, uint32_t place)
{
    const sy_evidence *e = bsearch(&place, set->found, set->n_found, sizeof *e, by_place);

    SY_ASSERT(e);
    shown->at = e->at;
    shown->precision = e->flags & SY_ENTRY_DATE_ONLY ? SY_DATE : SY_SECOND;
    shown->amount = e->amount;
    shown->account = first_of(e->text[SY_OWN_CARD], e->text[SY_OWN_ACCOUNT]);
    shown->other = first_of(e->text[SY_OTHER_NAME], e->text[SY_MERCHANT]);
    shown->words = first_of(e->text[SY_SUMMARY], e->text[SY_NOTE]);
}

sy_set_row sy_set_row_of(const sy_set *set, const sy_set_block *block, uint32_t row)
{
    const uint32_t place = place_of(set, block, row);
    sy_set_row shown = {0};
    sy_row_ref at;

    sy_row_at(&set->t, place, &at);
    shown.file = set->files.number[at.source_number];
    shown.row = at.row;
    if (block->places) {
        show_found(&shown, set, place);
        return shown;
    }
    const sy_overview *o = &set->persons[block->person].o;
    const sy_overview_row *r = &o->rows[row];
    shown.at = r->at;
    shown.precision = r->date_only ? SY_DATE : SY_SECOND;
    shown.amount = r->amount;
    shown.account = sy_slice_of(sy_ledger_number(set->s->f, r->ledger));
    shown.other = sy_overview_other(o, r);
    shown.words =
        first_of(sy_scene_text(set->s, place, SY_SUMMARY), sy_scene_text(set->s, place, SY_NOTE));
    return shown;
}
