/* model_runs.h - which model ran when on what, and the leads it gave.
 *
 * A run is recorded whole or not at all: begin, each lead, end. A lead has an id that is the
 * same in every run of the model (made of what it is about), so running again doubles
 * nothing; one that a later run no longer gives stays, and is shown as vanished; one that
 * says something else, or is there again, gets a new edition, the old one stays.
 *
 *     sy_model_run *run;
 *     sy_model_run_begin(&run, ws, &record, &err);
 *     for (...) sy_model_run_lead(run, &lead, &err);
 *     st = sy_model_run_end(run, &tally, &err);       // or sy_model_run_drop(run)
 */
#ifndef SY_STORE_MODEL_RUNS_H
#define SY_STORE_MODEL_RUNS_H

#include "store/workspace.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_model_run_record {
    const char *model, *version, *hash;
    const char *as_of;      /* YYYY-MM-DD: the day that counted as today */
    const char *parameters; /* JSON: what was set */
    const char *pools;      /* JSON: rows and files of each pool */
} sy_model_run_record;

typedef struct sy_lead {
    const char *id, *model, *version;
    const char *key;                        /* what it is about */
    char grade;                             /* 'A', 'B', 'C' */
    const char *rule, *case_number, *court; /* "" */
    const char *act_date;                   /* YYYY-MM-DD; "" or NULL: not known */
    bool has_amount;
    int64_t amount, rank; /* fen */
    const char *parties;  /* JSON: a list of names */
    /* What it says; in lists NULL, sy_lead_read reads it. How: lead_text.h. */
    const char *body, *common;
    const char *const *places;
    size_t n_places;
    /* When read: */
    int64_t edition;                    /* number of what it says now; never used twice */
    bool is_new, has_vanished;          /* by the model's last run */
    const char *first_seen, *last_seen; /* times of runs */
    int64_t first_run, last_run;        /* each run of the model from one to the other gave */
                                        /* this edition, and no other did */
} sy_lead;

typedef struct sy_model_run_tally {
    uint64_t leads, added, vanished;
    uint64_t changed; /* say something else, as edition.h has it: not only in another place */
} sy_model_run_tally;

typedef struct sy_model_run sy_model_run;
/* The workspace must be open for writing; nothing else is decided in it until the end. */
SY_MUST_USE sy_status sy_model_run_begin(sy_model_run **out, sy_workspace *ws,
                                         const sy_model_run_record *record, sy_err *err);
/* SY_EDATA when this run gave the id before. Cost: what the lead says differently from others of
 * its model; one that says what it said in the run before costs no writing. */
SY_MUST_USE sy_status sy_model_run_lead(sy_model_run *run, const sy_lead *lead, sy_err *err);
/* Frees run in any case; after a failure nothing is recorded. */
SY_MUST_USE sy_status sy_model_run_end(sy_model_run *run, sy_model_run_tally *tally, int64_t ms,
                                       sy_err *err);
void sy_model_run_drop(sy_model_run *run); /* nothing is recorded; NULL is fine */

/* The newest edition of each lead, vanished ones last, then by rank, model and id; of one
 * model or (NULL) of all, without what it says. From the arena. Cost: O(n log n), some 400
 * bytes a lead. */
SY_MUST_USE sy_status sy_leads(sy_workspace *ws, const char *model, sy_lead **list, size_t *n,
                               sy_arena *arena, sy_err *err);

/* The same of some leads, named by their ids; those that there are not are left out. Cost: one pass
 * over all leads, without order and without memory for them (0.3 s of 676,000): an index by id
 * would cost each lead of a run twice what it costs to be recorded. */
SY_MUST_USE sy_status sy_leads_named(sy_workspace *ws, const char *model, const char *const *ids,
                                     size_t n_ids, sy_lead **list, size_t *n, sy_arena *arena,
                                     sy_err *err);

/* What a lead of that list says: its body, common and places. From the arena. */
SY_MUST_USE sy_status sy_lead_read(sy_workspace *ws, sy_lead *lead, sy_arena *arena, sy_err *err);

/* One edition, as it was (is_new, has_vanished: false), with all that it says. SY_EDATA where
 * there is none. */
SY_MUST_USE sy_status sy_lead_edition(sy_workspace *ws, int64_t edition, sy_lead *lead,
                                      sy_arena *arena, sy_err *err);

/* What a run was of: enough to do it again and to see whether the pools are the same. */
typedef struct sy_model_ran {
    int64_t id;
    sy_model_run_record record;
    uint64_t leads;
    int64_t ms;
    const char *who, *ran_at;
} sy_model_ran;
/* All runs that were recorded, the newest last. From the arena. */
SY_MUST_USE sy_status sy_model_runs(sy_workspace *ws, sy_model_ran **list, size_t *n,
                                    sy_arena *arena, sy_err *err);

/* ---- a model from elsewhere is looked at, by who runs it, before it first runs ---- */

SY_MUST_USE sy_status sy_model_shown(sy_workspace *ws, const char *model, const char *hash,
                                     sy_err *err);
SY_MUST_USE sy_status sy_model_was_shown(sy_workspace *ws, const char *hash, bool *was_shown,
                                         sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
