/* docket.h - all leads with what people have done with them (线索台账).
 *
 *     sy_docket *d;
 *     st = sy_docket_open(&d, ws, &(sy_docket_options){.model = NULL}, &err);
 *     for (size_t i = 0; i < sy_docket_count(d); i++) {
 *         const sy_docket_lead *l = sy_docket_at(d, i);
 *         ... l->lead.id, l->state, l->verdict, l->word[SY_LEAD_MONEY] ...
 *     }
 *     sy_docket_close(d);
 *
 * A lead's id is the same in every run of its model, so what was done with it stays with
 * it, also when it vanishes or says something else: then has_changed says so. */
#ifndef SY_CASEWORK_DOCKET_H
#define SY_CASEWORK_DOCKET_H

#include <jansson.h>

#include "base/money.h"
#include "casework/lead_state.h"
#include "casework/petitions.h"
#include "store/model_runs.h"
#include "store/steps.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a step may say of a lead. Of each, the newest word that stands holds. */
typedef enum sy_lead_field {
    SY_LEAD_STATE,    /* sy_lead_state_name */
    SY_LEAD_PERSON,   /* who has it in hand */
    SY_LEAD_MEASURE,  /* sy_model_exit_name */
    SY_LEAD_ITEM,     /* of 监督规则 37, ex officio: "1" to "6" (ex_officio.h) */
    SY_LEAD_DOCUMENT, /* number of the letter */
    SY_LEAD_DAY,      /* YYYY-MM-DD: on which it went out, came back, was decided */
    SY_LEAD_MONEY,    /* recovered so far in all: yuan, "12345.00" */
    SY_LEAD_NOTE,
    /* What the court answered in a list (read_back.h): */
    SY_LEAD_SEALED,
    SY_LEAD_IMPOUNDED,
    SY_LEAD_DISPOSED,
    SY_LEAD_REASON, /* why it cannot be disposed of */
    SY_LEAD_PAGES,  /* of the file of the case */
    SY_LEAD_LIST,   /* SHA-256 of the list that was read back */
    /* By whom else (two_persons.h): */
    SY_LEAD_PROPOSER, /* who proposed what another has confirmed */
    SY_LEAD_SECOND,   /* who was named in the act */
    SY_LEAD_FIELDS
} sy_lead_field;

const char *sy_lead_field_name(sy_lead_field f);  /* "state": as stored, and in JSON */
const char *sy_lead_field_title(sy_lead_field f); /* translated */
/* What is said of a field as a person reads it: a word of the program in his language, names and
 * notes as they were typed. f: SY_LEAD_FIELDS too. */
const char *sy_lead_value_title(sy_lead_field f, const char *value);

/* What was found out. Stays when a lead goes on; gone when it is checked anew. */
typedef enum sy_lead_verdict {
    SY_LEAD_UNJUDGED,
    SY_LEAD_IS_TRUE, /* confirmed */
    SY_LEAD_IS_FALSE /* refuted */
} sy_lead_verdict;

typedef struct sy_docket sy_docket;
typedef struct sy_docket_lead {
    sy_lead lead; /* its newest edition */
    sy_lead_state state;
    sy_lead_verdict verdict;
    const char *word[SY_LEAD_FIELDS]; /* that holds; "" */
    sy_minor money;                   /* of SY_LEAD_MONEY; 0 */
    int64_t judged;                   /* edition on which the verdict was given; 0 */
    int64_t seen;                     /* edition at the last move; 0 */
    bool has_changed;                 /* judged, and says something else since the last move */
    const sy_petition *petition;      /* on its case: followed on application; NULL: ex officio */
    const sy_step *steps;             /* its history, also what was taken back */
    size_t n_steps;
    const sy_step *proposal; /* that waits for a second person; NULL */
    sy_docket *docket;       /* that it is in */
} sy_docket_lead;

typedef struct sy_docket_options {
    const char *model;      /* only its leads; NULL: all */
    const char *const *ids; /* only these, where there are such; NULL: all */
    size_t n_ids;
    const sy_pools *pools; /* NULL: petitions are not looked at */
} sy_docket_options;

/* In the order of sy_leads. What was done with leads that no run has given is left out.
 * ws stays open as long as the docket, which reads what a lead says when it is asked for. Cost:
 * some 700 bytes a lead; of named ones that of sy_leads_named. */
SY_MUST_USE sy_status sy_docket_open(sy_docket **out, sy_workspace *ws,
                                     const sy_docket_options *options, sy_err *err);
void sy_docket_close(sy_docket *d); /* NULL is fine */
size_t sy_docket_count(const sy_docket *d);
sy_docket_lead *sy_docket_at(const sy_docket *d, size_t i);
/* Of the pools that it was opened with, else none. Borrowed. */
const sy_petitions *sy_docket_petitions(const sy_docket *d);
sy_docket_lead *sy_docket_find(const sy_docket *d, const char *id); /* NULL; O(log n) */

/* What the lead says, as JSON (store/lead_text.h); NULL: it cannot be read. Borrowed until another
 * lead's is asked for: a docket of many keeps one at a time. */
const json_t *sy_docket_body(sy_docket_lead *l);
/* Its parties: an array of texts, the caller's (json_decref). Cost: not the body's. */
json_t *sy_docket_parties(const sy_docket_lead *l);
const char *sy_docket_text(sy_docket_lead *l, const char *key); /* of the body, likewise; "" */
bool sy_docket_has_exit(sy_docket_lead *l, sy_model_exit way);

/* The word of a step; NULL where it says nothing of that. */
const char *sy_step_says(const sy_step *step, sy_lead_field f);
/* A step, and a word of it, as it was read: SY_LEAD_FIELDS for words of a newer program. */
sy_lead_field sy_lead_field_of(const char *name);

#ifdef __cplusplus
}
#endif

#endif
