/* decided.h - what the balances of a file have said of its ambiguous words and
 * signs (orientation.h), as an import reports it. */
#ifndef SY_INTAKE_DECIDED_H
#define SY_INTAKE_DECIDED_H

#include <stdbool.h>
#include <stdint.h>

typedef enum sy_question {
    SY_ASK_DIRECTION,
    SY_ASK_SIGN,
    SY_ASK_SUCCESS,
    SY_ASK_BLANK, /* row by row: chosen are those that were told */
    SY_QUESTIONS
} sy_question;

/* What came out of the votes on one question. */
typedef struct sy_decided {
    bool was_asked; /* the file had such rows */
    bool is_decided;
    bool contradicts; /* 0 is success and so 1 is failure, but rows with 1 were read as success */
    uint64_t rows, chosen, other; /* doubtful rows; those that chain under either reading */
    char meaning[24];             /* "1=in,2=out"; what has more votes when not decided */
} sy_decided;

#endif
