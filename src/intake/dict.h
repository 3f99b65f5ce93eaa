/* dict.h - distinct strings and their numbers, shared by all threads.
 *
 *     uint64_t h = sy_dict_hash(d, text);
 *     id = sy_dict_find(d, h, text);                     // 0: not there; takes no lock
 *     if (!id) st = sy_dict_put(d, h, text, 0, &id, &err);
 *
 * Numbers begin at 1. Strings of one kind get theirs in runs of SY_DICT_RUN,
 * so that a side table for one kind, in pages by number, has no pages for the
 * others; hence numbers have holes. A string is never taken out and never moves,
 * so its slice stays valid until the dictionary is freed. Equal hashes are
 * never taken for equal strings; the seed is the caller's, new in each run. */
#ifndef SY_INTAKE_DICT_H
#define SY_INTAKE_DICT_H

#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/err.h"
#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_dict sy_dict;

enum { SY_DICT_KINDS = 2, SY_DICT_RUN = 1 << 12 };

/* A seed that who made the input files cannot know. */
uint64_t sy_dict_seed(void);
/* expected: strings to make room for at once, since outgrown tables are kept. */
SY_MUST_USE sy_status sy_dict_new(sy_dict **out, const sy_alloc *al, uint64_t seed, size_t expected,
                                  sy_err *err);
void sy_dict_free(sy_dict *d);

uint64_t sy_dict_hash(const sy_dict *d, sy_slice text);
/* Before many calls of sy_dict_find: first this for all hashes, then the other. */
void sy_dict_prefetch(const sy_dict *d, uint64_t hash);
void sy_dict_prefetch_text(const sy_dict *d, uint64_t hash);
uint32_t sy_dict_find(const sy_dict *d, uint64_t hash, sy_slice text);
/* Finds or adds; kind: below SY_DICT_KINDS. SY_ELIMIT when the numbers are used
 * up. Thread rule: any. */
SY_MUST_USE sy_status sy_dict_put(sy_dict *d, uint64_t hash, sy_slice text, unsigned kind,
                                  uint32_t *id, sy_err *err);

/* Adds a string under a number that the caller chose (not 0), which several
 * strings may share; nothing when it is there. Not to be mixed with sy_dict_put
 * in one dictionary; sy_dict_text does not know such numbers. */
SY_MUST_USE sy_status sy_dict_put_as(sy_dict *d, uint64_t hash, sy_slice text, uint32_t id,
                                     sy_err *err);

/* A string that has its number from an earlier import. Not beside other calls;
 * all of them before the first put. A string that comes twice keeps its first number. */
SY_MUST_USE sy_status sy_dict_load(sy_dict *d, uint32_t id, sy_slice text, sy_err *err);

/* The string of a number; the empty slice when there is none. Thread rule: any,
 * for numbers that this thread got from the dictionary. */
sy_slice sy_dict_text(const sy_dict *d, uint32_t id);
/* Strings with numbers first_new .. end - 1 were put, not loaded; holes have an
 * empty text. */
uint32_t sy_dict_first_new(const sy_dict *d);
uint32_t sy_dict_end(const sy_dict *d);

/* The same hash in every run, for what is stored (fingerprints). */
uint64_t sy_stable_hash(sy_slice text);

#ifdef __cplusplus
}
#endif

#endif
