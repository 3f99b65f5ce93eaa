/* flows.h - a handful of accounts with statements, for models that read what the flow analysis
 * finds: a province keeps no statements, a case does. One debtor, whom the facts of the case
 * name; lenders, borrowers and kin beside him.
 *
 * As many at every scale: a trace is about one case. */
#ifndef SY_SYNTH_PROVINCE_FLOWS_H
#define SY_SYNTH_PROVINCE_FLOWS_H

#include "synth/province/schemes.h"

/* The file, in the folder that imports name; its heading. */
#define SY_PROVINCE_STATEMENTS "statements"
extern const char sy_statement_heading[];

typedef struct sy_purse {
    sy_somebody who;
    const char *number; /* "": without a statement */
    const char *device; /* what his payments come from; NULL */
    int64_t balance;
} sy_purse;

/* An account of a new person (or of this one), who had so much 200 days before the day. */
void sy_purse_open(sy_purse *p, sy_stage *s, const sy_somebody *who, int64_t fen, int32_t day);
/* Whoever is paid and has no statement. */
sy_purse sy_purse_outside(const char *name);
/* At noon and so many minutes; a row in each statement. Payments of an account come in the
 * order of time. */
void sy_pay(sy_stage *s, sy_purse *from, sy_purse *to, int32_t day, int64_t fen,
            const char *summary);

/* How many scenes with statements there are, numbered after all others. */
uint64_t sy_flow_scenes(void);
void sy_flow_play(sy_stage *s, uint64_t n);

/* "case", "people" and "imports" of the truth, as of an office case. */
char *sy_flow_tell(char *p, sy_stage *s);

extern const sy_scheme sy_flow_schemes[];
/* flow_debtor.c: the debtor of the case, his mother, his friend ("friend" is a word of C++) and brother. */
void sy_flow_debtor(sy_stage *s);
typedef struct sy_flow_people {
    sy_enforcement e; /* closed for now; the first debtor is he */
    sy_purse debtor, mother, companion, brother;
} sy_flow_people;
void sy_flow_people_of(sy_flow_people *out, sy_stage *s);

#endif
