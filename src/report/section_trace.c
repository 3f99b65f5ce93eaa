/* section_trace.c - the trace itself: picture, destinations, the five rules,
 * what matched one to one, statements to ask for. */
#include "report/sections.h"

#include <string.h>

#include "base/lang.h"
#include "report/markup.h"
#include "report/picture.h"
#include "report/words.h"

enum { LINES_OF_KIND = 40, LINKS = 12, SPOTS_SHOWN = 12, MATCHED_SHOWN = 200, WIDE_FROM = 5 };

/* ---- shared pieces ---- */

void sy_write_party(sy_buf *b, sy_slice name, sy_slice number)
{
    sy_markup_text(b, name, SY_NAME_WIDTH);
    if (number.len == 0) return;
    sy_buf_text(b, name.len ? "<small class=\"mono\">" : "<span class=\"mono\">");
    sy_markup_text(b, number, SY_NAME_WIDTH);
    sy_buf_text(b, name.len ? "</small>" : "</span>");
}

void sy_write_row_link(sy_buf *b, const sy_dossier *d, uint32_t transfer)
{
    const size_t n = sy_dossier_row_number(d, transfer);

    if (n) sy_buf_printf(b, "<a href=\"#t%zu\">[%zu]</a>", n, n);
}

void sy_write_heads(sy_buf *b, const char *const *heads, const char *aligns)
{
    sy_buf_text(b, "<table><thead><tr>");
    for (size_t i = 0; aligns[i]; i++) {
        sy_buf_printf(b, "<th%s>%s</th>", aligns[i] == 'n' ? " class=\"n\"" : "", heads[i]);
    }
    sy_buf_text(b, "</tr></thead><tbody>\n");
}

static void money_cell(sy_buf *b, sy_minor amount)
{
    sy_buf_text(b, "<td class=\"n\">");
    sy_markup_money(b, amount);
    sy_buf_text(b, "</td>");
}

/* ---- picture ---- */

static void left_out_of_picture(sy_buf *b, const sy_picture *info)
{
    char money[SY_MINOR_TEXT];

    if (info->left_out == 0) return;
    sy_buf_printf(b, _(" Not drawn: %zu smaller bands, %s yuan together."), info->left_out,
                  sy_minor_print_grouped(money, info->left_amount));
}

sy_status sy_section_picture(sy_page *p, const sy_dossier *d, sy_err *err)
{
    sy_picture info;
    sy_buf svg;
    sy_status st;

    sy_buf_init(&svg, p->b->al, p->b->max);
    st = sy_picture_draw(&svg, &info, d, err);
    if (st == SY_OK) {
        if (info.columns >= WIDE_FROM)
            sy_page_wide_section(p, "picture", _("Where the money went"));
        else
            sy_page_section(p, "picture", _("Where the money went"));
        if (info.columns == 0) {
            sy_buf_printf(p->b, "<p>%s</p>\n", _("No money left these accounts in that time."));
        } else {
            sy_buf_text(p->b, "<figure>");
            sy_buf_slice(p->b, (sy_slice){svg.ptr, svg.len});
            sy_buf_text(p->b, "<figcaption>");
            sy_buf_text(p->b,
                        _("Bands are as wide as the traced amounts (yuan). Heavy border: payee of "
                          "property. Dashed border: account without a statement. Hatched: still in "
                          "the account. Dotted line: money that went back. Cash, shops and fees "
                          "are put together, and left out where they are under 0.5 %; the table "
                          "below has all of them."));
            left_out_of_picture(p->b, &info);
            sy_buf_text(p->b, "</figcaption></figure>\n");
        }
    }
    sy_buf_dispose(&svg);
    return st;
}

/* ---- destinations ---- */

static void evidence_links(sy_buf *b, const sy_dossier *d, const sy_destination *x)
{
    for (size_t i = 0; i < x->n_transfers && i < LINKS; i++) {
        if (i > 0) sy_buf_char(b, ' ');
        sy_write_row_link(b, d, x->transfers[i]);
    }
    if (x->n_transfers > LINKS) {
        sy_buf_char(b, ' ');
        sy_buf_printf(b, _("and %zu more"), x->n_transfers - LINKS);
    }
}

/* The rows by which traced money came into an account where it still is. */
static void arrival_links(sy_buf *b, const sy_dossier *d, const sy_destination *x)
{
    size_t shown = 0, more = 0;

    for (size_t i = 0; i < d->n_rows; i++) {
        const uint32_t t = d->rows[i].traced->transfer;
        if (d->f->to[t] != x->ledger) continue;
        if (shown == LINKS) {
            more++;
            continue;
        }
        if (shown++) sy_buf_char(b, ' ');
        sy_write_row_link(b, d, t);
    }
    if (more) {
        sy_buf_char(b, ' ');
        sy_buf_printf(b, _("and %zu more"), more);
    }
}

static void who_cell(sy_buf *b, const sy_destination *x)
{
    sy_buf_text(b, "<td>");
    switch (x->kind) {
    case SY_SINK_FEE:
    case SY_SINK_MERCHANT:
        sy_buf_text(b, "—");
        break;
    case SY_SINK_CASH:
    case SY_SINK_EXCHANGE:
    case SY_SINK_GAP:
    case SY_SINK_DEBT:
        sy_buf_printf(b, "<span class=\"soft\">%s</span> ", _("out of"));
        sy_write_party(b, x->name, x->number);
        break;
    default:
        sy_write_party(b, x->name, x->number);
        break;
    }
    sy_buf_text(b, "</td>");
}

/* Did traced money pass where nobody can see all? */
static bool has_blind_spots(const sy_dossier *d)
{
    return d->n_unproved > 0 || (d->asked->follow && !d->f->closed_world);
}

/* At least, at most: only of payments. An asterisk where it may be the blind
 * spots that keep the lower bound down. */
static void bounds_cells(sy_buf *b, const sy_dossier *d, const sy_destination *x)
{
    if (!x->has_bounds) {
        sy_buf_text(b, "<td class=\"n\">—</td><td class=\"n\">—</td>");
        return;
    }
    sy_buf_text(b, "<td class=\"n\">");
    sy_markup_money(b, x->lower);
    if (has_blind_spots(d) && x->lower < x->amount[d->shown->rule]) sy_buf_text(b, "*");
    sy_buf_text(b, "</td>");
    money_cell(b, x->upper);
}

/* Lines that are empty under the rule shown stand in the comparison only; of
 * many lines of one kind the largest are listed, and the sum of the rest. */
static bool is_listed(const sy_dossier *d, const sy_destination *x)
{
    return x->kind == SY_SINK_PROPERTY ||
           (x->amount[d->shown->rule] != 0 && x->rank < LINES_OF_KIND);
}

static void destination_row(sy_buf *b, const sy_dossier *d, size_t i)
{
    const sy_destination *x = &d->list[i];
    const bool is_property = x->kind == SY_SINK_PROPERTY;

    sy_buf_printf(b, "<tr id=\"d%zu\"%s><td><span class=\"tag\">%s</span></td>", i + 1,
                  is_property ? " class=\"property\"" : "",
                  x->class_name ? x->class_name : sy_sink_title(x->kind));
    who_cell(b, x);
    money_cell(b, x->amount[d->shown->rule]);
    bounds_cells(b, d, x);
    sy_buf_text(b, "<td>");
    if (x->kind == SY_SINK_HELD) {
        sy_buf_printf(b, "<small>%s ", _("as of"));
        sy_markup_time(b, x->as_of, x->as_of % SY_DAY == SY_DAY - 1 ? SY_DATE : SY_SECOND);
        sy_buf_text(b, "</small>");
        arrival_links(b, d, x);
    } else if (x->kind == SY_SINK_RETURNED) {
        arrival_links(b, d, x);
    } else {
        evidence_links(b, d, x);
    }
    sy_buf_text(b, "</td></tr>\n");
}

static void day(sy_buf *b, int32_t days)
{
    sy_markup_time(b, (int64_t)days * SY_DAY, SY_DATE);
}

/* Where the statements do not prove that nothing is missing. */
static void blind_spots(sy_buf *b, const sy_dossier *d)
{
    if (!has_blind_spots(d)) return;
    sy_buf_printf(b, "<p class=\"note\">%s",
                  _("* as far as the statements supplied reach: where money passed unseen days or "
                    "accounts, nothing bounds from below."));
    for (size_t i = 0; i < d->n_unproved && i < SPOTS_SHOWN; i++) {
        const sy_unproved *u = &d->unproved[i];
        sy_buf_text(b, i ? _("; ") : _(" Days that no statement proves: "));
        sy_markup_text(b, sy_slice_of(sy_ledger_holder(d->f, u->ledger)), SY_NAME_WIDTH);
        sy_buf_char(b, ' ');
        sy_markup_text(b, sy_slice_of(sy_ledger_number(d->f, u->ledger)), SY_NAME_WIDTH);
        sy_buf_char(b, ' ');
        day(b, u->days.from);
        sy_buf_text(b, _(" to "));
        day(b, u->days.to);
    }
    if (d->n_unproved > SPOTS_SHOWN) {
        sy_buf_text(b, _("; "));
        sy_buf_printf(b, _("and %zu more"), d->n_unproved - SPOTS_SHOWN);
    }
    sy_buf_text(b, "</p>\n");
}

static void rest_row(sy_buf *b, sy_sink_kind kind, size_t n, sy_minor sum)
{
    sy_buf_printf(b, "<tr><td><span class=\"tag\">%s</span></td><td>", sy_sink_title(kind));
    sy_buf_printf(b, _("%zu more, together"), n);
    sy_buf_text(b, "</td>");
    money_cell(b, sum);
    sy_buf_text(b, "<td></td><td></td><td></td></tr>\n");
}

void sy_section_destinations(sy_page *p, const sy_dossier *d)
{
    const char *heads[] = {_("kind"),     _("payee or holder"), _("traced, yuan"),
                           _("at least"), _("at most"),         _("rows of evidence")};
    sy_buf *b = p->b;

    sy_page_section(p, "destinations", _("Every yuan of it"));
    sy_buf_printf(b, "<p class=\"soft\">%s%s%s</p>\n", _("Under the rule: "),
                  sy_rule_title(d->shown->rule),
                  _(". At least and at most hold whatever the rule."));
    sy_write_heads(b, heads, "llnnnl");
    sy_minor rest = 0;
    size_t n_rest = 0;
    for (size_t i = 0; i < d->n_list; i++) {
        const sy_destination *x = &d->list[i];
        if (is_listed(d, x)) {
            destination_row(b, d, i);
        } else if (x->amount[d->shown->rule]) {
            rest += x->amount[d->shown->rule];
            n_rest++;
        }
        const bool is_last = i + 1 == d->n_list || d->list[i + 1].kind != x->kind;
        if (is_last && n_rest) {
            rest_row(b, x->kind, n_rest, rest);
            rest = 0;
            n_rest = 0;
        }
    }
    sy_buf_printf(b, "<tr class=\"sum\"><td>%s</td><td></td>", _("sum"));
    money_cell(b, d->seeded);
    sy_buf_text(b, "<td></td><td></td><td></td></tr>\n</tbody></table>\n");
    blind_spots(b, d);
}

/* ---- the five rules ---- */

static bool differs(const sy_destination *x)
{
    for (int rule = 1; rule < SY_RULES; rule++) {
        if (x->amount[rule] != x->amount[0]) return true;
    }
    return false;
}

static void rule_row(sy_buf *b, const sy_dossier *d, size_t i)
{
    const sy_destination *x = &d->list[i];

    sy_buf_printf(b, "<tr%s><td><span class=\"tag\">%s</span> ",
                  x->kind == SY_SINK_PROPERTY ? " class=\"property\"" : "",
                  x->class_name ? x->class_name : sy_sink_title(x->kind));
    if (is_listed(d, x)) sy_buf_printf(b, "<a href=\"#d%zu\">", i + 1);
    sy_markup_text(b, x->name, SY_NAME_WIDTH);
    sy_buf_text(b, is_listed(d, x) ? "</a></td>" : "</td>");
    for (int rule = 0; rule < SY_RULES; rule++) {
        const bool least = sy_is_least(x, d->traces, SY_RULES, (sy_rule)rule);
        sy_buf_printf(b, "<td class=\"n\">%s", least ? "<span class=\"least\">" : "");
        sy_markup_money(b, x->amount[rule]);
        sy_buf_text(b, least ? "</span></td>" : "</td>");
    }
    sy_buf_text(b, "</tr>\n");
}

void sy_section_rules(sy_page *p, const sy_dossier *d)
{
    sy_buf *b = p->b;
    size_t left_out = 0;

    sy_page_section(p, "rules", _("The five rules beside each other"));
    sy_buf_printf(
        b, "<p class=\"soft\">%s</p>\n",
        _("No rule is the law. Framed: the least of the five. Where all agree, the figure "
          "does not hang on the choice."));
    sy_buf_printf(b, "<table><thead><tr><th>%s</th>", _("payee or holder"));
    for (int rule = 0; rule < SY_RULES; rule++) {
        sy_buf_printf(b, "<th class=\"n\">%s%s</th>", sy_rule_title((sy_rule)rule),
                      (sy_rule)rule == d->shown->rule ? "<br>▲" : "");
    }
    sy_buf_text(b, "</tr></thead><tbody>\n");
    for (size_t i = 0; i < d->n_list; i++) {
        const sy_destination *x = &d->list[i];
        const bool is_shown =
            x->kind == SY_SINK_PROPERTY || (differs(x) && x->rank < LINES_OF_KIND);
        if (is_shown)
            rule_row(b, d, i);
        else
            left_out++;
    }
    sy_buf_printf(b, "<tr class=\"sum\"><td>%s</td>", _("sum of all lines"));
    for (int rule = 0; rule < SY_RULES; rule++) money_cell(b, d->seeded);
    sy_buf_text(b, "</tr>\n</tbody></table>\n");
    sy_buf_text(b, "<p class=\"note\">");
    sy_buf_printf(
        b,
        _("▲ the rule of the picture and of the table above. Left out: %zu lines that are "
          "the same under all five rules, or small among many of their kind."),
        left_out);
    sy_buf_text(b, "</p>\n");
}

/* ---- one to one ---- */

static void length_of_time(sy_buf *b, int64_t seconds)
{
    if (seconds < 0) seconds = 0;
    if (seconds < 3600)
        sy_buf_printf(b, _("%d min"), (int)(seconds / 60));
    else
        sy_buf_printf(b, _("%d h %d min"), (int)(seconds / 3600), (int)(seconds % 3600 / 60));
}

static void matched_side(sy_buf *b, const sy_dossier *d, uint32_t t)
{
    sy_buf_text(b, "<td class=\"t\">");
    sy_markup_time(b, sy_flow_at(d->f, t), sy_transfer_precision(d->f, t));
    sy_buf_char(b, ' ');
    sy_write_row_link(b, d, t);
    sy_buf_text(b, "</td>");
    money_cell(b, d->f->amount[t]);
}

void sy_section_matched(sy_page *p, const sy_dossier *d)
{
    const char *heads[] = {_("account"),  _("came in"), _("amount"),
                           _("went out"), _("amount"),  _("in between")};
    const sy_flow *f = d->f;
    sy_buf *b = p->b;

    sy_page_section(p, "matched", _("Matched one to one"));
    sy_buf_printf(b, "<p class=\"soft\">%s</p>\n",
                  _("Free of any rule: within 24 hours of an inflow about the same amount went on. "
                    "These pairs are the firmest part of the trace."));
    if (d->n_matched == 0) {
        sy_buf_printf(b, "<p>%s</p>\n", _("None."));
        return;
    }
    sy_write_heads(b, heads, "llnlnl");
    for (size_t i = 0; i < d->n_matched && i < MATCHED_SHOWN; i++) {
        const sy_matched *m = &d->matched[i];
        const uint32_t ledger = f->from[m->out];
        const bool day = (f->flags[m->in] | f->flags[m->out]) & SY_T_DATE_ONLY;
        sy_buf_text(b, "<tr><td>");
        if (!sy_is_outside(ledger)) {
            sy_write_party(b, sy_slice_of(sy_ledger_holder(f, ledger)),
                           sy_slice_of(sy_ledger_number(f, ledger)));
        }
        sy_buf_text(b, "</td>");
        matched_side(b, d, m->in);
        matched_side(b, d, m->out);
        sy_buf_text(b, "<td class=\"t\">");
        if (day)
            sy_buf_text(b, _("within a day"));
        else
            length_of_time(b, sy_flow_at(f, m->out) - sy_flow_at(f, m->in));
        sy_buf_text(b, "</td></tr>\n");
    }
    sy_buf_text(b, "</tbody></table>\n");
    if (d->n_matched > MATCHED_SHOWN) {
        sy_buf_text(b, "<p class=\"note\">");
        sy_buf_printf(b, _("and %zu more"), d->n_matched - MATCHED_SHOWN);
        sy_buf_text(b, "</p>\n");
    }
}

/* ---- statements to ask for ---- */

void sy_section_inquiries(sy_page *p, const sy_dossier *d)
{
    const char *heads[] = {_("account"),
                           _("bank"),
                           _("first arrival"),
                           _("last arrival"),
                           _("traced money that waits there, yuan"),
                           _("rows of evidence")};
    sy_buf *b = p->b;

    sy_page_section(p, "inquiries", _("Statements to ask for"));
    if (d->n_breakpoints == 0) {
        sy_buf_printf(b, "<p>%s</p>\n",
                      _("None: no traced money ends in an account without a statement."));
        return;
    }
    sy_write_heads(b, heads, "llllnl");
    for (size_t i = 0; i < d->n_breakpoints; i++) {
        const sy_breakpoint *x = &d->breakpoints[i];
        const sy_destination like = {.ledger = x->ledger};
        sy_buf_text(b, "<tr><td>");
        sy_write_party(b, sy_slice_of(sy_ledger_holder(d->f, x->ledger)),
                       sy_slice_of(sy_ledger_number(d->f, x->ledger)));
        sy_buf_text(b, "</td><td>");
        sy_markup_text(b, sy_slice_of(sy_ledger_bank(d->f, x->ledger)), SY_NAME_WIDTH);
        sy_buf_text(b, "</td><td class=\"t\">");
        sy_markup_time(b, x->first, SY_DATE);
        sy_buf_text(b, "</td><td class=\"t\">");
        sy_markup_time(b, x->last, SY_DATE);
        sy_buf_text(b, "</td>");
        money_cell(b, x->amount);
        sy_buf_text(b, "<td>");
        arrival_links(b, d, &like);
        sy_buf_text(b, "</td></tr>\n");
    }
    sy_buf_text(b, "</tbody></table>\n");
}
