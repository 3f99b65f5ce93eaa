/* set.c - gathers a set: the scene, its holders, then person by person the overview, the
 * tables, and what earlier sets said. */
#include "report/set.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "report/set_parts.h"

/* Fen. A claim's share is not under 10,000 yuan and not over 500,000, in whole thousands. */
enum {
    CASH_FROM = 10000 * 100,
    LARGE_FROM = 500000 * 100,
    LARGE_LEAST = 10000 * 100,
    CLAIM_SHARE = 20, /* a twentieth: 5 % */
    THOUSAND = 1000 * 100
};

/* ---- thresholds ---- */

static void set_terms(sy_set *set, const sy_set_options *options)
{
    sy_minor claim = 0;

    set->terms =
        (sy_overview_terms){.cash = options->cash ? options->cash : CASH_FROM, .large = LARGE_FROM};
    if (options->large) {
        set->terms.large = options->large;
        set->large_from = SY_THRESHOLD_GIVEN;
        return;
    }
    const char *text = set->s->facts.claim;
    if (!text || !sy_minor_parse(&claim, sy_slice_of(text)) || claim <= 0) return;
    const sy_minor part = claim / CLAIM_SHARE / THOUSAND * THOUSAND;
    set->terms.large = part < LARGE_LEAST ? LARGE_LEAST : part < LARGE_FROM ? part : LARGE_FROM;
    set->large_from = SY_THRESHOLD_CLAIM;
}

uint32_t sy_set_add_block(sy_set *set, const sy_set_block *block, bool *has_no_memory)
{
    void *items = set->blocks;

    if (block->n_rows == 0) return 0;
    if (!sy_grow(NULL, &items, &set->blocks_capacity, set->n_blocks, set->n_blocks + 1,
                 sizeof *set->blocks)) {
        *has_no_memory = true;
        return 0;
    }
    set->blocks = items;
    set->blocks[set->n_blocks++] = *block;
    return set->n_blocks;
}

/* ---- persons ---- */

static const char *currency_of(const sy_set *set, uint32_t ledger)
{
    const sy_flow *f = set->s->f;
    return sy_flow_text(f, f->ledgers[ledger].currency);
}

/* Yuan first, then the others by their letters. */
static int compare_currencies(const char *a, const char *b)
{
    const bool x = strcmp(a, "CNY") != 0, y = strcmp(b, "CNY") != 0;
    return x != y ? x - y : strcmp(a, b);
}

/* The next currency of a holder's statements after one (NULL: the first); NULL: none. */
static const char *next_currency(const sy_set *set, const sy_holder *x, const char *after)
{
    const char *next = NULL;

    for (uint32_t i = x->ledger_begin; i < x->ledger_end; i++) {
        const char *c = currency_of(set, set->holders.ledgers[i]);
        if (after && compare_currencies(c, after) <= 0) continue;
        if (!next || compare_currencies(c, next) < 0) next = c;
    }
    return next;
}

static sy_status name_person(sy_set *set, sy_set_person *p, sy_err *err)
{
    char title[700];

    if (strcmp(p->currency, "CNY") == 0)
        snprintf(title, sizeof title, "%.600s", p->holder->name);
    else
        snprintf(title, sizeof title, _("%.600s (%s)"), p->holder->name, p->currency);
    p->title = sy_arena_text(set->arena, title, strlen(title));
    return p->title ? SY_OK : sy_fail_nomem(err);
}

static sy_status add_person(sy_set *set, uint32_t holder, const char *currency, sy_err *err)
{
    const uint32_t at = set->n++;
    sy_set_person *p = &set->persons[at];

    *p = (sy_set_person){.holder = &set->holders.items[holder], .currency = currency};
    sy_status st = name_person(set, p, err);
    if (st == SY_OK) {
        st = sy_overview_make(&p->o, &set->holders, holder, currency, &set->terms, set->arena, err);
    }
    return st == SY_OK ? sy_set_make_tables(set, at, err) : st;
}

static sy_status make_persons(sy_set *set, uint32_t first, uint32_t end, sy_err *err)
{
    size_t most = 0;
    sy_status st = SY_OK;

    for (uint32_t i = first; i < end; i++) {
        const sy_holder *x = &set->holders.items[i];
        for (const char *c = NULL; (c = next_currency(set, x, c));) most++;
    }
    set->persons = sy_arena_get(set->arena, (most + 1) * sizeof *set->persons);
    if (!set->persons) return sy_fail_nomem(err);
    for (uint32_t i = first; i < end && st == SY_OK; i++) {
        const sy_holder *x = &set->holders.items[i];
        for (const char *c = NULL; st == SY_OK && (c = next_currency(set, x, c));) {
            st = add_person(set, i, c, err);
        }
    }
    return st;
}

/* ---- all ---- */

static sy_status choose(sy_set *set, const char *party, uint32_t *first, uint32_t *end, sy_err *err)
{
    *first = 0;
    *end = set->holders.n_supplied;
    if (!party) {
        if (*end > SY_SET_HOLDERS) {
            set->holders_left_out = *end - SY_SET_HOLDERS;
            *end = SY_SET_HOLDERS;
        }
        return SY_OK;
    }
    *first = sy_holders_find(&set->holders, sy_slice_of(party));
    if (*first == SY_NONE || *first >= *end) {
        return sy_fail(err, SY_EDATA,
                       N_("no statement of \"%.80s\": `suyuan parties` lists whose statements "
                          "there are"),
                       party);
    }
    *end = *first + 1;
    return SY_OK;
}

sy_status sy_set_gather(sy_set *set, sy_case *c, const sy_set_options *options, sy_arena *arena,
                        sy_err *err)
{
    const sy_scene_options options_of_scene = {.any_debtor = true};
    uint32_t first = 0, end = 0;

    *set = (sy_set){.c = c, .arena = arena};
    sy_status st = sy_scene_open(&set->s, c, &options_of_scene, arena, err);
    if (st == SY_OK) st = sy_holders_make(&set->holders, set->s, arena, err);
    if (st == SY_OK) st = sy_telling_init(&set->t, c, arena, err);
    if (st == SY_OK) st = sy_number_files(&set->files, &set->t, arena, err);
    if (st == SY_OK) st = choose(set, options->party, &first, &end, err);
    if (st != SY_OK) return st;
    set_terms(set, options);
    st = make_persons(set, first, end, err);
    set->has_findings =
        set->s->n_debtors && set->n && set->persons[0].holder->relation == SY_RELATION_DEBTOR;
    if (st == SY_OK && set->has_findings) st = sy_set_make_findings(set, err);
    return st == SY_OK ? sy_set_compare(set, err) : st;
}

void sy_set_dispose(sy_set *set)
{
    sy_drop(NULL, set->blocks);
    sy_holders_dispose(&set->holders);
    sy_scene_close(set->s);
}

sy_status sy_set_record_of(const sy_set *set, const char *file, uint32_t begin, uint32_t end,
                           sy_err *err)
{
    sy_set_edition *editions =
        sy_arena_get(set->arena, ((size_t)(end - begin) + 1) * sizeof *editions);
    char money[2][SY_MINOR_TEXT], terms[120];

    if (!editions) return sy_fail_nomem(err);
    for (uint32_t i = begin; i < end; i++) editions[i - begin] = set->persons[i].edition;
    snprintf(terms, sizeof terms, "cash=%s large=%s", sy_minor_print(money[0], set->terms.cash),
             sy_minor_print(money[1], set->terms.large));
    return sy_set_record(sy_case_workspace(set->c), file, terms, editions, end - begin, err);
}
