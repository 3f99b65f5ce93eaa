/* lead_list.c - a list is its columns: beside a letter, what each lead says and what was found
 * out; for the police, also what is at hand, where it stands, and what is missing. */
#include "report/lead_list.h"

#include "base/lang.h"
#include "report/lead_words.h"
#include "report/markup.h"
#include "report/page.h"
#include "report/paper.h"

enum { MOST_COLUMNS = 10, MOST_CELL = 1 << 17 };

/* ---- columns ---- */

typedef enum kind { NUMBER, TEXT, MONEY } kind;
typedef void put_cell(sy_buf *b, sy_docket_lead *l); /* into the empty b */
typedef struct column {
    const char *head;
    double width; /* of a sheet */
    kind kind;
    put_cell *put; /* of TEXT */
} column;

static void put_case(sy_buf *b, sy_docket_lead *l)
{
    sy_buf_text(b, l->lead.case_number);
}

static void put_court(sy_buf *b, sy_docket_lead *l)
{
    sy_buf_text(b, l->lead.court);
}

static void put_wording(sy_buf *b, sy_docket_lead *l)
{
    sy_buf_text(b, sy_lead_wording(l, false));
}

static void put_day(sy_buf *b, sy_docket_lead *l)
{
    sy_buf_text(b, l->lead.act_date);
}

static void put_state(sy_buf *b, sy_docket_lead *l)
{
    sy_buf_text(b, sy_lead_state_title(l->state));
}

static void put_grade(sy_buf *b, sy_docket_lead *l)
{
    sy_buf_char(b, l->lead.grade);
}

static const column of_letter[] = {{N_("no."), 5, NUMBER, NULL},
                                   {N_("case number"), 22, TEXT, put_case},
                                   {N_("court"), 18, TEXT, put_court},
                                   {N_("party"), 14, TEXT, sy_lead_parties},
                                   {N_("what the lead says"), 52, TEXT, put_wording},
                                   {N_("date of act"), 12, TEXT, put_day},
                                   {N_("amount"), 14, MONEY, NULL},
                                   {N_("result"), 12, TEXT, put_state}};
static const column of_referral[] = {
    {N_("no."), 5, NUMBER, NULL},
    {N_("case number"), 20, TEXT, put_case},
    {N_("party"), 14, TEXT, sy_lead_parties},
    {N_("what the lead says"), 40, TEXT, put_wording},
    {N_("what is at hand, and where it stands"), 52, TEXT, sy_lead_evidence},
    {N_("what is missing"), 40, TEXT, sy_lead_lacks},
    {N_("legal basis"), 26, TEXT, sy_lead_law},
    {N_("grade"), 6, TEXT, put_grade},
    {N_("amount"), 14, MONEY, NULL},
    {N_("result"), 10, TEXT, put_state}};

static const column *columns_of(const sy_lead_table *list, size_t *n)
{
    *n = list->is_referral ? sizeof of_referral / sizeof *of_referral
                           : sizeof of_letter / sizeof *of_letter;
    return list->is_referral ? of_referral : of_letter;
}

/* ---- xlsx ---- */

static void put_sheet_cell(sy_paper *p, const column *c, sy_docket_lead *l, size_t number,
                           sy_buf *cell)
{
    if (c->kind == NUMBER) {
        sy_paper_number(p, (int64_t)number, p->number);
    } else if (c->kind == TEXT) {
        sy_buf_clear(cell);
        c->put(cell, l);
        sy_paper_text(p, (sy_slice){cell->ptr ? cell->ptr : "", cell->len}, p->text);
    } else if (l->lead.has_amount) {
        sy_paper_money(p, l->lead.amount, p->money);
    } else {
        sy_paper_empty(p);
    }
}

static void put_sheet(sy_paper *p, const sy_lead_table *list, sy_buf *cell)
{
    double widths[MOST_COLUMNS];
    size_t n;
    const column *columns = columns_of(list, &n);
    lxw_worksheet *sheet = sy_paper_add(p, _("List of cases"));

    if (!sheet) return;
    for (size_t i = 0; i < n; i++) widths[i] = columns[i].width;
    sy_paper_go(p, sheet, widths, n, false);
    sy_paper_paragraph(p, sy_slice_of(list->title), (unsigned)n);
    if (*list->note) sy_paper_paragraph(p, sy_slice_of(list->note), (unsigned)n);
    worksheet_repeat_rows(sheet, p->w.row, p->w.row);
    for (size_t i = 0; i < n; i++)
        sy_paper_text(p, sy_slice_of(sy_tr(columns[i].head)),
                      columns[i].kind == MONEY ? p->head_right : p->head);
    sy_paper_next(p);
    for (size_t k = 0; k < list->n; k++) {
        for (size_t i = 0; i < n; i++) put_sheet_cell(p, &columns[i], list->leads[k], k + 1, cell);
        sy_paper_next(p);
    }
}

sy_status sy_lead_list_xlsx(const char *path, const sy_lead_table *list, sy_err *err)
{
    sy_paper p;
    sy_buf cell;
    sy_status st = sy_paper_open(&p, path, err);

    if (st != SY_OK) return st;
    sy_buf_init(&cell, NULL, MOST_CELL);
    put_sheet(&p, list, &cell);
    if (sy_buf_status(&cell) == SY_ENOMEM) st = sy_fail_nomem(err);
    st = sy_workbook_close(&p.w, st, err);
    sy_buf_dispose(&cell);
    return st;
}

/* ---- HTML ---- */

static void put_page_cell(sy_buf *b, const column *c, sy_docket_lead *l, size_t number,
                          sy_buf *cell)
{
    sy_buf_text(b, c->kind == TEXT ? "<td>" : "<td class=\"n\">");
    if (c->kind == NUMBER) {
        sy_buf_printf(b, "%zu", number);
    } else if (c->kind == TEXT) {
        sy_buf_clear(cell);
        c->put(cell, l);
        sy_markup_text(b, (sy_slice){cell->ptr ? cell->ptr : "", cell->len}, 0);
    } else if (l->lead.has_amount) {
        sy_markup_money(b, l->lead.amount);
    }
    sy_buf_text(b, "</td>");
}

static void put_page(sy_buf *b, const sy_lead_table *list, sy_buf *cell)
{
    size_t n;
    const column *columns = columns_of(list, &n);

    sy_buf_text(b, "<style>@page { size: A4 landscape; }</style>\n<h1>");
    sy_markup_text(b, sy_slice_of(list->title), 0);
    sy_buf_text(b, "</h1>\n");
    if (*list->note) {
        sy_buf_text(b, "<p>");
        sy_markup_text(b, sy_slice_of(list->note), 0);
        sy_buf_text(b, "</p>\n");
    }
    sy_buf_text(b, "<table>\n<thead><tr>");
    for (size_t i = 0; i < n; i++)
        sy_buf_printf(b, "<th%s>%s</th>", columns[i].kind == TEXT ? "" : " class=\"n\"",
                      sy_tr(columns[i].head));
    sy_buf_text(b, "</tr></thead>\n<tbody>\n");
    for (size_t k = 0; k < list->n; k++) {
        sy_buf_text(b, "<tr>");
        for (size_t i = 0; i < n; i++) put_page_cell(b, &columns[i], list->leads[k], k + 1, cell);
        sy_buf_text(b, "</tr>\n");
    }
    sy_buf_text(b, "</tbody>\n</table>\n</body>\n</html>\n"); /* without the foot: it goes out */
}

sy_status sy_lead_list_page(sy_buf *b, const sy_lead_table *list, sy_err *err)
{
    sy_buf cell;
    sy_page page;

    sy_buf_init(&cell, NULL, MOST_CELL);
    sy_page_open(&page, b, list->title);
    put_page(b, list, &cell);
    const bool is_whole = sy_buf_status(b) == SY_OK && sy_buf_status(&cell) != SY_ENOMEM;
    sy_buf_dispose(&cell);
    if (is_whole) return SY_OK;
    return sy_buf_status(b) == SY_ELIMIT ? sy_fail(err, SY_ELIMIT, N_("the page is too large"))
                                         : sy_fail_nomem(err);
}
