/* section_evidence.c - the rows behind every figure, and what the figures mean. */
#include "report/sections.h"

#include "base/lang.h"
#include "report/markup.h"
#include "report/words.h"

/* "F3 row 17", linked to the list of files. */
static void row_place(sy_buf *b, const sy_dossier *d, const sy_evidence *e)
{
    size_t number = 0;

    while (number < d->files.n && d->files.items[number].id != e->source->id) number++;
    sy_buf_printf(b, "<a href=\"#f%zu\">F%zu</a> ", number + 1, number + 1);
    sy_buf_printf(b, _("row %u"), e->row);
}

/* The outside end is named by the row of the side that has a statement. */
static void write_end(sy_buf *b, const sy_dossier *d, const sy_dossier_row *row, bool payer)
{
    const uint32_t x = row->traced->transfer;
    const uint32_t end = payer ? d->f->from[x] : d->f->to[x];
    const sy_evidence *e = row->rows[0] ? row->rows[0] : row->rows[1];

    if (!sy_is_outside(end)) {
        sy_write_party(b, sy_slice_of(sy_ledger_holder(d->f, end)),
                       sy_slice_of(sy_ledger_number(d->f, end)));
        return;
    }
    const sy_slice name = !e                           ? (sy_slice){NULL, 0}
                          : e->text[SY_OTHER_NAME].len ? e->text[SY_OTHER_NAME]
                                                       : e->text[SY_MERCHANT];
    sy_write_party(b, name, e ? e->text[SY_OTHER_NUMBER] : (sy_slice){NULL, 0});
    if (name.len == 0) {
        sy_buf_printf(b, "<span class=\"soft\">%s</span>", sy_outside_title(sy_outside_kind(end)));
    }
}

static void words_of(sy_buf *b, const sy_evidence *e)
{
    const sy_slice summary = e->text[SY_SUMMARY], note = e->text[SY_NOTE];

    sy_markup_text(b, summary, SY_NAME_WIDTH);
    if (note.len && !sy_slice_is(note, summary)) {
        sy_buf_text(b, "<small>");
        sy_markup_text(b, note, SY_NAME_WIDTH);
        sy_buf_text(b, "</small>");
    }
}

static void evidence_row(sy_buf *b, const sy_dossier *d, size_t i)
{
    const sy_dossier_row *row = &d->rows[i];
    const uint32_t x = row->traced->transfer;
    const sy_evidence *first = row->rows[0] ? row->rows[0] : row->rows[1];
    const sy_evidence *second = row->rows[0] && row->rows[1] ? row->rows[1] : NULL;

    sy_buf_printf(b, "<tr id=\"t%zu\"><td>%zu</td><td class=\"t\">", i + 1, i + 1);
    sy_markup_time(b, sy_flow_at(d->f, x), sy_transfer_precision(d->f, x));
    sy_buf_text(b, "</td><td>");
    write_end(b, d, row, true);
    sy_buf_text(b, "</td><td>");
    write_end(b, d, row, false);
    sy_buf_text(b, "</td><td class=\"n\">");
    sy_markup_money(b, d->f->amount[x]);
    sy_buf_text(b, "</td><td class=\"n\">");
    sy_markup_money(b, row->traced->tainted);
    if (row->traced->lower != row->traced->upper) {
        sy_buf_text(b, "<small>");
        sy_markup_money(b, row->traced->lower);
        sy_buf_text(b, "–");
        sy_markup_money(b, row->traced->upper);
        sy_buf_text(b, "</small>");
    }
    sy_buf_text(b, "</td><td>");
    if (first) words_of(b, first);
    sy_buf_text(b, "</td><td>");
    if (first) {
        row_place(b, d, first);
        if (second) {
            sy_buf_text(b, "<br>");
            row_place(b, d, second);
        }
        sy_buf_text(b, "<small class=\"mono\">");
        sy_markup_escaped(b, sy_slice_of(first->id), 0);
        sy_buf_text(b, "</small>");
    }
    sy_buf_text(b, "</td></tr>\n");
}

void sy_section_evidence(sy_page *p, const sy_dossier *d)
{
    const char *heads[] = {"",          _("time"),         _("paid by"), _("received by"),
                           _("amount"), _("of it traced"), _("summary"), _("where it stands")};
    sy_buf *b = p->b;

    sy_page_section(p, "evidence", _("Rows of evidence"));
    sy_buf_printf(
        b, "<p class=\"soft\">%s</p>\n",
        _("Every transfer with traced money under the rule shown. F is a file of the list "
          "above, which has its SHA-256; the id begins with the hash's first twelve "
          "digits. Small under the traced amount: at least–at most."));
    sy_write_heads(b, heads, "llllnnll");
    for (size_t i = 0; i < d->n_rows; i++) evidence_row(b, d, i);
    sy_buf_text(b, "</tbody></table>\n");
    if (d->n_rows_left_out) {
        sy_buf_text(b, "<p class=\"note warn\">");
        sy_buf_printf(
            b, _("%zu more rows are not listed here; suyuan trace --xlsx or --json has all."),
            d->n_rows_left_out);
        sy_buf_text(b, "</p>\n");
    }
}

static void item(sy_buf *b, const char *text)
{
    sy_buf_printf(b, "<li>%s</li>\n", text);
}

void sy_section_notes(sy_page *p, const sy_dossier *d)
{
    sy_buf *b = p->b;

    sy_page_section(p, "notes", _("How to read this"));
    sy_buf_text(b, "<ul>\n");
    item(b,
         _("A lead, not a finding: whose money it is in law is for the court to say. Money in an "
           "account is its holder's on the face of it."));
    item(b, _("Which yuan leaves first when own and traced money are mixed cannot be seen; each "
              "rule is "
              "a presumption. Figures that are the same under all five do not hang on it."));
    item(b,
         _("At least and at most hold whatever the rule. What no statement shows cannot bound from "
           "below: there at least is 0, and it holds as far as the statements supplied reach."));
    item(b,
         _("Money is counted to the fen. Under every rule the lines add up to what was traced; the "
           "program checks that at every run."));
    item(b,
         d->asked->follow
             ? _("Accounts without a statement were followed through what others' statements show "
                 "of them.")
             : _("Where there is no statement the trace stops, and the account is listed as one to "
                 "ask for."));
    sy_buf_text(b, "</ul>\n");
}
