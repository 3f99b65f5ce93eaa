/* section_head.c - what a reader wants to know first: whose case, what was
 * asked, how much of it went where. */
#include "report/sections.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "report/markup.h"
#include "report/words.h"

static void fact(sy_buf *b, const char *name, const char *value)
{
    if (!value || !*value) return;
    sy_buf_printf(b, "<div><dt>%s</dt><dd>", name);
    sy_markup_text(b, sy_slice_of(value), SY_TEXT_WIDTH);
    sy_buf_text(b, "</dd></div>");
}

static void facts(sy_buf *b, const sy_case_facts *f)
{
    char money[SY_MINOR_TEXT], claim[SY_MINOR_TEXT + 16] = "";
    sy_minor fen;

    if (f->claim && sy_minor_parse(&fen, sy_slice_of(f->claim))) {
        snprintf(claim, sizeof claim, _("%s yuan"), sy_minor_print_grouped(money, fen));
    }
    sy_buf_text(b, "<dl class=\"facts\">");
    fact(b, _("case number"), f->number);
    fact(b, _("debtor"), f->debtor);
    fact(b, _("identity"), f->debtor_id);
    fact(b, _("claim"), claim);
    sy_buf_text(b, "</dl>\n");
}

static void dates(sy_buf *b, const sy_case_facts *f)
{
    const struct {
        const char *date, *name;
    } list[] = {{f->suit_served, _("suit served")},
                {f->judgment_effective, _("judgment effective")},
                {f->enforcement_filed, _("enforcement filed")},
                {f->report_ordered, _("property report ordered")},
                {f->consumption_restricted, _("consumption restricted")},
                {f->terminated, _("procedure terminated")},
                {f->resumed, _("resumed")}};
    bool any = false;

    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        if (!list[i].date || !*list[i].date) continue;
        sy_buf_text(b, any ? "<li>" : "<ol class=\"dates\"><li>");
        any = true;
        sy_buf_text(b, "<b>");
        sy_markup_escaped(b, sy_slice_of(list[i].date), 20);
        sy_buf_printf(b, "</b>%s</li>", list[i].name);
    }
    if (any) sy_buf_text(b, "</ol>\n");
}

void sy_write_case_facts(sy_buf *b, const sy_case_facts *f)
{
    facts(b, f);
    dates(b, f);
}

static sy_minor sum_of(const sy_dossier *d, sy_sink_kind kind)
{
    sy_minor sum = 0;

    for (size_t i = 0; i < d->n_list; i++) {
        if (d->list[i].kind == kind) sum += d->list[i].amount[d->shown->rule];
    }
    return sum;
}

static void figure(sy_buf *b, const char *class, sy_minor amount, const char *name)
{
    sy_buf_printf(b, "<div%s><b>", class);
    sy_markup_money(b, amount);
    sy_buf_printf(b, "</b><span>%s</span></div>", name);
}

static void figures(sy_buf *b, const sy_dossier *d)
{
    const sy_minor property = sum_of(d, SY_SINK_PROPERTY), held = sum_of(d, SY_SINK_HELD),
                   unsupplied = sum_of(d, SY_SINK_UNSUPPLIED), cash = sum_of(d, SY_SINK_CASH);

    sy_buf_text(b, "<div class=\"figures\">");
    figure(b, "", d->seeded, _("traced, yuan"));
    figure(b, " class=\"property\"", property, _("paid for property"));
    figure(b, "", unsupplied, _("in accounts without a statement"));
    figure(b, "", held, _("still in accounts"));
    figure(b, "", cash, _("drawn in cash"));
    figure(b, "", d->seeded - property - unsupplied - held - cash, _("elsewhere"));
    sy_buf_text(b, "</div>\n");
}

/* "from A (6299...), B (...)": what was asked. */
static void sources(sy_buf *b, const sy_dossier *d)
{
    for (size_t i = 0; i < d->asked->n_seeds; i++) {
        const sy_seed *s = &d->asked->seeds[i];
        if (i > 0) sy_buf_text(b, _(", "));
        if (s->kind == SY_SEED_TRANSFER) {
            char id[SY_ENTRY_ID];
            sy_markup_text(b, sy_slice_of(sy_case_transfer_id(d->f, id, s->transfer)), 0);
            continue;
        }
        const uint32_t ledger = sy_flow_first_ledger(d->f, s->account);
        sy_markup_text(b, sy_slice_of(sy_ledger_holder(d->f, ledger)), SY_NAME_WIDTH);
        sy_buf_text(b, " ");
        sy_markup_text(b, sy_slice_of(sy_ledger_number(d->f, ledger)), SY_NAME_WIDTH);
    }
}

static void question(sy_buf *b, const sy_dossier *d)
{
    sy_buf_text(b, "<p><b>");
    sy_buf_text(b, _("Question: "));
    sy_buf_text(b, "</b>");
    sy_buf_text(b, _("where did the money go that left these accounts: "));
    sources(b, d);
    if (d->asked->has_since) {
        sy_buf_text(b, _("; since "));
        sy_markup_time(b, d->asked->since, d->asked->since % SY_DAY ? SY_SECOND : SY_DATE);
    }
    if (d->asked->has_until) {
        sy_buf_text(b, _("; until "));
        sy_markup_time(b, d->asked->until,
                       d->asked->until % SY_DAY == SY_DAY - 1 ? SY_DATE : SY_SECOND);
    }
    sy_buf_text(b, _(". "));
    sy_buf_text(b, "<b>");
    sy_buf_text(b, _("Rule: "));
    sy_buf_printf(b, "</b>%s", sy_rule_title(d->shown->rule));
    sy_buf_text(b, _(" (a presumption; the other four stand in the comparison below)."));
    sy_buf_text(b, "</p>\n");
}

/* The property, in words, largest first. */
static void findings(sy_buf *b, const sy_dossier *d)
{
    bool any = false;

    for (size_t i = 0; i < d->n_list; i++) {
        const sy_destination *x = &d->list[i];
        if (x->kind != SY_SINK_PROPERTY) continue;
        sy_buf_text(b, any ? "<li>" : "<ul><li>");
        any = true;
        sy_buf_printf(b, "<a href=\"#d%zu\">", i + 1);
        sy_markup_text(b, x->name.len ? x->name : x->number, SY_TEXT_WIDTH);
        sy_buf_text(b, "</a>");
        if (x->class_name) sy_buf_printf(b, _(" (%s)"), x->class_name);
        sy_buf_text(b, _(": "));
        sy_markup_money(b, x->amount[d->shown->rule]);
        sy_buf_text(b, _(" yuan"));
        if (x->has_bounds && x->lower != x->upper) {
            sy_buf_text(b, _(", at least "));
            sy_markup_money(b, x->lower);
            if (d->n_unproved) sy_buf_text(b, _(" (as far as the statements supplied reach)"));
            sy_buf_text(b, _(", at most "));
            sy_markup_money(b, x->upper);
        }
        sy_buf_text(b, "</li>");
    }
    if (any) sy_buf_text(b, "</ul>\n");
}

void sy_section_head(sy_page *p, const sy_dossier *d)
{
    sy_buf *b = p->b;

    sy_buf_printf(b, "<p class=\"kind\">%s</p>\n<h1>", _("TRACE OF MONEY · LEADS"));
    if (d->facts.name && *d->facts.name)
        sy_markup_text(b, sy_slice_of(d->facts.name), SY_TEXT_WIDTH);
    else if (d->facts.debtor && *d->facts.debtor) {
        sy_markup_text(b, sy_slice_of(d->facts.debtor), SY_TEXT_WIDTH);
    } else {
        sy_buf_text(b, _("The way of the money"));
    }
    sy_buf_text(b, "</h1>\n");
    sy_write_case_facts(b, &d->facts);
    question(b, d);
    figures(b, d);
    findings(b, d);
    sy_buf_printf(
        b, "<p class=\"note warn\">%s</p>\n",
        _("What follows are leads, not findings. Every figure comes from the statements "
          "supplied; who leaves first when money is mixed is a presumption. An account in "
          "another's name is that person's until shown otherwise."));
}
