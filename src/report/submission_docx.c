/* submission_docx.c - the blocks as a text document; columns as wide as what they hold asks. */
#include <string.h>

#include "report/document.h"
#include "report/shown.h"
#include "report/submission.h"

/* In columns of a terminal: what a cell is given at least and at most, whatever it holds. */
enum { NARROW = 12, BROAD = 44, LABEL = 12, BESIDE = 44 };

/* Facts, too, are a table. */
static void leave(sy_document *d, const sy_block *k)
{
    if (k->kind == SY_BLOCK_FACT || k->kind == SY_BLOCK_HEAD || k->kind == SY_BLOCK_ROW)
        sy_document_table_end(d);
}

static unsigned share(const char *text)
{
    const size_t width = sy_width(sy_slice_of(text));
    return width < NARROW ? NARROW : width > BROAD ? BROAD : (unsigned)width;
}

/* Of the head at blocks[0] and the rows below it. */
static void begin_table(sy_document *d, const sy_block *blocks, size_t n)
{
    unsigned shares[SY_BLOCK_CELLS] = {0};
    const size_t columns = blocks[0].n;

    for (size_t i = 0; i < n && (i == 0 || blocks[i].kind == SY_BLOCK_ROW); i++) {
        for (size_t c = 0; c < columns && c < blocks[i].n; c++) {
            const unsigned wanted = share(blocks[i].cells[c]);
            if (wanted > shares[c]) shares[c] = wanted;
        }
    }
    sy_document_table(d, shares, columns);
}

/* Ends the table before this block, and begins one where it is the first of its own. */
static void turn(sy_document *d, const sy_submission *s, size_t at)
{
    const sy_block *k = &s->blocks[at], *before = at ? k - 1 : NULL;
    const bool was_fact = before && before->kind == SY_BLOCK_FACT;

    if (k->kind == SY_BLOCK_ROW || (was_fact && k->kind == SY_BLOCK_FACT)) return;
    if (before) leave(d, before);
    if (k->kind == SY_BLOCK_HEAD) begin_table(d, k, s->n - at);
    if (k->kind == SY_BLOCK_FACT) sy_document_table(d, (const unsigned[]){LABEL, BESIDE}, 2);
}

static void put_code(sy_document *d, const char *text)
{
    while (*text) {
        const size_t n = strcspn(text, "\n");
        sy_document_line(d, SY_LINE_CODE, (sy_slice){text, n});
        text += n + (text[n] == '\n');
    }
}

static void put_block(sy_document *d, const sy_block *k)
{
    switch (k->kind) {
    case SY_BLOCK_SECTION:
        sy_document_section(d, k->cells[0]);
        return;
    case SY_BLOCK_FACT:
        sy_document_row(d, k->cells, k->n, SY_ROW_FACT);
        return;
    case SY_BLOCK_HEAD:
        sy_document_row(d, k->cells, k->n, SY_ROW_HEAD);
        return;
    case SY_BLOCK_ROW:
        sy_document_row(d, k->cells, k->n, SY_ROW_PLAIN);
        return;
    case SY_BLOCK_TEXT:
        sy_document_line(d, SY_LINE_TEXT, sy_slice_of(k->cells[0]));
        return;
    case SY_BLOCK_ITEM:
        sy_document_line(d, SY_LINE_ITEM, sy_slice_of(k->cells[0]));
        return;
    case SY_BLOCK_CODE:
        put_code(d, k->cells[0]);
        return;
    }
}

sy_status sy_submission_document(const char *path, const sy_submission *s, sy_err *err)
{
    sy_document d;

    sy_document_init(&d, NULL);
    sy_document_line(&d, SY_LINE_TITLE, sy_slice_of(s->title));
    for (size_t i = 0; i < s->n; i++) {
        turn(&d, s, i);
        put_block(&d, &s->blocks[i]);
    }
    if (s->n) leave(&d, &s->blocks[s->n - 1]);
    const sy_status st = sy_document_save(&d, path, err);
    sy_document_dispose(&d);
    return st;
}
