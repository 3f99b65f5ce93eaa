/* set_findings.c - what the case has beside its persons' figures: property clues, accounts
 * that may be held for the debtor (without a score: no document carries one), money of the
 * household, and statements to ask for. Leads, each with its rows; what a person refuted is
 * not among them. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "insight/clues.h"
#include "insight/inquiries.h"
#include "insight/proxies.h"
#include "report/inquiry_words.h"
#include "report/set_cells.h"
#include "report/set_parts.h"
#include "report/words.h"

enum {
    PLACES_A_BLOCK = 300, /* listed one by one at most; the others by file and row */
    SCORE_FROM = 40,      /* "possible" (domain.md 5.6) */
    WORDS_MAX = 1 << 16
};

typedef struct finder {
    sy_set *set;
    sy_cells c;
    sy_buf words; /* scratch */
} finder;

static void begin(finder *f, sy_set_part part)
{
    sy_cells_begin(&f->c, &f->set->finding[part - SY_SET_PARTS], part);
}

static sy_slice kept_words(finder *f)
{
    const sy_slice words = sy_slice_of(sy_cells_keep(
        &f->c, sy_buf_status(&f->words) == SY_OK && f->words.ptr ? f->words.ptr : ""));
    sy_buf_clear(&f->words);
    return words;
}

static void money(finder *f, sy_minor amount, sy_cell_side side, uint32_t block)
{
    sy_cells_put(&f->c,
                 (sy_cell){.kind = SY_CELL_MONEY, .value = amount, .side = side, .block = block});
}

static void day_of(finder *f, int64_t at)
{
    sy_cells_day(&f->c, sy_day_of(at));
}

/* places: of the arena, in the order in which they are shown. */
static uint32_t block(finder *f, sy_set_part part, const char *title, const uint32_t *places,
                      uint32_t n, const sy_overview_line *sums)
{
    static const sy_overview_line none = {.key = ""};
    const sy_set_block made = {.person = SY_NONE,
                               .part = part,
                               .line = sums ? sums : &none,
                               .title = sy_slice_of(title),
                               .places = places,
                               .n_rows = n,
                               .n_listed = n < PLACES_A_BLOCK ? n : PLACES_A_BLOCK};
    return sy_set_add_block(f->set, &made, &f->c.has_no_memory);
}

/* ---- clues ---- */

/* Does the file's row show the money coming in? An account without a statement is known by
 * the rows of others, which look from the other side. */
static bool shows_income(const finder *f, const sy_clue_row *r)
{
    return f->set->s->f->out_place[r->transfer] != r->place;
}

/* The side on which the rows of a clue's amount stand. */
static sy_cell_side clue_side(const finder *f, const sy_clue *k)
{
    for (size_t i = 0; i < k->n_rows; i++) {
        const sy_clue_row *r = &k->rows[i];
        if (r->counts && !r->is_back && r->place != SY_NONE)
            return shows_income(f, r) ? SY_SIDE_IN : SY_SIDE_OUT;
    }
    return SY_SIDE_BOTH;
}

/* The rows of a clue; only those that make up its amount, or all. */
static uint32_t clue_block(finder *f, const sy_clue *k, bool only_counted)
{
    uint32_t *places = sy_arena_get(f->set->arena, (k->n_rows + 1) * sizeof *places), n = 0;
    sy_overview_line *sums = sy_arena_get(f->set->arena, sizeof *sums);

    if (!places || !sums) {
        f->c.has_no_memory = true;
        return 0;
    }
    for (size_t i = 0; i < k->n_rows; i++) {
        const sy_clue_row *r = &k->rows[i];
        if (r->place == SY_NONE || (only_counted && (!r->counts || r->is_back))) continue;
        places[n++] = r->place;
        if (shows_income(f, r)) {
            sums->n_in++;
            sums->in += r->amount; /* some payments of a case whose sums fit */
        } else {
            sums->n_out++;
            sums->out += r->amount;
        }
    }
    sy_buf_printf(&f->words, "%s · %.*s", sy_asset_class_label(k->asset),
                  (int)(k->payee.len ? k->payee.len : k->account.len),
                  k->payee.len     ? k->payee.ptr
                  : k->account.ptr ? k->account.ptr
                                   : "");
    return block(f, SY_SET_CLUES, kept_words(f).ptr, places, n, sums);
}

static void clue_columns(finder *f)
{
    sy_cells *c = &f->c;

    begin(f, SY_SET_CLUES);
    sy_cells_column(c, _("lead"), SY_CELL_TEXT);
    sy_cells_column(c, _("holder"), SY_CELL_TEXT);
    sy_cells_column(c, _("account"), SY_CELL_TEXT);
    sy_cells_column(c, _("paid to or by"), SY_CELL_TEXT);
    sy_cells_column(c, _("amount"), SY_CELL_MONEY);
    sy_cells_column(c, _("first"), SY_CELL_DAY);
    sy_cells_column(c, _("last"), SY_CELL_DAY);
    sy_cells_column(c, _("debtor's money, first in first out"), SY_CELL_MONEY);
    sy_cells_column(c, _("at least"), SY_CELL_MONEY);
    sy_cells_column(c, _("at most"), SY_CELL_MONEY);
    sy_cells_column(c, _("because, and what next"), SY_CELL_WORDS);
}

static sy_status clue_row(finder *f, const sy_clue *k)
{
    sy_cells *c = &f->c;
    const uint32_t all = clue_block(f, k, false);

    sy_buf_printf(&f->words, "%s [%c]", sy_asset_class_label(k->asset), k->grade);
    sy_cells_text(c, kept_words(f), all);
    sy_cells_text(c, k->holder, 0);
    sy_cells_text(c, k->account, 0);
    sy_cells_text(c, k->payee, 0);
    money(f, k->amount, clue_side(f, k), clue_block(f, k, true));
    if (k->first > k->last) {
        sy_cells_empty(c);
        sy_cells_empty(c);
    } else {
        day_of(f, k->first);
        day_of(f, k->last);
    }
    const sy_minor traced[] = {k->money.by_rule[SY_FIFO], k->money.least, k->money.most};
    for (size_t i = 0; i < sizeof traced / sizeof *traced; i++) {
        if (k->money.is_known && k->standing != SY_CLUE_OF_DEBTOR)
            money(f, traced[i], SY_SIDE_BOTH, 0);
        else
            sy_cells_empty(c);
    }
    sy_buf_printf(&f->words, "%s%s", sy_clue_standing_label(k->standing), _(": "));
    sy_status st = sy_clue_reason(&f->words, k);
    sy_buf_printf(&f->words, _(" Next: %s"), sy_clue_next(k));
    sy_cells_text(c, kept_words(f), 0);
    return st;
}

static sy_status clues(finder *f, sy_err *err)
{
    sy_property_words *words = NULL;
    sy_clues *found = NULL;
    sy_status st = sy_property_load_default(&words, NULL, err);

    if (st == SY_OK) st = sy_clues_find(&found, f->set->s, words, f->set->arena, err);
    clue_columns(f);
    for (size_t i = 0; st == SY_OK && i < found->n_shown; i++) {
        st = clue_row(f, &found->items[i]);
        if (st != SY_OK) st = sy_fail_nomem(err);
    }
    sy_property_free(words);
    return st;
}

/* ---- proxies and the household ---- */

static bool is_shown(const sy_proxy *p)
{
    const bool is_refuted = p->decision && p->decision->verdict == SY_VERDICT_REJECTED;
    const bool is_confirmed = p->decision && p->decision->verdict == SY_VERDICT_CONFIRMED;
    return is_confirmed || (!is_refuted && p->score >= SCORE_FROM);
}

static void proxy_row(finder *f, const sy_proxy *p, const sy_proxy_reason *r)
{
    sy_cells *c = &f->c;
    const char *said = r->text[sy_lang_get()];

    sy_buf_printf(&f->words, "%s %s", p->holder ? p->holder : "", p->number);
    const char *title = kept_words(f).ptr;
    sy_cells_text(c, sy_slice_of(p->holder), 0);
    sy_cells_text(c, sy_slice_of(p->number), 0);
    sy_cells_text(c, sy_slice_of(sy_relation_label(p->relation)), 0);
    sy_cells_text(c, sy_slice_of(sy_proxy_is_against(r->code) ? _("against") : _("for")), 0);
    sy_cells_put(c, (sy_cell){.kind = SY_CELL_WORDS,
                              .text = sy_slice_of(said ? said : ""),
                              .block = block(f, SY_SET_PROXIES, title, r->places,
                                             (uint32_t)r->n_places, NULL)});
    if (r->amount)
        money(f, r->amount, SY_SIDE_BOTH, 0);
    else
        sy_cells_empty(c);
}

static void household(finder *f, const sy_proxies *p)
{
    sy_cells *c = &f->c;

    begin(f, SY_SET_HOUSEHOLD);
    sy_cells_column(c, _("holder"), SY_CELL_TEXT);
    sy_cells_column(c, _("account"), SY_CELL_TEXT);
    sy_cells_column(c, _("relation"), SY_CELL_TEXT);
    sy_cells_column(c, _("in since the day"), SY_CELL_MONEY);
    sy_cells_column(c, _("debtor's money, first in first out"), SY_CELL_MONEY);
    sy_cells_column(c, _("at least"), SY_CELL_MONEY);
    sy_cells_column(c, _("at most"), SY_CELL_MONEY);
    for (size_t i = 0; i < p->n_household; i++) {
        const sy_household *h = &p->household[i];
        sy_cells_text(c, sy_slice_of(h->holder), 0);
        sy_cells_text(c, sy_slice_of(h->number), 0);
        sy_cells_text(c, sy_slice_of(sy_relation_label(h->relation)), 0);
        money(f, h->in, SY_SIDE_BOTH, 0);
        money(f, h->fifo, SY_SIDE_BOTH, 0);
        money(f, h->lower, SY_SIDE_BOTH, 0);
        money(f, h->upper, SY_SIDE_BOTH, 0);
    }
}

static sy_status proxies(finder *f, sy_err *err)
{
    sy_cells *c = &f->c;
    sy_proxies *found = NULL;
    sy_status st = sy_proxies_find(&found, f->set->s, NULL, err);

    begin(f, SY_SET_PROXIES);
    sy_cells_column(c, _("holder"), SY_CELL_TEXT);
    sy_cells_column(c, _("account"), SY_CELL_TEXT);
    sy_cells_column(c, _("relation"), SY_CELL_TEXT);
    sy_cells_column(c, _("speaks"), SY_CELL_TEXT);
    sy_cells_column(c, _("reason"), SY_CELL_TEXT);
    sy_cells_column(c, _("amount"), SY_CELL_MONEY);
    if (st != SY_OK) return st;
    for (size_t i = 0; i < found->n; i++) {
        if (!is_shown(&found->items[i])) continue;
        for (size_t k = 0; k < found->items[i].n_reasons; k++) {
            proxy_row(f, &found->items[i], &found->items[i].reasons[k]);
        }
    }
    household(f, found);
    return SY_OK;
}

/* ---- inquiries ---- */

static uint32_t inquiry_block(finder *f, const sy_inquiry *q)
{
    uint32_t *places = sy_arena_get(f->set->arena, (2 * q->n_transfers + 1) * sizeof *places);
    uint32_t n = 0;

    if (!places) {
        f->c.has_no_memory = true;
        return 0;
    }
    for (size_t i = 0; i < q->n_transfers; i++) {
        uint32_t ends[2];
        const size_t n_ends = sy_places_of(f->set->s->f, q->transfers[i], ends);
        if (n_ends) places[n++] = ends[0];
    }
    sy_buf_printf(&f->words, "%s %s", q->holder ? q->holder : "", q->account ? q->account : "");
    return block(f, SY_SET_INQUIRIES, kept_words(f).ptr, places, n, NULL);
}

static void inquiry_day(finder *f, int32_t day)
{
    if (day == SY_NO_DATE)
        sy_cells_empty(&f->c);
    else
        sy_cells_day(&f->c, day);
}

static void inquiry_row(finder *f, const sy_inquiry *q)
{
    sy_cells *c = &f->c;
    sy_arena *arena = f->set->arena;
    const char *bank = sy_inquiry_bank(q, arena), *why = sy_inquiry_why(f->set->s, q, arena);

    if (!bank || !why) f->c.has_no_memory = true;
    sy_cells_text(c, sy_slice_of(sy_inquiry_kind_label(q->kind)), inquiry_block(f, q));
    sy_cells_text(c, sy_slice_of(q->holder), 0);
    sy_cells_text(c, sy_slice_of(q->account), 0);
    sy_cells_text(c, sy_slice_of(bank), 0);
    inquiry_day(f, q->from);
    inquiry_day(f, q->to);
    money(f, q->waiting[SY_FIFO], SY_SIDE_BOTH, 0);
    sy_cells_text(c, sy_slice_of(why), 0);
}

static sy_status inquiries(finder *f, sy_err *err)
{
    sy_cells *c = &f->c;
    sy_inquiries *found = NULL;
    sy_status st = sy_inquiries_find(&found, f->set->s, err);

    begin(f, SY_SET_INQUIRIES);
    sy_cells_column(c, _("asked for"), SY_CELL_TEXT);
    sy_cells_column(c, _("whose"), SY_CELL_TEXT);
    sy_cells_column(c, _("account"), SY_CELL_TEXT);
    sy_cells_column(c, _("bank"), SY_CELL_TEXT);
    sy_cells_column(c, _("first day"), SY_CELL_DAY);
    sy_cells_column(c, _("last day"), SY_CELL_DAY);
    sy_cells_column(c, _("would explain, first in first out"), SY_CELL_MONEY);
    sy_cells_column(c, _("because"), SY_CELL_WORDS);
    if (st != SY_OK) return st;
    for (size_t i = 0; i < found->n_people; i++) {
        if (sy_inquiry_is_shown(found, &found->people[i])) inquiry_row(f, &found->people[i]);
    }
    for (size_t i = 0; i < found->n; i++) {
        if (sy_inquiry_is_shown(found, &found->items[i])) inquiry_row(f, &found->items[i]);
    }
    return SY_OK;
}

/* ---- their rows ---- */

static int by_number(const void *a, const void *b)
{
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* All rows that are listed, in one query. */
static sy_status read_rows(sy_set *set, sy_err *err)
{
    size_t most = 0, n = 0, kept = 0;
    uint32_t *places;

    for (uint32_t k = set->finding_begin; k < set->finding_end; k++) {
        most += set->blocks[k].n_listed;
    }
    places = sy_arena_get(set->arena, (most + 1) * sizeof *places);
    if (!places) return sy_fail_nomem(err);
    for (uint32_t k = set->finding_begin; k < set->finding_end; k++) {
        memcpy(places + n, set->blocks[k].places, set->blocks[k].n_listed * sizeof *places);
        n += set->blocks[k].n_listed;
    }
    if (n) qsort(places, n, sizeof *places, by_number);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || places[i] != places[i - 1]) places[kept++] = places[i];
    }
    set->n_found = kept;
    return sy_case_evidence(set->c, &set->found, places, kept, set->arena, err);
}

sy_status sy_set_make_findings(sy_set *set, sy_err *err)
{
    finder f = {.set = set, .c = {.arena = set->arena}};

    set->finding_begin = set->n_blocks;
    sy_buf_init(&f.words, NULL, WORDS_MAX);
    sy_status st = clues(&f, err);
    if (st == SY_OK) st = proxies(&f, err);
    if (st == SY_OK) st = inquiries(&f, err);
    if (st == SY_OK && f.c.has_no_memory) st = sy_fail_nomem(err);
    sy_buf_dispose(&f.words);
    set->finding_end = set->n_blocks;
    return st == SY_OK ? read_rows(set, err) : st;
}
