/* schemes.h - what is planted: a scheme is a violation, or something that misses being one by
 * a day or a condition. Each is played often, every time with people and things of its own.
 *
 * A family of schemes is a file; docs/synth.md says how to add one. */
#ifndef SY_SYNTH_PROVINCE_SCHEMES_H
#define SY_SYNTH_PROVINCE_SCHEMES_H

#include "synth/province/stage.h"

typedef struct sy_scheme {
    void (*play)(sy_stage *s); /* NULL ends a family */
    unsigned share;            /* how often, beside the others; 0: once */
    /* For a play that many schemes share; it finds its scheme as s->scheme. */
    const char *model, *rule;
    const char *why; /* it is a near miss, by this; NULL: it is planted */
    size_t field;    /* a day of sy_enforcement that is moved, */
    int32_t days;    /* so many days from what the play says */
} sy_scheme;

/* In the order in which they take turns. */
#define SY_FAMILIES(X)                                                                             \
    X(vehicle)                                                                                     \
    X(seal)                                                                                        \
    X(money)                                                                                       \
    X(termination)                                                                                 \
    X(auction)                                                                                     \
    X(after)                                                                                       \
    X(bidder)                                                                                      \
    X(reopening)                                                                                   \
    X(sealed_vehicle)                                                                              \
    X(sealing)                                                                                     \
    X(passive)                                                                                     \
    X(node)                                                                                        \
    X(suit)                                                                                        \
    X(litigant)                                                                                    \
    X(closing)                                                                                     \
    X(known)                                                                                       \
    X(refusal)                                                                                     \
    X(moving)                                                                                      \
    X(distribution)                                                                                \
    X(preservation)                                                                                \
    X(appraisal)                                                                                   \
    X(sale)
#define SY_FAMILY(name) extern const sy_scheme sy_##name##_schemes[];
SY_FAMILIES(SY_FAMILY)

/* Plants the key, or notes it as a near miss, as s->scheme says. */
void sy_scheme_judge(sy_stage *s, const char *key);

/* How many scenes there are when each scheme is played `copies` times. */
uint64_t sy_scenes(uint64_t copies);
/* Plays one: all schemes take turns. */
void sy_scene_play(sy_stage *s, uint64_t scene);

#endif
