/* pdf.c - what pdftotext says of a PDF: xhtml with the box of every word.
 *
 * It runs as a child with limits of memory, time and output: a PDF is a program
 * of sorts, and poppler's licence is not ours. It gets the file as its standard
 * input, so that no name can be taken for an option. */
#include "text/pdf.h"

#include <string.h>

#include "base/lang.h"
#include "suyuan/limits.h"
#include "text/pdf_child.h"

/* ---- the words ---- */

typedef struct reader {
    sy_words *words;
    const char *path;
    uint32_t page;
    bool in_word;
    sy_box box;
    sy_buf text;
} reader;

static int32_t number_of(const char **attributes, const char *name)
{
    const char *text = sy_xml_attribute(attributes, name);
    int32_t value = 0;

    if (text) sy_thousandths(&value, sy_slice_of(text));
    return value;
}

static sy_status on_start(void *ctx, const char *name, const char **attributes, sy_err *err)
{
    reader *r = ctx;

    if (strcmp(name, "page") == 0 && ++r->page > SY_MAX_PAGES) {
        return sy_fail(err, SY_ELIMIT, N_("%s: more than %u pages"), r->path, SY_MAX_PAGES);
    }
    if (strcmp(name, "word") != 0 || r->page == 0) return SY_OK;
    r->in_word = true;
    r->box = (sy_box){number_of(attributes, "xMin"), number_of(attributes, "yMin"),
                      number_of(attributes, "xMax"), number_of(attributes, "yMax")};
    sy_buf_clear(&r->text);
    return SY_OK;
}

static sy_status on_end(void *ctx, const char *name, sy_err *err)
{
    reader *r = ctx;

    if (strcmp(name, "word") != 0 || !r->in_word) return SY_OK;
    r->in_word = false;
    if (r->text.len) sy_words_add(r->words, r->page, r->box, (sy_slice){r->text.ptr, r->text.len});
    const sy_status st = sy_words_status(r->words);
    if (st == SY_ENOMEM) return sy_fail_nomem(err);
    if (st == SY_OK) return SY_OK;
    return sy_fail(err, st, N_("%s: more than %u words"), r->path, SY_MAX_WORDS);
}

static sy_status on_text(void *ctx, const char *text, size_t n, sy_err *err)
{
    reader *r = ctx;

    if (!r->in_word) return SY_OK;
    sy_buf_add(&r->text, text, n);
    return sy_buf_status(&r->text) == SY_ENOMEM ? sy_fail_nomem(err) : SY_OK;
}

sy_status sy_pdf_parse(sy_words *words, const char *path, const sy_xml_source *source, sy_err *err)
{
    reader r = {.words = words, .path = path};
    const sy_xml_handler handler = {on_start, on_end, on_text, &r};

    sy_buf_init(&r.text, words->al, SY_MAX_CELL);
    sy_status st = sy_xml_run(path, _("text layer"), source, &handler, err);
    sy_buf_dispose(&r.text);
    return st;
}

/* ---- the child ---- */

/* xml has no control characters, but pages do. */
static void clean(char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const unsigned char c = (unsigned char)bytes[i];
        if ((c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7F) bytes[i] = ' ';
        /* U+FFFE and U+FFFF are no characters of xml either. */
        if (i >= 2 && (c == 0xBE || c == 0xBF) && memcmp(bytes + i - 2, "\xEF\xBF", 2) == 0) {
            memset(bytes + i - 2, ' ', 3);
        }
    }
}

static sy_status read_child(void *ctx, void *bytes, size_t n, size_t *got, sy_err *err)
{
    sy_status st = sy_pdf_child_read(ctx, bytes, n, got, err);
    clean(bytes, *got);
    return st;
}

/* What became of the child says more than what is wrong with its xml. */
static sy_status judge(const sy_pdf_end *end, sy_status parsed, const sy_err *why,
                       const sy_words *words, const char *path, sy_err *err)
{
    if (parsed == SY_ENOMEM || parsed == SY_ELIMIT || parsed == SY_EIO)
        return sy_fail(err, parsed, "%s", why->text);
    switch (end->verdict) {
    case SY_PDF_FINE:
        if (parsed != SY_OK) return sy_fail(err, parsed, "%s", why->text);
        if (words->n > 0 || !strstr(end->words, "language pack")) return SY_OK;
        return sy_fail(err, SY_EDATA,
                       N_("%s: its Chinese characters need the package poppler-data"), path);
    case SY_PDF_LOCKED:
        return sy_fail(err, SY_EDATA,
                       N_("%s: a PDF locked with a password: open it, print it to a new PDF, and "
                          "import that"),
                       path);
    case SY_PDF_STOPPED:
        return sy_fail(err, SY_ELIMIT,
                       N_("%s: pdftotext was stopped, since it needed too much time or memory"),
                       path);
    case SY_PDF_FAILED:
        break;
    }
    return sy_fail(err, SY_EDATA, N_("%s: the PDF is damaged (%s)"), path, end->words);
}

sy_status sy_pdf_words(sy_words *words, const char *path, sy_err *err)
{
    sy_pdf_child *child = NULL;
    sy_pdf_end end;
    sy_err why = {0};
    sy_status st = sy_pdf_child_start(&child, words->al, path, err);

    if (st != SY_OK) return st;
    const sy_xml_source source = {.read = read_child, .ctx = child, .may_have_doctype = true};
    st = sy_pdf_parse(words, path, &source, &why);
    sy_pdf_child_end(child, &end, st == SY_ELIMIT || st == SY_ENOMEM || st == SY_EIO);
    return judge(&end, st, &why, words, path, err);
}
