/* set_page.c - a set as one page. Each figure links to its block of evidence: the largest
 * rows one by one, the others by file and row. On paper, where nothing is followed and each
 * row would stand there many times, a block is all its rows by file and row. */
#include <string.h>

#include "base/lang.h"
#include "report/markup.h"
#include "report/sections.h"
#include "report/set_parts.h"
#include "report/shown.h"

enum {
    ROWS_A_BLOCK = 30,
    WHERE_MAX = 6000, /* bytes of "F1: 3–9, ..." */
    CHANGES_SHOWN = 200
};

static const char style[] =
    "<style>\n"
    "h3 { font-size: 17px; margin: 30px 0 4px; border-bottom: 1px solid var(--ink); }\n"
    "h4 { font-size: 13.5px; margin: 18px 0 2px; }\n"
    "h4 small { font-weight: 400; }\n"
    ".summary { text-align: justify; }\n"
    "td a { color: inherit; text-decoration: underline dotted; text-underline-offset: 3px; }\n"
    "td.n, th.n { padding-right: 14px; }\n"
    "th.n { white-space: normal; }\n"
    "tr.sum { font-size: inherit; }\n"
    "tr:has(+ .words) td { border-bottom: 0; padding-bottom: 0; }\n"
    ".words td { padding-left: 14px; color: var(--soft); }\n"
    "td:not(.n):not(.t) { min-width: 6em; }\n"
    "#evidence h4:target { background: #fff6d6; }\n"
    "#evidence table { font-size: 11.5px; margin-top: 2px; }\n"
    ".paper-only { display: none; }\n"
    "@media print { #evidence table, .screen-only { display: none; }"
    " .paper-only { display: block; font-size: 8pt; margin: 0 0 3mm; }"
    " #evidence h4 { font-size: 8.5pt; margin: 0; } h4 { break-after: avoid; } td a { "
    "text-decoration: none; }"
    " table { font-size: 7.6pt; } }\n"
    "</style>\n";

/* ---- tables ---- */

static void cell_value(sy_buf *b, const sy_cell *c)
{
    switch (c->kind) {
    case SY_CELL_TEXT:
        sy_markup_text(b, c->text, SY_TEXT_WIDTH);
        break;
    case SY_CELL_WORDS:
        sy_markup_text(b, c->text, 0);
        break;
    case SY_CELL_MONEY:
        sy_markup_money(b, c->value);
        break;
    case SY_CELL_COUNT:
        sy_buf_printf(b, "%lld", (long long)c->value);
        break;
    case SY_CELL_SHARE:
        sy_buf_printf(b, "%lld.%lld %%", (long long)c->value / 10, (long long)c->value % 10);
        break;
    case SY_CELL_TIME:
    case SY_CELL_DAY:
        sy_markup_time(b, c->value, c->precision);
        break;
    case SY_CELL_FILE:
        sy_buf_printf(b, "<a href=\"#f%lld\">F%lld</a>", (long long)c->value, (long long)c->value);
        break;
    case SY_CELL_EMPTY:
        break;
    }
}

/* Short words and account numbers stay on one line. */
static bool is_one_line(const sy_cell *c)
{
    enum { SHORT = 8, LONGEST_NUMBER = 32 };
    size_t digits = 0;

    if (c->kind != SY_CELL_TEXT) return c->kind == SY_CELL_TIME || c->kind == SY_CELL_DAY;
    while (digits < c->text.len && c->text.ptr[digits] >= '0' && c->text.ptr[digits] <= '9') {
        digits++;
    }
    return sy_width(c->text) <= SHORT || (digits > SHORT && c->text.len <= LONGEST_NUMBER);
}

static void cell(sy_buf *b, const sy_cell *c, sy_cell_kind column)
{
    const char *class = "";

    if (sy_cell_is_number(column))
        class = " class=\"n\"";
    else if (is_one_line(c))
        class = " class=\"t\"";
    sy_buf_printf(b, "<td%s>", class);
    if (c->block) sy_buf_printf(b, "<a href=\"#k%u\">", c->block);
    cell_value(b, c);
    if (c->block) sy_buf_text(b, "</a>");
    sy_buf_text(b, "</td>");
}

static void row_heads(sy_buf *b, const sy_set_table *t)
{
    const char *heads[SY_SET_COLUMNS];
    char aligns[SY_SET_COLUMNS + 1] = "";
    size_t n = 0;

    for (size_t i = 0; i < t->columns && n < SY_SET_COLUMNS; i++) {
        if (t->kinds[i] == SY_CELL_WORDS) continue;
        heads[n] = t->heads[i];
        aligns[n++] = sy_cell_is_number(t->kinds[i]) ? 'n' : 'l';
    }
    sy_write_heads(b, heads, aligns);
}

/* The words of a row, below it. */
static void row_words(sy_buf *b, const sy_set_table *t, const sy_cell *cells)
{
    for (size_t i = 0; i < t->columns; i++) {
        if (t->kinds[i] != SY_CELL_WORDS || cells[i].kind == SY_CELL_EMPTY) continue;
        sy_buf_printf(b, "<tr class=\"words\"><td colspan=\"%zu\"><b>%s</b> ", t->columns - 1,
                      t->heads[i]);
        sy_markup_text(b, cells[i].text, 0);
        sy_buf_text(b, "</td></tr>\n");
    }
}

static void table_row(sy_buf *b, const sy_set_table *t, size_t row)
{
    const sy_cell *cells = &t->cells[row * t->columns];
    const bool is_sum = row + t->n_sums >= t->n_rows;

    sy_buf_text(b, is_sum ? "<tr class=\"sum\">" : "<tr>");
    for (size_t i = 0; i < t->columns; i++) {
        if (t->kinds[i] != SY_CELL_WORDS) cell(b, &cells[i], t->kinds[i]);
    }
    sy_buf_text(b, "</tr>\n");
    row_words(b, t, cells);
}

static void table(sy_buf *b, const sy_set_table *t)
{
    sy_buf_printf(b, "<h4>%s</h4>\n", sy_set_part_title(t->part));
    if (t->n_rows == 0) {
        sy_buf_printf(b, "<p class=\"soft\">%s</p>\n", _("None."));
    } else {
        row_heads(b, t);
        for (size_t row = 0; row < t->n_rows; row++) table_row(b, t, row);
        sy_buf_text(b, "</tbody></table>\n");
    }
    if (t->note) sy_buf_printf(b, "<p class=\"soft\">%s</p>\n", t->note);
}

/* ---- the persons ---- */

static void relation(sy_buf *b, const sy_set_person *p)
{
    if (p->holder->relation == SY_RELATION_NONE) return;
    sy_buf_text(b, " <span class=\"tag\">");
    sy_markup_escaped(b, sy_slice_of(sy_relation_label(p->holder->relation)), 0);
    sy_buf_text(b, "</span>");
}

static void person_head(sy_buf *b, const sy_set *set, uint32_t i, const char *id)
{
    const sy_set_person *p = &set->persons[i];

    sy_buf_printf(b, "<h3 id=\"%s%u\">", id, i + 1);
    sy_markup_text(b, sy_slice_of(p->title), SY_TEXT_WIDTH);
    relation(b, p);
    sy_buf_text(b, "</h3>\n");
}

static void person_row(sy_buf *b, const sy_set *set, uint32_t i)
{
    const sy_set_person *p = &set->persons[i];
    const sy_minor figures[] = {p->o.all.in, p->o.all.out, p->o.all.in - p->o.all.out};

    sy_buf_printf(b, "<tr><td><a href=\"#p%u\">", i + 1);
    sy_markup_text(b, sy_slice_of(p->title), SY_TEXT_WIDTH);
    sy_buf_text(b, "</a>");
    relation(b, p);
    sy_buf_printf(b, "</td><td class=\"n\">%zu</td><td class=\"n\">%u</td>",
                  p->o.cut[SY_BY_ACCOUNT].n, p->o.n_rows);
    for (size_t k = 0; k < sizeof figures / sizeof *figures; k++) {
        sy_buf_text(b, "<td class=\"n\">");
        sy_markup_money(b, figures[k]);
        sy_buf_text(b, "</td>");
    }
    sy_buf_text(b, "</tr>\n");
}

static void summary(sy_page *page, const sy_set *set, uint32_t begin, uint32_t end)
{
    const char *heads[] = {_("holder"), _("accounts"), _("rows"),
                           _("income"), _("spending"), _("net")};
    sy_buf *b = page->b, words;

    sy_page_section(page, "summary", _("Summary"));
    if (end - begin > 1) {
        sy_write_heads(b, heads, "lnnnnn");
        for (uint32_t i = begin; i < end; i++) person_row(b, set, i);
        sy_buf_text(b, "</tbody></table>\n");
    }
    sy_buf_init(&words, b->al, 1 << 20);
    for (uint32_t i = begin; i < end; i++) {
        person_head(b, set, i, "s");
        sy_buf_clear(&words);
        sy_set_summary(&words, set, &set->persons[i]);
        sy_buf_text(b, "<p class=\"summary\">");
        sy_markup_escaped(b, (sy_slice){words.ptr, words.len}, 0);
        sy_buf_text(b, "</p>\n");
    }
    if (sy_buf_status(&words) != SY_OK) b->status = sy_buf_status(&words);
    sy_buf_dispose(&words);
}

static void tables(sy_page *page, const sy_set *set, uint32_t begin, uint32_t end)
{
    sy_buf *b = page->b;

    sy_page_wide_section(page, "persons", _("Person by person"));
    for (uint32_t i = begin; i < end; i++) {
        person_head(b, set, i, "p");
        if (set->persons[i].holder->is_by_name) {
            sy_buf_printf(
                b, "<p class=\"note warn\">%s</p>\n",
                _("This holder's accounts (those of the same name without a statement too) "
                  "are put together by the name; no identity number confirms that they "
                  "are one person's."));
        }
        for (int part = 0; part < SY_SET_PARTS; part++) {
            table(b, &set->persons[i].table[part]);
        }
    }
}

/* ---- what the case has beside ---- */

static bool shows_findings(const sy_set *set, uint32_t begin)
{
    return set->has_findings && begin == 0;
}

static void findings(sy_page *page, const sy_set *set)
{
    sy_buf *b = page->b;

    sy_page_wide_section(page, "leads", _("Leads, and what is missing"));
    sy_buf_printf(b, "<p class=\"note warn\">%s</p>\n",
                  _("Leads, not findings: each has to be checked. Another person's account is that "
                    "person's until shown otherwise. Money of the debtor's is by the rule that is "
                    "named; at least and at most hold whatever the rule, as far as the statements "
                    "supplied reach."));
    for (int part = 0; part < SY_SET_FINDINGS; part++) table(b, &set->finding[part]);
}

/* ---- what has changed ---- */

static void change_side(sy_buf *b, const sy_set_line *l)
{
    sy_buf_printf(b, "<td class=\"n\">%lld</td><td class=\"n\">", (long long)l->n_in);
    sy_markup_money(b, l->in);
    sy_buf_printf(b, "</td><td class=\"n\">%lld</td><td class=\"n\">", (long long)l->n_out);
    sy_markup_money(b, l->out);
    sy_buf_text(b, "</td>");
}

static void person_changes(sy_buf *b, const sy_set_person *p)
{
    const char *heads[] = {_("figure"), "", _("rows in"), _("in"), _("rows out"), _("out")};
    const size_t shown = p->n_changes < CHANGES_SHOWN ? p->n_changes : CHANGES_SHOWN;

    sy_buf_text(b, "<p class=\"note warn\">");
    sy_buf_printf(b, _("%zu figures of the set of %s (made by %s) are other ones now:"),
                  p->n_changes, p->before.made_at, p->before.who);
    sy_buf_text(b, "</p>\n");
    sy_write_heads(b, heads, "llnnnn");
    for (size_t i = 0; i < shown; i++) {
        const sy_set_change *c = &p->changes[i];
        sy_buf_printf(b, "<tr><td>%s · ", sy_set_cut_title(c->cut));
        sy_markup_text(b, c->title, SY_NAME_WIDTH);
        sy_buf_printf(b, "</td><td>%s</td>", _("was"));
        change_side(b, &c->before);
        sy_buf_printf(b, "</tr>\n<tr class=\"now\"><td></td><td><b>%s</b></td>", _("now"));
        change_side(b, &c->now);
        sy_buf_text(b, "</tr>\n");
    }
    sy_buf_text(b, "</tbody></table>\n");
    if (shown < p->n_changes) {
        sy_buf_text(b, "<p class=\"note\">");
        sy_buf_printf(b, _("%zu more are in the workbook."), p->n_changes - shown);
        sy_buf_text(b, "</p>\n");
    }
}

static void changes(sy_page *page, const sy_set *set, uint32_t begin, uint32_t end)
{
    bool any = false;

    for (uint32_t i = begin; i < end; i++) {
        if (set->persons[i].n_changes == 0) continue;
        if (!any) sy_page_section(page, "changes", _("Figures that have changed"));
        any = true;
        person_head(page->b, set, i, "c");
        person_changes(page->b, &set->persons[i]);
    }
}

/* ---- evidence ---- */

static void evidence_row(sy_buf *b, const sy_set_row *r)
{
    sy_buf_text(b, "<tr><td class=\"t\">");
    sy_markup_time(b, r->at, r->precision);
    sy_buf_text(b, "</td><td>");
    sy_markup_text(b, r->account, SY_NAME_WIDTH);
    sy_buf_text(b, "</td><td class=\"n\">");
    if (r->amount >= 0) sy_markup_money(b, r->amount);
    sy_buf_text(b, "</td><td class=\"n\">");
    if (r->amount < 0) sy_markup_money(b, -r->amount);
    sy_buf_text(b, "</td><td>");
    sy_markup_text(b, r->other, SY_NAME_WIDTH);
    sy_buf_text(b, "</td><td>");
    sy_markup_text(b, r->words, SY_NAME_WIDTH);
    sy_buf_printf(b, "</td><td class=\"t\"><a href=\"#f%u\">F%u</a> ", r->file, r->file);
    sy_buf_printf(b, _("row %u"), r->row);
    sy_buf_text(b, "</td></tr>\n");
}

static void block_head(sy_buf *b, const sy_set *set, uint32_t number)
{
    const sy_set_block *k = &set->blocks[number - 1];

    sy_buf_printf(b, "<h4 id=\"k%u\">[%u] ", number, number);
    if (!k->places) {
        sy_markup_text(b, sy_slice_of(set->persons[k->person].title), SY_NAME_WIDTH);
        sy_buf_text(b, " · ");
    }
    sy_buf_printf(b, "%s · ", sy_set_part_title(k->part));
    sy_markup_text(b, k->title, SY_NAME_WIDTH);
    sy_buf_text(b, " <small>");
    if (k->line->n_in) {
        sy_buf_printf(b, _("in: %llu rows, "), (unsigned long long)k->line->n_in);
        sy_markup_money(b, k->line->in);
    }
    if (k->line->n_in && k->line->n_out) sy_buf_text(b, _("; "));
    if (k->line->n_out) {
        sy_buf_printf(b, _("out: %llu rows, "), (unsigned long long)k->line->n_out);
        sy_markup_money(b, k->line->out);
    }
    sy_buf_text(b, "</small></h4>\n");
}

static sy_status evidence_block(sy_buf *b, const sy_set *set, uint32_t number, sy_err *err)
{
    const char *heads[] = {_("time"),    _("account"),        _("in"), _("out"), _("counterparty"),
                           _("summary"), _("where it stands")};
    const sy_set_block *k = &set->blocks[number - 1];
    uint32_t *picked = NULL, *rest = NULL, n = 0, n_rest = 0;
    sy_status st =
        sy_set_pick(set, k, k->is_brief ? 0 : ROWS_A_BLOCK, &picked, &n, &rest, &n_rest, err);

    if (st == SY_OK) {
        block_head(b, set, number);
        if (n) {
            sy_write_heads(b, heads, "llnnlll");
            for (uint32_t i = 0; i < n; i++) {
                const sy_set_row row = sy_set_row_of(set, k, picked[i]);
                evidence_row(b, &row);
            }
            sy_buf_text(b, "</tbody></table>\n");
        }
        if (n_rest) {
            sy_buf_text(b, "<p class=\"soft screen-only\">");
            if (n) sy_buf_printf(b, _("These are the %u largest; %u more: "), n, n_rest);
            st = sy_set_where(b, set, k, rest, n_rest, WHERE_MAX, err);
            sy_buf_text(b, "</p>\n");
        }
        sy_buf_text(b, "<p class=\"paper-only\">");
        if (st == SY_OK) st = sy_set_where(b, set, k, picked, k->n_rows, WHERE_MAX, err);
        sy_buf_text(b, "</p>\n");
    }
    sy_drop(NULL, picked);
    return st;
}

static sy_status evidence(sy_page *page, const sy_set *set, uint32_t begin, uint32_t end,
                          sy_err *err)
{
    sy_status st = SY_OK;

    sy_page_section(page, "evidence", _("Rows behind the figures"));
    sy_buf_printf(page->b, "<p class=\"soft\">%s</p>\n",
                  _("F is a file of the list below, which has its SHA-256; the numbers after it "
                    "are rows of that file."));
    for (uint32_t k = set->finding_begin; k < set->finding_end && st == SY_OK; k++) {
        if (shows_findings(set, begin)) st = evidence_block(page->b, set, k + 1, err);
    }
    for (uint32_t i = begin; i < end; i++) {
        const sy_set_person *p = &set->persons[i];
        for (uint32_t k = p->block_begin; k < p->block_end && st == SY_OK; k++) {
            st = evidence_block(page->b, set, k + 1, err);
        }
    }
    return st;
}

/* ---- head and notes ---- */

static void head(sy_buf *b, const sy_set *set)
{
    const sy_case_facts *facts = &set->s->facts;

    sy_buf_printf(b, "<p class=\"kind\">%s</p>\n<h1>", _("STATEMENTS AT A GLANCE · LEADS"));
    if (facts->name && *facts->name)
        sy_markup_text(b, sy_slice_of(facts->name), SY_TEXT_WIDTH);
    else
        sy_buf_text(b, _("What the statements show"));
    sy_buf_text(b, "</h1>\n");
    sy_write_case_facts(b, facts);
    sy_buf_text(b, "<p class=\"note\">");
    sy_set_terms_words(b, set);
    sy_buf_text(b, "</p>\n");
    sy_buf_printf(b, "<p class=\"note warn\">%s</p>\n",
                  _("Every figure comes from the statements supplied and reaches no further. What "
                    "it means is for the person who reads it to check; another person's account is "
                    "that person's until shown otherwise."));
}

static void notes(sy_page *page)
{
    const char *const items[] = {
        _("Income and spending are without rows between the holder's own accounts (also with one "
          "under the same full name), into and out of wealth products, deposits and other pockets "
          "of his own, without rows taken back, and without changes of currency. Each of these "
          "stands in its own line."),
        _("A row that two files show counts once. A payment that failed counts nowhere. Of a "
          "payment by card that a wallet shows too, the card's row counts."),
        _("Counterparties of one full name are one line, unless identity numbers show several "
          "people; a masked name is a line of its own."),
        _("Shares are of all income and of all spending, rounded down."),
        _("\"Proved complete\" are the days for which a stated query period or the bank's own "
          "totals prove that no row is missing."),
    };
    sy_buf *b = page->b;

    sy_page_section(page, "notes", _("How to read this"));
    sy_buf_text(b, "<ul>\n");
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        sy_buf_printf(b, "<li>%s</li>\n", items[i]);
    }
    sy_buf_text(b, "</ul>\n");
}

sy_status sy_set_page(sy_buf *b, const sy_set *set, uint32_t begin, uint32_t end, sy_err *err)
{
    sy_page page;

    sy_page_open(&page, b, _("What the statements show"));
    sy_buf_text(b, style);
    head(b, set);
    summary(&page, set, begin, end);
    changes(&page, set, begin, end);
    if (shows_findings(set, begin)) findings(&page, set);
    tables(&page, set, begin, end);
    sy_status st = evidence(&page, set, begin, end, err);
    if (st != SY_OK) return st;
    sy_page_section(&page, "files", _("Files"));
    sy_write_files(b, &set->files);
    notes(&page);
    sy_page_close(&page);
    if (sy_buf_status(b) == SY_ELIMIT) {
        return sy_fail(err, SY_ELIMIT,
                       N_("the page is larger than %zu bytes; --party NAME makes "
                          "one of a single person"),
                       b->max);
    }
    return sy_buf_status(b) == SY_OK ? SY_OK : sy_fail_nomem(err);
}
