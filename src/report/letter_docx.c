/* letter_docx.c - both sheets of a request for a word processor, each on pages of its own. Facts
 * that follow each other are one table. */
#include "report/document.h"
#include "report/letter.h"

enum { LABEL = 2, BESIDE = 5 };

static void line(sy_document *d, const sy_letter_line *l)
{
    static const sy_line_style styles[SY_LETTER_PARTS] = {[SY_LETTER_TITLE] = SY_LINE_TITLE,
                                                          [SY_LETTER_NUMBER] = SY_LINE_CENTRE,
                                                          [SY_LETTER_TO] = SY_LINE_FLUSH,
                                                          [SY_LETTER_TEXT] = SY_LINE_TEXT,
                                                          [SY_LETTER_SIGN] = SY_LINE_SIGN};

    if (l->part == SY_LETTER_FACT)
        sy_document_row(d, (const char *const[]){l->label, l->text}, 2, SY_ROW_FACT);
    else if (l->part == SY_LETTER_ITEM)
        sy_document_numbered(d, l->label, sy_slice_of(l->text));
    else
        sy_document_line(d, styles[l->part], sy_slice_of(l->text));
}

static void sheet(sy_document *d, const sy_letter_sheet *s)
{
    bool in_table = false;

    for (size_t i = 0; i < s->n; i++) {
        const bool is_fact = s->lines[i].part == SY_LETTER_FACT;
        if (is_fact && !in_table) sy_document_table(d, (const unsigned[]){LABEL, BESIDE}, 2);
        if (!is_fact && in_table) sy_document_table_end(d);
        in_table = is_fact;
        line(d, &s->lines[i]);
    }
    if (in_table) sy_document_table_end(d);
}

sy_status sy_letter_docx(const char *path, const sy_letter *l, sy_err *err)
{
    sy_document d;

    sy_document_init(&d, NULL);
    sheet(&d, &l->letter);
    sy_document_page(&d);
    sheet(&d, &l->approval);
    const sy_status st = sy_document_save(&d, path, err);
    sy_document_dispose(&d);
    return st;
}
