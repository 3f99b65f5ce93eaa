/* xlsx_sheet.c - rows of a sheet out of its tokens (xlsx_scan.h).
 *
 * The texts of a row are gathered in one buffer, which moves while it grows:
 * until the row is whole a cell keeps the place where its text begins. Shared
 * strings are not copied. Rows and cells may leave out their own numbers, and
 * then follow the one before. */
#include <string.h>

#include "base/lang.h"
#include "base/utf8.h"
#include "suyuan/limits.h"
#include "text/xlsx_book.h"
#include "text/xlsx_format.h"
#include "text/xlsx_scan.h"

struct sy_sheet {
    sy_book *book;
    sy_part part;
    sy_scan scan;
    uint32_t number;  /* of the row that was read last */
    uint64_t n_cells; /* so far */
    bool in_data, is_done;
    sy_buf text;
    uint32_t n_row;     /* cells of the row so far, up to the last that is not empty */
    uint32_t n_touched; /* the cells behind are as they were made */
    sy_cell cells[SY_MAX_COLUMNS];
    bool in_text[SY_MAX_COLUMNS];   /* the cell's text is in the buffer ... */
    size_t text_at[SY_MAX_COLUMNS]; /* ... and begins here */
};

/* What the attributes of <c> say. */
typedef enum stored {
    STORED_NUMBER,
    STORED_SHARED,
    STORED_TEXT, /* inline, or of a formula */
    STORED_BOOL,
    STORED_ERROR,
    STORED_ISO_TIME
} stored;

typedef struct cell_head {
    uint32_t column; /* from 0 */
    stored stored;
    unsigned shows;
} cell_head;

static sy_status fail_row(const sy_sheet *s, const char *what, sy_err *err)
{
    return sy_fail_at(err, SY_EDATA, s->number, N_("%s: the part %s, row %u: %s"), s->book->path,
                      s->part.name, s->number, what);
}

/* Digits only, at most max; false for anything else. */
static bool parse_number(uint64_t *value, sy_slice text, uint64_t max)
{
    uint64_t v = 0;

    if (text.len == 0 || text.len > 12) return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9') return false;
        v = v * 10 + (uint64_t)(text.ptr[i] - '0');
    }
    *value = v;
    return v <= max;
}

/* "AB12" is column 27; false where no letters begin it. */
static bool parse_column(uint32_t *column, sy_slice reference)
{
    uint32_t v = 0;
    size_t i = 0;

    for (; i < reference.len && i < 4; i++) {
        const char c = (char)(reference.ptr[i] & ~0x20);
        if (c < 'A' || c > 'Z') break;
        v = v * 26 + (uint32_t)(c - 'A' + 1);
    }
    *column = v - 1;
    return v > 0;
}

static stored stored_as(sy_slice type)
{
    if (sy_slice_is(type, SY_TEXT("s"))) return STORED_SHARED;
    if (sy_slice_is(type, SY_TEXT("str")) || sy_slice_is(type, SY_TEXT("inlineStr")))
        return STORED_TEXT;
    if (sy_slice_is(type, SY_TEXT("b"))) return STORED_BOOL;
    if (sy_slice_is(type, SY_TEXT("e"))) return STORED_ERROR;
    if (sy_slice_is(type, SY_TEXT("d"))) return STORED_ISO_TIME;
    return STORED_NUMBER;
}

static cell_head read_head(const sy_sheet *s, sy_slice attributes, uint32_t follows)
{
    cell_head head = {.column = follows};
    sy_slice name, value;
    uint64_t style = 0;

    while (sy_token_attribute(&attributes, &name, &value)) {
        if (name.len != 1) continue;
        switch (name.ptr[0]) {
        case 'r':
            if (!parse_column(&head.column, value)) head.column = follows;
            break;
        case 't':
            head.stored = stored_as(value);
            break;
        case 's':
            if (parse_number(&style, value, s->book->n_styles) && style < s->book->n_styles) {
                head.shows = s->book->styles[style];
            }
            break;
        default:
            break;
        }
    }
    return head;
}

/* What stands between <c> and </c>: the texts of v, or of is/t, appended to
 * the row's buffer. */
static sy_status read_inside(sy_sheet *s, bool *has_value, bool *has_formula, sy_err *err)
{
    unsigned phonetic = 0;
    bool is_wanted = false;
    sy_token t;

    *has_value = *has_formula = false;
    for (;;) {
        sy_status st = sy_scan_next(&s->scan, &t, err);
        if (st != SY_OK) return st;
        switch (t.kind) {
        case SY_XML_TEXT:
            if (is_wanted) sy_xml_decode(&s->text, t.text);
            break;
        case SY_XML_VERBATIM:
            if (is_wanted) sy_buf_slice(&s->text, t.text);
            break;
        case SY_XML_EMPTY:
            if (sy_slice_is(t.name, SY_TEXT("f"))) *has_formula = true;
            break;
        case SY_XML_OPEN:
            if (sy_slice_is(t.name, SY_TEXT("f"))) *has_formula = true;
            if (sy_slice_is(t.name, SY_TEXT("rPh"))) phonetic++;
            is_wanted = sy_slice_is(t.name, SY_TEXT("v")) ||
                        (sy_slice_is(t.name, SY_TEXT("t")) && phonetic == 0);
            *has_value |= is_wanted;
            break;
        case SY_XML_CLOSE:
            is_wanted = false;
            if (sy_slice_is(t.name, SY_TEXT("c"))) return SY_OK;
            if (sy_slice_is(t.name, SY_TEXT("rPh")) && phonetic) phonetic--;
            if (sy_slice_is(t.name, SY_TEXT("row")))
                return fail_row(s, _("a cell is not closed"), err);
            break;
        case SY_XML_NOTHING:
            return fail_row(s, _("the sheet is cut off"), err);
        }
        if (s->text.len > 2 * SY_MAX_RECORD || sy_buf_status(&s->text) == SY_ELIMIT) {
            return sy_fail_at(err, SY_ELIMIT, s->number, N_("%s: row %u is longer than %u bytes"),
                              s->book->path, s->number, 2 * SY_MAX_RECORD);
        }
    }
}

/* 2023-05-01T12:00:00.000Z as the times that we make. */
static void tidy_iso_time(sy_buf *text, size_t from)
{
    char *p = text->ptr + from;
    const size_t n = text->len - from;

    if (n > 10 && p[10] == 'T') p[10] = ' ';
    size_t kept = n > 19 && (p[19] == '.' || p[19] == 'Z') ? 19 : n;
    if (n > 8 && p[2] == ':' && p[8] == '.') kept = 8;
    text->len = from + kept;
}

/* Turns the raw value text[from ..) into the cell. */
static sy_status settle_cell(sy_sheet *s, sy_cell *cell, const cell_head *head, size_t from,
                             sy_err *err)
{
    const sy_slice raw = {s->text.ptr + from, s->text.len - from};
    char made[SY_SERIAL_TEXT];
    uint64_t index = 0;
    unsigned n = 0;

    switch (head->stored) {
    case STORED_SHARED:
        if (!parse_number(&index, raw, UINT32_MAX) ||
            !sy_book_string(s->book, index, &cell->text)) {
            return fail_row(s, _("a cell names a shared string that is not there"), err);
        }
        s->text.len = from;
        s->in_text[head->column] = false;
        cell->kind = cell->text.len ? SY_CELL_TEXT : SY_CELL_EMPTY;
        return SY_OK;
    case STORED_TEXT:
        sy_xml_unescape(&s->text, from);
        cell->kind = s->text.len > from ? SY_CELL_TEXT : SY_CELL_EMPTY;
        break;
    case STORED_BOOL:
        cell->kind = SY_CELL_BOOL;
        const bool is_one = sy_slice_is(raw, SY_TEXT("1")) || sy_slice_is(raw, SY_TEXT("true"));
        s->text.len = from;
        sy_buf_text(&s->text, is_one ? "TRUE" : "FALSE");
        break;
    case STORED_ERROR:
        cell->kind = SY_CELL_ERROR;
        break;
    case STORED_ISO_TIME:
        cell->kind = SY_CELL_TIME;
        tidy_iso_time(&s->text, from);
        break;
    case STORED_NUMBER:
        cell->kind = raw.len ? SY_CELL_NUMBER : SY_CELL_EMPTY;
        if (head->shows) n = sy_serial_print(made, raw, head->shows, s->book->is_1904);
        if (n == 0) break;
        cell->kind = SY_CELL_TIME;
        s->text.len = from;
        sy_buf_add(&s->text, made, n);
        break;
    }
    return SY_OK;
}

static sy_status check_cell(const sy_sheet *s, size_t from, sy_err *err)
{
    const size_t n = s->text.len - from;

    if (sy_buf_status(&s->text) == SY_ENOMEM) return sy_fail_nomem(err);
    if (n > SY_MAX_CELL) {
        return sy_fail_at(err, SY_ELIMIT, s->number,
                          N_("%s: row %u: a cell is longer than %u bytes"), s->book->path,
                          s->number, SY_MAX_CELL);
    }
    if (n && sy_utf8_valid_prefix(s->text.ptr + from, n) < n) {
        return fail_row(s, _("a cell is not in UTF-8"), err);
    }
    return SY_OK;
}

static sy_status read_cell(sy_sheet *s, sy_slice attributes, uint32_t *follows, sy_err *err)
{
    const cell_head head = read_head(s, attributes, *follows);
    const size_t from = s->text.len;
    bool has_value, has_formula;

    sy_buf_add(&s->text, "", 0); /* so that there is a pointer */
    sy_status st = read_inside(s, &has_value, &has_formula, err);
    if (st != SY_OK) return st;
    *follows = head.column + 1;
    if (!has_value && !has_formula) return SY_OK;
    if (++s->n_cells > SY_MAX_CELLS) {
        return sy_fail_at(err, SY_ELIMIT, s->number, N_("%s: more than %llu cells"), s->book->path,
                          SY_MAX_CELLS);
    }
    if (head.column >= SY_MAX_COLUMNS) {
        return sy_fail_at(err, SY_ELIMIT, s->number, N_("%s: row %u: more than %u cells"),
                          s->book->path, s->number, SY_MAX_COLUMNS);
    }

    sy_cell *cell = &s->cells[head.column];
    s->in_text[head.column] = true;
    s->text_at[head.column] = from;
    if (head.column >= s->n_touched) s->n_touched = head.column + 1;
    if (sy_buf_status(&s->text) == SY_ENOMEM) return sy_fail_nomem(err);
    if (has_formula && s->text.len == from && head.stored != STORED_TEXT) {
        cell->kind = SY_CELL_ERROR; /* nobody has calculated it */
    } else {
        st = settle_cell(s, cell, &head, from, err);
        if (st == SY_OK) st = check_cell(s, from, err);
        if (st != SY_OK) return st;
    }
    if (s->in_text[head.column]) cell->text.len = s->text.len - from;
    if (cell->kind != SY_CELL_EMPTY && head.column >= s->n_row) s->n_row = head.column + 1;
    return SY_OK;
}

/* The number of a row: its own, or one more than the last. */
static sy_status begin_row(sy_sheet *s, sy_slice attributes, sy_err *err)
{
    uint64_t number = (uint64_t)s->number + 1;
    sy_slice name, value;

    while (sy_token_attribute(&attributes, &name, &value)) {
        if (!sy_slice_is(name, SY_TEXT("r"))) continue;
        if (!parse_number(&number, value, SY_MAX_ROWS) || number <= s->number) {
            return fail_row(s, _("the rows after it are out of order"), err);
        }
    }
    if (number > SY_MAX_ROWS) return fail_row(s, _("too many rows"), err);
    s->number = (uint32_t)number;
    return SY_OK;
}

static void clear_row(sy_sheet *s)
{
    sy_buf_clear(&s->text);
    for (uint32_t i = 0; i < s->n_touched; i++) {
        s->cells[i] = (sy_cell){.text = {"", 0}, .kind = SY_CELL_EMPTY};
        s->in_text[i] = false;
    }
    s->n_row = s->n_touched = 0;
}

/* The cells up to </row>. */
static sy_status read_row(sy_sheet *s, sy_err *err)
{
    uint32_t column = 0;
    sy_token t;

    for (;;) {
        sy_status st = sy_scan_next(&s->scan, &t, err);
        if (st != SY_OK) return st;
        if (t.kind == SY_XML_NOTHING) return fail_row(s, _("the sheet is cut off"), err);
        if (t.kind == SY_XML_CLOSE && sy_slice_is(t.name, SY_TEXT("row"))) return SY_OK;
        if (!sy_slice_is(t.name, SY_TEXT("c"))) continue;
        if (t.kind == SY_XML_EMPTY) column = read_head(s, t.attributes, column).column + 1;
        if (t.kind == SY_XML_OPEN) st = read_cell(s, t.attributes, &column, err);
        if (st != SY_OK) return st;
    }
}

/* Up to the first row or the end of the data. */
static sy_status find_data(sy_sheet *s, sy_err *err)
{
    sy_token t;

    while (!s->in_data && !s->is_done) {
        sy_status st = sy_scan_next(&s->scan, &t, err);
        if (st != SY_OK) return st;
        const bool is_data = sy_slice_is(t.name, SY_TEXT("sheetData"));
        if (t.kind == SY_XML_NOTHING) return fail_row(s, _("the sheet has no data"), err);
        s->in_data = t.kind == SY_XML_OPEN && is_data;
        s->is_done = t.kind == SY_XML_EMPTY && is_data;
    }
    return SY_OK;
}

sy_status sy_sheet_next(sy_sheet *s, sy_row *row, sy_err *err)
{
    sy_token t;
    sy_status st = find_data(s, err);

    *row = (sy_row){.cells = s->cells, .n_cells = SY_NO_MORE_ROWS};
    while (st == SY_OK && !s->is_done) {
        st = sy_scan_next(&s->scan, &t, err);
        if (st != SY_OK) break;
        if (t.kind == SY_XML_NOTHING) return fail_row(s, _("the sheet is cut off"), err);
        s->is_done = t.kind == SY_XML_CLOSE && sy_slice_is(t.name, SY_TEXT("sheetData"));
        if (!sy_slice_is(t.name, SY_TEXT("row")) || t.kind == SY_XML_CLOSE) continue;
        st = begin_row(s, t.attributes, err);
        if (st != SY_OK || t.kind == SY_XML_EMPTY) continue;
        clear_row(s);
        st = read_row(s, err);
        if (st != SY_OK || s->n_row == 0) continue;
        for (uint32_t i = 0; i < s->n_row; i++) {
            if (s->in_text[i]) s->cells[i].text.ptr = s->text.ptr + s->text_at[i];
        }
        row->n_cells = s->n_row;
        row->number = s->number;
        return SY_OK;
    }
    return st;
}

sy_status sy_sheet_open(sy_sheet **out, sy_book *b, uint32_t sheet, sy_err *err)
{
    *out = NULL;
    sy_status st = sy_book_read_strings(b, err);
    if (st != SY_OK) return st;
    sy_sheet *s = sy_new(b->al, sizeof *s);
    if (!s) return sy_fail_nomem(err);
    s->book = b;
    sy_buf_init(&s->text, b->al, 4 * SY_MAX_RECORD);
    s->n_touched = SY_MAX_COLUMNS;
    clear_row(s);
    sy_scan_init(&s->scan, b->al, &s->part);
    st = sy_part_open(&s->part, b->zip, b->path, b->sheets[sheet].part, err);
    if (st != SY_OK) {
        sy_sheet_free(s);
        return st;
    }
    *out = s;
    return SY_OK;
}

void sy_sheet_free(sy_sheet *s)
{
    if (!s) return;
    sy_part_close(&s->part);
    sy_scan_dispose(&s->scan);
    sy_buf_dispose(&s->text);
    sy_drop(s->book->al, s);
}

/* A sheet of formatted emptiness can be gigabytes: one that shows nothing in
 * PROBE_BYTES is taken to have cells, and whoever reads it will count. */
sy_status sy_sheet_has_cells(bool *has, sy_book *b, uint32_t sheet, sy_err *err)
{
    enum { PROBE_BYTES = 16 << 20 };
    sy_part part;
    sy_scan scan;
    sy_token t = {.kind = SY_XML_TEXT};

    *has = false;
    sy_status st = sy_part_open(&part, b->zip, b->path, b->sheets[sheet].part, err);
    if (st != SY_OK) return st;
    sy_scan_init(&scan, b->al, &part);
    while (st == SY_OK && !*has && t.kind != SY_XML_NOTHING) {
        st = sy_scan_next(&scan, &t, err);
        if (st != SY_OK || t.kind == SY_XML_TEXT || t.kind == SY_XML_VERBATIM) continue;
        if (t.kind == SY_XML_CLOSE && sy_slice_is(t.name, SY_TEXT("sheetData"))) break;
        const bool is_value = sy_slice_is(t.name, SY_TEXT("v")) ||
                              sy_slice_is(t.name, SY_TEXT("f")) ||
                              sy_slice_is(t.name, SY_TEXT("is"));
        *has = (is_value && t.kind != SY_XML_CLOSE) || part.n_out > PROBE_BYTES;
    }
    sy_scan_dispose(&scan);
    sy_part_close(&part);
    return st;
}
