/* submission_page.c - the blocks as one HTML page, for A4. */
#include <string.h>

#include "base/lang.h"
#include "report/markup.h"
#include "report/page.h"
#include "report/submission.h"

static const char style[] =
    "<style>\n"
    "h1 { text-align: center; font-size: 24px; margin-bottom: 24px; }\n"
    "dl.rows { display: grid; grid-template-columns: 9em 1fr; margin: 8px 0 14px;"
    " border-top: 1px solid var(--line); }\n"
    "dl.rows dt, dl.rows dd { margin: 0; padding: 4px 8px 4px 0;"
    " border-bottom: 1px solid var(--line); }\n"
    "dl.rows dt { color: var(--soft); }\n"
    "ul { margin: 4px 0 10px; padding-left: 1.6em; }\n"
    "pre { white-space: pre-wrap; font-size: 11px; line-height: 1.45; background: var(--faint);"
    " padding: 10px 12px; }\n"
    "th, td { min-width: 3em; }\n"
    "td:last-child { min-width: 8em; }\n"
    "tr, dl.rows dt, dl.rows dd { break-inside: avoid; }\n"
    "h2, p.lead { break-after: avoid; }\n"
    "@page { size: A4; margin: 20mm 18mm; }\n"
    "</style>\n";

/* What encloses blocks of a kind that follow each other. */
static const char *opening(sy_block_kind kind)
{
    return kind == SY_BLOCK_FACT   ? "<dl class=\"rows\">\n"
           : kind == SY_BLOCK_ITEM ? "<ul>\n"
           : kind == SY_BLOCK_HEAD ? "<table>\n"
                                   : "";
}

static const char *closing(sy_block_kind kind)
{
    return kind == SY_BLOCK_FACT                           ? "</dl>\n"
           : kind == SY_BLOCK_ITEM                         ? "</ul>\n"
           : kind == SY_BLOCK_HEAD || kind == SY_BLOCK_ROW ? "</tbody></table>\n"
                                                           : "";
}

static bool goes_on(const sy_block *before, const sy_block *b)
{
    if (b->kind == SY_BLOCK_ROW) return true;
    return before->kind == b->kind && (b->kind == SY_BLOCK_FACT || b->kind == SY_BLOCK_ITEM);
}

static void put(sy_buf *b, const char *before, const char *text, const char *after)
{
    sy_buf_text(b, before);
    sy_markup_text(b, sy_slice_of(text), 0);
    sy_buf_text(b, after);
}

static void put_row(sy_buf *b, const sy_block *k)
{
    const bool is_head = k->kind == SY_BLOCK_HEAD;

    sy_buf_text(b, is_head ? "<thead><tr>" : "<tr>");
    for (size_t i = 0; i < k->n; i++)
        put(b, is_head ? "<th>" : "<td>", k->cells[i], is_head ? "</th>" : "</td>");
    sy_buf_text(b, is_head ? "</tr></thead>\n<tbody>\n" : "</tr>\n");
}

/* A line at a time: the ends of lines stay. */
static void put_code(sy_buf *b, const char *text)
{
    sy_buf_text(b, "<pre>");
    while (*text) {
        const size_t n = strcspn(text, "\n");
        sy_markup_escaped(b, (sy_slice){text, n}, 0);
        sy_buf_char(b, '\n');
        text += n + (text[n] == '\n');
    }
    sy_buf_text(b, "</pre>\n");
}

static void put_block(sy_page *page, const sy_block *k)
{
    static const char *const ids[] = {"point", "law",    "data",  "rules",
                                      "steps", "effect", "cases", "query"};
    sy_buf *b = page->b;

    switch (k->kind) {
    case SY_BLOCK_SECTION:
        SY_ASSERT(page->sections < sizeof ids / sizeof *ids);
        sy_page_section(page, ids[page->sections], k->cells[0]);
        return;
    case SY_BLOCK_FACT:
        put(b, "<dt>", k->cells[0], "</dt>");
        put(b, "<dd>", k->cells[1], "</dd>\n");
        return;
    case SY_BLOCK_TEXT:
        put(b, "<p class=\"lead\">", k->cells[0], "</p>\n");
        return;
    case SY_BLOCK_ITEM:
        put(b, "<li>", k->cells[0], "</li>\n");
        return;
    case SY_BLOCK_HEAD:
    case SY_BLOCK_ROW:
        put_row(b, k);
        return;
    case SY_BLOCK_CODE:
        put_code(b, k->cells[0]);
        return;
    }
}

sy_status sy_submission_page(sy_buf *b, const sy_submission *s, sy_err *err)
{
    sy_page page;

    sy_page_open(&page, b, s->title);
    sy_buf_text(b, style);
    put(b, "<h1>", s->title, "</h1>\n");
    for (size_t i = 0; i < s->n; i++) {
        const sy_block *k = &s->blocks[i];
        if (i > 0 && !goes_on(&s->blocks[i - 1], k)) sy_buf_text(b, closing(s->blocks[i - 1].kind));
        if (i == 0 || !goes_on(&s->blocks[i - 1], k)) sy_buf_text(b, opening(k->kind));
        put_block(&page, k);
    }
    if (s->n) sy_buf_text(b, closing(s->blocks[s->n - 1].kind));
    sy_buf_text(b, "</section>\n</body>\n</html>\n"); /* an office's own paper: no foot */
    return sy_buf_status(b) == SY_OK ? SY_OK : sy_fail_nomem(err);
}
