/* pool_reader.c - a row at a time: each cell by its column's type, then what the definition
 * asks of a whole row. Values go by columns, as the store wants them. A batch ends with its
 * block, where the bytes of its cells are. */
#include "intake/pool_reader.h"

#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/civil.h"
#include "base/lang.h"
#include "identifier/plate.h"
#include "intake/pool_cells.h"
#include "intake/units.h"
#include "store/extracts.h"

typedef struct reader {
    sy_pool_work *work;
    sy_findings *findings;
    const sy_pool *pool;
    sy_intake_table *table;
    uint32_t index; /* of the table */
    sy_csv_cursor *cursor;
    const sy_csv_plan *cursor_plan;
    sy_table *sheet;
    bool in_work;                      /* rows of the piece are left */
    sy_arena scratch;                  /* texts of a batch */
    uint16_t cell_of[SY_POOL_COLUMNS]; /* column of the file */
    int unit[SY_POOL_COLUMNS];         /* of amounts */
    int office;                        /* the column that completes plates; -1 */
    int since, first, as_of; /* columns of days that have come: registrations (first stands in for
                              * since), the day of the data; -1 */
    sy_pool_value *values;   /* SY_BATCH_ROWS of each column */
    bool has_no_memory;
    sy_picked *picked;
    size_t n_picked, picked_capacity;
    /* the row that is read */
    sy_pool_value row[SY_POOL_COLUMNS];
    sy_rule rule;
    uint16_t column; /* of the file, that the rule is about */
} reader;

/* ---- a row ---- */

static void refuse(reader *r, sy_rule rule, uint16_t column)
{
    if (r->rule != SY_FINE || rule == SY_FINE) return;
    r->rule = rule;
    r->column = column;
}

static bool is_filled(const reader *r, size_t column)
{
    return sy_pool_is_filled(r->pool->columns[column].type, &r->row[column]);
}

/* One of the lists of the definition must be whole; of the nearest one, the first column
 * that is missing is named. */
static void check_required(reader *r)
{
    int nearest = SY_POOL_COLUMNS + 1, column = -1;

    for (size_t i = 0; i < r->pool->n_required; i++) {
        int missing = 0, first = -1;
        for (uint64_t left = r->pool->required[i]; left; left &= left - 1) {
            const int k = __builtin_ctzll(left);
            if (is_filled(r, (size_t)k)) continue;
            missing++;
            if (first < 0) first = k;
        }
        if (missing == 0) return;
        if (missing < nearest) {
            nearest = missing;
            column = first;
        }
    }
    if (column >= 0) refuse(r, SY_VALUE_MISSING, r->cell_of[column]);
}

/* Registers keep the plate without the province: the office completes it. */
static void complete_plate(reader *r)
{
    sy_plate plate;

    if (r->office < 0 || r->row[r->office].text.len == 0) return;
    for (size_t k = 0; k < r->pool->n_columns; k++) {
        if (r->pool->columns[k].type != SY_POOL_PLATE || r->row[k].text.len == 0) continue;
        if (sy_plate_read(&plate, r->row[k].text)) continue;
        if (!sy_plate_join(&plate, r->row[r->office].text, r->row[k].text)) continue;
        const char *copy = sy_arena_text(&r->scratch, plate.text, strlen(plate.text));
        if (!copy) r->has_no_memory = true;
        if (copy) r->row[k].text = sy_slice_of(copy);
    }
}

static bool is_header_again(const reader *r, const sy_single_cell *cells, uint32_t n)
{
    size_t said = 0;

    for (uint32_t i = 0; i < n && i < r->table->n_columns; i++) {
        const sy_slice cell = sy_cell_trim(cells[i].text);
        if (cell.len == 0) continue;
        if (!sy_slice_is(cell, r->table->headings[i])) return false;
        said++;
    }
    return said > 0;
}

static bool is_to_come(const reader *r, int column)
{
    if (column < 0) return false;
    const sy_pool_type type = r->pool->columns[column].type;
    const int64_t number = r->row[column].number;

    if (number == sy_pool_nothing(type)) return false;
    return (type == SY_POOL_TIME ? sy_day_of(number) : number) > r->work->today;
}

/* A register of a day that has not come would stand above every later one. A registration of
 * such a day may have been meant as something else: it is told of. */
static void check_days(reader *r)
{
    if (is_to_come(r, r->as_of)) refuse(r, SY_TIME_AFTER_LOAD, r->cell_of[r->as_of]);
}

static void count_to_come(reader *r, sy_counts *counts, uint32_t number)
{
    if (!is_to_come(r, r->since) && !is_to_come(r, r->first)) return;
    counts->to_come++;
    if (counts->to_come_row == 0 || number < counts->to_come_row) counts->to_come_row = number;
}

static void read_row(reader *r, const sy_single_cell *cells, uint32_t n)
{
    static const sy_single_cell blank = {.text = {"", 0}};

    r->rule = SY_FINE;
    if (is_header_again(r, cells, n)) {
        refuse(r, SY_REPEATED_HEADER, 0);
        return;
    }
    for (size_t k = 0; k < r->pool->n_columns; k++) {
        const uint16_t at = r->cell_of[k];
        const sy_single_cell *cell = at < n ? &cells[at] : &blank;
        if (cell->is_bad) refuse(r, SY_TEXT_NOT_DECODABLE, at);
        refuse(r,
               sy_pool_read_cell(&r->row[k], &r->pool->columns[k], cell, r->unit[k], &r->scratch,
                                 &r->has_no_memory),
               at);
    }
    for (uint32_t i = r->table->n_columns; i < n; i++) {
        if (sy_cell_trim(cells[i].text).len > 0) refuse(r, SY_TOO_MANY_CELLS, SY_NO_COLUMN);
    }
    complete_plate(r);
    check_required(r);
    check_days(r);
}

/* Of the values with their columns' names: what a definition that has got columns since, or
 * has put them in another order, gives for the same row is the same. */
static uint64_t hash_row(const reader *r)
{
    XXH3_state_t state;

    XXH3_64bits_reset(&state);
    for (size_t k = 0; k < r->pool->n_columns; k++) {
        const sy_pool_column *c = &r->pool->columns[k];
        const sy_pool_value *v = &r->row[k];
        if (!is_filled(r, k)) continue;
        XXH3_64bits_update(&state, c->id, strlen(c->id) + 1);
        if (sy_pool_type_is_text(c->type)) {
            XXH3_64bits_update(&state, v->text.ptr, v->text.len);
            XXH3_64bits_update(&state, "", 1);
        } else {
            XXH3_64bits_update(&state, &v->number, sizeof v->number);
        }
    }
    return XXH3_64bits_digest(&state);
}

/* A number of a workbook becomes what the sheet shows: a day, or its plain digits. */
static void put_cell(sy_buf *line, const reader *r, const sy_single_cell *cell, uint32_t at)
{
    const size_t column = at < r->table->n_columns ? r->table->particular[at] : SY_POOL_COLUMNS;
    char plain[SY_STORED_TEXT > SY_TIME_TEXT ? SY_STORED_TEXT : SY_TIME_TEXT];
    sy_slice text = cell->text;

    if (cell->is_number && column < r->pool->n_columns && is_filled(r, column)) {
        const sy_pool_type type = r->pool->columns[column].type;
        const int64_t number = r->row[column].number;
        if (type == SY_POOL_DATE)
            text = sy_slice_of(sy_time_print(plain, number * SY_DAY, SY_DATE));
        else if (type == SY_POOL_TIME)
            text = sy_slice_of(sy_time_print(plain, number, SY_SECOND));
        else if (sy_stored_number(plain, text))
            text = sy_slice_of(plain);
    }
    sy_csv_put(line, text);
}

/* Is it one of the rows that are kept: somebody's, or perhaps somebody's? */
static sy_status pick_row(reader *r, const sy_single_cell *cells, uint32_t n, uint32_t number,
                          sy_err *err)
{
    const sy_alloc *al = r->work->shared->al;
    void *picked = r->picked;
    sy_buf line;

    if (r->rule == SY_REPEATED_HEADER) return SY_OK; /* of which no cell was read */
    const bool may_be_anybodys = r->rule == SY_NUMBER_UNRECOVERABLE || r->rule == SY_NUMBER_UNCLEAR;
    if (!may_be_anybodys && !sy_matcher_keeps(r->work->matcher, r->row)) return SY_OK;
    sy_buf_init(&line, al, 8 * SY_MAX_RECORD);
    sy_buf_printf(&line, "%u", number);
    for (uint32_t i = 0; i < n; i++) {
        sy_buf_char(&line, ',');
        put_cell(&line, r, &cells[i], i);
    }
    sy_buf_char(&line, '\n');
    if (sy_buf_status(&line) != SY_OK || !sy_grow(al, &picked, &r->picked_capacity, r->n_picked,
                                                  r->n_picked + 1, sizeof *r->picked)) {
        sy_buf_dispose(&line);
        return sy_fail_nomem(err);
    }
    r->picked = picked;
    r->picked[r->n_picked++] = (sy_picked){r->index, number, {line.ptr, line.len}}; /* its memory */
    return SY_OK;
}

static sy_status take_row(reader *r, sy_pool_batch *batch, const sy_single_cell *cells, uint32_t n,
                          uint32_t number, sy_err *err)
{
    sy_counts *counts = &r->findings->counts[r->index];
    const size_t at = batch->n;

    counts->rows++;
    read_row(r, cells, n);
    if (r->has_no_memory) return sy_fail_nomem(err);
    if (r->work->matcher) return pick_row(r, cells, n, number, err);
    if (r->rule == SY_FINE) {
        count_to_come(r, counts, number);
        batch->source[at] = r->table->source;
        batch->row[at] = number;
        batch->fingerprint[at] = hash_row(r);
        for (size_t k = 0; k < r->pool->n_columns; k++) {
            r->values[k * SY_BATCH_ROWS + at] = r->row[k];
        }
        batch->n++;
        return SY_OK;
    }
    counts->rejected++;
    const sy_reject reject = {.source = r->table->source,
                              .row = number,
                              .rule = (uint16_t)r->rule,
                              .table = r->index,
                              .column = r->column,
                              .value = r->column < n ? cells[r->column].text : (sy_slice){"", 0}};
    return sy_findings_reject(r->findings, r->work->shared->al, reject) ? SY_OK
                                                                        : sy_fail_nomem(err);
}

/* ---- rows of a piece ---- */

static bool is_blank_row(const sy_single_cell *cells, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (sy_cell_trim(cells[i].text).len > 0) return false;
    }
    return true;
}

static sy_status gather_text(reader *r, sy_pool_batch *batch, sy_err *err)
{
    sy_single_cell cells[SY_MAX_COLUMNS];
    sy_csv_record record;
    sy_status st = SY_OK;

    while (batch->n < SY_BATCH_ROWS && st == SY_OK) {
        st = sy_csv_next(r->cursor, &record, err);
        if (st != SY_OK) break;
        if (record.n_cells == 0) {
            r->in_work = false;
            break;
        }
        if (record.number <= r->table->header_row) continue;
        for (uint32_t i = 0; i < record.n_cells; i++) {
            bool is_bad = false;
            const sy_slice text =
                sy_utf8_of(r->table->encoding, record.cells[i], &r->scratch, &is_bad);
            if (!text.ptr) return sy_fail_nomem(err);
            if (!r->table->is_proved && memchr(text.ptr, '\0', text.len)) is_bad = true;
            cells[i] = (sy_single_cell){.text = text, .is_bad = is_bad};
        }
        if (is_blank_row(cells, record.n_cells)) continue;
        const uint32_t number =
            r->table->cites_rows ? sy_extract_row(cells[0].text) : record.number;
        st = take_row(r, batch, cells, record.n_cells, number, err);
    }
    return st;
}

static sy_status gather_sheet(reader *r, sy_pool_batch *batch, sy_err *err)
{
    sy_single_cell cells[SY_MAX_COLUMNS];
    sy_status st = SY_OK;

    while (batch->n < SY_BATCH_ROWS && st == SY_OK) {
        sy_row in;
        sy_err inner = {0};
        st = sy_fail_by_users_name(r->table, sy_table_next(r->sheet, &in, &inner), &inner, err);
        if (st != SY_OK) break;
        if (in.n_cells == SY_NO_MORE_ROWS) {
            r->in_work = false;
            break;
        }
        if (in.number <= r->table->header_row) continue;
        const uint32_t n = in.n_cells < SY_MAX_COLUMNS ? in.n_cells : SY_MAX_COLUMNS;
        for (uint32_t i = 0; i < n; i++) { /* cells live only until the next row */
            const sy_slice text = in.cells[i].text;
            const char *copy = sy_arena_bytes(&r->scratch, text.ptr, text.len);
            if (!copy) return sy_fail_nomem(err);
            cells[i] = (sy_single_cell){.text = {copy, text.len},
                                        .is_number = in.cells[i].kind == SY_CELL_NUMBER};
        }
        if (is_blank_row(cells, n)) continue;
        st = take_row(r, batch, cells, n, in.number, err);
    }
    return st;
}

/* ---- pieces ---- */

uint16_t sy_pool_cell_of(const sy_intake_table *t, size_t column)
{
    for (uint32_t i = 0; i < t->n_columns; i++) {
        if (t->particular[i] == column) return (uint16_t)i;
    }
    return SY_NO_COLUMN;
}

static void open_table(reader *r, uint32_t index)
{
    r->index = index;
    r->table = r->work->tables->items[index];
    for (size_t k = 0; k < r->pool->n_columns; k++) {
        const uint16_t at = r->cell_of[k] = sy_pool_cell_of(r->table, k);
        const sy_slice heading = at == SY_NO_COLUMN ? SY_TEXT("") : r->table->headings[at];
        sy_slice base;
        r->unit[k] = sy_heading_unit(heading, &base);
        if (r->unit[k] == SY_UNIT_NOT_SAID) {
            r->unit[k] = r->pool->columns[k].is_in_wan ? SY_IN_WAN : SY_IN_YUAN;
        }
    }
}

static sy_status open_piece(reader *r, const sy_work_piece *piece, sy_err *err)
{
    sy_status st = SY_OK;

    open_table(r, piece->table);
    sy_table_free(r->sheet);
    r->sheet = NULL;
    if (!r->table->plan) {
        sy_err inner = {0};
        st = sy_table_open(&r->sheet, NULL, r->table->data_path, r->table->sheet, &inner);
        st = sy_fail_by_users_name(r->table, st, &inner, err);
    } else {
        if (r->table->plan != r->cursor_plan) {
            sy_csv_cursor_free(r->cursor);
            r->cursor = NULL;
            r->cursor_plan = r->table->plan;
            st = sy_csv_cursor_new(&r->cursor, NULL, r->table->plan, err);
        }
        if (st == SY_OK) st = sy_csv_cursor_move(r->cursor, piece->block, err);
    }
    r->in_work = st == SY_OK;
    return st;
}

/* False: nothing is left for this reader. */
static bool take_piece(reader *r, sy_status *st, sy_err *err)
{
    sy_pool_work *w = r->work;
    const size_t at = atomic_fetch_add(&w->next, 1);

    if (at >= w->n_pieces) return false;
    *st = sy_shared_spoil(w->shared, w->pieces[at].table, open_piece(r, &w->pieces[at], err));
    return *st == SY_OK;
}

sy_status sy_pool_reader_next(void *worker, sy_pool_batch *batch, sy_err *err)
{
    reader *r = worker;
    sy_status st = SY_OK;

    batch->n = 0;
    for (size_t k = 0; k < r->pool->n_columns; k++)
        batch->values[k] = r->values + k * SY_BATCH_ROWS;
    while (st == SY_OK && batch->n == 0) {
        sy_arena_clear(&r->scratch);
        if (!r->in_work && !take_piece(r, &st, err)) break;
        const uint64_t before = r->findings->counts[r->index].rows;
        st = r->sheet ? gather_sheet(r, batch, err) : gather_text(r, batch, err);
        st = sy_shared_spoil(r->work->shared, r->index, st);
        if (r->work->shared->progress) {
            sy_progress_add(r->work->shared->progress, r->findings->counts[r->index].rows - before);
        }
    }
    return st;
}

sy_status sy_pool_reader_open(void *ctx, void **worker, sy_err *err)
{
    sy_pool_work *w = ctx;
    reader *r = sy_new(w->shared->al, sizeof *r);

    *worker = r;
    if (!r) return sy_fail_nomem(err);
    r->work = w;
    r->pool = w->pool;
    r->office = sy_pool_column_of(w->pool, SY_ROLE_ISSUER);
    r->as_of = sy_pool_column_of(w->pool, SY_ROLE_AS_OF);
    r->since = sy_pool_column_of(w->pool, SY_ROLE_SINCE);
    r->first = r->since < 0 ? -1 : w->pool->columns[r->since].stands_in;
    sy_arena_init(&r->scratch, w->shared->al);
    r->values = sy_new_array(w->shared->al, w->pool->n_columns * SY_BATCH_ROWS, sizeof *r->values);
    r->findings = sy_findings_new(w->shared);
    return r->values && r->findings ? SY_OK : sy_fail_nomem(err);
}

/* What was picked out goes to the work; false: out of memory. */
static bool hand_over_picked(reader *r)
{
    sy_pool_work *w = r->work;
    void *all = w->picked;

    if (r->n_picked == 0) return true;
    if (!sy_grow(w->shared->al, &all, &w->picked_capacity, w->n_picked, w->n_picked + r->n_picked,
                 sizeof *w->picked)) {
        return false;
    }
    w->picked = all;
    memcpy(w->picked + w->n_picked, r->picked, r->n_picked * sizeof *r->picked);
    w->n_picked += r->n_picked;
    return true;
}

void sy_pool_reader_close(void *worker)
{
    reader *r = worker;
    sy_shared *s = r->work->shared;

    pthread_mutex_lock(&s->mutex);
    if (!hand_over_picked(r)) {
        for (size_t i = 0; i < r->n_picked; i++) {
            sy_drop(s->al, (char *)(uintptr_t)r->picked[i].line.ptr);
        }
        r->work->has_no_memory = true;
    }
    pthread_mutex_unlock(&s->mutex);
    sy_drop(s->al, r->picked);
    sy_findings_keep(s, r->findings);
    sy_csv_cursor_free(r->cursor);
    sy_table_free(r->sheet);
    sy_arena_dispose(&r->scratch);
    sy_drop(s->al, r->values);
    sy_drop(s->al, r);
}
