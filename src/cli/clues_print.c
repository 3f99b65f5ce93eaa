/* clues_print.c - clues for people: a block for each, by whose it seems to be. */
#include <stdio.h>

#include "base/buf.h"
#include "cli/clues.h"
#include "cli/table.h"
#include "cli/verdict.h"
#include "report/shown.h"
#include "report/words.h"

enum { INDENT = 4, WIDTH = 100, MOST_TEXT = 1 << 16, NAME_WIDTH = 44 };

/* ---- one clue ---- */

typedef struct line {
    sy_buf b;
} line;

static void begin(line *l)
{
    sy_buf_init(&l->b, NULL, MOST_TEXT);
}

static sy_status end(line *l, sy_err *err)
{
    const sy_status st = sy_buf_status(&l->b);

    if (st == SY_OK && l->b.len) {
        printf("%*s", INDENT, "");
        sy_print_wrapped(stdout, l->b.ptr, INDENT, WIDTH);
    }
    sy_buf_dispose(&l->b);
    return st == SY_OK ? SY_OK : sy_fail(err, st, N_("no memory for a sentence"));
}

static void add_money(line *l, const char *label, int64_t amount)
{
    char text[SY_MINOR_TEXT];

    sy_buf_text(&l->b, label);
    sy_buf_text(&l->b, " ");
    sy_buf_text(&l->b, sy_minor_print_grouped(text, amount));
}

static sy_status print_head(const sy_clue *k, size_t number, sy_err *err)
{
    char amount[SY_MINOR_TEXT];
    sy_buf b;

    sy_buf_init(&b, NULL, MOST_TEXT);
    sy_buf_printf(&b, "%zu. [%c] %s  ", number, k->grade, sy_asset_class_label(k->asset));
    sy_shown(&b, k->holder, NAME_WIDTH);
    sy_buf_text(&b, "  ");
    sy_shown(&b, k->account, NAME_WIDTH);
    if (k->payee.len) sy_buf_text(&b, k->asset == SY_ASSET_OWN_ACCOUNT ? "  " : " → ");
    sy_shown(&b, k->payee, NAME_WIDTH);
    sy_buf_printf(&b, "  %s", sy_minor_print_grouped(amount, k->amount));
    if (k->returned) {
        sy_buf_printf(&b, _(" (%s came back)"), sy_minor_print_grouped(amount, k->returned));
    }
    const sy_status st = sy_buf_status(&b);
    if (st == SY_OK) puts(b.ptr);
    sy_buf_dispose(&b);
    return st == SY_OK ? SY_OK : sy_fail(err, st, N_("no memory for a sentence"));
}

static sy_status print_reason(const sy_clue *k, sy_err *err)
{
    line l;
    sy_status st;

    begin(&l);
    sy_buf_text(&l.b, _("rests on: "));
    st = sy_clue_reason(&l.b, k);
    const sy_status printed = end(&l, err);
    return st == SY_OK ? printed : sy_fail(err, st, N_("no memory for a sentence"));
}

/* One rule by name; the others stand in JSON and in the annex. */
static sy_status print_money(const sy_clue *k, sy_err *err)
{
    line l;

    if (!k->money.is_known || k->standing == SY_CLUE_OF_DEBTOR) return SY_OK;
    begin(&l);
    sy_buf_text(&l.b, _("of it the debtor's money: "));
    add_money(&l, sy_rule_title(SY_FIFO), k->money.by_rule[SY_FIFO]);
    add_money(&l, _("; at least"), k->money.least);
    add_money(&l, _(", at most"), k->money.most);
    if (k->money.matched) add_money(&l, _("; matched one to one"), k->money.matched);
    if (k->money.has_diverted) {
        sy_buf_printf(&l.b, _("; with income suspected to have gone elsewhere, %s"),
                      sy_rule_title(SY_FIFO));
        add_money(&l, "", k->money.with_diverted[SY_FIFO]);
    }
    return end(&l, err);
}

static sy_status print_ground(const sy_clue *k, sy_err *err)
{
    line l;

    if (!(k->grounds & SY_CLUE_BY_PROXY)) return SY_OK;
    begin(&l);
    sy_buf_text(&l.b, _("paid from an account that the debtor may be using (suyuan proxies); a "
                        "lead only"));
    return end(&l, err);
}

static sy_status print_days(const sy_clue *k, sy_err *err)
{
    char first[SY_TIME_TEXT], last[SY_TIME_TEXT];
    line l;

    if (k->first > k->last) return SY_OK;
    begin(&l);
    sy_time_print(first, k->first, SY_DATE);
    sy_time_print(last, k->last, SY_DATE);
    sy_buf_printf(&l.b, _("paid %s to %s"), first, last);
    if (k->after != SY_CASE_DAYS) {
        sy_buf_printf(&l.b, _("; by the last of these days %s"), sy_case_day_label(k->after));
    }
    return end(&l, err);
}

static void add_key(line *l, const char *label, sy_slice value)
{
    if (!value.len) return;
    if (l->b.len) sy_buf_text(&l->b, "  ");
    sy_buf_text(&l->b, label);
    sy_buf_text(&l->b, " ");
    sy_shown(&l->b, value, 2 * NAME_WIDTH);
}

static sy_status print_keys(const sy_clue *k, sy_err *err)
{
    line l;

    begin(&l);
    add_key(&l, _("plate"), sy_slice_of(k->plate));
    add_key(&l, _("frame number"), sy_slice_of(k->vin));
    add_key(&l, _("policy"), sy_slice_of(k->policy));
    add_key(&l, _("address"), k->address);
    return end(&l, err);
}

static sy_status print_state(const sy_clues_run *r, const sy_clue *k, sy_err *err)
{
    const char *lead = sy_clue_lead(r, k);
    line l;

    begin(&l);
    sy_buf_printf(&l.b, _("id %s"), k->id);
    if (k->aside != SY_CLUE_IS_SHOWN) {
        sy_buf_printf(&l.b, _("; set aside: %s"), sy_clue_aside_label(k->aside));
    }
    if (k->decision) {
        sy_buf_text(&l.b, _("; "));
        sy_buf_text(&l.b, sy_verdict_label(k->decision));
        if (k->decision->note[0]) {
            sy_buf_text(&l.b, _(": "));
            sy_shown(&l.b, sy_slice_of(k->decision->note), 0);
        }
    }
    if (lead) sy_buf_printf(&l.b, _("; lead %s"), lead);
    return end(&l, err);
}

/* Once for all clues of a class. */
static sy_status print_next(const sy_clue *k, sy_err *err)
{
    line l;

    begin(&l);
    sy_buf_printf(&l.b, _("next, %s: %s"), sy_asset_class_label(k->asset), sy_clue_next(k));
    return end(&l, err);
}

static sy_status print_clue(const sy_clues_run *r, const sy_clue *k, size_t number,
                            sy_err *err)
{
    sy_status st = print_head(k, number, err);

    if (st == SY_OK) st = print_reason(k, err);
    if (st == SY_OK) st = print_money(k, err);
    if (st == SY_OK) st = print_ground(k, err);
    if (st == SY_OK) st = print_days(k, err);
    if (st == SY_OK) st = print_keys(k, err);
    if (st == SY_OK) st = sy_clue_register_print(r, k, err);
    if (st == SY_OK) st = print_state(r, k, err);
    return st;
}

/* ---- all ---- */

static const char *title_of(int list)
{
    if (list == SY_CLUES_USES) return _("no asset yet: addresses and vehicles that he pays for");
    if (list == SY_CLUES_SPENDING) return _("high consumption after consumption was restricted");
    return sy_clue_standing_label((sy_clue_standing)list);
}

static sy_status print_group(sy_clues_run *r, int of, const sy_clue *list, size_t n, size_t *told,
                             sy_err *err)
{
    const sy_clue *last = NULL;
    sy_status st = SY_OK;

    for (size_t i = 0; i < n && st == SY_OK; i++) {
        const sy_clue *k = &list[i];
        if (sy_clue_list_of(k) != of || !sy_clue_is_wanted(r, k)) continue;
        if (!last) printf("%s%s\n", *told ? "\n" : "", title_of(of));
        if (last && last->asset != k->asset) st = print_next(last, err);
        if (st == SY_OK) st = print_clue(r, k, ++*told, err);
        last = k;
    }
    return st == SY_OK && last ? print_next(last, err) : st;
}

sy_status sy_clues_print(sy_clues_run *r, sy_err *err)
{
    const sy_clues *k = r->k;
    size_t told = 0, hidden = 0;
    sy_status st = SY_OK;

    for (int of = 0; of < SY_CLUE_LISTS && st == SY_OK; of++) {
        const bool spends = of == SY_CLUES_SPENDING;
        st = print_group(r, of, spends ? k->spending : k->items, spends ? k->n_spending : k->n,
                         &told, err);
    }
    if (st != SY_OK) return st;
    for (size_t i = k->n_shown; i < k->n; i++) hidden += !k->items[i].betrays;
    if (told == 0) puts(_("no property clue in these statements"));
    if (hidden && !r->all) {
        printf(_("%zu more are set aside; --all shows them with the reason\n"), hidden);
    }
    if (told) {
        puts(_("Clues are leads within the supplied statements: whose a thing is, the register "
               "says."));
    }
    return SY_OK;
}

/* ---- the rows of one ---- */

static sy_status print_rows(sy_clues_run *r, const sy_clue *k, sy_err *err)
{
    sy_table t;

    sy_table_init(&t, &r->call->arena, "lrlllrl");
    sy_table_head(&t, _("time"), _("amount"), _("sign"), _("word"), _("file"), _("row"),
                  _("entry"));
    for (size_t i = 0; i < k->n_rows; i++) {
        const sy_clue_row *row = &k->rows[i];
        sy_row_ref at = {0};
        if (row->place != SY_NONE) sy_row_at(&r->t, row->place, &at);
        char *term = sy_arena_text(&r->call->arena, row->term.ptr ? row->term.ptr : "",
                                   row->term.len);
        sy_table_time(&t, row->at, row->date_only ? SY_DATE : SY_SECOND);
        sy_table_money(&t, row->comes_in ? row->amount : -row->amount);
        sy_table_cell(&t, row->sign ? row->sign->label : "");
        sy_table_cell(&t, term);
        sy_table_cell(&t, at.source ? at.source->path : "");
        if (at.source)
            sy_table_int(&t, at.row);
        else
            sy_table_cell(&t, "");
        sy_table_cell(&t, at.id);
    }
    return sy_table_print(&t, stdout, err);
}

sy_status sy_clue_one_print(sy_clues_run *r, const sy_clue *k, sy_err *err)
{
    sy_status st = print_clue(r, k, 1, err);

    if (st == SY_OK) st = print_next(k, err);
    for (int rule = 0; rule < SY_RULES && st == SY_OK && k->money.is_known; rule++) {
        char amount[SY_MINOR_TEXT];
        printf("%*s%s %s\n", INDENT, "", sy_rule_title((sy_rule)rule),
               sy_minor_print_grouped(amount, k->money.by_rule[rule]));
    }
    return st == SY_OK ? print_rows(r, k, err) : st;
}
