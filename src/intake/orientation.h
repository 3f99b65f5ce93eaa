/* orientation.h - what a file's ambiguous words and signs mean, decided for the
 * whole file by its balances. Private to intake.
 *
 *     收付标志 1, 2 (0, 1)        which of them is in?
 *     -5.00 beside 支出           money back, or the direction said twice?
 *     交易是否成功 0              success or failure?
 *
 * Each doubtful row asks its neighbours of the same ledger whether the balance
 * moved as one reading says or as the other, and votes. When all rows of the
 * file have been read, a reading holds that at least SY_FEWEST_VOTES rows chain
 * under, nine of ten of all that tell anything; the rows that had to wait are
 * then read again with it. Where the votes do not decide, they stay rejected
 * and a person is asked. Memory: a few numbers a file, and the rejects. */
#ifndef SY_INTAKE_ORIENTATION_H
#define SY_INTAKE_ORIENTATION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "intake/decided.h"
#include "intake/rules.h"

enum { SY_FEWEST_VOTES = 3 };

typedef enum sy_doubt {
    SY_DOUBT_0, /* the words 0, 1, 2 of a direction: in, or out */
    SY_DOUBT_1,
    SY_DOUBT_2,
    SY_DOUBT_SIGN, /* as it stands, or turned round */
    SY_DOUBT_ZERO, /* the success 0: success, or failure; 1 only votes */
    SY_DOUBT_ONE,
    SY_DOUBTS,
    SY_DOUBT_BLANK, /* a blank direction: told row by row or not at all */
    SY_NO_DOUBT
} sy_doubt;

typedef enum sy_reading {
    SY_READING_UNKNOWN,
    SY_READING_FIRST, /* in; as it stands; success */
    SY_READING_SECOND
} sy_reading;

typedef struct sy_votes {
    uint64_t rows[SY_DOUBTS], first[SY_DOUBTS], second[SY_DOUBTS];
    uint64_t blank, told; /* rows with a blank direction, and those that their neighbours told */
} sy_votes;

typedef struct sy_orientation {
    uint8_t reading[SY_DOUBTS]; /* sy_reading */
} sy_orientation;

void sy_votes_add(sy_votes *to, const sy_votes *more);
void sy_orient(sy_orientation *o, sy_decided decided[SY_QUESTIONS], const sy_votes *v);

/* The number of a direction's word (00 and 0 are one), or SY_NO_DOUBT. */
sy_doubt sy_doubt_of_direction(sy_slice text);
sy_doubt sy_doubt_of_success(sy_slice text);
/* The doubt of a reject's rule; SY_QUESTIONS when it is none of these. */
sy_question sy_question_of(sy_rule rule);

/* A user's answer for a word out of "1=in,2=out": 1 the first of the two names
 * (in, yes), 2 the second (out, no), 0 none. */
int sy_answer_of(const char *answers, sy_slice word, const char *first, const char *second);

#endif
