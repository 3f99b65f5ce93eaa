/* index.h - a flow in one file, mapped into memory.
 *
 *     [ header | sections, each at a multiple of 64 bytes ]
 *
 * The header holds version, generation of the workspace, and where each section
 * is; a checksum (XXH3) covers all of it. A file that is cut, of another
 * version, or has one flipped byte is never trusted: opening it fails with
 * SY_EDATA and the reason, and the caller builds it anew. Numbers are in the
 * machine's byte order; a file of the other order is of another version. */
#ifndef SY_FLOW_INDEX_H
#define SY_FLOW_INDEX_H

#include "base/err.h"
#include "flow/flow.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Whole or not at all: written beside path and renamed. Same flow, same bytes. */
SY_MUST_USE sy_status sy_index_write(const char *path, const sy_flow *flow, uint64_t generation,
                                     sy_err *err);

typedef struct sy_index sy_index;

/* Cost: one read of the file for the checksum and the check that every number
 * in it is in range; nothing is copied. */
SY_MUST_USE sy_status sy_index_open(sy_index **out, const char *path, sy_err *err);
const sy_flow *sy_index_flow(const sy_index *index);
uint64_t sy_index_generation(const sy_index *index);
uint64_t sy_index_bytes(const sy_index *index);
void sy_index_close(sy_index *index);

#ifdef __cplusplus
}
#endif

#endif
