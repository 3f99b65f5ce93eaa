/* inquiry_xlsx.c - the list of missing statements as a workbook: whose accounts to have
 * listed, statements to ask for with all five rules, and the rows behind each. */
#include "report/inquiry_words.h"

#include "base/lang.h"
#include "report/telling.h"
#include "report/words.h"
#include "report/workbook.h"

static void day(sy_workbook *w, int32_t d)
{
    if (d == SY_NO_DATE)
        sy_workbook_skip(w, 1);
    else
        sy_workbook_time(w, (int64_t)d * SY_DAY, SY_DATE);
}

static void amounts(sy_workbook *w, const sy_inquiry *i)
{
    for (int r = 0; r < SY_RULES; r++) sy_workbook_money(w, i->waiting[r]);
    if (i->has_bounds) {
        sy_workbook_money(w, i->at_least);
        sy_workbook_money(w, i->at_most);
    } else {
        sy_workbook_skip(w, 2);
    }
}

static void amount_heads(sy_workbook *w)
{
    for (int r = 0; r < SY_RULES; r++) sy_workbook_head(w, sy_rule_title((sy_rule)r));
    sy_workbook_head(w, _("at least"));
    sy_workbook_head(w, _("at most"));
}

static void write_people(sy_workbook *w, const sy_scene *s, const sy_inquiries *q, bool all,
                         sy_arena *arena)
{
    static const double widths[] = {6, 12, 24, 24, 12, 16, 16, 16, 16, 16, 16, 16, 60};
    size_t n = 0;

    sy_workbook_sheet(w, _("accounts to list"), widths, sizeof widths / sizeof *widths);
    sy_workbook_head(w, _("no."));
    sy_workbook_head(w, _("id"));
    sy_workbook_head(w, _("whose"));
    sy_workbook_head(w, _("ID number"));
    sy_workbook_head(w, _("relation"));
    amount_heads(w);
    sy_workbook_head(w, _("because"));
    sy_workbook_next(w);
    for (size_t k = 0; k < q->n_people; k++) {
        const sy_inquiry *i = &q->people[k];
        if (!all && !sy_inquiry_is_shown(q, i)) continue;
        sy_workbook_count(w, ++n);
        sy_workbook_string(w, i->id);
        sy_workbook_string(w, i->holder);
        sy_workbook_string(w, i->identity);
        sy_workbook_string(w, sy_relation_label(i->relation));
        amounts(w, i);
        sy_workbook_string(w, sy_inquiry_why(s, i, arena));
        sy_workbook_next(w);
    }
}

static void item_heads(sy_workbook *w)
{
    const char *const heads[] = {_("no."),
                                 _("id"),
                                 _("asked for"),
                                 _("whose"),
                                 _("ID number"),
                                 _("relation"),
                                 _("account"),
                                 _("bank"),
                                 _("first day"),
                                 _("last day"),
                                 _("days that are missing")};

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) sy_workbook_head(w, heads[i]);
    amount_heads(w);
    sy_workbook_head(w, _("would open up, yuan"));
    sy_workbook_head(w, _("because"));
    sy_workbook_next(w);
}

static void write_items(sy_workbook *w, const sy_scene *s, const sy_inquiries *q, bool all,
                        sy_arena *arena)
{
    static const double widths[] = {6,  12, 14, 24, 22, 12, 26, 26, 12, 12,
                                    30, 16, 16, 16, 16, 16, 16, 16, 16, 70};
    size_t n = 0;

    sy_workbook_sheet(w, _("statements to ask for"), widths, sizeof widths / sizeof *widths);
    item_heads(w);
    for (size_t k = 0; k < q->n; k++) {
        const sy_inquiry *i = &q->items[k];
        if (!all && !sy_inquiry_is_shown(q, i)) continue;
        sy_workbook_count(w, ++n);
        sy_workbook_string(w, i->id);
        sy_workbook_string(w, sy_inquiry_kind_label(i->kind));
        sy_workbook_string(w, i->holder);
        sy_workbook_string(w, i->identity);
        sy_workbook_string(w, sy_relation_label(i->relation));
        sy_workbook_string(w, i->account);
        sy_workbook_string(w, sy_inquiry_bank(i, arena));
        day(w, i->from);
        day(w, i->to);
        sy_workbook_string(w, sy_inquiry_missing(i, arena));
        amounts(w, i);
        sy_workbook_money(w, i->opens);
        sy_workbook_string(w, sy_inquiry_why(s, i, arena));
        sy_workbook_next(w);
    }
}

/* ---- the rows behind them ---- */

static const char *holder(const sy_flow *f, uint32_t end)
{
    return sy_is_outside(end) ? sy_outside_title(sy_outside_kind(end)) : sy_ledger_holder(f, end);
}

static void write_row(sy_workbook *w, const sy_telling *t, const char *id, const char *what,
                      uint32_t x)
{
    const sy_flow *f = t->f;
    uint32_t places[2];
    sy_row_ref row;

    if (sy_places_of(f, x, places) == 0 || w->row >= SY_SHEET_ROWS - 1) return;
    sy_row_at(t, places[0], &row);
    sy_workbook_string(w, id);
    sy_workbook_string(w, what);
    sy_workbook_time(w, sy_flow_at(f, x), sy_transfer_precision(f, x));
    sy_workbook_string(w, holder(f, f->from[x]));
    sy_workbook_string(w, holder(f, f->to[x]));
    sy_workbook_money(w, f->amount[x]);
    sy_workbook_string(w, row.source->path);
    sy_workbook_string(w, row.source->sheet_name);
    sy_workbook_count(w, row.row);
    sy_workbook_string(w, row.id);
    sy_workbook_next(w);
}

static void write_rows_of(sy_workbook *w, const sy_telling *t, const sy_inquiry *i)
{
    for (size_t k = 0; k < i->n_transfers; k++) {
        write_row(w, t, i->id, _("brings it there"), i->transfers[k]);
    }
    for (size_t k = 0; k < i->n_onward; k++) {
        for (size_t m = 0; m < i->onward[k].n_transfers; m++) {
            write_row(w, t, i->id, _("would lead it on"), i->onward[k].transfers[m]);
        }
    }
}

static void write_rows(sy_workbook *w, const sy_telling *t, const sy_inquiries *q, bool all)
{
    static const double widths[] = {12, 16, 20, 24, 24, 16, 40, 12, 8, 22};
    const char *const heads[] = {_("id"),     _("what"), _("time"),  _("paid by"), _("received by"),
                                 _("amount"), _("file"), _("sheet"), _("row"),     _("entry")};

    sy_workbook_sheet(w, _("rows of evidence"), widths, sizeof widths / sizeof *widths);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) sy_workbook_head(w, heads[i]);
    sy_workbook_next(w);
    for (size_t k = 0; k < q->n; k++) {
        if (all || sy_inquiry_is_shown(q, &q->items[k])) write_rows_of(w, t, &q->items[k]);
    }
    for (size_t k = 0; k < q->n_people; k++) {
        if (all || sy_inquiry_is_shown(q, &q->people[k])) write_rows_of(w, t, &q->people[k]);
    }
}

sy_status sy_inquiries_xlsx(const char *path, const sy_scene *s, const sy_inquiries *q, bool all,
                            sy_err *err)
{
    sy_workbook w;
    sy_telling t;
    sy_arena arena;
    sy_status st;

    sy_arena_init(&arena, NULL);
    st = sy_telling_init(&t, s->c, &arena, err);
    if (st == SY_OK) st = sy_workbook_open(&w, path, err);
    if (st == SY_OK) {
        write_people(&w, s, q, all, &arena);
        write_items(&w, s, q, all, &arena);
        write_rows(&w, &t, q, all);
        st = sy_workbook_close(&w, SY_OK, err);
    }
    sy_arena_dispose(&arena);
    return st;
}
