/* page.c - the style of the page is compiled in (page.css): a page must not
 * change its looks because a file went missing, and it travels as one file. */
#include "report/page.h"

#include "base/lang.h"
#include "report/markup.h"

extern const char sy_page_style[]; /* page.css */

void sy_page_open(sy_page *p, sy_buf *b, const char *title)
{
    *p = (sy_page){.b = b};
    sy_buf_printf(b, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
                  sy_lang_get() == SY_LANG_ZH ? "zh-CN" : "en");
    sy_buf_text(b, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                   "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
                   "<meta name=\"referrer\" content=\"no-referrer\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    sy_markup_escaped(b, sy_slice_of(title), 120);
    sy_buf_text(b, "</title>\n<style>");
    sy_buf_text(b, sy_page_style);
    sy_buf_text(b, "</style>\n</head>\n<body>\n");
}

void sy_page_number(sy_buf *b, unsigned n)
{
    static const char *const chinese[] = {"一", "二", "三", "四", "五",
                                          "六", "七", "八", "九", "十"};

    SY_ASSERT(n >= 1 && n <= sizeof chinese / sizeof *chinese);
    if (sy_lang_get() == SY_LANG_ZH)
        sy_buf_printf(b, "%s、", chinese[n - 1]);
    else
        sy_buf_printf(b, "%u. ", n);
}

static void begin_section(sy_page *p, const char *id, const char *title, const char *class)
{
    sy_buf_printf(p->b, "%s<section id=\"%s\"%s>\n<h2>", p->sections ? "</section>\n" : "", id,
                  class);
    sy_page_number(p->b, ++p->sections);
    sy_markup_escaped(p->b, sy_slice_of(title), 0);
    sy_buf_text(p->b, "</h2>\n");
}

void sy_page_section(sy_page *p, const char *id, const char *title)
{
    begin_section(p, id, title, "");
}

void sy_page_wide_section(sy_page *p, const char *id, const char *title)
{
    begin_section(p, id, title, " class=\"wide\"");
}

void sy_page_close(sy_page *p)
{
    if (p->sections) sy_buf_text(p->b, "</section>\n");
    sy_buf_text(p->b, "<footer>");
    sy_buf_printf(p->b, _("Made by suyuan %s from the statements listed above. "), SUYUAN_VERSION);
    sy_buf_text(p->b, _("The same workspace and question give the same page, byte for byte."));
    sy_buf_text(p->b, "</footer>\n</body>\n</html>\n");
}
