/* cmd_clues.c - suyuan clues: property clues, the rows of one, and what people say of it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/clues.h"
#include "cli/commands.h"
#include "cli/diverted_seeds.h"
#include "cli/open.h"
#include "cli/verdict.h"
#include "report/question.h"

static sy_status read_class(sy_clues_run *r, sy_err *err)
{
    const char *name = sy_call_option(r->call, "class");

    r->only = SY_ASSET_NONE;
    if (!name) return SY_OK;
    for (int c = SY_ASSET_NONE + 1; c < SY_ASSET_CLASSES; c++) {
        if (strcmp(name, sy_asset_class_name((sy_asset_class)c)) == 0) r->only = (sy_asset_class)c;
    }
    if (r->only != SY_ASSET_NONE) return SY_OK;
    return sy_fail(err, SY_EINVAL,
                   N_("--class \"%.40s\": the classes are real_estate, vehicle, insurance, "
                      "own_account, income, receivable, securities, wealth, deposit, equity, rent, "
                      "precious_metal, crypto, other and consumption"),
                   name);
}

/* --diverted: income that never touched the debtor's accounts is traced as well. */
static sy_status add_diverted(sy_scene_options *o, sy_seed seeds[SY_MAX_SEEDS], sy_clues_run *r,
                              sy_err *err)
{
    const sy_diverted_ask ask = {.party = o->party,
                                 .since = sy_call_option(r->call, "since"),
                                 .beside_debtor = true};

    if (!sy_call_has(r->call, "diverted")) return SY_OK;
    o->more_seeds = seeds;
    return sy_diverted_seeds_read(seeds, &o->n_more_seeds, r->c, &ask, &r->call->arena, err);
}

static sy_status find(sy_clues_run *r, sy_err *err)
{
    sy_seed seeds[SY_MAX_SEEDS];
    sy_scene_options o = {.party = sy_call_option(r->call, "party")};
    const char *since = sy_call_option(r->call, "since");
    sy_status st = SY_OK;

    o.has_since = since != NULL;
    if (since) st = sy_question_time(&o.since, "since", since, false, err);
    if (st == SY_OK) st = read_class(r, err);
    if (st == SY_OK) st = sy_property_load_default(&r->words, NULL, err);
    if (st == SY_OK) st = sy_open_case(&r->c, r->call, r->access, err);
    if (st == SY_OK) st = sy_clue_leads_read(r, err);
    if (st == SY_OK) st = sy_need_entries(r->call, r->c, err);
    if (st == SY_OK) st = sy_telling_init(&r->t, r->c, &r->call->arena, err);
    if (st == SY_OK) st = add_diverted(&o, seeds, r, err);
    if (st == SY_OK) st = sy_scene_open(&r->s, r->c, &o, &r->call->arena, err);
    if (st == SY_OK) st = sy_clues_find(&r->k, r->s, r->words, &r->call->arena, err);
    if (st == SY_OK) st = sy_pools_load(&r->pools, NULL, r->call->words[0], err);
    if (st != SY_OK) return st;
    return sy_registered_find(&r->found, r->s, r->k, r->pools, &r->call->arena, err);
}

static const sy_clue *find_one(const sy_clues_run *r, const char *id)
{
    for (size_t i = 0; i < r->k->n; i++) {
        if (strcmp(r->k->items[i].id, id) == 0) return &r->k->items[i];
    }
    for (size_t i = 0; i < r->k->n_spending; i++) {
        if (strcmp(r->k->spending[i].id, id) == 0) return &r->k->spending[i];
    }
    return NULL;
}

static sy_status no_such_clue(const char *id, sy_err *err)
{
    return sy_fail(err, SY_EDATA, N_("there is no clue \"%.40s\"; suyuan clues WS --all lists "
                                     "them with their ids"), id);
}

static sy_status show_one(sy_clues_run *r, const sy_clue *k, sy_err *err)
{
    return r->call->json ? sy_clue_one_json(r, k, err) : sy_clue_one_print(r, k, err);
}

/* ---- what people say ---- */

/* Whose money it was is nothing to the question which clues there are. */
static sy_status find_id(bool *is_there, sy_call *call, sy_case *c, const char *id, sy_err *err)
{
    const sy_scene_options o = {.party = sy_call_option(call, "party"), .no_trace = true};
    sy_clues_run r = {.call = call};
    sy_status st = sy_property_load_default(&r.words, NULL, err);

    if (st == SY_OK) st = sy_scene_open(&r.s, c, &o, &call->arena, err);
    if (st == SY_OK) st = sy_clues_find(&r.k, r.s, r.words, &call->arena, err);
    if (st == SY_OK) *is_there = find_one(&r, id) != NULL;
    sy_clues_run_dispose(&r);
    return st;
}

/* ---- the command ---- */

void sy_clues_run_dispose(sy_clues_run *r)
{
    sy_scene_close(r->s);
    sy_case_close(r->c);
    sy_property_free(r->words);
    sy_pools_free(r->pools);
    r->pools = NULL;
    r->s = NULL;
    r->c = NULL;
    r->words = NULL;
}

/* show, lead: what needs the clue itself. */
static sy_status run_on_one(sy_clues_run *r, const char *verb,
                            sy_status (*act)(sy_clues_run *r, const sy_clue *k, sy_err *err),
                            sy_err *err)
{
    if (r->call->n_words < 3)
        return sy_fail(err, SY_EINVAL, N_("say which clue: suyuan clues WS %s ID"), verb);
    const sy_status st = find(r, err);
    if (st != SY_OK) return st;
    const sy_clue *k = find_one(r, r->call->words[2]);
    return k ? act(r, k, err) : no_such_clue(r->call->words[2], err);
}

static sy_status run_clues(sy_call *call, sy_err *err)
{
    sy_clues_run r = {.call = call, .access = SY_READ, .all = sy_call_has(call, "all")};
    sy_status st;

    if (call->n_words > 1 && strcmp(call->words[1], "show") == 0) {
        st = run_on_one(&r, "show", show_one, err);
    } else if (call->n_words > 1 && strcmp(call->words[1], "lead") == 0) {
        r.access = SY_WRITE;
        st = run_on_one(&r, "lead", sy_clue_make_lead, err);
    } else if (call->n_words > 1) {
        st = sy_verdict_run(call, SY_CLUE_KIND, find_id, err);
    } else {
        st = find(&r, err);
        if (st == SY_OK) st = call->json ? sy_clues_json(&r, err) : sy_clues_print(&r, err);
    }
    sy_clues_run_dispose(&r);
    return st;
}

static const sy_option options[] = {
    {.name = "party",
     .argument = N_("NAME"),
     .help = N_("who counts as the debtor: a name, an ID number or an account")},
    {.name = "class", .argument = N_("CLASS"), .help = N_("only this class, as real_estate")},
    {.name = "since",
     .argument = N_("TIME"),
     .help = N_("trace what the debtor paid from then on; else from the first day of the case")},
    {.name = "diverted",
     .help = N_("follow also income that went elsewhere (suyuan diverted), from the debtor's payers")},
    {.name = "all", .help = N_("also those set aside, with the reason")},
    {.name = "note", .argument = N_("TEXT"), .help = N_("why it is confirmed or refuted")},
    {.name = NULL},
};

const sy_command sy_cmd_clues = {
    .name = "clues",
    .words = "WS [show|confirm|refute|undo|lead ID]",
    .min_words = 1,
    .max_words = 3,
    .summary = N_("property clues: flats, cars, policies, accounts, income, from what was paid"),
    .details = N_(
        "Looks in counterparty, merchant, summary and note for the words of dict/property.yaml, "
        "and at amounts and days, for what can be enforced against: one clue an asset, the "
        "debtor's own first, then common property of the household, then what others hold with "
        "his money in it. Grade A rests on a register-grade payee (deed tax, an insurer and a "
        "premium), B on a named seller, C on words or habits alone. Each clue says whose money "
        "paid, after which day of the case, and what to ask of which register next. A clue is no "
        "more than that: whose the thing is, the register says. lead makes one a lead that is "
        "worked on (suyuan lead), with the place of each row; doing so again brings it up to "
        "date."),
    .options = options,
    .example = "suyuan clues wang.suyuan\n"
               "suyuan clues wang.suyuan --class real_estate --json\n"
               "suyuan clues wang.suyuan confirm 0a1b2c3d4e5f --note 网签合同已调取\n"
               "suyuan clues wang.suyuan lead 0a1b2c3d4e5f",
    .cost = N_("a look at each distinct text, five traces, and two passes over the rows."),
    .run = run_clues,
};
