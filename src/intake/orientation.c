/* orientation.c - counting votes. Two words are decided together, since one of
 * them is in and the other out. */
#include "intake/orientation.h"

#include <stdio.h>
#include <string.h>

#include "intake/parse.h"

void sy_votes_add(sy_votes *to, const sy_votes *more)
{
    for (int d = 0; d < SY_DOUBTS; d++) {
        to->rows[d] += more->rows[d];
        to->first[d] += more->first[d];
        to->second[d] += more->second[d];
    }
    to->blank += more->blank;
    to->told += more->told;
}

static bool decides(uint64_t most, uint64_t other)
{
    return most >= SY_FEWEST_VOTES && most >= 9 * other;
}

/* in: the votes for "the lower word is in, the higher one out". */
static void decide_direction(sy_orientation *o, sy_decided *d, const sy_votes *v)
{
    int words[3], n = 0;
    uint64_t in = 0, out = 0;

    for (int w = 0; w < 3; w++) {
        if (v->rows[w] == 0) continue;
        words[n] = w;
        d->rows += v->rows[w];
        in += n == 0 ? v->first[w] : v->second[w];
        out += n == 0 ? v->second[w] : v->first[w];
        n++;
    }
    d->was_asked = n > 0;
    d->chosen = in > out ? in : out;
    d->other = in > out ? out : in;
    /* Three words are not two directions. */
    d->is_decided = (n == 1 || n == 2) && decides(d->chosen, d->other);
    if (n == 1) snprintf(d->meaning, sizeof d->meaning, "%d=%s", words[0], in > out ? "in" : "out");
    if (n == 2) {
        snprintf(d->meaning, sizeof d->meaning, "%d=%s,%d=%s", words[0], in > out ? "in" : "out",
                 words[1], in > out ? "out" : "in");
    }
    for (int k = 0; k < n && d->is_decided; k++) {
        o->reading[words[k]] = (k == 0) == (in > out) ? SY_READING_FIRST : SY_READING_SECOND;
    }
}

static void decide_one(sy_orientation *o, sy_decided *d, const sy_votes *v, sy_doubt doubt,
                       const char *first, const char *second)
{
    const bool is_first = v->first[doubt] > v->second[doubt];

    d->rows = v->rows[doubt];
    d->was_asked = d->rows > 0;
    d->chosen = is_first ? v->first[doubt] : v->second[doubt];
    d->other = is_first ? v->second[doubt] : v->first[doubt];
    d->is_decided = decides(d->chosen, d->other);
    snprintf(d->meaning, sizeof d->meaning, "%s", is_first ? first : second);
    if (d->is_decided) o->reading[doubt] = is_first ? SY_READING_FIRST : SY_READING_SECOND;
}

/* 0 as success stands against 1 as success: rows with 1 have been taken for
 * successes, so if 0 is one, 1 must have none. */
static void weigh_success(sy_orientation *o, sy_decided *d, const sy_votes *v)
{
    if (!d->is_decided || o->reading[SY_DOUBT_ZERO] != SY_READING_FIRST ||
        v->rows[SY_DOUBT_ONE] == 0) {
        return;
    }
    d->is_decided = false;
    o->reading[SY_DOUBT_ZERO] = SY_READING_UNKNOWN;
    d->contradicts = v->second[SY_DOUBT_ONE] > v->first[SY_DOUBT_ONE];
}

void sy_orient(sy_orientation *o, sy_decided decided[SY_QUESTIONS], const sy_votes *v)
{
    memset(o, 0, sizeof *o);
    memset(decided, 0, SY_QUESTIONS * sizeof *decided);
    decide_direction(o, &decided[SY_ASK_DIRECTION], v);
    decide_one(o, &decided[SY_ASK_SIGN], v, SY_DOUBT_SIGN, "reversal", "repeats");
    decide_one(o, &decided[SY_ASK_SUCCESS], v, SY_DOUBT_ZERO, "0=yes", "0=no");
    weigh_success(o, &decided[SY_ASK_SUCCESS], v);
    decided[SY_ASK_BLANK] = (sy_decided){.was_asked = v->blank > 0,
                                         .is_decided = v->told == v->blank,
                                         .rows = v->blank,
                                         .chosen = v->told};
}

/* ---- words ---- */

static int small_number(sy_slice text)
{
    char folded[SY_WORD_TEXT];
    const size_t n = sy_word_fold(folded, sy_cell_trim(text));

    if (n == 0 || n > 2 || (n == 2 && folded[0] != '0')) return -1;
    const char c = folded[n - 1];
    return c >= '0' && c <= '2' ? c - '0' : -1;
}

sy_doubt sy_doubt_of_direction(sy_slice text)
{
    const int n = small_number(text);
    return n < 0 ? SY_NO_DOUBT : (sy_doubt)(SY_DOUBT_0 + n);
}

sy_doubt sy_doubt_of_success(sy_slice text)
{
    const int n = small_number(text);
    return n == 0 ? SY_DOUBT_ZERO : n == 1 ? SY_DOUBT_ONE : SY_NO_DOUBT;
}

sy_question sy_question_of(sy_rule rule)
{
    switch (rule) {
    case SY_DIRECTION_AMBIGUOUS:
        return SY_ASK_DIRECTION;
    case SY_SIGN_AND_DIRECTION:
        return SY_ASK_SIGN;
    case SY_SUCCESS_UNKNOWN:
        return SY_ASK_SUCCESS;
    default:
        return SY_QUESTIONS;
    }
}

int sy_answer_of(const char *answers, sy_slice word, const char *first, const char *second)
{
    char wanted[SY_WORD_TEXT], given[SY_WORD_TEXT];
    const sy_slice w = {wanted, sy_word_fold(wanted, sy_cell_trim(word))};

    for (const char *p = answers; p && *p;) {
        const size_t n = strcspn(p, ",");
        const char *equals = memchr(p, '=', n);
        if (equals) {
            const sy_slice name = {equals + 1, n - (size_t)(equals + 1 - p)};
            const sy_slice g = {given, sy_word_fold(given, (sy_slice){p, (size_t)(equals - p)})};
            if (w.len > 0 && sy_slice_is(g, w)) {
                if (sy_slice_is(name, sy_slice_of(first))) return 1;
                if (sy_slice_is(name, sy_slice_of(second))) return 2;
            }
        }
        p += n + (p[n] == ',');
    }
    return 0;
}
