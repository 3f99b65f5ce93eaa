/* ofd.c - OFD.xml names the document, the document its pages and templates,
 * a page its text objects. Places are millimetres. Of a transformation (CTM)
 * scaling and moving are followed, turning is not; text that runs downwards is
 * not put together. */
#include "text/ofd.h"

#include <string.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/utf8.h"
#include "suyuan/limits.h"
#include "text/xlsx_part.h"

enum { NAME = 512, MOST_DELTAS = 4096, WORD_GAP = 40 /* percent of the size */ };

typedef struct part_name {
    char id[24];
    char path[NAME];
} part_name;

typedef struct document {
    const sy_alloc *al;
    const char *path;
    zip_t *zip;
    char root[NAME]; /* of Document.xml */
    bool in_root;
    uint64_t n_read; /* bytes of all parts: one may be named by many pages */
    part_name *pages, *templates;
    size_t n_pages, pages_capacity, n_templates, templates_capacity;
} document;

/* ---- names ---- */

/* name as it stands in the part from: beside it, or from the top with a slash. */
static bool resolve(char out[NAME], const char *from, const char *name)
{
    const size_t folder = name[0] == '/' ? 0 : (size_t)(sy_path_name(from) - from);
    const size_t n = strlen(name += name[0] == '/');

    while (n >= 2 && strncmp(name, "./", 2) == 0) name += 2;
    if (folder + n >= NAME) return false;
    memcpy(out, from, folder);
    memcpy(out + folder, name, strlen(name) + 1);
    return true;
}

static void copy_id(char id[24], const char *text)
{
    size_t n = text ? strlen(text) : 0;
    if (n > 23) n = 23;
    if (n) memcpy(id, text, n);
    id[n] = '\0';
}

/* ---- parts ---- */

typedef struct counted {
    document *document;
    sy_part part;
} counted;

static sy_status read_counted(void *ctx, void *bytes, size_t n, size_t *got, sy_err *err)
{
    counted *c = ctx;
    sy_status st = sy_part_read(&c->part, bytes, n, got, err);

    c->document->n_read += *got;
    if (st != SY_OK || c->document->n_read <= SY_MAX_OFD_BYTES) return st;
    return sy_fail(err, SY_ELIMIT, N_("%s: it unpacks to far more than it should (%llu bytes)"),
                   c->document->path, (unsigned long long)c->document->n_read);
}

static sy_status parse_part(document *d, const char *name, const sy_xml_handler *handler,
                            sy_err *err)
{
    counted c = {.document = d};
    sy_status st = sy_part_open(&c.part, d->zip, d->path, name, err);

    if (st != SY_OK) return st;
    st = sy_xml_run(d->path, name, &(sy_xml_source){.read = read_counted, .ctx = &c}, handler, err);
    sy_part_close(&c.part);
    return st;
}

/* ---- OFD.xml and Document.xml ---- */

static sy_status on_ofd_start(void *ctx, const char *name, const char **attributes, sy_err *err)
{
    document *d = ctx;
    (void)attributes, (void)err;
    d->in_root = strcmp(name, "DocRoot") == 0 && d->root[0] == '\0'; /* the first document */
    return SY_OK;
}

static sy_status on_ofd_end(void *ctx, const char *name, sy_err *err)
{
    (void)name, (void)err;
    ((document *)ctx)->in_root = false;
    return SY_OK;
}

static sy_status on_ofd_text(void *ctx, const char *text, size_t n, sy_err *err)
{
    document *d = ctx;
    const size_t have = strlen(d->root);

    (void)err;
    if (!d->in_root || have + n >= NAME) return SY_OK;
    memcpy(d->root + have, text, n);
    d->root[have + n] = '\0';
    return SY_OK;
}

static sy_status add_part(document *d, part_name **list, size_t *n, size_t *capacity,
                          const char **attributes, sy_err *err)
{
    const char *place = sy_xml_attribute(attributes, "BaseLoc");
    void *items = *list;

    if (!place) return SY_OK;
    if (*n == SY_MAX_PAGES) {
        return sy_fail(err, SY_ELIMIT, N_("%s: more than %u pages"), d->path, SY_MAX_PAGES);
    }
    if (!sy_grow(d->al, &items, capacity, *n, *n + 1, sizeof **list)) return sy_fail_nomem(err);
    *list = items;
    copy_id((*list)[*n].id, sy_xml_attribute(attributes, "ID"));
    if (resolve((*list)[*n].path, d->root, place)) ++*n;
    return SY_OK;
}

static sy_status on_document_start(void *ctx, const char *name, const char **attributes,
                                   sy_err *err)
{
    document *d = ctx;

    if (strcmp(name, "Page") == 0)
        return add_part(d, &d->pages, &d->n_pages, &d->pages_capacity, attributes, err);
    if (strcmp(name, "TemplatePage") == 0) {
        return add_part(d, &d->templates, &d->n_templates, &d->templates_capacity, attributes, err);
    }
    return SY_OK;
}

/* ---- a page ---- */

typedef struct page {
    document *document;
    sy_words *words;
    uint32_t number;
    bool is_template;
    char wanted[NAME]; /* the template's part; empty */
    /* the text object */
    int32_t x, y, size;
    int32_t scale_x, scale_y, move_x, move_y; /* thousandths */
    /* the text code */
    bool in_code;
    int32_t code_x, code_y;
    int32_t deltas[MOST_DELTAS];
    size_t n_deltas;
    sy_buf text;
} page;

/* The next number of a list; false at its end. */
static bool next_number(const char **p, int32_t *value)
{
    while (**p == ' ' || **p == ',' || **p == '\t' || **p == '\n' || **p == '\r') ++*p;
    const size_t n = strcspn(*p, " ,\t\r\n");
    if (n == 0) return false;
    if (!sy_thousandths(value, (sy_slice){*p, n})) *value = 0;
    *p += n;
    return true;
}

static void read_numbers(const char *text, int32_t *values, size_t n)
{
    for (size_t i = 0; i < n && text; i++) {
        if (!next_number(&text, &values[i])) return;
    }
}

/* "3 3 g 5 1.5": g repeats the last number so many times. */
static void read_deltas(page *p, const char *text)
{
    p->n_deltas = 0;
    while (text && p->n_deltas < MOST_DELTAS) {
        int32_t value = 0, times = 1000;
        while (*text == ' ' || *text == ',' || *text == '\n' || *text == '\t') text++;
        if (*text == 'g') {
            text++;
            if (!next_number(&text, &times)) return;
        }
        if (!next_number(&text, &value)) return;
        for (; times >= 1000 && p->n_deltas < MOST_DELTAS; times -= 1000) {
            p->deltas[p->n_deltas++] = value;
        }
    }
}

static void begin_object(page *p, const char **attributes)
{
    int32_t box[4] = {0}, ctm[6] = {1000, 0, 0, 1000, 0, 0};
    const char *size = sy_xml_attribute(attributes, "Size");

    read_numbers(sy_xml_attribute(attributes, "Boundary"), box, 4);
    read_numbers(sy_xml_attribute(attributes, "CTM"), ctm, 6);
    p->x = box[0];
    p->y = box[1];
    p->size = 3500; /* ten points */
    if (size) read_numbers(size, &p->size, 1);
    p->scale_x = ctm[0];
    p->scale_y = ctm[3];
    p->move_x = ctm[4];
    p->move_y = ctm[5];
}

static void begin_code(page *p, const char **attributes)
{
    const char *x = sy_xml_attribute(attributes, "X"), *y = sy_xml_attribute(attributes, "Y");

    if (x) read_numbers(x, &p->code_x, 1); /* else as the code before */
    if (y) read_numbers(y, &p->code_y, 1);
    read_deltas(p, sy_xml_attribute(attributes, "DeltaX"));
    sy_buf_clear(&p->text);
    p->in_code = true;
}

static int32_t clamp(int64_t v)
{
    return v > 1000000000 ? 1000000000 : v < -1000000000 ? -1000000000 : (int32_t)v;
}

/* From the object's millimetres to the page's. */
static int32_t across(const page *p, int64_t x)
{
    return clamp(p->x + (int64_t)p->move_x + x * p->scale_x / 1000);
}

static int32_t down(const page *p, int64_t y)
{
    return clamp(p->y + (int64_t)p->move_y + y * p->scale_y / 1000);
}

static void put_word(page *p, size_t from, size_t to, int64_t x0, int64_t x1)
{
    const sy_box box = {across(p, x0), down(p, (int64_t)p->code_y - (int64_t)p->size * 85 / 100),
                        across(p, x1), down(p, (int64_t)p->code_y + (int64_t)p->size * 15 / 100)};
    const sy_box upright = {box.x0 < box.x1 ? box.x0 : box.x1, box.y0 < box.y1 ? box.y0 : box.y1,
                            box.x0 < box.x1 ? box.x1 : box.x0, box.y0 < box.y1 ? box.y1 : box.y0};

    sy_words_add(p->words, p->number, upright, (sy_slice){p->text.ptr + from, to - from});
}

/* Characters that follow each other are a word; a wide step begins another. */
static void end_code(page *p)
{
    int64_t x = p->code_x, from_x = x;
    size_t from = 0, k = 0;

    p->in_code = false;
    for (size_t i = 0; i < p->text.len; k++) {
        size_t n = sy_utf8_length(p->text.ptr + i, p->text.len - i);
        if (n == 0) n = 1;
        const int64_t width = n > 1 ? p->size : p->size / 2;
        const int64_t step = k < p->n_deltas ? p->deltas[k] : width;
        i += n;
        if (i == p->text.len || (step - width) * 100 > (int64_t)p->size * WORD_GAP || step < 0) {
            put_word(p, from, i, from_x, x + (step < width && step > 0 ? step : width));
            from = i;
            from_x = x + step;
        }
        x = clamp(x + step);
    }
}

static void want_template(page *p, const char **attributes)
{
    const document *d = p->document;
    const char *id = sy_xml_attribute(attributes, "TemplateID");

    for (size_t i = 0; id && i < d->n_templates; i++) {
        if (strcmp(d->templates[i].id, id) == 0) memcpy(p->wanted, d->templates[i].path, NAME);
    }
}

static sy_status on_page_start(void *ctx, const char *name, const char **attributes, sy_err *err)
{
    page *p = ctx;

    (void)err;
    if (strcmp(name, "TextObject") == 0) begin_object(p, attributes);
    if (strcmp(name, "TextCode") == 0) begin_code(p, attributes);
    if (strcmp(name, "Template") == 0 && !p->is_template) want_template(p, attributes);
    return SY_OK;
}

static sy_status on_page_end(void *ctx, const char *name, sy_err *err)
{
    page *p = ctx;

    if (strcmp(name, "TextCode") != 0 || !p->in_code) return SY_OK;
    end_code(p);
    const sy_status st = sy_words_status(p->words);
    if (st == SY_ENOMEM) return sy_fail_nomem(err);
    if (st == SY_OK) return SY_OK;
    return sy_fail(err, st, N_("%s: more than %u words"), p->document->path, SY_MAX_WORDS);
}

static sy_status on_page_text(void *ctx, const char *text, size_t n, sy_err *err)
{
    page *p = ctx;

    if (!p->in_code) return SY_OK;
    sy_buf_add(&p->text, text, n);
    return sy_buf_status(&p->text) == SY_ENOMEM ? sy_fail_nomem(err) : SY_OK;
}

static sy_status read_page(document *d, sy_words *words, size_t i, sy_err *err)
{
    const sy_xml_handler handler = {on_page_start, on_page_end, on_page_text, NULL};
    page *p = sy_new(d->al, sizeof *p);
    sy_xml_handler h = handler;

    if (!p) return sy_fail_nomem(err);
    h.ctx = p;
    p->document = d;
    p->words = words;
    p->number = (uint32_t)i + 1;
    sy_buf_init(&p->text, d->al, SY_MAX_CELL);
    sy_status st = parse_part(d, d->pages[i].path, &h, err);
    if (st == SY_OK && p->wanted[0]) {
        p->is_template = true;
        st = parse_part(d, p->wanted, &h, err);
    }
    sy_buf_dispose(&p->text);
    sy_drop(d->al, p);
    return st;
}

sy_status sy_ofd_words(sy_words *words, const char *path, sy_err *err)
{
    document d = {.al = words->al, .path = path};
    const sy_xml_handler ofd = {on_ofd_start, on_ofd_end, on_ofd_text, &d};
    const sy_xml_handler contents = {.start = on_document_start, .ctx = &d};
    char root[NAME];

    sy_status st = sy_zip_open(&d.zip, path, err);
    if (st != SY_OK) return st;
    st = parse_part(&d, "OFD.xml", &ofd, err);
    if (st == SY_OK && resolve(root, "", d.root)) {
        memcpy(d.root, root, sizeof d.root);
        st = parse_part(&d, d.root, &contents, err);
    }
    for (size_t i = 0; st == SY_OK && i < d.n_pages; i++) st = read_page(&d, words, i, err);
    sy_drop(d.al, d.pages);
    sy_drop(d.al, d.templates);
    zip_discard(d.zip);
    return st;
}
