/* by_hand.c - a run of no model: what is there already in its own words, then the new lead. */
#include "casework/by_hand.h"

#include <string.h>

#include "base/digest.h"

/* In place of the hash of a model's folder: of the kind and the form in which it is written. */
static sy_status hash_of(char hex[SY_DIGEST_TEXT], const sy_lead *lead, sy_err *err)
{
    sy_digest d = {0};
    const sy_status st = sy_digest_begin(&d, SY_SHA256, err);

    if (st != SY_OK) return st;
    sy_digest_add(&d, lead->model, strlen(lead->model) + 1);
    sy_digest_add(&d, lead->version, strlen(lead->version));
    sy_digest_end(&d, hex);
    return SY_OK;
}

static sy_status record(sy_workspace *ws, const sy_lead *lead, const char *as_of,
                        const sy_lead *there, size_t n, sy_err *err)
{
    char hash[SY_DIGEST_TEXT];
    const sy_model_run_record r = {.model = lead->model,
                                   .version = lead->version,
                                   .hash = hash,
                                   .as_of = as_of,
                                   .parameters = "{}",
                                   .pools = "{}"};
    sy_model_run_tally tally;
    sy_model_run *run = NULL;
    sy_status st = hash_of(hash, lead, err);

    if (st == SY_OK) st = sy_model_run_begin(&run, ws, &r, err);
    for (size_t i = 0; i < n && st == SY_OK; i++) {
        if (strcmp(there[i].id, lead->id) != 0) st = sy_model_run_lead(run, &there[i], err);
    }
    if (st == SY_OK) st = sy_model_run_lead(run, lead, err);
    if (st == SY_OK) return sy_model_run_end(run, &tally, 0, err);
    sy_model_run_drop(run);
    return st;
}

static bool says_the_same(const sy_lead *a, const sy_lead *b)
{
    if (a->grade != b->grade || a->n_places != b->n_places || strcmp(a->body, b->body) != 0 ||
        strcmp(a->common, b->common) != 0)
        return false;
    for (size_t i = 0; i < a->n_places; i++) {
        if (strcmp(a->places[i], b->places[i]) != 0) return false;
    }
    return true;
}

sy_status sy_lead_add(sy_workspace *ws, const sy_lead *lead, const char *as_of, bool *is_new,
                      sy_err *err)
{
    sy_lead *there = NULL;
    sy_arena arena;
    bool is_same = false;
    size_t n = 0;

    sy_arena_init(&arena, NULL);
    sy_status st = sy_leads(ws, lead->model, &there, &n, &arena, err);
    *is_new = true;
    for (size_t i = 0; i < n && st == SY_OK; i++) {
        st = sy_lead_read(ws, &there[i], &arena, err);
        if (st != SY_OK || strcmp(there[i].id, lead->id) != 0) continue;
        *is_new = false;
        is_same = says_the_same(&there[i], lead);
    }
    if (st == SY_OK && !is_same) st = record(ws, lead, as_of, there, n, err);
    sy_arena_dispose(&arena);
    return st;
}
