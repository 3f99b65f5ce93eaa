/* truth.h - what is known of a made-up case, read from its truth.json (docs/synth.md). */
#ifndef SY_EVALUATE_TRUTH_H
#define SY_EVALUATE_TRUTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/err.h"
#include "base/money.h"
#include "flow/trace.h"
#include "store/people.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_TRUE_PLACES = 2 };

/* A row of a true clue. */
typedef struct sy_true_row {
    const char *entries[SY_TRUE_PLACES]; /* ids of the rows that show it; NULL */
    sy_minor amount, funded[SY_RULES];
    bool is_receipt;
} sy_true_row;

typedef struct sy_true_clue {
    const char *kind, *item, *account, *holder, *payee;
    bool is_innocent, is_open;
    const sy_true_row *rows;
    size_t n_rows;
} sy_true_clue;

typedef struct sy_true_account {
    const char *account, *holder, *make; /* make: why it is in its list; "" */
} sy_true_account;

typedef struct sy_true_import {
    const char *folder;
    bool has_period;
    int32_t from_day, to_day;
} sy_true_import;

typedef struct sy_truth {
    sy_case_facts facts;
    sy_true_import *imports;
    sy_case_person *people; /* those with a relation to the debtor */
    sy_true_clue *clues;    /* high consumption too, as class "high_consumption" */
    sy_true_account *proxies, *hard_negatives, *withheld, *gaps;
    size_t n_imports, n_people, n_clues, n_proxies, n_hard_negatives, n_withheld, n_gaps;
} sy_truth;

/* DIR/truth.json of an office case. SY_EIO; SY_EDATA names what is not as it should be. All
 * from the arena. */
SY_MUST_USE sy_status sy_truth_read(sy_truth *t, const char *dir, sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
