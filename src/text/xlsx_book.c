/* xlsx_book.c - the small parts, by expat: which sheets there are and in which
 * parts (relationships), what the cell styles show, the shared strings.
 *
 * Names of elements are compared without namespaces, which makes the strict
 * and the transitional kind of file the same. */
#include "text/xlsx_book.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/utf8.h"
#include "suyuan/limits.h"
#include "text/xlsx_format.h"
#include "text/xlsx_scan.h"

/* ---- relationships ---- */

/* A relationship of a part: id, the last word of its type, and the part it
 * leads to. */
typedef struct relation {
    const char *id, *type, *target;
} relation;

typedef struct relations {
    sy_arena *arena;
    const sy_alloc *al;
    const char *from; /* the part that they belong to */
    relation *items;
    size_t n, capacity;
} relations;

/* A target is relative to the folder of the part that names it, or begins with
 * a slash; "." and ".." are resolved. The result is a name inside the archive
 * and never becomes a path. */
static char *resolve(sy_arena *arena, const char *from, const char *target)
{
    const size_t folder = target[0] == '/' ? 0 : (size_t)(sy_path_name(from) - from);
    char *name = sy_arena_get(arena, folder + strlen(target) + 1);
    size_t n = folder;

    if (!name) return NULL;
    memcpy(name, from, folder);
    while (*target) {
        while (*target == '/') target++;
        const size_t word = strcspn(target, "/");
        if (word == 2 && memcmp(target, "..", 2) == 0) {
            if (n > 0) n--;
            while (n > 0 && name[n - 1] != '/') n--;
        } else if (!(word == 1 && target[0] == '.')) {
            memcpy(name + n, target, word);
            n += word;
            if (target[word] == '/') name[n++] = '/';
        }
        target += word;
    }
    name[n] = '\0';
    return name;
}

static sy_status on_relation(void *ctx, const char *name, const char **attributes, sy_err *err)
{
    relations *r = ctx;
    const char *id = sy_xml_attribute(attributes, "Id");
    const char *type = sy_xml_attribute(attributes, "Type");
    const char *target = sy_xml_attribute(attributes, "Target");
    const char *mode = sy_xml_attribute(attributes, "TargetMode");
    void *items = r->items;

    if (strcmp(name, "Relationship") != 0 || !id || !type || !target) return SY_OK;
    if (mode && strcmp(mode, "External") == 0) return SY_OK;
    if (!sy_grow(r->al, &items, &r->capacity, r->n, r->n + 1, sizeof *r->items)) {
        return sy_fail_nomem(err);
    }
    r->items = items;
    const char *word = sy_path_name(type);
    relation *item = &r->items[r->n];
    item->id = sy_arena_text(r->arena, id, strlen(id));
    item->type = sy_arena_text(r->arena, word, strlen(word));
    item->target = resolve(r->arena, r->from, target);
    if (!item->id || !item->type || !item->target) return sy_fail_nomem(err);
    r->n++;
    return SY_OK;
}

/* The relationships of the part r->from ("" for the whole file); none when the
 * archive has no such list. r->items is the caller's to drop. */
static sy_status read_relations(relations *r, zip_t *zip, const char *path, sy_err *err)
{
    const char *own = sy_path_name(r->from);
    sy_buf name;

    sy_buf_init(&name, r->al, SY_MAX_PATH);
    sy_buf_add(&name, r->from, (size_t)(own - r->from));
    sy_buf_text(&name, "_rels/");
    sy_buf_text(&name, own);
    sy_buf_text(&name, ".rels");
    sy_status st = sy_buf_status(&name) == SY_OK ? SY_OK : sy_fail_nomem(err);
    if (st == SY_OK && sy_part_exists(zip, name.ptr)) {
        st = sy_xml_parse(zip, path, name.ptr, &(sy_xml_handler){.start = on_relation, .ctx = r},
                          err);
    }
    sy_buf_dispose(&name);
    return st;
}

static const relation *relation_of_type(const relations *r, const char *type)
{
    for (size_t i = 0; i < r->n; i++) {
        if (strcmp(r->items[i].type, type) == 0) return &r->items[i];
    }
    return NULL;
}

static const relation *relation_of_id(const relations *r, const char *id)
{
    for (size_t i = 0; i < r->n; i++) {
        if (strcmp(r->items[i].id, id) == 0) return &r->items[i];
    }
    return NULL;
}

/* The name of the workbook part, in the arena; NULL in *name when out of memory. */
static sy_status find_workbook(const char **name, sy_arena *arena, const sy_alloc *al, zip_t *zip,
                               const char *path, sy_err *err)
{
    relations r = {.arena = arena, .al = al, .from = ""};
    sy_status st = read_relations(&r, zip, path, err);
    const relation *main_part = relation_of_type(&r, "officeDocument");

    *name = main_part ? main_part->target : "xl/workbook.xml";
    sy_drop(al, r.items);
    return st;
}

/* ---- is it a workbook? ---- */

static sy_status on_root(void *ctx, const char *name, const char **attributes, sy_err *err)
{
    bool *is_workbook = ctx;

    (void)attributes, (void)err;
    *is_workbook = strcmp(name, "workbook") == 0;
    return SY_ECANCEL; /* the first element says all */
}

static bool is_other_document(zip_t *zip)
{
    return sy_part_exists(zip, "word/document.xml") || sy_part_exists(zip, "ppt/presentation.xml");
}

sy_status sy_zip_probe(sy_file_kind *kind, const char *path, sy_err *err)
{
    zip_t *zip = NULL;
    sy_arena arena;
    const char *name = NULL;
    bool is_workbook = false;

    *kind = SY_FILE_ARCHIVE;
    sy_status st = sy_zip_open(&zip, path, err);
    if (st != SY_OK) return st;
    sy_arena_init(&arena, NULL);
    /* What is wrong inside is for whoever opens the workbook to say. */
    st = find_workbook(&name, &arena, NULL, zip, path, NULL);
    if (st != SY_ENOMEM && name && sy_part_exists(zip, name)) {
        st = sy_xml_parse(zip, path, name, &(sy_xml_handler){.start = on_root, .ctx = &is_workbook},
                          NULL);
        if (is_workbook || st != SY_ECANCEL) *kind = SY_FILE_XLSX;
    }
    if (*kind == SY_FILE_ARCHIVE && is_other_document(zip)) *kind = SY_FILE_WORD;
    if (*kind == SY_FILE_ARCHIVE && sy_part_exists(zip, "OFD.xml")) *kind = SY_FILE_OFD;
    sy_arena_dispose(&arena);
    zip_discard(zip);
    return st == SY_ENOMEM ? sy_fail_nomem(err) : SY_OK;
}

/* ---- the workbook ---- */

typedef struct book_reader {
    sy_book *book;
    const relations *relations;
} book_reader;

static bool is_true(const char *value)
{
    return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

static sy_status add_sheet(sy_book *b, const char *name, const char *part, sy_err *err)
{
    void *sheets = b->sheets;

    if (b->n_sheets == SY_MAX_SHEETS) {
        return sy_fail(err, SY_ELIMIT, N_("%s: more than %u sheets"), b->path, SY_MAX_SHEETS);
    }
    for (size_t i = 0; i < b->n_sheets; i++) { /* one large part may not count many times */
        if (strcmp(b->sheets[i].part, part) != 0) continue;
        return sy_fail(err, SY_EDATA, N_("%s: two sheets lead to the same part %s"), b->path, part);
    }
    if (!sy_grow(b->al, &sheets, &b->sheets_capacity, b->n_sheets, b->n_sheets + 1,
                 sizeof *b->sheets)) {
        return sy_fail_nomem(err);
    }
    b->sheets = sheets;
    const char *kept = sy_arena_text(&b->arena, name, strlen(name));
    if (!kept) return sy_fail_nomem(err);
    b->sheets[b->n_sheets++] = (sy_book_sheet){sy_slice_of(kept), part};
    return SY_OK;
}

static sy_status on_workbook(void *ctx, const char *name, const char **attributes, sy_err *err)
{
    const book_reader *r = ctx;

    if (strcmp(name, "workbookPr") == 0) {
        r->book->is_1904 = is_true(sy_xml_attribute(attributes, "date1904"));
    } else if (strcmp(name, "sheet") == 0) {
        const char *title = sy_xml_attribute(attributes, "name");
        const char *id = sy_xml_attribute(attributes, "id");
        const relation *to = id ? relation_of_id(r->relations, id) : NULL;
        if (!title || !to) {
            return sy_fail(err, SY_EDATA, N_("%s: the sheet %s leads to no part"), r->book->path,
                           title ? title : "?");
        }
        /* Charts and macros are sheets too, without cells. */
        if (strcmp(to->type, "worksheet") == 0) return add_sheet(r->book, title, to->target, err);
    }
    return SY_OK;
}

static sy_status read_workbook(sy_book *b, sy_err *err)
{
    relations r = {.arena = &b->arena, .al = b->al};
    sy_status st = find_workbook(&r.from, &b->arena, b->al, b->zip, b->path, err);
    const book_reader reader = {b, &r};

    if (st == SY_OK) st = read_relations(&r, b->zip, b->path, err);
    if (st == SY_OK) {
        const relation *styles = relation_of_type(&r, "styles");
        const relation *strings = relation_of_type(&r, "sharedStrings");
        b->styles_part = styles ? styles->target : NULL;
        b->strings_part = strings ? strings->target : NULL;
        st = sy_xml_parse(b->zip, b->path, r.from,
                          &(sy_xml_handler){.start = on_workbook, .ctx = (void *)&reader}, err);
    }
    sy_drop(b->al, r.items);
    return st;
}

/* ---- styles ---- */

typedef struct custom_format {
    uint32_t id;
    unsigned shows;
} custom_format;

typedef struct style_reader {
    sy_book *book;
    custom_format *formats;
    size_t n_formats, capacity;
    bool in_cell_styles;
} style_reader;

static sy_status add_format(style_reader *r, uint32_t id, const char *code, sy_err *err)
{
    void *formats = r->formats;

    if (!sy_grow(r->book->al, &formats, &r->capacity, r->n_formats, r->n_formats + 1,
                 sizeof *r->formats)) {
        return sy_fail_nomem(err);
    }
    r->formats = formats;
    r->formats[r->n_formats++] = (custom_format){id, sy_format_of_code(sy_slice_of(code))};
    return SY_OK;
}

static unsigned shown_by(const style_reader *r, uint32_t id)
{
    for (size_t i = 0; i < r->n_formats; i++) {
        if (r->formats[i].id == id) return r->formats[i].shows;
    }
    return sy_format_of_id(id);
}

static sy_status add_style(style_reader *r, uint32_t format, sy_err *err)
{
    sy_book *b = r->book;
    void *styles = b->styles;

    if (!sy_grow(b->al, &styles, &b->styles_capacity, b->n_styles, b->n_styles + 1, 1)) {
        return sy_fail_nomem(err);
    }
    b->styles = styles;
    b->styles[b->n_styles++] = (unsigned char)shown_by(r, format);
    return SY_OK;
}

/* numFmts come before cellXfs in every file (the schema has them in order). */
static sy_status on_style(void *ctx, const char *name, const char **attributes, sy_err *err)
{
    enum { MOST = 1 << 16 }; /* the field's own limit; keeps a hostile list from costing squares */
    style_reader *r = ctx;
    const char *id = sy_xml_attribute(attributes, "numFmtId");
    const uint32_t number = id ? (uint32_t)strtoul(id, NULL, 10) : 0;

    if (strcmp(name, "cellXfs") == 0) r->in_cell_styles = true;
    if (strcmp(name, "numFmt") == 0 && id && r->n_formats < MOST / 16) {
        const char *code = sy_xml_attribute(attributes, "formatCode");
        return code ? add_format(r, number, code, err) : SY_OK;
    }
    if (strcmp(name, "xf") == 0 && r->in_cell_styles && r->book->n_styles < MOST) {
        return add_style(r, number, err);
    }
    return SY_OK;
}

static sy_status on_style_end(void *ctx, const char *name, sy_err *err)
{
    style_reader *r = ctx;

    (void)err;
    if (strcmp(name, "cellXfs") == 0) r->in_cell_styles = false;
    return SY_OK;
}

static sy_status read_styles(sy_book *b, sy_err *err)
{
    style_reader r = {.book = b};

    if (!b->styles_part) return SY_OK;
    sy_status st =
        sy_xml_parse(b->zip, b->path, b->styles_part,
                     &(sy_xml_handler){.start = on_style, .end = on_style_end, .ctx = &r}, err);
    sy_drop(b->al, r.formats);
    return st;
}

/* ---- shared strings ---- */

typedef struct string_reader {
    sy_book *book;
    unsigned phonetic; /* depth inside rPh, which repeats the text as it is spoken */
    bool in_text;
    size_t begin; /* of the string in the buffer */
} string_reader;

static sy_status on_string_start(void *ctx, const char *name, const char **attributes, sy_err *err)
{
    string_reader *r = ctx;

    (void)attributes, (void)err;
    if (strcmp(name, "si") == 0)
        r->begin = r->book->strings.len;
    else if (strcmp(name, "rPh") == 0)
        r->phonetic++;
    else if (strcmp(name, "t") == 0)
        r->in_text = r->phonetic == 0;
    return SY_OK;
}

static sy_status on_string_end(void *ctx, const char *name, sy_err *err)
{
    string_reader *r = ctx;
    sy_book *b = r->book;
    void *ends = b->string_ends;

    if (strcmp(name, "t") == 0)
        r->in_text = false;
    else if (strcmp(name, "rPh") == 0)
        r->phonetic--;
    if (strcmp(name, "si") != 0) return SY_OK;
    if (b->n_strings == SY_MAX_SHARED_STRINGS) {
        return sy_fail(err, SY_ELIMIT, N_("%s: more than %u shared strings"), b->path,
                       SY_MAX_SHARED_STRINGS);
    }
    sy_xml_unescape(&b->strings, r->begin);
    if (b->strings.len - r->begin > SY_MAX_CELL) {
        return sy_fail(err, SY_ELIMIT, N_("%s: the part %s has a cell that is too long"), b->path,
                       b->strings_part);
    }
    if (!sy_grow(b->al, &ends, &b->strings_capacity, b->n_strings, b->n_strings + 1,
                 sizeof *b->string_ends)) {
        return sy_fail_nomem(err);
    }
    b->string_ends = ends;
    b->string_ends[b->n_strings++] = (uint32_t)b->strings.len;
    return SY_OK;
}

static sy_status on_string_text(void *ctx, const char *text, size_t n, sy_err *err)
{
    const string_reader *r = ctx;
    sy_buf *strings = &r->book->strings;

    if (!r->in_text) return SY_OK;
    sy_buf_add(strings, text, n);
    if (sy_buf_status(strings) == SY_OK) return SY_OK;
    if (sy_buf_status(strings) == SY_ENOMEM) return sy_fail_nomem(err);
    return sy_fail(err, SY_ELIMIT, N_("%s: the shared strings are longer than %llu bytes"),
                   r->book->path, SY_MAX_SHARED_BYTES);
}

sy_status sy_book_read_strings(sy_book *b, sy_err *err)
{
    string_reader r = {.book = b};

    if (b->has_strings || !b->strings_part) return SY_OK;
    sy_status st = sy_xml_parse(
        b->zip, b->path, b->strings_part,
        &(sy_xml_handler){
            .start = on_string_start, .end = on_string_end, .text = on_string_text, .ctx = &r},
        err);
    b->has_strings = st == SY_OK;
    return st;
}

bool sy_book_string(const sy_book *b, uint64_t i, sy_slice *text)
{
    if (i >= b->n_strings) return false;
    const uint32_t begin = i ? b->string_ends[i - 1] : 0;
    *text = (sy_slice){b->strings.ptr ? b->strings.ptr + begin : "", b->string_ends[i] - begin};
    return true;
}

/* ---- open and free ---- */

sy_status sy_book_open(sy_book **out, const sy_alloc *al, const char *path, sy_err *err)
{
    *out = NULL;
    sy_book *b = sy_new(al, sizeof *b);
    if (!b) return sy_fail_nomem(err);
    b->al = al;
    sy_arena_init(&b->arena, al);
    sy_buf_init(&b->strings, al, SY_MAX_SHARED_BYTES);
    b->path = sy_copy_text(al, path, strlen(path));

    sy_status st = b->path ? sy_zip_open(&b->zip, path, err) : sy_fail_nomem(err);
    if (st == SY_OK) st = read_workbook(b, err);
    if (st == SY_OK) st = read_styles(b, err);
    if (st != SY_OK) {
        sy_book_free(b);
        return st;
    }
    *out = b;
    return SY_OK;
}

uint32_t sy_book_sheets(const sy_book *b)
{
    return (uint32_t)b->n_sheets;
}

sy_slice sy_book_sheet_name(const sy_book *b, uint32_t sheet)
{
    return b->sheets[sheet].name;
}

void sy_book_free(sy_book *b)
{
    if (!b) return;
    if (b->zip) zip_discard(b->zip);
    sy_drop(b->al, b->sheets);
    sy_drop(b->al, b->styles);
    sy_drop(b->al, b->string_ends);
    sy_buf_dispose(&b->strings);
    sy_arena_dispose(&b->arena);
    sy_drop(b->al, b->path);
    sy_drop(b->al, b);
}
