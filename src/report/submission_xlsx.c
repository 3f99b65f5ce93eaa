/* submission_xlsx.c - the blocks as a workbook of one sheet, as wide as a page. */
#include <string.h>

#include "base/lang.h"
#include "report/paper.h"
#include "report/submission.h"

static const double widths[] = {22, 34, 34, 14, 14, 14, 26};
enum { COLUMNS = sizeof widths / sizeof *widths };

static void put_cells(sy_paper *p, const sy_block *k, lxw_format *first, lxw_format *others)
{
    for (size_t i = 0; i < k->n; i++)
        sy_paper_text(p, sy_slice_of(k->cells[i]), i == 0 ? first : others);
    sy_paper_next(p);
}

static void put_lines(sy_paper *p, const char *text)
{
    while (*text) {
        const size_t n = strcspn(text, "\n");
        sy_paper_paragraph(p, (sy_slice){text, n}, COLUMNS);
        text += n + (text[n] == '\n');
    }
}

static void put_block(sy_paper *p, const sy_block *k)
{
    switch (k->kind) {
    case SY_BLOCK_SECTION:
        sy_paper_next(p);
        sy_paper_text(p, sy_slice_of(k->cells[0]), p->strong_head);
        sy_paper_next(p);
        return;
    case SY_BLOCK_FACT:
        put_cells(p, k, p->strong, p->text);
        return;
    case SY_BLOCK_HEAD:
        put_cells(p, k, p->head, p->head);
        return;
    case SY_BLOCK_ROW:
        put_cells(p, k, p->text, p->text);
        return;
    case SY_BLOCK_TEXT:
    case SY_BLOCK_ITEM:
    case SY_BLOCK_CODE:
        put_lines(p, k->cells[0]);
        return;
    }
}

sy_status sy_submission_book(const char *path, const sy_submission *s, sy_err *err)
{
    sy_paper p;
    sy_status st = sy_paper_open(&p, path, err);

    if (st != SY_OK) return st;
    lxw_worksheet *sheet = sy_paper_add(&p, _("submission"));
    if (sheet) {
        sy_paper_go(&p, sheet, widths, COLUMNS, false);
        sy_paper_text(&p, sy_slice_of(s->title), p.title);
        sy_paper_next(&p);
        for (size_t i = 0; i < s->n; i++) put_block(&p, &s->blocks[i]);
    }
    return sy_workbook_close(&p.w, st, err);
}
