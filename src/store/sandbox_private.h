/* sandbox_private.h - what both ends of a sandbox share. */
#ifndef SY_STORE_SANDBOX_PRIVATE_H
#define SY_STORE_SANDBOX_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SY_SANDBOX_WORD "--model-process"

/* A request: how many bytes it has, then JSON; the end instead of one: there is none more. */
enum { SY_SANDBOX_REQUEST = 4 << 20 };

/* A frame: what it is, how many bytes follow. The last one of a good run is DONE. */
enum {
    SY_FRAME_LEAD = 'L',  /* lead_row.h */
    SY_FRAME_ERROR = 'E', /* sy_sandbox_error, then its words */
    SY_FRAME_DONE = 'D'   /* the number of leads, uint64_t */
};
typedef struct sy_frame_head {
    uint32_t kind, len;
} sy_frame_head;
typedef struct sy_sandbox_error {
    int32_t status;
    uint32_t line, column; /* 0: not known */
    uint32_t lacks_memory; /* 1: more of it would have done */
} sy_sandbox_error;
enum { SY_SANDBOX_WORDS = 640, SY_SANDBOX_PIECE = 1 << 16 }; /* a piece: written, read at once */

enum { SY_SANDBOX_PIPE = 1 << 20 };  /* what it may say while nobody listens */
enum { SY_SANDBOX_EXIT_PIPE = 120 }; /* nobody listens any more */

/* ---- sandbox_lock.c ---- */

/* In the new process, before exec: processor seconds, no files to write, no core. Safe
 * after fork. */
void sy_sandbox_limit_before_exec(unsigned cpu_seconds);
/* For good: memory, then no system calls beyond memory, threads that exist, and the
 * descriptors that are open. */
SY_MUST_USE sy_status sy_sandbox_lock(unsigned memory_mb, sy_err *err);

/* ---- sandbox_words.c ---- */

/* Why DuckDB would not prepare or run a query, after its words (NULL: it has none): in ours where
 * it is a common slip, with DuckDB's first line behind them. of_rows: it had read rows, whose
 * values are shortened. *line: of the query, where DuckDB tells one; else it is left alone.
 * SY_EDATA; SY_ELIMIT where memory was lacking. */
SY_MUST_USE sy_status sy_sandbox_fail(uint32_t *line, const char *words, bool of_rows, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
