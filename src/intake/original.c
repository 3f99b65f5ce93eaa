/* original.c - of a text file the survey gives hash, encoding and the block in which a row is;
 * other kinds are read from their first row. What is found is not compared with the entry: this
 * is what the entry can be compared with. */
#include "intake/original.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/lang.h"
#include "suyuan/limits.h"
#include "text/csv.h"
#include "text/table.h"

typedef struct reading {
    sy_original *out;
    sy_arena *arena;
    char *path;
    uint32_t first, last; /* rows wanted */
    size_t capacity;
    sy_err *err;
} reading;

/* ---- which table ---- */

static sy_status find_source(reading *r, sy_workspace *ws, sy_slice id)
{
    sy_original *o = r->out;
    sy_source *sources = NULL;
    sy_entry_place at;
    size_t n = 0;

    if (!sy_entry_id_read(&at, id))
        return sy_fail(r->err, SY_EINVAL, N_("\"%.40s\" is not the id of a row"), id.ptr);
    sy_status st = sy_facts_source_names(ws, &sources, &n, r->arena, r->err);
    for (size_t i = 0; i < n && st == SY_OK && !o->source; i++) {
        if (strncmp(sources[i].sha256, at.hash, 12) == 0 && sources[i].sheet == at.sheet)
            o->source = &sources[i];
    }
    if (st == SY_OK && !o->source)
        return sy_fail(r->err, SY_EDATA, N_("no file has the row %.40s"), id.ptr);
    o->row = at.row;
    return st;
}

static sy_status find_extract(reading *r, sy_workspace *ws)
{
    sy_extract *extracts = NULL;
    size_t n = 0;
    sy_status st = sy_extracts(ws, &extracts, &n, r->arena, r->err);

    for (size_t i = 0; i < n && st == SY_OK; i++) {
        if (strcmp(extracts[i].sha256, r->out->source->sha256) == 0) r->out->extract = &extracts[i];
    }
    return st;
}

/* ---- is it still that file? ---- */

static sy_status find_file(reading *r, sy_workspace *ws)
{
    const sy_source *s = r->out->source;
    char *folder = sy_path_join(NULL, sy_workspace_path(ws), "originals");

    r->path = folder ? sy_path_join(NULL, folder, s->sha256) : NULL;
    sy_drop(NULL, folder);
    if (!r->path) return sy_fail_nomem(r->err);
    if (access(r->path, F_OK) == 0 || errno != ENOENT) return SY_OK;
    return sy_fail(r->err, SY_EDATA,
                   N_("%s: the kept original (originals/%s) is gone; put the same file there, or "
                      "a copy of the workspace that has it"),
                   s->path, s->sha256);
}

static sy_status must_be_the_same(const reading *r, const char *sha256)
{
    const sy_source *s = r->out->source;

    if (strcmp(sha256, s->sha256) == 0) return SY_OK;
    return sy_fail(r->err, SY_EDATA,
                   N_("%s: the kept original is not what was imported: its SHA-256 is %s now, and "
                      "was %s; suyuan verify checks all of them"),
                   s->path, sha256, s->sha256);
}

/* ---- rows ---- */

static bool is_wanted(const reading *r, uint32_t number)
{
    return number == r->out->source->header_row || (number >= r->first && number <= r->last);
}

static bool cites_rows(const sy_original *o)
{
    return o->extract && sy_slice_starts(sy_slice_of(o->source->header), SY_TEXT(SY_EXTRACT_ROW));
}

static sy_status keep_row(reading *r, uint32_t number, const sy_slice *cells, uint32_t n)
{
    sy_original *o = r->out;
    sy_original_row row = {number, cells, n};

    if (number == o->source->header_row && !cites_rows(o)) o->header = row;
    if (number < r->first || number > r->last) return SY_OK;
    if (o->n == r->capacity)
        return sy_fail(r->err, SY_EDATA, N_("%s: row %u stands there twice"), o->source->path,
                       number);
    o->rows[o->n++] = row;
    return SY_OK;
}

/* Bytes that are no text of the encoding become U+FFFD, one for each. */
static void decode(sy_buf *out, sy_slice cell, sy_encoding encoding)
{
    static const sy_encoding tries[] = {SY_UTF8, SY_GB18030};

    if (encoding != SY_UNKNOWN_ENCODING) {
        if (sy_decode(out, cell, encoding)) return;
        sy_buf_clear(out);
    }
    for (size_t i = 0; i < 2; i++) {
        if (sy_decode(out, cell, tries[i])) return;
        sy_buf_clear(out);
    }
    for (size_t i = 0; i < cell.len; i++) {
        if ((unsigned char)cell.ptr[i] < 0x80)
            sy_buf_char(out, cell.ptr[i]);
        else
            sy_buf_text(out, "\xEF\xBF\xBD");
    }
}

static sy_status keep_record(reading *r, const sy_csv_record *record, sy_encoding encoding)
{
    sy_slice *cells = sy_arena_get(r->arena, record->n_cells * sizeof *cells);
    sy_status st = cells ? SY_OK : sy_fail_nomem(r->err);
    sy_buf text;

    sy_buf_init(&text, NULL, 4 * SY_MAX_RECORD);
    for (uint32_t i = 0; i < record->n_cells && st == SY_OK; i++) {
        sy_buf_clear(&text);
        decode(&text, record->cells[i], encoding);
        const char *copy = sy_arena_text(r->arena, text.ptr ? text.ptr : "", text.len);
        if (!copy || sy_buf_status(&text) != SY_OK) st = sy_fail_nomem(r->err);
        cells[i] = (sy_slice){copy, text.len};
    }
    sy_buf_dispose(&text);
    return st == SY_OK ? keep_row(r, record->number, cells, record->n_cells) : st;
}

/* ---- text ---- */

/* The block in which this record is. */
static size_t block_of(const sy_csv_plan *plan, uint32_t number)
{
    size_t low = 0, high = plan->n_blocks;

    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (plan->blocks[middle].first_record <= number)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Those of the wanted rows that are from `from` to `to`. */
static sy_status read_records(reading *r, sy_csv_cursor *c, const sy_csv_plan *plan, uint32_t from,
                              uint32_t to)
{
    sy_status st = SY_OK;

    for (size_t b = block_of(plan, from); b < plan->n_blocks && st == SY_OK; b++) {
        sy_csv_record record = {.n_cells = 1};
        if (plan->blocks[b].first_record > to) break;
        st = sy_csv_cursor_move(c, b, r->err);
        if (st == SY_OK) st = sy_csv_next(c, &record, r->err);
        while (st == SY_OK && record.n_cells && record.number <= to) {
            if (record.number >= from && is_wanted(r, record.number))
                st = keep_record(r, &record, plan->cells);
            if (st == SY_OK) st = sy_csv_next(c, &record, r->err);
        }
    }
    return st;
}

/* Rows of an extract are those that its first column names; its own header is no row of the
 * file that it was taken from. */
static sy_status read_cited(reading *r, sy_csv_cursor *c, const sy_csv_plan *plan)
{
    sy_status st = SY_OK;

    for (size_t b = 0; b < plan->n_blocks && st == SY_OK; b++) {
        sy_csv_record record = {.n_cells = 1};
        st = sy_csv_cursor_move(c, b, r->err);
        if (st == SY_OK) st = sy_csv_next(c, &record, r->err);
        while (st == SY_OK && record.n_cells) {
            record.number = sy_extract_row(record.cells[0]);
            if (record.number > r->last) return SY_OK; /* they are in order */
            if (record.number >= r->first) st = keep_record(r, &record, plan->cells);
            if (st == SY_OK) st = sy_csv_next(c, &record, r->err);
        }
    }
    return st;
}

static sy_status read_text(reading *r)
{
    const uint32_t header = r->out->source->header_row;
    sy_csv_plan plan = {0};
    sy_csv_cursor *c = NULL;
    sy_status st = sy_csv_survey(&plan, NULL, r->path, NULL, r->err);

    if (st == SY_OK) st = must_be_the_same(r, plan.sha256);
    if (st == SY_OK) st = sy_csv_cursor_new(&c, NULL, &plan, r->err);
    const bool is_cited = cites_rows(r->out);
    if (st == SY_OK && is_cited) st = read_cited(r, c, &plan);
    if (st == SY_OK && !is_cited && header && header < r->first)
        st = read_records(r, c, &plan, header, header);
    if (st == SY_OK && !is_cited) st = read_records(r, c, &plan, r->first, r->last);
    sy_csv_cursor_free(c);
    sy_csv_plan_dispose(&plan);
    return st;
}

/* ---- workbooks, web pages, printed pages ---- */

static sy_status keep_cells(reading *r, const sy_row *row)
{
    sy_slice *cells = sy_arena_get(r->arena, (row->n_cells + 1) * sizeof *cells);

    if (!cells) return sy_fail_nomem(r->err);
    for (uint32_t i = 0; i < row->n_cells; i++) {
        const sy_slice text = row->cells[i].text;
        const char *copy = sy_arena_text(r->arena, text.len ? text.ptr : "", text.len);
        if (!copy) return sy_fail_nomem(r->err);
        cells[i] = (sy_slice){copy, text.len};
    }
    return keep_row(r, row->number, cells, row->n_cells);
}

static sy_status read_table(reading *r)
{
    char sha256[SY_DIGEST_TEXT];
    sy_table *table = NULL;
    sy_row row = {.n_cells = 0};
    sy_status st = sy_digest_file(sha256, SY_SHA256, r->path, r->err);

    if (st == SY_OK) st = must_be_the_same(r, sha256);
    if (st == SY_OK) st = sy_table_open(&table, NULL, r->path, r->out->source->sheet, r->err);
    while (st == SY_OK) {
        st = sy_table_next(table, &row, r->err);
        if (st != SY_OK || row.n_cells == SY_NO_MORE_ROWS || row.number > r->last) break;
        if (is_wanted(r, row.number)) st = keep_cells(r, &row);
    }
    sy_table_free(table);
    return st;
}

/* ---- all of it ---- */

/* A part that goes on in another file has its columns from there, by their names. */
static sy_status name_columns(reading *r)
{
    sy_original *o = r->out;
    const char *p = o->source->header;
    uint32_t n = 1;

    if (o->header.n_cells || !*p) return SY_OK;
    for (const char *q = p; *q; q++) n += *q == '\t';
    sy_slice *cells = sy_arena_get(r->arena, n * sizeof *cells);
    if (!cells) return sy_fail_nomem(r->err);
    for (uint32_t i = 0; i < n; i++) {
        cells[i] = (sy_slice){p, strcspn(p, "\t")};
        p += cells[i].len + 1;
    }
    o->header = (sy_original_row){0, cells, n};
    return SY_OK;
}

static sy_status read_rows(reading *r, uint32_t around)
{
    sy_original *o = r->out;
    sy_file_kind kind;
    sy_status st = sy_file_kind_of(&kind, r->path, r->err);

    r->first = o->row > around ? o->row - around : 1;
    r->last = o->row < UINT32_MAX - around ? o->row + around : UINT32_MAX;
    r->capacity = 2 * (size_t)around + 1;
    o->rows = sy_arena_get(r->arena, r->capacity * sizeof *o->rows);
    if (st == SY_OK && !o->rows) st = sy_fail_nomem(r->err);
    if (st == SY_OK) st = kind == SY_FILE_TEXT ? read_text(r) : read_table(r);
    for (size_t i = 0; i < o->n && st == SY_OK; i++) {
        if (o->rows[i].number == o->row) return SY_OK;
    }
    if (st != SY_OK) return st;
    return sy_fail(r->err, SY_EDATA, N_("%s: there is no row %u"), o->source->path, o->row);
}

sy_status sy_original_read(sy_original *out, sy_workspace *ws, sy_slice id, uint32_t around,
                           sy_arena *arena, sy_err *err)
{
    reading r = {.out = out, .arena = arena, .err = err};

    SY_ASSERT(around <= SY_ORIGINAL_AROUND);
    *out = (sy_original){.n = 0};
    sy_status st = find_source(&r, ws, id);
    if (st == SY_OK) st = find_extract(&r, ws);
    if (st == SY_OK) st = find_file(&r, ws);
    if (st == SY_OK) st = read_rows(&r, around);
    if (st == SY_OK) st = name_columns(&r);
    sy_drop(NULL, r.path);
    return st;
}
