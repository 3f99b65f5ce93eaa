/* xls_sheet.c - cells of a sheet of an old workbook. The format asks for cells
 * in order of rows; programs that write column by column exist, and formulas
 * keep their text in a record behind them. So the sheet is walked once for the
 * places of its cells, 8 bytes each, which are put in order; a row is read when
 * it is asked for. Of two cells in one place the later one counts, as in the
 * programs that show such files. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "suyuan/limits.h"
#include "text/xls_book.h"
#include "text/xls_bytes.h"
#include "text/xlsx_format.h"

enum {
    FORMULA = 0x06,
    MULRK = 0xBD,
    RSTRING = 0xD6, /* a text with its formats */
    LABELSST = 0xFD,
    NUMBER = 0x203,
    LABEL = 0x204,
    BOOLERR = 0x205,
    STRING = 0x207, /* what the formula before it showed */
    ARRAY = 0x221,
    TABLE = 0x236,
    RK = 0x27E,
    SHARED_FORMULA = 0x4BC
};
enum { COLUMNS = 256, MOST_ROW_BYTES = 32 << 20 };

typedef struct place {
    uint16_t row, column; /* from 0 */
    uint32_t at;          /* of the record */
} place;

struct sy_xls_sheet {
    const sy_xls *book;
    place *places;
    size_t n_places, capacity, next;
    uint32_t number; /* of the row that is read, from 1 */
    sy_buf text;
    uint32_t n_touched; /* the cells behind are as they were made */
    sy_cell cells[COLUMNS];
    bool in_text[COLUMNS];   /* the cell's text is in the buffer ... */
    size_t text_at[COLUMNS]; /* ... and begins here */
};

static sy_status fail_sheet(const sy_xls *x, uint32_t row, const char *what, sy_err *err)
{
    return sy_fail_at(err, SY_EDATA, row, N_("%s: row %u: a damaged workbook: %s"), x->path, row,
                      what);
}

/* ---- numbers ---- */

unsigned sy_xls_print(char out[SY_XLS_NUMBER], double value)
{
    enum { FEWEST = 15, MOST = 17 }; /* MOST tells any two numbers apart */
    const double exact = 9007199254740992.0;
    int n = 0;

    if (!isfinite(value)) return 0;
    if (value == 0) value = 0; /* no -0 */
    if (fabs(value) < exact && value == trunc(value)) {
        return (unsigned)snprintf(out, SY_XLS_NUMBER, "%.0f", value);
    }
    for (int digits = FEWEST; digits <= MOST; digits++) {
        n = snprintf(out, SY_XLS_NUMBER, "%.*G", digits, value);
        if (strtod(out, NULL) == value) break;
    }
    return (unsigned)n;
}

/* 30 bits of a whole number or the upper half of a double, perhaps in hundredths. */
static double number_of_rk(uint32_t rk)
{
    enum { IS_HUNDREDTHS = 1, IS_WHOLE = 2 };
    const uint64_t bits = (uint64_t)(rk & ~3u) << 32;
    double d;

    memcpy(&d, &bits, sizeof d);
    if (rk & IS_WHOLE) {
        const int64_t whole = rk >> 2;
        d = (double)(whole < 1 << 29 ? whole : whole - (1 << 30));
    }
    return rk & IS_HUNDREDTHS ? d / 100 : d;
}

static const char *name_of_error(unsigned code)
{
    switch (code) {
    case 0x00:
        return "#NULL!";
    case 0x07:
        return "#DIV/0!";
    case 0x0F:
        return "#VALUE!";
    case 0x17:
        return "#REF!";
    case 0x1D:
        return "#NAME?";
    case 0x24:
        return "#NUM!";
    default:
        return "#N/A";
    }
}

/* ---- the places of the cells ---- */

/* Bytes that a record with a cell has at least; 0 for other kinds. */
static size_t least_bytes(uint32_t kind)
{
    switch (kind) {
    case FORMULA:
        return 14;
    case MULRK:
        return 12;
    case RSTRING:
    case LABEL:
        return 9;
    case LABELSST:
    case RK:
        return 10;
    case NUMBER:
        return 14;
    case BOOLERR:
        return 8;
    default:
        return 0;
    }
}

/* The cells of MULRK stand beside each other, 6 bytes each. */
static uint32_t cells_in(const sy_record *r)
{
    return r->kind == MULRK ? (uint32_t)(r->n - 6) / 6 : 1;
}

/* A walk over the records of one sheet with cells in them, not of the charts
 * inside. r->kind is EOF at the end. */
static sy_status next_cells(const sy_xls *x, sy_record *r, uint32_t *depth, sy_err *err)
{
    for (;;) {
        if (!sy_record_at(r, x->bytes, x->n, r->next)) {
            return fail_sheet(x, 0, _("a sheet is cut off"), err);
        }
        if (r->kind == SY_XLS_BOF) ++*depth;
        if (r->kind == SY_XLS_EOF && --*depth == 0) return SY_OK;
        if (*depth > 1 || least_bytes(r->kind) == 0) continue;
        if (r->n < least_bytes(r->kind)) {
            return fail_sheet(x, 0, _("a record is too short"), err);
        }
        return SY_OK;
    }
}

static sy_status begin_sheet(const sy_xls *x, uint32_t sheet, sy_record *r, sy_err *err)
{
    if (!sy_record_at(r, x->bytes, x->n, x->sheets[sheet].at) || r->kind != SY_XLS_BOF ||
        r->n < 4) {
        return fail_sheet(x, 0, _("a sheet does not begin where it should"), err);
    }
    return SY_OK;
}

static sy_status add_places(sy_xls_sheet *s, const sy_record *r, bool *in_order, sy_err *err)
{
    const sy_xls *x = s->book;
    const uint32_t row = sy_little16(r->bytes), column = sy_little16(r->bytes + 2);
    const uint32_t n = cells_in(r);
    void *places = s->places;

    if (column + n > COLUMNS) {
        return sy_fail_at(err, SY_ELIMIT, row + 1, N_("%s: row %u: more than %u cells"), x->path,
                          row + 1, (unsigned)COLUMNS);
    }
    if (s->n_places + n > SY_MAX_XLS_CELLS) {
        return sy_fail_at(err, SY_ELIMIT, row + 1, N_("%s: more than %llu cells"), x->path,
                          (unsigned long long)SY_MAX_XLS_CELLS);
    }
    if (!sy_grow(x->al, &places, &s->capacity, s->n_places, s->n_places + n, sizeof *s->places)) {
        return sy_fail_nomem(err);
    }
    s->places = places;
    if (s->n_places > 0) {
        const place *last = &s->places[s->n_places - 1];
        *in_order &= row > last->row || (row == last->row && column > last->column);
    }
    for (uint32_t i = 0; i < n; i++) {
        s->places[s->n_places++] =
            (place){(uint16_t)row, (uint16_t)(column + i), (uint32_t)(r->bytes - x->bytes) - 4};
    }
    return SY_OK;
}

static int by_place(const void *a, const void *b)
{
    const place *p = a, *q = b;

    if (p->row != q->row) return p->row < q->row ? -1 : 1;
    if (p->column != q->column) return p->column < q->column ? -1 : 1;
    return (p->at > q->at) - (p->at < q->at);
}

static sy_status list_places(sy_xls_sheet *s, uint32_t sheet, sy_err *err)
{
    sy_record r;
    uint32_t depth = 1;
    bool in_order = true;
    sy_status st = begin_sheet(s->book, sheet, &r, err);

    while (st == SY_OK) {
        st = next_cells(s->book, &r, &depth, err);
        if (st != SY_OK || depth == 0) break;
        st = add_places(s, &r, &in_order, err);
    }
    if (st == SY_OK && !in_order) qsort(s->places, s->n_places, sizeof *s->places, by_place);
    return st;
}

/* ---- cells ---- */

static void put_number(sy_xls_sheet *s, sy_cell *cell, double value, uint32_t style)
{
    char made[SY_SERIAL_TEXT], number[SY_XLS_NUMBER];
    const unsigned n = sy_xls_print(number, value);
    const unsigned shows = style < s->book->n_styles ? s->book->styles[style] : 0;
    unsigned n_made = 0;

    if (shows && n) n_made = sy_serial_print(made, (sy_slice){number, n}, shows, s->book->is_1904);
    cell->kind = n_made ? SY_CELL_TIME : n ? SY_CELL_NUMBER : SY_CELL_ERROR;
    if (n_made)
        sy_buf_add(&s->text, made, n_made);
    else if (n)
        sy_buf_add(&s->text, number, n);
    else
        sy_buf_text(&s->text, "#NUM!");
}

static void put_bool(sy_xls_sheet *s, sy_cell *cell, unsigned value)
{
    cell->kind = SY_CELL_BOOL;
    sy_buf_text(&s->text, value ? "TRUE" : "FALSE");
}

static void put_error(sy_xls_sheet *s, sy_cell *cell, unsigned code)
{
    cell->kind = SY_CELL_ERROR;
    sy_buf_text(&s->text, name_of_error(code));
}

/* A text of a length in 16 bits that stands skip bytes into the record. */
static sy_status put_text(sy_xls_sheet *s, sy_cell *cell, const sy_record *r, size_t skip,
                          sy_err *err)
{
    sy_record_cursor c = sy_record_walk(s->book->bytes, s->book->n, r, skip);
    const size_t from = s->text.len;
    const uint32_t n = sy_record_16(&c);

    if (n > 0) sy_record_text(&c, &s->text, n);
    if (c.has_failed) return fail_sheet(s->book, s->number, _("a text is cut off"), err);
    cell->kind = s->text.len > from ? SY_CELL_TEXT : SY_CELL_EMPTY;
    return SY_OK;
}

/* What a formula showed when the file was saved. A text stands in a record of
 * its own behind it; where that is missing nobody has calculated. */
static sy_status put_formula(sy_xls_sheet *s, sy_cell *cell, const sy_record *r, sy_err *err)
{
    enum { IS_TEXT, IS_BOOL, IS_ERROR };
    const sy_xls *x = s->book;
    const unsigned char *result = r->bytes + 6;
    sy_record behind = *r;

    if (sy_little16(result + 6) != 0xFFFF) {
        put_number(s, cell, sy_little_double(result), sy_little16(r->bytes + 4));
    } else if (result[0] == IS_BOOL) {
        put_bool(s, cell, result[2]);
    } else if (result[0] == IS_ERROR) {
        put_error(s, cell, result[2]);
    } else if (result[0] == IS_TEXT) {
        do {
            if (!sy_record_at(&behind, x->bytes, x->n, behind.next)) break;
        } while (behind.kind == SHARED_FORMULA || behind.kind == ARRAY || behind.kind == TABLE);
        cell->kind = SY_CELL_ERROR;
        if (behind.kind == STRING) return put_text(s, cell, &behind, 0, err);
    } /* else a text without a letter */
    return SY_OK;
}

static sy_status read_cell(sy_xls_sheet *s, const place *p, sy_err *err)
{
    const sy_xls *x = s->book;
    sy_cell *cell = &s->cells[p->column];
    sy_record r;

    SY_ASSERT(sy_record_at(&r, x->bytes, x->n, p->at)); /* it was there when it was listed */
    const unsigned char *b = r.bytes;
    *cell = (sy_cell){.text = {"", 0}, .kind = SY_CELL_EMPTY};
    s->in_text[p->column] = true;
    s->text_at[p->column] = s->text.len;
    if (p->column >= s->n_touched) s->n_touched = p->column + 1u;
    switch (r.kind) {
    case NUMBER:
        put_number(s, cell, sy_little_double(b + 6), sy_little16(b + 4));
        break;
    case RK:
        put_number(s, cell, number_of_rk(sy_little32(b + 6)), sy_little16(b + 4));
        break;
    case MULRK:
        b += 4 + 6 * (size_t)(p->column - sy_little16(b + 2));
        put_number(s, cell, number_of_rk(sy_little32(b + 2)), sy_little16(b));
        break;
    case BOOLERR:
        if (b[7])
            put_error(s, cell, b[6]);
        else
            put_bool(s, cell, b[6]);
        break;
    case LABELSST:
        s->in_text[p->column] = false;
        if (!sy_xls_string(x, sy_little32(b + 6), &cell->text)) {
            return fail_sheet(x, s->number, _("a cell names a shared string that is not there"),
                              err);
        }
        if (cell->text.len) cell->kind = SY_CELL_TEXT;
        break;
    case FORMULA:
        return put_formula(s, cell, &r, err);
    default: /* LABEL, RSTRING */
        return put_text(s, cell, &r, 6, err);
    }
    return SY_OK;
}

/* ---- rows ---- */

static void clear_row(sy_xls_sheet *s)
{
    sy_buf_clear(&s->text);
    for (uint32_t i = 0; i < s->n_touched; i++) {
        s->cells[i] = (sy_cell){.text = {"", 0}, .kind = SY_CELL_EMPTY};
        s->in_text[i] = false;
    }
    s->n_touched = 0;
}

/* All cells of the next row that has any; how many up to the last with
 * something in it. */
static sy_status read_row(sy_xls_sheet *s, uint32_t *n_cells, sy_err *err)
{
    const uint16_t row = s->places[s->next].row;
    sy_status st = SY_OK;

    clear_row(s);
    s->number = row + 1u;
    sy_buf_add(&s->text, "", 0); /* so that there is a pointer */
    for (; st == SY_OK && s->next < s->n_places && s->places[s->next].row == row; s->next++) {
        const place *p = &s->places[s->next];
        const size_t from = s->text.len;
        st = read_cell(s, p, err);
        if (s->in_text[p->column]) s->cells[p->column].text.len = s->text.len - from;
        if (sy_buf_status(&s->text) == SY_ENOMEM) return sy_fail_nomem(err);
        if (sy_buf_status(&s->text) == SY_ELIMIT) {
            return sy_fail_at(err, SY_ELIMIT, s->number, N_("%s: row %u is longer than %u bytes"),
                              s->book->path, s->number, (unsigned)MOST_ROW_BYTES);
        }
    }
    *n_cells = s->n_touched;
    while (*n_cells > 0 && s->cells[*n_cells - 1].kind == SY_CELL_EMPTY) --*n_cells;
    for (uint32_t i = 0; i < *n_cells; i++) {
        if (s->in_text[i]) s->cells[i].text.ptr = s->text.ptr + s->text_at[i];
    }
    return st;
}

sy_status sy_xls_sheet_next(sy_xls_sheet *s, sy_row *row, sy_err *err)
{
    *row = (sy_row){.cells = s->cells, .n_cells = SY_NO_MORE_ROWS};
    while (s->next < s->n_places) {
        uint32_t n_cells = 0;
        sy_status st = read_row(s, &n_cells, err);
        if (st != SY_OK) return st;
        if (n_cells == 0) continue;
        row->n_cells = n_cells;
        row->number = s->number;
        return SY_OK;
    }
    return SY_OK;
}

sy_status sy_xls_sheet_open(sy_xls_sheet **out, sy_xls *x, uint32_t sheet, sy_err *err)
{
    *out = NULL;
    sy_xls_sheet *s = sy_new(x->al, sizeof *s);
    if (!s) return sy_fail_nomem(err);
    s->book = x;
    sy_buf_init(&s->text, x->al, MOST_ROW_BYTES);
    s->n_touched = COLUMNS;
    clear_row(s);
    sy_status st = list_places(s, sheet, err);
    if (st != SY_OK) {
        sy_xls_sheet_free(s);
        return st;
    }
    *out = s;
    return SY_OK;
}

void sy_xls_sheet_free(sy_xls_sheet *s)
{
    if (!s) return;
    sy_drop(s->book->al, s->places);
    sy_buf_dispose(&s->text);
    sy_drop(s->book->al, s);
}

sy_status sy_xls_has_cells(bool *has, const sy_xls *x, uint32_t sheet, sy_err *err)
{
    sy_record r;
    uint32_t depth = 1;

    *has = false;
    sy_status st = begin_sheet(x, sheet, &r, err);
    if (st == SY_OK) st = next_cells(x, &r, &depth, err);
    *has = st == SY_OK && depth > 0;
    return st;
}
