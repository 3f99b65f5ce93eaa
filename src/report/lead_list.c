/* lead_list.c - the list beside a letter: what each lead says, and what was found out. */
#include "report/lead_list.h"

#include "base/lang.h"
#include "report/lead_words.h"
#include "report/markup.h"
#include "report/page.h"
#include "report/paper.h"

enum { COLUMNS = 8, MOST_PARTIES = 1 << 16 };

typedef struct heads {
    const char *text[COLUMNS];
} heads;

static heads heads_of(void)
{
    return (heads){{_("no."), _("case number"), _("court"), _("party"), _("what the lead says"),
                    _("date of act"), _("amount"), _("result")}};
}

/* ---- xlsx ---- */

static void put_row(sy_paper *p, sy_docket_lead *l, size_t number, sy_buf *parties)
{
    sy_lead_parties(parties, l);
    sy_paper_number(p, (int64_t)number, p->number);
    sy_paper_text(p, sy_slice_of(l->lead.case_number), p->text);
    sy_paper_text(p, sy_slice_of(l->lead.court), p->text);
    sy_paper_text(p, (sy_slice){parties->ptr, parties->len}, p->text);
    sy_paper_text(p, sy_slice_of(sy_lead_wording(l, false)), p->text);
    sy_paper_text(p, sy_slice_of(sy_docket_text(l, "act_date")), p->text);
    if (l->lead.has_amount)
        sy_paper_money(p, l->lead.amount, p->money);
    else
        sy_paper_empty(p);
    sy_paper_text(p, sy_slice_of(sy_lead_state_title(l->state)), p->text);
    sy_paper_next(p);
}

static void put_sheet(sy_paper *p, const sy_lead_table *list, sy_buf *parties)
{
    static const double widths[COLUMNS] = {5, 22, 18, 14, 52, 12, 14, 12};
    const heads h = heads_of();
    lxw_worksheet *sheet = sy_paper_add(p, _("List of cases"));

    if (!sheet) return;
    sy_paper_go(p, sheet, widths, COLUMNS, false);
    sy_paper_paragraph(p, sy_slice_of(list->title), COLUMNS);
    if (*list->note) sy_paper_paragraph(p, sy_slice_of(list->note), COLUMNS);
    worksheet_repeat_rows(sheet, p->w.row, p->w.row);
    for (int i = 0; i < COLUMNS; i++)
        sy_paper_text(p, sy_slice_of(h.text[i]), i == 6 ? p->head_right : p->head);
    sy_paper_next(p);
    for (size_t i = 0; i < list->n; i++) put_row(p, list->leads[i], i + 1, parties);
}

sy_status sy_lead_list_xlsx(const char *path, const sy_lead_table *list, sy_err *err)
{
    sy_paper p;
    sy_buf parties;
    sy_status st = sy_paper_open(&p, path, err);

    if (st != SY_OK) return st;
    sy_buf_init(&parties, NULL, MOST_PARTIES);
    put_sheet(&p, list, &parties);
    if (sy_buf_status(&parties) == SY_ENOMEM) st = sy_fail_nomem(err);
    st = sy_workbook_close(&p.w, st, err);
    sy_buf_dispose(&parties);
    return st;
}

/* ---- HTML ---- */

static void cell(sy_buf *b, const char *text)
{
    sy_buf_text(b, "<td>");
    sy_markup_text(b, sy_slice_of(text), 0);
    sy_buf_text(b, "</td>");
}

static void put_line(sy_buf *b, sy_docket_lead *l, size_t number, sy_buf *parties)
{
    sy_lead_parties(parties, l);
    sy_buf_printf(b, "<tr><td class=\"n\">%zu</td>", number);
    cell(b, l->lead.case_number);
    cell(b, l->lead.court);
    cell(b, parties->ptr ? parties->ptr : "");
    cell(b, sy_lead_wording(l, false));
    cell(b, sy_docket_text(l, "act_date"));
    sy_buf_text(b, "<td class=\"n\">");
    if (l->lead.has_amount) sy_markup_money(b, l->lead.amount);
    sy_buf_text(b, "</td>");
    cell(b, sy_lead_state_title(l->state));
    sy_buf_text(b, "</tr>\n");
}

sy_status sy_lead_list_page(sy_buf *b, const sy_lead_table *list, sy_err *err)
{
    const heads h = heads_of();
    sy_buf parties;
    sy_page page;

    sy_buf_init(&parties, NULL, MOST_PARTIES);
    sy_page_open(&page, b, list->title);
    sy_buf_text(b, "<style>@page { size: A4 landscape; }</style>\n<h1>");
    sy_markup_text(b, sy_slice_of(list->title), 0);
    sy_buf_text(b, "</h1>\n");
    if (*list->note) {
        sy_buf_text(b, "<p>");
        sy_markup_text(b, sy_slice_of(list->note), 0);
        sy_buf_text(b, "</p>\n");
    }
    sy_buf_text(b, "<table>\n<thead><tr>");
    for (int i = 0; i < COLUMNS; i++)
        sy_buf_printf(b, "<th%s>%s</th>", i == 0 || i == 6 ? " class=\"n\"" : "", h.text[i]);
    sy_buf_text(b, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < list->n; i++) put_line(b, list->leads[i], i + 1, &parties);
    sy_buf_text(b, "</tbody>\n</table>\n</body>\n</html>\n"); /* without the foot: it goes out */
    const bool is_whole = sy_buf_status(b) == SY_OK && sy_buf_status(&parties) != SY_ENOMEM;
    sy_buf_dispose(&parties);
    if (is_whole) return SY_OK;
    return sy_buf_status(b) == SY_ELIMIT ? sy_fail(err, SY_ELIMIT, N_("the page is too large"))
                                         : sy_fail_nomem(err);
}
