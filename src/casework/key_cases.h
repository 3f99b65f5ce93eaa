/* key_cases.h - the cases that an office steps into (重点案件介入清单): those that a document
 * of a committee or higher office names, those that weighted conditions choose, those that
 * somebody adds; and what was done in each (阅卷, 列席, 听证).
 *
 *     sy_key_cases k;
 *     st = sy_key_cases_read(&k, ws, pools, docket, &weights, &arena, &err);
 *     for (size_t i = 0; i < k.n; i++) ... k.items[i].case_number, .points, .reasons ...
 *
 * Chosen are cases that have a lead that stands, or a petition; a case that is fully
 * performed is not. What is not known (no amount, no cause) gives no points. */
#ifndef SY_CASEWORK_KEY_CASES_H
#define SY_CASEWORK_KEY_CASES_H

#include "casework/docket.h"
#include "casework/key_weights.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a step may say of a case. */
typedef enum sy_key_field {
    SY_KEY_CHOICE, /* "added", "dropped": by hand */
    SY_KEY_WHAT,   /* "file" 阅卷, "attended" 列席, "hearing" 听证, "other" */
    SY_KEY_DAY,    /* YYYY-MM-DD */
    SY_KEY_BY,     /* whom it was done by */
    SY_KEY_NOTE,
    SY_KEY_FIELDS
} sy_key_field;
const char *sy_key_field_name(sy_key_field f);
const char *sy_key_step_says(const sy_step *s, sy_key_field f); /* NULL */

enum { SY_KEY_WHATS = 4 };
const char *sy_key_what_name(int what);
const char *sy_key_what_title(int what);         /* translated */
int sy_key_what_from(const char *name_or_title); /* -1 */

typedef struct sy_key_reason {
    sy_key_condition condition;
    int points;
    const char *value; /* of words: a cause, a petition's number; "" */
    sy_minor amount;   /* of SY_KEY_AMOUNT */
    size_t count;      /* of models and terminations */
    bool is_of_leads;  /* leads say so, not rows of registers */
} sy_key_reason;

typedef struct sy_key_case {
    const char *case_number, *court;                        /* in the form of sy_case_key; "" */
    const char *document, *issuer, *issued, *due, *mandate; /* of who named it; "" */
    bool is_named, is_added, is_dropped;                    /* by a document; by hand */
    uint64_t named_at; /* the row of the document: source << 32 | row */
    int points;        /* of the reasons together */
    sy_key_reason reasons[SY_KEY_CONDITIONS];
    size_t n_reasons, n_leads;
    const sy_step *steps; /* its history, also what was taken back */
    size_t n_steps;
    size_t done; /* steps that stand and say what was done */
} sy_key_case;

typedef struct sy_key_cases {
    sy_key_case *items; /* on the list: named first, then by points, then by number */
    size_t n;
    size_t looked_at; /* cases with a lead, a petition or a document */
    /* What reasons rest on (key_rows.h). */
    const struct sy_facts_of_cases *facts;
    sy_petitions petitions;
} sy_key_cases;

/* all: also those below the weights' bound, and dropped ones. From the arena. */
SY_MUST_USE sy_status sy_key_cases_read(sy_key_cases *out, sy_workspace *ws, const sy_pools *pools,
                                        sy_docket *docket, const sy_key_weights *w, bool all,
                                        sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
