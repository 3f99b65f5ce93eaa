/* synth.h - made-up cases whose truth is known.
 *
 * Nothing here is real: names are invented, identity numbers stand in region
 * 330699, which nobody was ever given, card numbers begin with 629999. Check
 * digits are right, so every reader takes them. The same seed gives the same
 * bytes, on every machine.
 *
 *     sy_synth_result r;
 *     st = sy_synth_small("demo/case", 1, &r, &err);   // r.rows rows in r.files files
 *
 * Thread rule: one call at a time a folder; calls share nothing. */
#ifndef SY_SYNTH_SYNTH_H
#define SY_SYNTH_SYNTH_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "store/pools.h"
#include "text/encoding.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a made-up case holds; rows = accepted + duplicate + rejected, as an
 * import of the files has to find them. */
typedef struct sy_synth_result {
    uint32_t files;    /* statements, without README.txt and truth.json */
    uint32_t accounts; /* with a statement */
    uint64_t rows, accepted, duplicate, rejected;
    uint32_t matches;    /* transfers of which both sides' rows are there */
    uint32_t properties; /* payments for a flat, a car, a policy */
} sy_synth_result;

/* The small case: a debtor, his mother, his brother-in-law's wife, a friend's
 * company; some hundred rows of twelve accounts at as many banks.
 *
 *     DIR/README.txt     says in Chinese that all of it is invented
 *     DIR/statements/    the files as banks send them: GB18030 and UTF-8 csv, xlsx
 *     DIR/supplement/    one more, for a shorter period
 *     DIR/truth.json     what is in them (docs/synth.md lists the keys)
 *
 * dir is made when it is not there; files of the same names are replaced.
 * Errors: SY_EIO names the file; SY_ENOMEM. Cost: some 50 ms. */
SY_MUST_USE sy_status sy_synth_small(const char *dir, uint64_t seed, sy_synth_result *result,
                                     sy_err *err);

/* An office case: some 30 to 70 accounts in all layouts, about `rows` rows; schemes by which a
 * debtor's money becomes property, those who help him, those who only look like it, and the
 * truth of all (docs/synth.md). Files as above, but for DIR/parts/ in place of supplement/.
 *
 *   rows  SY_OFFICE_ROWS_LEAST to SY_OFFICE_ROWS_MOST
 *
 * Errors: SY_EINVAL out of those bounds, SY_EIO, SY_ENOMEM. Cost: some 3 s and 150 MB for
 * 250,000 rows. */
enum {
    SY_OFFICE_ROWS_LEAST = 5000,
    SY_OFFICE_ROWS = 250000, /* what a county office has on its table */
    SY_OFFICE_ROWS_MOST = 2000000
};
SY_MUST_USE sy_status sy_synth_office(const char *dir, uint64_t seed, uint64_t rows,
                                      sy_synth_result *result, sy_err *err);

/* A made-up province: the files of all pools that models read, lawful but for what is planted.
 *
 *     DIR/pools/      csv, with the headings of the definitions (pools: as sy_pools_load has them)
 *     DIR/truth.json  which leads must come and which may not (docs/synth.md)
 *
 *   scale  1: a million cases, twenty million vehicles; n: the n-th part of all that, down to
 *          SY_PROVINCE_SMALLEST. What is planted shrinks less: each of it is there three times.
 *
 * Errors: SY_EINVAL out of those bounds, SY_EDATA for a definition that lacks a column, SY_EIO,
 * SY_ENOMEM. Cost: on all threads, a megabyte each. */
enum { SY_PROVINCE_SMALLEST = 100000 };
SY_MUST_USE sy_status sy_synth_province(const char *dir, uint64_t seed, unsigned scale,
                                        const sy_pools *pools, sy_synth_result *result,
                                        sy_err *err);

/* A huge file of the 31-column feedback layout, some 300 bytes a row in UTF-8.
 *
 * Account by account, in order of time, as banks answer: balances chain from
 * an opening balance, serials are unique, counterparties are heavy-tailed and
 * partly accounts of the file, whose own row of the same transfer is there
 * too, up to seven seconds later.
 *
 *   rows      data rows under the header, 2 to 2^31
 *   accounts  of the file, 2 to rows / 2
 *   encoding  SY_UTF8 or SY_GB18030
 *
 * Errors: SY_EINVAL out of those bounds, SY_EIO, SY_ENOMEM. Cost: 28 bytes of
 * memory a row; at least 300 MB/s into the page cache on one core. */
SY_MUST_USE sy_status sy_synth_bulk(const char *path, uint64_t rows, uint32_t accounts,
                                    sy_encoding encoding, uint64_t seed, sy_err *err);

/* A plain list `from,to,time,amount` of n transfers in order of time, with
 * heavy-tailed degrees: the busiest account has some cbrt(1 / accounts) of all
 * ends. Amounts in yuan, times YYYY-MM-DD HH:MM:SS; no transfer to oneself.
 * n at most 2^36, accounts 2 or more. Errors and cost as above, in constant memory. */
SY_MUST_USE sy_status sy_synth_transfers(const char *path, uint64_t n, uint32_t accounts,
                                         uint64_t seed, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
