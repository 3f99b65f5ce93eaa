/* reader.c - takes pieces of work, gathers their rows by columns, has them
 * parsed (batch.h) and hands out what is left as entries. A batch goes by
 * columns, since then each step's tables stay in the processor's cache. */
#include "intake/reader.h"

#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "intake/aside.h"
#include "intake/batch.h"
#include "suyuan/limits.h"

enum { SHOWN_VALUE = 200 };

typedef struct reader {
    sy_batch batch;
    sy_findings *findings;
    uint32_t table_index;
    sy_csv_cursor *cursor;
    const sy_csv_plan *cursor_plan;
    sy_table *sheet;
    bool in_work;              /* rows of the piece are left */
    uint8_t fields[SY_FIELDS]; /* that the table has */
    size_t n_fields;
    sy_span *span;      /* of the row before */
    uint32_t block;     /* of the text file */
    bool is_at_end;     /* of that block, and the next one is this reader's too */
    sy_slice section;   /* the account of the rows after this batch; empty: no other */
    sy_status aside_st; /* what became of the lines that are no payments */
} reader;

/* ---- work ---- */

/* A workbook's error names the original in the workspace; people know the file
 * by the name that they gave. */
sy_status sy_fail_by_users_name(const sy_intake_table *t, sy_status st, const sy_err *inner,
                                sy_err *err)
{
    const char *words = inner->text;
    const size_t n = strlen(t->data_path);

    if (st == SY_OK) return SY_OK;
    if (strncmp(words, t->data_path, n) != 0) return sy_fail_at(err, st, inner->line, "%s", words);
    return sy_fail_at(err, st, inner->line, "%s%s", t->path, words + n);
}

static void open_table(reader *r, const sy_intake_table *t, uint32_t index)
{
    sy_batch *b = &r->batch;
    const sy_intake_table *before = b->table;

    b->table = t;
    r->table_index = index;
    r->span = NULL;
    r->n_fields = 0;
    for (unsigned f = 0; f < SY_FIELDS; f++) {
        if (sy_batch_has(b, (sy_field)f)) r->fields[r->n_fields++] = (uint8_t)f;
    }
    memset(b->ledgers, 0, sizeof b->ledgers);
    /* What a string means hangs on encoding and profile. */
    if (before && before->profile == t->profile && before->encoding == t->encoding &&
        before->is_proved == t->is_proved) {
        return;
    }
    if (++b->epoch == 0) {
        memset(b->lines, 0, (size_t)SY_CACHES * SY_LINES * sizeof *b->lines);
        b->epoch = 1;
    }
}

static sy_status open_piece(reader *r, const sy_work_piece *piece, sy_err *err)
{
    sy_intake_table *t = r->batch.shared->tables->items[piece->table];
    sy_status st = SY_OK;

    if (t != r->batch.table) open_table(r, t, piece->table);
    sy_table_free(r->sheet);
    r->sheet = NULL;
    r->batch.is_sheet = !t->plan;
    if (!t->plan) {
        sy_err inner = {0};
        st = sy_table_open(&r->sheet, NULL, t->data_path, t->sheet, &inner);
        st = sy_fail_by_users_name(t, st, &inner, err);
    } else {
        if (t->plan != r->cursor_plan) {
            sy_csv_cursor_free(r->cursor);
            r->cursor = NULL;
            r->cursor_plan = t->plan;
            st = sy_csv_cursor_new(&r->cursor, NULL, t->plan, err);
        }
        if (st == SY_OK) st = sy_csv_cursor_move(r->cursor, piece->block, err);
    }
    r->block = piece->block;
    r->is_at_end = false;
    r->batch.account = t->account;
    r->section = (sy_slice){"", 0};
    r->in_work = st == SY_OK;
    return st;
}

/* False: nothing is left for this reader. */
static bool take_work(reader *r, sy_status *st, sy_err *err)
{
    sy_shared *s = r->batch.shared;
    size_t at = atomic_fetch_add(&s->next_work, 1);
    if (at >= s->n_work) return false;
    *st = sy_shared_spoil(s, s->work[at].table, open_piece(r, &s->work[at], err));
    return *st == SY_OK;
}

/* ---- gathering ---- */

/* The note with the text of extra columns, "heading: value; ..."; empty without these. */
static sy_slice note_of(sy_batch *b, const sy_slice *cells, uint32_t n)
{
    const sy_intake_table *t = b->table;
    sy_buf note;

    sy_buf_init(&note, NULL, 4 * SY_MAX_RECORD);
    for (uint32_t k = 0; k < t->n_extra; k++) {
        const uint16_t column = t->extra[k];
        sy_slice value =
            column < n ? sy_cell_trim(sy_batch_utf8(b, cells[column])) : (sy_slice){"", 0};
        if (sy_cell_is_blank(value)) continue;
        if (note.len) sy_buf_text(&note, "; ");
        sy_buf_slice(&note, t->headings[column]);
        sy_buf_text(&note, ": ");
        sy_buf_slice(&note, value);
    }
    const uint16_t own = t->column[SY_FIELD_NOTE];
    if (note.len && own < n && !sy_cell_is_blank(sy_cell_trim(cells[own]))) {
        sy_buf_text(&note, "; ");
        sy_buf_slice(&note, sy_cell_trim(sy_batch_utf8(b, cells[own])));
    }
    sy_slice made = {sy_arena_bytes(&b->scratch, note.ptr ? note.ptr : "", note.len), note.len};
    if (!made.ptr || sy_buf_status(&note) != SY_OK) {
        b->has_no_memory = true;
        made = (sy_slice){"", 0};
    }
    sy_buf_dispose(&note);
    return made;
}

static bool all_blank(const sy_slice *cells, uint32_t from, uint32_t n)
{
    for (uint32_t i = from; i < n; i++) {
        if (cells[i].len > 0 && sy_cell_trim(cells[i]).len > 0) return false;
    }
    return true;
}

/* Is the row one of those that wait to be read again? */
static bool is_again(const sy_intake_table *t, uint32_t number)
{
    size_t low = 0, high = t->n_again;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (t->again[middle] < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low < t->n_again && t->again[low] == number;
}

/* One record into the columns of the batch. A row of blank cells is no row. */
static void take_row(reader *r, const sy_slice *cells, uint32_t n, uint32_t number)
{
    sy_batch *b = &r->batch;
    const sy_intake_table *t = b->table;
    const size_t i = b->n;
    size_t bytes = 0;

    for (size_t k = 0; k < r->n_fields; k++) {
        const uint8_t f = r->fields[k];
        const uint16_t column = t->column[f];
        const sy_slice c = column < n ? cells[column] : (sy_slice){"", 0};
        b->cells[f][i] = c;
        bytes += c.len;
    }
    if (bytes < 64 && all_blank(cells, 0, n)) return;
    b->number[i] = number;
    b->rule[i] = SY_FINE;
    b->flags[i] = t->profile->is_second_view ? SY_ENTRY_ASIDE : 0;
    b->doubt[i] = SY_NO_DOUBT;
    b->success[i] = 0;
    b->is_aside[i] = false;
    if (sy_aside_may_be(b, i)) {
        r->aside_st = sy_aside_read(b, r->findings, cells, n, i, &r->section, NULL);
    }
    if (t->again && !is_again(t, number)) return;
    if (n > t->n_columns && !all_blank(cells, t->n_columns, n)) {
        sy_batch_refuse(b, i, SY_TOO_MANY_CELLS, SY_FIELDS);
    }
    if (t->n_extra) b->notes[i] = note_of(b, cells, n);
    b->n++;
}

/* Cells that will be taken apart must be UTF-8: all of the record then, since a
 * table's cells are read in one encoding. */
static sy_status take_decoded_row(reader *r, const sy_csv_record *record, sy_err *err)
{
    sy_slice cells[SY_MAX_COLUMNS];
    sy_batch *b = &r->batch;
    const size_t before = b->n;
    bool is_bad = false;

    for (uint32_t i = 0; i < record->n_cells; i++) {
        cells[i] = sy_utf8_of(b->table->file_cells, record->cells[i], &b->scratch, &is_bad);
        if (!cells[i].ptr) return sy_fail_nomem(err);
    }
    take_row(r, cells, record->n_cells, record->number);
    if (is_bad && b->n > before) sy_batch_refuse(b, before, SY_TEXT_NOT_DECODABLE, SY_FIELDS);
    return SY_OK;
}

/* After a line that names another account the batch ends: the rows below are
 * of that one. */
static bool goes_on(const reader *r)
{
    return r->batch.n < SY_BATCH_ROWS && r->section.len == 0 && r->aside_st == SY_OK;
}

/* Blocks of a table whose lines name accounts are read by one reader, in
 * order. A batch ends with its block, where its cells are. */
static bool has_more_blocks(const reader *r)
{
    const sy_intake_table *t = r->batch.table;
    return sy_table_has_sections(t) && r->block + 1 < t->plan->n_blocks;
}

static sy_status gather_text(reader *r, sy_err *err)
{
    sy_status st = r->is_at_end ? sy_csv_cursor_move(r->cursor, ++r->block, err) : SY_OK;

    r->is_at_end = false;
    while (st == SY_OK && goes_on(r)) {
        sy_csv_record record;
        st = sy_csv_next(r->cursor, &record, err);
        if (st != SY_OK) return st;
        if (record.n_cells == 0) {
            r->is_at_end = has_more_blocks(r);
            r->in_work = r->is_at_end;
            return SY_OK;
        }
        if (record.number <= r->batch.table->header_row) continue;
        if (!r->batch.table->decodes) {
            take_row(r, record.cells, record.n_cells, record.number);
            continue;
        }
        st = take_decoded_row(r, &record, err);
        if (st != SY_OK) return st;
    }
    return st;
}

static sy_status gather_sheet(reader *r, sy_err *err)
{
    sy_slice cells[SY_MAX_COLUMNS];

    while (goes_on(r)) {
        sy_row row;
        sy_err inner = {0};
        sy_status st = sy_table_next(r->sheet, &row, &inner);
        if (st != SY_OK) return sy_fail_by_users_name(r->batch.table, st, &inner, err);
        if (row.n_cells == SY_NO_MORE_ROWS) {
            r->in_work = false;
            return SY_OK;
        }
        if (row.number <= r->batch.table->header_row) continue;
        const uint32_t n = row.n_cells < SY_MAX_COLUMNS ? row.n_cells : SY_MAX_COLUMNS;
        for (uint32_t i = 0; i < n; i++) { /* cells live only until the next row */
            const sy_slice text = row.cells[i].text;
            cells[i] = (sy_slice){sy_arena_bytes(&r->batch.scratch, text.ptr, text.len), text.len};
            if (!cells[i].ptr) return sy_fail_nomem(err);
        }
        for (size_t k = 0; k < r->n_fields; k++) {
            const uint8_t f = r->fields[k];
            const uint16_t column = r->batch.table->column[f];
            r->batch.kinds[f][r->batch.n] = column < n ? (uint8_t)row.cells[column].kind : 0;
        }
        take_row(r, cells, n, row.number);
    }
    return SY_OK;
}

/* ---- findings ---- */

/* The account itself is not in it: the same row may come once under the card
 * and once under the account's number. */
static uint64_t fingerprint_of(const sy_batch *b, size_t i)
{
    const bool is_transfer = b->flags[i] & SY_ENTRY_TRANSFER;
    const uint64_t parts[] = {(uint64_t)b->at[i],
                              (uint64_t)b->amount[i],
                              (uint64_t)b->balance[i],
                              b->other_hash[i],
                              is_transfer ? b->own_hash[i] : 0,
                              b->serial[i].len ? sy_stable_hash(b->serial[i]) : 0,
                              b->flags[i] & SY_SAME_FLAGS};

    return XXH3_64bits(parts, sizeof parts);
}

bool sy_findings_reject(sy_findings *out, const sy_alloc *al, sy_reject reject)
{
    sy_slice value = sy_cell_trim(reject.value);
    void *grown = out->rejects;

    if (!sy_grow(al, &grown, &out->rejects_capacity, out->n_rejects, out->n_rejects + 1,
                 sizeof *out->rejects)) {
        return false;
    }
    out->rejects = grown;
    if (value.len > SHOWN_VALUE) { /* cut at a character */
        value.len = SHOWN_VALUE;
        while (value.len > 0 && ((unsigned char)value.ptr[value.len] & 0xC0) == 0x80) value.len--;
    }
    value.ptr = sy_arena_bytes(&out->arena, value.ptr, value.len);
    if (!value.ptr) return false;
    reject.value = value;
    out->rejects[out->n_rejects++] = reject;
    return true;
}

static bool add_reject(reader *r, size_t i)
{
    sy_batch *b = &r->batch;
    const sy_intake_table *t = b->table;
    const sy_field f = (sy_field)b->bad_field[i];
    sy_reject reject = {.source = t->source,
                        .row = b->number[i],
                        .rule = b->rule[i],
                        .table = r->table_index,
                        .column = f < SY_FIELDS ? t->column[f] : SY_NO_COLUMN,
                        .value = {"", 0}};

    if (f < SY_FIELDS && sy_batch_has(b, f)) reject.value = sy_batch_utf8(b, b->cells[f][i]);
    return sy_findings_reject(r->findings, b->shared->al, reject);
}

static size_t place_of_span(const sy_span *spans, size_t size, uint32_t source, uint32_t ledger)
{
    size_t at = (source * 0x9E3779B1u ^ ledger * 0x85EBCA77u) & (size - 1);
    while (spans[at].source && (spans[at].source != source || spans[at].ledger != ledger)) {
        at = (at + 1) & (size - 1);
    }
    return at;
}

static bool enlarge_spans(sy_findings *f, const sy_alloc *al)
{
    size_t size = f->spans_size ? f->spans_size * 2 : 256;
    sy_span *spans = sy_new_array(al, size, sizeof *spans);

    if (!spans) return false;
    for (size_t i = 0; i < f->spans_size; i++) {
        if (!f->spans[i].source) continue;
        spans[place_of_span(spans, size, f->spans[i].source, f->spans[i].ledger)] = f->spans[i];
    }
    sy_drop(al, f->spans);
    f->spans = spans;
    f->spans_size = size;
    return true;
}

static bool add_day(reader *r, uint32_t ledger, int64_t at)
{
    sy_findings *f = r->findings;
    const int32_t day = (int32_t)sy_day_of(at);
    const uint32_t source = r->batch.table->source;

    if (!r->span || r->span->ledger != ledger) {
        if (f->n_spans * 2 >= f->spans_size && !enlarge_spans(f, r->batch.shared->al)) return false;
        r->span = &f->spans[place_of_span(f->spans, f->spans_size, source, ledger)];
        if (!r->span->source) {
            *r->span = (sy_span){source, ledger, day, day};
            f->n_spans++;
        }
    }
    if (day < r->span->from) r->span->from = day;
    if (day > r->span->to) r->span->to = day;
    return true;
}

static sy_status emit(reader *r, sy_entry_batch *batch, sy_err *err)
{
    sy_batch *b = &r->batch;
    sy_counts *counts = &r->findings->counts[r->table_index];
    const bool is_list = b->table->profile->is_transfers;

    batch->n = b->n_live;
    for (size_t k = 0; k < b->n_live; k++) {
        const size_t i = b->live[k];
        const uint64_t fingerprint = fingerprint_of(b, i);
        batch->source[k] = b->table->source;
        batch->row[k] = b->number[i];
        batch->ledger[k] = b->ledger[i];
        batch->other_account[k] = b->other[i];
        batch->at[k] = b->at[i];
        batch->amount[k] = b->amount[i];
        batch->balance[k] = b->balance[i];
        batch->flags[k] = b->flags[i];
        batch->fingerprint[k] = fingerprint;
        batch->serial[k] = b->serial[i];
        counts->uncounted += (b->flags[i] & (SY_ENTRY_FAILED | SY_ENTRY_ASIDE)) != 0;
        if (!sy_fingerprints_add(&r->findings->fingerprints, fingerprint))
            return sy_fail_nomem(err);
        if (is_list || b->flags[i] & SY_ENTRY_ASIDE) continue; /* cover no day of a ledger */
        if (!add_day(r, b->ledger[i], b->at[i])) return sy_fail_nomem(err);
    }
    for (size_t c = 0; c < SY_ENTRY_TEXTS; c++) {
        if (b->n_live == b->n) {
            memcpy(batch->text[c], b->text[c], b->n * sizeof **batch->text);
        } else {
            for (size_t k = 0; k < b->n_live; k++) batch->text[c][k] = b->text[c][b->live[k]];
        }
    }
    counts->rows += b->n;
    counts->accepted += b->n_live;
    counts->rejected += b->n - b->n_live;
    if (b->n_live == b->n) return SY_OK;
    sy_aside_name(b);
    for (size_t i = 0; i < b->n; i++) {
        if (b->rule[i] != SY_FINE && !add_reject(r, i)) return sy_fail_nomem(err);
    }
    return SY_OK;
}

/* ---- a batch ---- */

/* The first or the last row of each ledger near one end of the batch. */
static sy_status note_edge(reader *r, bool is_last, sy_err *err)
{
    const sy_batch *b = &r->batch;
    sy_findings *f = r->findings;
    uint32_t seen[SY_EDGE_LEDGERS];
    size_t n = 0;

    for (size_t k = 0; k < b->n && k < SY_EDGE_ROWS && n < SY_EDGE_LEDGERS; k++) {
        const size_t i = is_last ? b->n - 1 - k : k;
        void *items = f->edges;
        size_t at = 0;
        if (b->rule[i] != SY_FINE) continue;
        while (at < n && seen[at] != b->ledger[i]) at++;
        if (at < n) continue;
        seen[n++] = b->ledger[i];
        if (!sy_grow(b->shared->al, &items, &f->edges_capacity, f->n_edges, f->n_edges + 1,
                     sizeof *f->edges)) {
            return sy_fail_nomem(err);
        }
        f->edges = items;
        f->edges[f->n_edges++] = (sy_edge){.balance = b->balance[i],
                                           .table = r->table_index,
                                           .ledger = b->ledger[i],
                                           .row = b->number[i],
                                           .is_last = is_last,
                                           .has_balance = b->flags[i] & SY_ENTRY_HAS_BALANCE};
    }
    return SY_OK;
}

static sy_status note_edges(reader *r, sy_err *err)
{
    const sy_batch *b = &r->batch;

    if (b->table->again || !sy_batch_has(b, SY_FIELD_DIRECTION) ||
        !sy_batch_has(b, SY_FIELD_BALANCE)) {
        return SY_OK;
    }
    sy_status st = note_edge(r, false, err);
    return st == SY_OK ? note_edge(r, true, err) : st;
}

static sy_status parse(reader *r, sy_err *err)
{
    sy_batch *b = &r->batch;
    sy_status st;

    b->n_live = b->n;
    for (size_t i = 0; i < b->n; i++) b->live[i] = (uint16_t)i;
    sy_batch_keep_live(b);
    sy_batch_split(b);
    sy_batch_times(b);
    st = sy_batch_directions(b, err);
    if (st != SY_OK) return st;
    sy_batch_sides(b);
    sy_batch_amounts(b);
    sy_batch_keep_live(b);
    st = sy_batch_flags(b, err);
    sy_batch_keep_live(b);
    if (st == SY_OK) st = sy_batch_pockets(b, err);
    if (st == SY_OK) st = sy_batch_accounts(b, err);
    if (st == SY_OK) st = note_edges(r, err);
    if (st != SY_OK) return st;
    sy_batch_settle_doubts(b);
    st = sy_batch_texts(b, err);
    sy_batch_keep_live(b);
    sy_batch_serials(b);
    return st == SY_OK && b->has_no_memory ? sy_fail_nomem(err) : st;
}

sy_status sy_reader_next(void *worker, sy_entry_batch *batch, sy_err *err)
{
    reader *r = worker;
    sy_batch *b = &r->batch;
    sy_status st = SY_OK;

    batch->n = 0;
    do { /* a batch of nothing would end this reader */
        b->n = 0;
        b->has_doubts = false;
        if (!r->in_work && !take_work(r, &st, err)) return st;
        sy_arena_clear(&b->scratch);
        b->votes = b->table->again ? NULL : &r->findings->counts[r->table_index].votes;
        b->told_again = &r->findings->counts[r->table_index].told_again;
        if (r->section.len > 0) {
            b->account = r->section;
            r->findings->counts[r->table_index].sections++;
        }
        r->section = (sy_slice){"", 0};
        st = r->sheet ? gather_sheet(r, err) : gather_text(r, err);
        st = sy_shared_spoil(b->shared, r->table_index, st);
        if (st == SY_OK && r->aside_st != SY_OK) st = sy_fail_nomem(err);
        if (st == SY_OK && b->n > 0) {
            st = parse(r, err);
            if (st == SY_OK) st = emit(r, batch, err);
            if (b->shared->progress) sy_progress_add(b->shared->progress, b->n);
        }
    } while (st == SY_OK && batch->n == 0);
    return st;
}

sy_status sy_shared_spoil(sy_shared *s, uint32_t table, sy_status st)
{
    uint32_t none = 0;

    if (st == SY_EDATA || st == SY_ELIMIT) {
        atomic_compare_exchange_strong(&s->spoiled, &none, table + 1);
    }
    return st;
}

sy_findings *sy_findings_new(sy_shared *s)
{
    sy_findings *f = sy_new(s->al, sizeof *f);

    if (!f) return NULL;
    sy_arena_init(&f->arena, s->al);
    f->fingerprints.al = s->al;
    f->counts = sy_new_array(s->al, s->tables->n, sizeof *f->counts);
    if (f->counts) return f;
    sy_drop(s->al, f);
    return NULL;
}

void sy_findings_keep(sy_shared *s, sy_findings *f)
{
    if (!f) return;
    pthread_mutex_lock(&s->mutex);
    f->next = s->findings;
    s->findings = f;
    pthread_mutex_unlock(&s->mutex);
}

sy_status sy_reader_open(void *ctx, void **worker, sy_err *err)
{
    sy_shared *s = ctx;
    reader *r = sy_new(s->al, sizeof *r);

    *worker = r;
    if (!r) return sy_fail_nomem(err);
    r->batch.shared = s;
    sy_arena_init(&r->batch.scratch, s->al);
    r->batch.lines = sy_new_array(s->al, (size_t)SY_CACHES * SY_LINES, sizeof *r->batch.lines);
    r->findings = sy_findings_new(s);
    return r->batch.lines && r->findings ? SY_OK : sy_fail_nomem(err);
}

void sy_reader_close(void *worker)
{
    reader *r = worker;
    sy_shared *s = r->batch.shared;

    sy_findings_keep(s, r->findings);
    sy_csv_cursor_free(r->cursor);
    sy_table_free(r->sheet);
    sy_arena_dispose(&r->batch.scratch);
    sy_drop(s->al, r->batch.lines);
    sy_drop(s->al, r);
}
