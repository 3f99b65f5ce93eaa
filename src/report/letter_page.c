/* letter_page.c - both sheets of a request as one HTML page, each on a sheet of A4. */
#include "report/letter.h"

#include "base/lang.h"
#include "report/markup.h"
#include "report/page.h"

static const char style[] =
    "<style>\n"
    ".sheet { max-width: 760px; margin: 0 auto 60px; font-size: 16px; line-height: 1.9; }\n"
    ".sheet h1 { text-align: center; letter-spacing: .1em; margin: 0 0 26px; }\n"
    ".sheet p { text-indent: 2em; margin: 6px 0; }\n"
    ".sheet p.number { text-indent: 0; text-align: center; margin-top: -16px; }\n"
    ".sheet p.to { text-indent: 0; margin-top: 18px; }\n"
    ".sheet p.item { text-indent: 0; padding-left: 4em; position: relative; }\n"
    ".sheet p.item b { position: absolute; left: 2em; font-weight: normal; }\n"
    ".sheet dl { display: grid; grid-template-columns: 11em 1fr; margin: 0;"
    " border: 1px solid var(--ink); border-bottom: 0; }\n"
    ".sheet dl + dl { border-top: 0; }\n"
    ".sheet dt, .sheet dd { margin: 0; padding: 4px 10px; border-bottom: 1px solid var(--ink);"
    " min-height: 1.9em; }\n"
    ".sheet dt { border-right: 1px solid var(--ink); background: var(--faint); }\n"
    ".sheet .sign { text-align: right; text-indent: 0; margin-top: 18px; }\n"
    ".sheet + .sheet { break-before: page; }\n"
    "@page { size: A4; margin: 28mm 26mm; }\n"
    "</style>\n";

static void line(sy_buf *b, const sy_letter_line *l)
{
    switch (l->part) {
    case SY_LETTER_TITLE:
        sy_buf_text(b, "<h1>");
        sy_markup_text(b, sy_slice_of(l->text), 0);
        sy_buf_text(b, "</h1>\n");
        return;
    case SY_LETTER_FACT:
        sy_buf_text(b, "<dl><dt>");
        sy_markup_text(b, sy_slice_of(l->label), 0);
        sy_buf_text(b, "</dt><dd>");
        sy_markup_text(b, sy_slice_of(l->text), 0);
        sy_buf_text(b, "</dd></dl>\n");
        return;
    case SY_LETTER_ITEM:
        sy_buf_printf(b, "<p class=\"item\"><b>%s.</b>", l->label);
        break;
    case SY_LETTER_NUMBER:
        sy_buf_text(b, "<p class=\"number\">");
        break;
    case SY_LETTER_TO:
        sy_buf_text(b, "<p class=\"to\">");
        break;
    case SY_LETTER_SIGN:
        sy_buf_text(b, "<p class=\"sign\">");
        break;
    case SY_LETTER_TEXT:
        sy_buf_text(b, "<p>");
        break;
    }
    sy_markup_text(b, sy_slice_of(l->text), 0);
    sy_buf_text(b, "</p>\n");
}

static void sheet(sy_buf *b, const sy_letter_sheet *s)
{
    sy_buf_text(b, "<div class=\"sheet\">\n");
    for (size_t i = 0; i < s->n; i++) line(b, &s->lines[i]);
    sy_buf_text(b, "</div>\n");
}

sy_status sy_letter_page(sy_buf *b, const sy_letter *l, sy_err *err)
{
    sy_page page;

    sy_page_open(&page, b, l->letter.lines[0].text);
    sy_buf_text(b, style);
    sheet(b, &l->letter);
    sheet(b, &l->approval);
    sy_buf_text(b, "</body>\n</html>\n"); /* without the foot: this is an office's letter */
    return sy_buf_status(b) == SY_OK ? SY_OK : sy_fail_nomem(err);
}
