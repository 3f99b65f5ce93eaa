/* xls_book.c - the first part of an old workbook's stream: which sheets there
 * are and where they begin, formats and styles, the shared strings. Records of
 * kinds that say nothing about cells are passed by. */
#include "text/xls_book.h"

#include <string.h>

#include "base/lang.h"
#include "suyuan/limits.h"
#include "text/xls_bytes.h"
#include "text/xls_streams.h"
#include "text/xlsx_format.h"

enum { DATEMODE = 0x22, FILEPASS = 0x2F, BOUNDSHEET = 0x85, XF = 0xE0, SST = 0xFC, FORMAT = 0x41E };
enum { BIFF8 = 0x600, MOST_STYLES = 1 << 16, MOST_FORMATS = 1 << 12 };

typedef struct custom_format {
    uint32_t id;
    unsigned shows;
} custom_format;

/* Styles name their formats by numbers; both are put together at the end. */
typedef struct book_reader {
    sy_xls *book;
    custom_format *formats;
    size_t n_formats, formats_capacity;
    uint32_t *styles; /* the number of each style's format */
    size_t n_styles, styles_capacity;
    sy_buf scratch;
} book_reader;

static sy_status fail_book(const sy_xls *x, const char *what, sy_err *err)
{
    return sy_fail(err, SY_EDATA, N_("%s: a damaged workbook: %s"), x->path, what);
}

/* ---- sheets ---- */

static sy_status add_sheet(book_reader *r, const sy_record *record, sy_err *err)
{
    sy_xls *x = r->book;
    void *sheets = x->sheets;

    if (record->n < 8) return fail_book(x, _("a record is too short"), err);
    const uint32_t at = sy_little32(record->bytes);
    if (record->bytes[5] != 0) return SY_OK; /* charts and macros have no cells */
    if (x->n_sheets == SY_MAX_SHEETS) {
        return sy_fail(err, SY_ELIMIT, N_("%s: more than %u sheets"), x->path, SY_MAX_SHEETS);
    }
    for (size_t i = 0; i < x->n_sheets; i++) { /* a large sheet may not count many times */
        if (x->sheets[i].at == at) return fail_book(x, _("two sheets begin in one place"), err);
    }
    sy_record_cursor c = sy_record_walk(x->bytes, x->n, record, 7);
    sy_buf_clear(&r->scratch);
    sy_record_text(&c, &r->scratch, record->bytes[6]);
    if (c.has_failed) return fail_book(x, _("the name of a sheet is cut off"), err);
    const char *name =
        sy_arena_text(&x->arena, r->scratch.ptr ? r->scratch.ptr : "", r->scratch.len);
    if (!name || sy_buf_status(&r->scratch) != SY_OK ||
        !sy_grow(x->al, &sheets, &x->sheets_capacity, x->n_sheets, x->n_sheets + 1,
                 sizeof *x->sheets)) {
        return sy_fail_nomem(err);
    }
    x->sheets = sheets;
    x->sheets[x->n_sheets++] = (sy_xls_place){{name, r->scratch.len}, at};
    return SY_OK;
}

/* ---- styles ---- */

static sy_status add_format(book_reader *r, const sy_record *record, sy_err *err)
{
    sy_xls *x = r->book;
    void *formats = r->formats;

    if (record->n < 5) return fail_book(x, _("a record is too short"), err);
    if (r->n_formats == MOST_FORMATS) return SY_OK;
    sy_record_cursor c = sy_record_walk(x->bytes, x->n, record, 4);
    sy_buf_clear(&r->scratch);
    sy_record_text(&c, &r->scratch, sy_little16(record->bytes + 2));
    if (c.has_failed) return fail_book(x, _("a number format is cut off"), err);
    if (sy_buf_status(&r->scratch) != SY_OK ||
        !sy_grow(x->al, &formats, &r->formats_capacity, r->n_formats, r->n_formats + 1,
                 sizeof *r->formats)) {
        return sy_fail_nomem(err);
    }
    const sy_slice code = {r->scratch.ptr ? r->scratch.ptr : "", r->scratch.len};
    r->formats = formats;
    r->formats[r->n_formats++] =
        (custom_format){sy_little16(record->bytes), sy_format_of_code(code)};
    return SY_OK;
}

static sy_status add_style(book_reader *r, const sy_record *record, sy_err *err)
{
    void *styles = r->styles;

    if (record->n < 4) return fail_book(r->book, _("a record is too short"), err);
    if (r->n_styles == MOST_STYLES) return SY_OK;
    if (!sy_grow(r->book->al, &styles, &r->styles_capacity, r->n_styles, r->n_styles + 1,
                 sizeof *r->styles)) {
        return sy_fail_nomem(err);
    }
    r->styles = styles;
    r->styles[r->n_styles++] = sy_little16(record->bytes + 2);
    return SY_OK;
}

static unsigned shown_by(const book_reader *r, uint32_t id)
{
    for (size_t i = 0; i < r->n_formats; i++) {
        if (r->formats[i].id == id) return r->formats[i].shows;
    }
    return sy_format_of_id(id);
}

static sy_status settle_styles(const book_reader *r, sy_err *err)
{
    sy_xls *x = r->book;

    x->styles = sy_new_array(x->al, r->n_styles, 1);
    if (!x->styles) return sy_fail_nomem(err);
    x->n_styles = r->n_styles;
    for (size_t i = 0; i < r->n_styles; i++) {
        /* Neighbours mostly share a format. */
        const bool is_same = i > 0 && r->styles[i] == r->styles[i - 1];
        x->styles[i] = is_same ? x->styles[i - 1] : (unsigned char)shown_by(r, r->styles[i]);
    }
    return SY_OK;
}

/* ---- shared strings ---- */

static sy_status read_strings(sy_xls *x, const sy_record *record, sy_err *err)
{
    if (record->n < 8) return fail_book(x, _("a record is too short"), err);
    const uint32_t n = sy_little32(record->bytes + 4);
    sy_record_cursor c = sy_record_walk(x->bytes, x->n, record, 8);

    if (n > SY_MAX_SHARED_STRINGS) {
        return sy_fail(err, SY_ELIMIT, N_("%s: more than %u shared strings"), x->path,
                       SY_MAX_SHARED_STRINGS);
    }
    /* Some writers announce more than there are; a cell that asks for one of
     * those is refused then. */
    for (uint32_t i = 0; i < n && !sy_record_is_done(&c); i++) {
        void *ends = x->string_ends;
        sy_record_text(&c, &x->strings, sy_record_16(&c));
        if (c.has_failed) return fail_book(x, _("the shared strings are cut off"), err);
        if (sy_buf_status(&x->strings) == SY_ELIMIT) {
            return sy_fail(err, SY_ELIMIT, N_("%s: more than %llu bytes of shared strings"),
                           x->path, SY_MAX_SHARED_BYTES);
        }
        if (sy_buf_status(&x->strings) != SY_OK ||
            !sy_grow(x->al, &ends, &x->strings_capacity, x->n_strings, x->n_strings + 1,
                     sizeof *x->string_ends)) {
            return sy_fail_nomem(err);
        }
        x->string_ends = ends;
        x->string_ends[x->n_strings++] = (uint32_t)x->strings.len;
    }
    return SY_OK;
}

bool sy_xls_string(const sy_xls *x, uint32_t i, sy_slice *text)
{
    if (i >= x->n_strings) return false;
    const uint32_t begin = i ? x->string_ends[i - 1] : 0;
    *text = (sy_slice){x->strings.ptr ? x->strings.ptr + begin : "", x->string_ends[i] - begin};
    return true;
}

/* ---- the book ---- */

static sy_status read_record(book_reader *r, const sy_record *record, sy_err *err)
{
    sy_xls *x = r->book;

    switch (record->kind) {
    case FILEPASS:
        return sy_fail(err, SY_EDATA,
                       N_("%s: a workbook locked with a password; open it in WPS or Excel and save it "
                      "without one"),
                       x->path);
    case DATEMODE:
        if (record->n >= 2) x->is_1904 = sy_little16(record->bytes) == 1;
        return SY_OK;
    case BOUNDSHEET:
        return add_sheet(r, record, err);
    case FORMAT:
        return add_format(r, record, err);
    case XF:
        return add_style(r, record, err);
    case SST:
        return x->n_strings ? SY_OK : read_strings(x, record, err);
    default:
        return SY_OK;
    }
}

static sy_status read_globals(book_reader *r, sy_err *err)
{
    const sy_xls *x = r->book;
    sy_record record = {0};
    size_t at = 0;

    if (!sy_record_at(&record, x->bytes, x->n, at) || (record.kind & 0xFF) != (SY_XLS_BOF & 0xFF) ||
        record.n < 4) {
        return fail_book(x, _("it does not begin as a workbook does"), err);
    }
    if (record.kind != SY_XLS_BOF || sy_little16(record.bytes) != BIFF8) {
        return sy_fail(err, SY_EDATA,
                       N_("%s: a workbook older than Excel 97; open it and save it as xlsx"),
                       x->path);
    }
    for (at = record.next; sy_record_at(&record, x->bytes, x->n, at); at = record.next) {
        if (record.kind == SY_XLS_EOF) return SY_OK;
        sy_status st = read_record(r, &record, err);
        if (st != SY_OK) return st;
    }
    return fail_book(x, _("it is cut off"), err);
}

static sy_status read_book(sy_xls *x, sy_err *err)
{
    sy_streams *s = NULL;
    book_reader r = {.book = x};

    sy_buf_init(&r.scratch, x->al, SY_MAX_CELL);
    sy_status st = sy_streams_open(&s, x->al, x->path, err);
    if (st == SY_OK) {
        const char *name = sy_streams_has(s, "Workbook") ? "Workbook" : "Book";
        st = sy_streams_read(s, name, &x->bytes, &x->n, err);
    }
    sy_streams_free(s);
    if (st == SY_OK) st = read_globals(&r, err);
    if (st == SY_OK) st = settle_styles(&r, err);
    sy_drop(x->al, r.formats);
    sy_drop(x->al, r.styles);
    sy_buf_dispose(&r.scratch);
    return st;
}

sy_status sy_xls_open(sy_xls **out, const sy_alloc *al, const char *path, sy_err *err)
{
    *out = NULL;
    sy_xls *x = sy_new(al, sizeof *x);
    if (!x) return sy_fail_nomem(err);
    x->al = al;
    sy_arena_init(&x->arena, al);
    sy_buf_init(&x->strings, al, SY_MAX_SHARED_BYTES);
    x->path = sy_copy_text(al, path, strlen(path));
    sy_status st = x->path ? read_book(x, err) : sy_fail_nomem(err);
    if (st != SY_OK) {
        sy_xls_free(x);
        return st;
    }
    *out = x;
    return SY_OK;
}

uint32_t sy_xls_sheets(const sy_xls *x)
{
    return (uint32_t)x->n_sheets;
}

sy_slice sy_xls_sheet_name(const sy_xls *x, uint32_t sheet)
{
    return x->sheets[sheet].name;
}

void sy_xls_free(sy_xls *x)
{
    if (!x) return;
    sy_drop(x->al, x->bytes);
    sy_drop(x->al, x->sheets);
    sy_drop(x->al, x->styles);
    sy_drop(x->al, x->string_ends);
    sy_buf_dispose(&x->strings);
    sy_arena_dispose(&x->arena);
    sy_drop(x->al, x->path);
    sy_drop(x->al, x);
}

sy_status sy_xls_probe(sy_file_kind *kind, const char *path, sy_err *err)
{
    sy_streams *s = NULL;
    sy_status st = sy_streams_open(&s, NULL, path, NULL);

    *kind = SY_FILE_XLS;
    if (st == SY_ENOMEM) return sy_fail_nomem(err);
    if (st != SY_OK) return SY_OK;
    const bool is_locked = sy_streams_has(s, "EncryptedPackage");
    if (!sy_streams_has(s, "Workbook") && !sy_streams_has(s, "Book")) {
        const bool is_word =
            sy_streams_has(s, "WordDocument") || sy_streams_has(s, "PowerPoint Document");
        *kind = is_word ? SY_FILE_WORD : SY_FILE_OTHER;
    }
    sy_streams_free(s);
    if (!is_locked) return SY_OK;
    return sy_fail(err, SY_EDATA,
                   N_("%s: a workbook locked with a password; open it in WPS or Excel and save it "
                      "without one"), path);
}
