/* section_files.c - what was imported and what was wrong with it: files with
 * their hashes, rejected rows, months, gaps. Nothing of tracing here. */
#include "report/sections.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "report/markup.h"
#include "report/rejects.h"

enum { REJECTS_SHOWN = 200, MONTHS_ACROSS = 36, LEDGERS_SHOWN = 300, GAPS_SHOWN = 100 };

static void count_cell(sy_buf *b, uint64_t n)
{
    sy_buf_printf(b, "<td class=\"n\">%llu</td>", (unsigned long long)n);
}

static void file_row(sy_buf *b, const sy_source *s, size_t number)
{
    sy_buf_printf(b, "<tr id=\"f%zu\"><td class=\"t\">F%zu</td><td>", number, number);
    sy_markup_text(b, sy_slice_of(s->path), 0);
    if (s->sheet_name[0]) {
        sy_buf_text(b, " · ");
        sy_markup_text(b, sy_slice_of(s->sheet_name), SY_NAME_WIDTH);
    }
    sy_buf_text(b, "<small class=\"mono\">SHA-256 ");
    sy_markup_escaped(b, sy_slice_of(s->sha256), 0);
    sy_buf_text(b, "</small></td><td class=\"t\">");
    sy_markup_text(b, sy_slice_of(s->profile), SY_NAME_WIDTH);
    sy_buf_text(b, "<small>");
    sy_markup_text(b, sy_slice_of(s->encoding), SY_NAME_WIDTH);
    sy_buf_text(b, "</small></td>");
    count_cell(b, s->rows);
    count_cell(b, s->accepted);
    count_cell(b, s->duplicate);
    count_cell(b, s->rejected);
    sy_buf_text(b, "</tr>\n");
}

void sy_write_files(sy_buf *b, const sy_files *list)
{
    const char *heads[] = {
        "", _("file"), _("profile"), _("rows"), _("accepted"), _("duplicate"), _("rejected")};
    uint64_t rows = 0, accepted = 0, duplicate = 0, rejected = 0;

    sy_write_heads(b, heads, "lllnnnn");
    for (size_t i = 0; i < list->n; i++) {
        const sy_source *s = &list->items[i];
        file_row(b, s, i + 1);
        rows += s->rows;
        accepted += s->accepted;
        duplicate += s->duplicate;
        rejected += s->rejected;
    }
    sy_buf_printf(b, "<tr class=\"sum\"><td></td><td>%s</td><td></td>", _("sum"));
    count_cell(b, rows);
    count_cell(b, accepted);
    count_cell(b, duplicate);
    count_cell(b, rejected);
    sy_buf_text(b, "</tr>\n</tbody></table>\n");
}

/* ---- rejects ---- */

typedef struct rejects {
    sy_buf *b;
    size_t file; /* number of the file */
    size_t shown;
} rejects;

static sy_status reject_row(void *ctx, const sy_reject_row *row, sy_err *err)
{
    rejects *r = ctx;

    (void)err;
    if (r->shown++ >= REJECTS_SHOWN) return SY_OK;
    sy_buf_printf(r->b, "<tr><td><a href=\"#f%zu\">F%zu</a></td><td class=\"n\">%u</td><td>",
                  r->file, r->file, row->row);
    sy_markup_text(r->b, row->column, SY_NAME_WIDTH);
    sy_buf_text(r->b, "</td><td>");
    sy_write_reject_words(r->b, row->rule);
    sy_buf_text(r->b, "</td><td>");
    sy_markup_text(r->b, row->value, SY_TEXT_WIDTH);
    sy_buf_text(r->b, "</td></tr>\n");
    return SY_OK;
}

static sy_status rejected_rows(sy_buf *b, const sy_dossier *d, sy_err *err)
{
    const char *heads[] = {_("file"), _("row"), _("column"), _("reason"), _("value")};
    rejects r = {.b = b};
    sy_status st = SY_OK;
    bool any = false;

    for (size_t i = 0; i < d->files.n; i++) any = any || d->files.items[i].rejected;
    if (!any) return SY_OK;
    sy_buf_printf(b, "<h3>%s</h3>\n", _("Rejected rows"));
    sy_write_heads(b, heads, "lnlll");
    for (size_t i = 0; i < d->files.n && st == SY_OK; i++) {
        if (!d->files.items[i].rejected) continue;
        r.file = i + 1;
        st = sy_facts_rejects(sy_case_workspace(d->t.c), d->files.items[i].id, REJECTS_SHOWN, reject_row,
                              &r, err);
    }
    sy_buf_text(b, "</tbody></table>\n");
    if (r.shown > REJECTS_SHOWN) {
        sy_buf_printf(b, "<p class=\"note\">%s</p>\n",
                      _("The list is cut; the counts above are whole."));
    }
    return st;
}

sy_status sy_section_files(sy_page *p, const sy_dossier *d, sy_err *err)
{
    sy_page_section(p, "files", _("What was imported"));
    sy_buf_printf(p->b, "<p class=\"soft\">%s</p>\n",
                  _("Every row of every file is accepted, a duplicate of another, or rejected with "
                    "its reason. The originals are kept under their hashes."));
    sy_write_files(p->b, &d->files);
    return rejected_rows(p->b, d, err);
}

/* ---- months ---- */

static int month_number(const sy_month *m)
{
    return m->year * 12 + m->month - 1;
}

static const sy_month *month_of(const sy_ledger_quality *q, int number)
{
    for (size_t i = 0; i < q->n_months; i++) {
        if (month_number(&q->months[i]) == number) return &q->months[i];
    }
    return NULL;
}

static const char *sign_of(sy_month_state state)
{
    switch (state) {
    case SY_MONTH_PROVED:
        return "✓";
    case SY_MONTH_CHAINED:
        return "○";
    case SY_MONTH_BROKEN:
        return "✗";
    case SY_MONTH_MISSING:
        return "";
    case SY_MONTH_UNKNOWN:
        return "?";
    }
    return "";
}

static void month_heads(sy_buf *b, int first, int end)
{
    sy_buf_printf(b, "<table class=\"grid\"><thead><tr><th rowspan=\"2\">%s</th>", _("account"));
    for (int at = first; at < end;) {
        int stop = (at / 12 + 1) * 12;
        if (stop > end) stop = end;
        sy_buf_printf(b, "<th colspan=\"%d\">%d</th>", stop - at, at / 12);
        at = stop;
    }
    sy_buf_text(b, "</tr><tr>");
    for (int at = first; at < end; at++) sy_buf_printf(b, "<th>%d</th>", at % 12 + 1);
    sy_buf_text(b, "</tr></thead><tbody>\n");
}

static void month_cells(sy_buf *b, const sy_ledger_quality *q, int first, int end)
{
    for (int at = first; at < end; at++) {
        const sy_month *m = month_of(q, at);
        if (m) {
            sy_buf_printf(b, "<td class=\"%s\">%s</td>", sy_month_state_name(m->state),
                          sign_of(m->state));
        } else {
            sy_buf_text(b, "<td></td>");
        }
    }
}

/* A plain list of transfers has no balances that could prove anything. */
static bool has_grid(const sy_ledger_quality *l)
{
    return l->n_months > 0 && !l->is_list;
}

static void months(sy_buf *b, const sy_quality *q)
{
    int first = INT32_MAX, end = 0;

    for (size_t i = 0; i < q->n_ledgers; i++) {
        const sy_ledger_quality *l = &q->ledgers[i];
        if (!has_grid(l)) continue;
        if (month_number(&l->months[0]) < first) first = month_number(&l->months[0]);
        if (month_number(&l->months[l->n_months - 1]) + 1 > end) {
            end = month_number(&l->months[l->n_months - 1]) + 1;
        }
    }
    if (end == 0) {
        sy_buf_printf(b, "<p>%s</p>\n",
                      _("Nothing: a list of transfers has no balances. It is taken as complete."));
        return;
    }
    for (int at = first; at < end; at += MONTHS_ACROSS) {
        const int stop = at + MONTHS_ACROSS < end ? at + MONTHS_ACROSS : end;
        month_heads(b, at, stop);
        for (size_t i = 0, shown = 0; i < q->n_ledgers && shown < LEDGERS_SHOWN; i++) {
            if (!has_grid(&q->ledgers[i])) continue;
            shown++;
            sy_buf_text(b, "<tr><td>");
            sy_write_party(b, sy_slice_of(q->ledgers[i].holder), sy_slice_of(q->ledgers[i].number));
            sy_buf_text(b, "</td>");
            month_cells(b, &q->ledgers[i], at, stop);
            sy_buf_text(b, "</tr>\n");
        }
        sy_buf_text(b, "</tbody></table>\n");
    }
    sy_buf_printf(b,
                  "<p class=\"legend\"><b>✓</b> %s <b>○</b> %s <b>✗</b> %s <b>▨</b> %s "
                  "<b>?</b> %s</p>\n",
                  _("proved: balances chain and the period asked for covers it"),
                  _("balances chain"), _("breaks: rows may be missing"), _("no statement"),
                  _("no balances to prove it"));
}

static void gap_rows(sy_buf *b, const sy_quality *q)
{
    const char *heads[] = {_("account"), _("after"), _("before"), _("difference, yuan"),
                           _("rejected row between them")};
    size_t shown = 0;

    for (size_t i = 0; i < q->n_ledgers; i++) {
        const sy_ledger_quality *l = &q->ledgers[i];
        for (size_t k = 0; k < l->n_gaps && shown < GAPS_SHOWN; k++) {
            const sy_chain_gap *g = &l->gaps[k];
            if (shown++ == 0) {
                sy_buf_printf(b, "<h3>%s</h3>\n",
                              _("Balances that do not follow from the row before"));
                sy_write_heads(b, heads, "lllnl");
            }
            sy_buf_text(b, "<tr><td>");
            sy_write_party(b, sy_slice_of(l->holder), sy_slice_of(l->number));
            sy_buf_text(b, "</td><td class=\"t\">");
            sy_markup_time(b, g->from, g->precision);
            sy_buf_text(b, "</td><td class=\"t\">");
            sy_markup_time(b, g->to, g->precision);
            sy_buf_text(b, "</td><td class=\"n\">");
            sy_markup_money(b, g->difference);
            sy_buf_text(b, "</td><td>");
            if (g->rejected) {
                sy_buf_printf(b, _("likely cause: row %u of its file was rejected: "),
                              g->rejected_row);
                sy_write_reject_words(b, sy_slice_of(g->rejected_rule));
            }
            sy_buf_text(b, "</td></tr>\n");
        }
    }
    if (shown) sy_buf_text(b, "</tbody></table>\n");
}

void sy_section_quality(sy_page *p, const sy_dossier *d)
{
    const sy_quality *q = d->quality;
    sy_buf *b = p->b;

    sy_page_section(p, "quality", _("What the statements prove about themselves"));
    months(b, q);
    gap_rows(b, q);
    sy_buf_text(b, "<p>");
    sy_buf_printf(b,
                  _("Both sides of one transfer: %llu found, %llu suspected and not joined, %llu "
                    "rejected."),
                  (unsigned long long)q->counts[SY_MATCH_SIDES][SY_MATCH_CONFIRMED],
                  (unsigned long long)q->counts[SY_MATCH_SIDES][SY_MATCH_SUSPECTED],
                  (unsigned long long)q->counts[SY_MATCH_SIDES][SY_MATCH_REJECTED]);
    sy_buf_text(b, "</p>\n");
}
