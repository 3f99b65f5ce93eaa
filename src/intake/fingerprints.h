/* fingerprints.h - 8 bytes a row, to find rows that may be the same. Private.
 *
 * Fingerprints lie in 256 parts by their top byte, each a list of pages, so
 * that readers only append and sorting happens part by part, in parallel. */
#ifndef SY_INTAKE_FINGERPRINTS_H
#define SY_INTAKE_FINGERPRINTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"

enum { SY_FP_PARTS = 256, SY_FP_PAGE = 1022 };

typedef struct sy_fp_page {
    struct sy_fp_page *older;
    size_t n;
    uint64_t items[SY_FP_PAGE];
} sy_fp_page;

typedef struct sy_fingerprints {
    const sy_alloc *al;
    sy_fp_page *parts[SY_FP_PARTS];
    size_t n[SY_FP_PARTS];
} sy_fingerprints;

void sy_fingerprints_dispose(sy_fingerprints *f);

/* A new page for a part; false when out of memory. */
bool sy_fingerprints_page(sy_fingerprints *f, unsigned part);

static inline bool sy_fingerprints_add(sy_fingerprints *f, uint64_t fingerprint)
{
    const unsigned part = (unsigned)(fingerprint >> 56);
    sy_fp_page *p = f->parts[part];

    if (!p || p->n == SY_FP_PAGE) {
        if (!sy_fingerprints_page(f, part)) return false;
        p = f->parts[part];
    }
    p->items[p->n++] = fingerprint;
    f->n[part]++;
    return true;
}

#endif
