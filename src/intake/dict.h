/* dict.h - distinct strings and their numbers, shared by all threads.
 *
 *     uint64_t h = sy_dict_hash(d, text);
 *     id = sy_dict_find(d, h, text);                  // 0: not there; takes no lock
 *     if (!id) st = sy_dict_put(d, h, text, &id, &err);
 *
 * Numbers begin at 1 and have no holes but those of strings that were loaded
 * with numbers of their own. A string is never taken out and never moves, so
 * its slice stays valid until the dictionary is freed. The hash is seeded anew
 * in each run; equal hashes are never taken for equal strings. */
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

SY_MUST_USE sy_status sy_dict_new(sy_dict **out, const sy_alloc *al, sy_err *err);
void sy_dict_free(sy_dict *d);

uint64_t sy_dict_hash(const sy_dict *d, sy_slice text);
void sy_dict_prefetch(const sy_dict *d, uint64_t hash);
uint32_t sy_dict_find(const sy_dict *d, uint64_t hash, sy_slice text);
/* Finds or adds. SY_ELIMIT past 2^32 - 2 strings. Thread rule: any. */
SY_MUST_USE sy_status sy_dict_put(sy_dict *d, uint64_t hash, sy_slice text, uint32_t *id,
                                  sy_err *err);

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
/* Strings with numbers first_new .. end - 1 were put, not loaded. */
uint32_t sy_dict_first_new(const sy_dict *d);
uint32_t sy_dict_end(const sy_dict *d);

/* The same hash in every run, for what is stored (fingerprints). */
uint64_t sy_stable_hash(sy_slice text);

#ifdef __cplusplus
}
#endif

#endif
