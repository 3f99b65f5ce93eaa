/* pool_rows.c - a row at a time: each cell by its column's type, then what the definition
 * asks of a whole row. Whether a row was there before is asked of a hash of its values; the
 * answer is only counted, so two rows with one hash lose nothing. */
#include "intake/pool_rows.h"

#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "identifier/plate.h"
#include "intake/pool_cells.h"

enum { CHUNK = 2048 };

typedef struct place {
    uint32_t source, row; /* source 0: nobody */
} place;

typedef struct loader {
    sy_shared *shared;
    sy_import *import;
    sy_findings *findings;
    const sy_pool *pool;
    sy_intake_table *table;
    uint32_t index;   /* of the table */
    sy_arena scratch; /* of a row */
    sy_arena values;  /* of the rows that wait */
    sy_pool_row waiting[CHUNK];
    size_t n_waiting;
    sy_duplicate_row duplicates[CHUNK];
    size_t n_duplicates;
    sy_dict *said; /* hashes of rows of this pool ... */
    place *places; /* ... and who said it first, by their numbers */
    size_t n_places, places_capacity;
    bool in_wan[SY_POOL_COLUMNS];
    bool has_no_memory;
    /* the row that is read */
    sy_pool_value row[SY_POOL_COLUMNS];
    uint32_t cell_of[SY_POOL_COLUMNS]; /* column of the file; SY_NO_COLUMN */
    sy_rule rule;
    uint32_t column; /* of the file, that the rule is about */
} loader;

static void refuse(loader *l, sy_rule rule, uint32_t column)
{
    if (l->rule != SY_FINE || rule == SY_FINE) return;
    l->rule = rule;
    l->column = column;
}

/* ---- a row ---- */

/* One of the lists of the definition must be whole; of the nearest one, the first column
 * that is missing is named. */
static void check_required(loader *l)
{
    int nearest = SY_POOL_COLUMNS + 1, column = -1;

    for (size_t i = 0; i < l->pool->n_required; i++) {
        int missing = 0, first = -1;
        for (size_t k = 0; k < l->pool->n_columns; k++) {
            if (!(l->pool->required[i] >> k & 1)) continue;
            if (sy_pool_is_filled(l->pool->columns[k].type, &l->row[k])) continue;
            missing++;
            if (first < 0) first = (int)k;
        }
        if (missing == 0) return;
        if (missing < nearest) {
            nearest = missing;
            column = first;
        }
    }
    if (column >= 0) refuse(l, SY_VALUE_MISSING, l->cell_of[column]);
}

/* Registers keep the plate without the province: the office completes it. */
static void complete_plate(loader *l)
{
    const int office = sy_pool_column_of(l->pool, SY_ROLE_ISSUER);
    sy_plate plate;

    if (office < 0 || l->row[office].text.len == 0) return;
    for (size_t k = 0; k < l->pool->n_columns; k++) {
        if (l->pool->columns[k].type != SY_POOL_PLATE || l->row[k].text.len == 0) continue;
        if (sy_plate_read(&plate, l->row[k].text)) continue;
        if (!sy_plate_join(&plate, l->row[office].text, l->row[k].text)) continue;
        const char *copy = sy_arena_text(&l->scratch, plate.text, strlen(plate.text));
        if (!copy) l->has_no_memory = true;
        if (copy) l->row[k].text = sy_slice_of(copy);
    }
}

static bool is_header_again(const loader *l, const sy_single_cell *cells, uint32_t n)
{
    size_t said = 0;

    for (uint32_t i = 0; i < n && i < l->table->n_columns; i++) {
        char text[SY_WORD_TEXT], heading[SY_WORD_TEXT];
        const sy_slice cell = {text, sy_heading_fold(text, cells[i].text)};
        const sy_slice known = {heading, sy_heading_fold(heading, l->table->headings[i])};
        if (cell.len == 0) continue;
        if (!sy_slice_is(cell, known)) return false;
        said++;
    }
    return said > 0;
}

static void read_cells(loader *l, const sy_single_cell *cells, uint32_t n)
{
    static const sy_single_cell blank = {.text = {"", 0}};

    if (is_header_again(l, cells, n)) {
        refuse(l, SY_REPEATED_HEADER, 0);
        return;
    }
    for (size_t k = 0; k < l->pool->n_columns; k++) {
        const uint32_t at = l->cell_of[k];
        const sy_single_cell *cell = at < n ? &cells[at] : &blank;
        if (cell->is_bad) refuse(l, SY_TEXT_NOT_DECODABLE, at);
        refuse(l,
               sy_pool_read_cell(&l->row[k], &l->pool->columns[k], cell, l->in_wan[k], &l->scratch,
                                 &l->has_no_memory),
               at);
    }
    for (uint32_t i = l->table->n_columns; i < n; i++) {
        if (sy_cell_trim(cells[i].text).len > 0) refuse(l, SY_TOO_MANY_CELLS, SY_NO_COLUMN);
    }
    complete_plate(l);
    check_required(l);
}

/* ---- to the store ---- */

static sy_status flush(loader *l, sy_err *err)
{
    sy_status st = l->n_waiting == 0
                       ? SY_OK
                       : sy_import_pool_rows(l->import, l->pool, l->waiting, l->n_waiting, err);
    if (st == SY_OK) st = sy_import_duplicates(l->import, l->duplicates, l->n_duplicates, err);
    l->n_waiting = l->n_duplicates = 0;
    sy_arena_clear(&l->values);
    return st;
}

static sy_status hash_row(loader *l, uint64_t *hash, sy_err *err)
{
    sy_buf all;

    sy_buf_init(&all, NULL, 4 * SY_MAX_RECORD);
    for (size_t k = 0; k < l->pool->n_columns; k++) {
        if (!sy_pool_is_filled(l->pool->columns[k].type, &l->row[k])) continue;
        sy_buf_printf(&all, "%s=%lld:", l->pool->columns[k].id, (long long)l->row[k].number);
        sy_buf_slice(&all, l->row[k].text);
        sy_buf_char(&all, '\0');
    }
    const sy_status st = sy_buf_status(&all);
    *hash = st == SY_OK ? sy_stable_hash((sy_slice){all.ptr, all.len}) : 0;
    sy_buf_dispose(&all);
    return st == SY_OK ? SY_OK : sy_fail_nomem(err);
}

/* Notes a row with this hash; *first: who said the same before, source 0: nobody. */
static sy_status know(loader *l, uint64_t hash, place p, place *first, sy_err *err)
{
    const sy_slice bytes = {(const char *)&hash, sizeof hash};
    void *places = l->places;
    uint32_t id = 0;
    sy_status st = sy_dict_put(l->said, sy_dict_hash(l->said, bytes), bytes, 0, &id, err);

    if (st != SY_OK) return st;
    if (!sy_grow(l->shared->al, &places, &l->places_capacity, l->n_places, (size_t)id + 1,
                 sizeof *l->places)) {
        return sy_fail_nomem(err);
    }
    l->places = places;
    if (id >= l->n_places) l->n_places = (size_t)id + 1;
    *first = l->places[id];
    if (first->source == 0) l->places[id] = p;
    return SY_OK;
}

static sy_status know_earlier(void *ctx, uint64_t hash, uint32_t source, uint32_t row, sy_err *err)
{
    place first;
    return know(ctx, hash, (place){source, row}, &first, err);
}

static sy_status keep_row(loader *l, uint32_t number, sy_err *err)
{
    const size_t n = l->pool->n_columns;
    sy_pool_value *values = sy_arena_get(&l->values, n * sizeof *values);
    uint64_t hash = 0;
    place first = {0, 0};
    sy_status st = values ? hash_row(l, &hash, err) : sy_fail_nomem(err);

    if (st == SY_OK) st = know(l, hash, (place){l->table->source, number}, &first, err);
    if (st != SY_OK) return st;
    for (size_t k = 0; k < n; k++) {
        values[k] = l->row[k];
        if (values[k].text.len == 0) continue;
        values[k].text.ptr = sy_arena_bytes(&l->values, l->row[k].text.ptr, l->row[k].text.len);
        if (!values[k].text.ptr) return sy_fail_nomem(err);
    }
    if (first.source == 0) {
        l->findings->counts[l->index].accepted++;
    } else {
        l->table->duplicate++;
        l->duplicates[l->n_duplicates++] =
            (sy_duplicate_row){l->table->source, number, first.source, first.row};
    }
    l->waiting[l->n_waiting++] = (sy_pool_row){l->table->source, number, hash, values};
    return l->n_waiting == CHUNK ? flush(l, err) : SY_OK;
}

static sy_status take_row(void *ctx, const sy_single_cell *cells, uint32_t n, uint32_t number,
                          sy_err *err)
{
    loader *l = ctx;
    sy_counts *counts = &l->findings->counts[l->index];

    l->rule = SY_FINE;
    counts->rows++;
    read_cells(l, cells, n);
    if (l->has_no_memory) return sy_fail_nomem(err);
    if (l->rule == SY_FINE) return keep_row(l, number, err);
    counts->rejected++;
    const sy_reject reject = {.source = l->table->source,
                              .row = number,
                              .rule = (uint16_t)l->rule,
                              .table = l->index,
                              .column = (uint16_t)l->column,
                              .value = l->column < n ? cells[l->column].text : (sy_slice){"", 0}};
    return sy_findings_reject(l->findings, l->shared->al, reject) ? SY_OK : sy_fail_nomem(err);
}

/* ---- a table, a pool ---- */

static void find_cells(loader *l)
{
    for (size_t k = 0; k < SY_POOL_COLUMNS; k++) l->cell_of[k] = SY_NO_COLUMN;
    for (uint32_t i = 0; i < l->table->n_columns; i++) {
        const uint8_t k = l->table->particular[i];
        if (k >= l->pool->n_columns) continue;
        const sy_slice heading = l->table->headings[i];
        l->cell_of[k] = i;
        l->in_wan[k] = sy_heading_in_wan(heading) ||
                       (l->pool->columns[k].is_in_wan && !sy_heading_in_yuan(heading));
    }
}

static sy_status read_table(loader *l, uint32_t index, sy_err *err)
{
    l->table = l->shared->tables->items[index];
    l->index = index;
    find_cells(l);
    sy_status st = sy_single_rows(l->table, &l->scratch, take_row, l, err);
    st = sy_shared_spoil(l->shared, index, st);
    return st == SY_OK ? flush(l, err) : st;
}

/* All tables of one pool, so that a row in two files is one. */
static sy_status read_pool(loader *l, const sy_found_tables *tables, uint32_t first, sy_err *err)
{
    l->pool = tables->items[first]->profile->pool;
    sy_status st = sy_import_pool(l->import, l->pool, err);
    if (st == SY_OK) st = sy_dict_new(&l->said, l->shared->al, sy_dict_seed(), 0, err);
    if (st == SY_OK) st = sy_pool_known(l->import, l->pool, know_earlier, l, err);
    for (uint32_t i = first; i < tables->n && st == SY_OK; i++) {
        if (tables->items[i]->profile->pool == l->pool) st = read_table(l, i, err);
    }
    sy_dict_free(l->said);
    l->said = NULL;
    sy_drop(l->shared->al, l->places);
    l->places = NULL;
    l->n_places = l->places_capacity = 0;
    return st;
}

static bool is_first_of_its_pool(const sy_found_tables *tables, uint32_t at)
{
    const sy_pool *pool = tables->items[at]->profile->pool;

    if (!pool) return false;
    for (uint32_t i = 0; i < at; i++) {
        if (tables->items[i]->profile->pool == pool) return false;
    }
    return true;
}

sy_status sy_pool_rows_read(sy_shared *shared, const sy_found_tables *tables, sy_import *import,
                            sy_err *err)
{
    loader *l = NULL;
    sy_status st = SY_OK;

    for (uint32_t i = 0; i < tables->n && st == SY_OK; i++) {
        if (!is_first_of_its_pool(tables, i)) continue;
        if (!l) {
            l = sy_new(shared->al, sizeof *l);
            if (!l) return sy_fail_nomem(err);
            l->shared = shared;
            l->import = import;
            sy_arena_init(&l->scratch, shared->al);
            sy_arena_init(&l->values, shared->al);
            l->findings = sy_findings_new(shared);
            if (!l->findings) st = sy_fail_nomem(err);
        }
        if (st == SY_OK) st = read_pool(l, tables, i, err);
    }
    if (!l) return st;
    sy_findings_keep(shared, l->findings);
    sy_arena_dispose(&l->scratch);
    sy_arena_dispose(&l->values);
    sy_drop(shared->al, l);
    return st;
}
