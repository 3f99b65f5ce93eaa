/* err.h - how a function in this program says that it failed.
 *
 * Every function that can fail returns a sy_status and takes a sy_err * last.
 * The status tells the program what to do; the sy_err tells a person why.
 * The first report wins: a caller that adds its own words later changes
 * nothing, so the text always names the place where things went wrong.
 *
 *     if (n == 0) return sy_fail(err, SY_EDATA, N_("%s: the file is empty"), path);
 *
 * The format is an English message id; sy_fail puts it into the user's
 * language (lang.h). Wrap it in N_() so that the catalogue sees it. */
#ifndef SY_BASE_ERR_H
#define SY_BASE_ERR_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_status {
    SY_OK = 0,
    SY_ENOMEM = -1,  /* no memory; nothing was changed */
    SY_EINVAL = -2,  /* an argument breaks the contract in the header, or wrong usage */
    SY_EDATA = -3,   /* the input is wrong; err->line says where */
    SY_ELIMIT = -4,  /* a configured bound was reached */
    SY_EIO = -5,     /* the operating system said no */
    SY_EENGINE = -6, /* DuckDB or SQLite said no; its words are in err->text */
    SY_ECANCEL = -7, /* the caller asked to stop */
    SY_ECONFLICT = -8 /* somebody else was quicker; nothing was changed */
} sy_status;

typedef struct sy_err {
    sy_status status;
    uint64_t line;  /* line or row of the input, from 1; 0 when none is involved */
    char text[640]; /* in the user's language, UTF-8, cut at a character */
} sy_err;

#if defined(__GNUC__)
#define SY_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define SY_MUST_USE __attribute__((warn_unused_result))
#define SY_NORETURN __attribute__((noreturn))
#define SY_UNUSED __attribute__((unused))
#else
#define SY_PRINTF(fmt, args)
#define SY_MUST_USE
#define SY_NORETURN
#define SY_UNUSED
#endif

/* Records a failure in err (which may be NULL) unless one is there already,
 * and returns status, so that a function can end with `return sy_fail(...)`. */
sy_status sy_fail(sy_err *err, sy_status status, const char *fmt, ...) SY_PRINTF(3, 4);

/* The same, and notes the line of the input. */
sy_status sy_fail_at(sy_err *err, sy_status status, uint64_t line, const char *fmt, ...)
    SY_PRINTF(4, 5);

/* sy_fail(SY_EIO) with the name of a file and the words of errno. */
sy_status sy_fail_errno(sy_err *err, const char *path);

/* The usual answer to a NULL from an allocator. */
sy_status sy_fail_nomem(sy_err *err);

/* A bug in this program: says where on stderr and stops with exit code 5, in
 * every build. Never for bad input, never for a failed allocation. */
#define SY_ASSERT(cond) ((cond) ? (void)0 : sy_bug(__FILE__, __LINE__, #cond))
SY_NORETURN void sy_bug(const char *file, int line, const char *what);

/* Costly checks, in checking builds (-Dverify=true) only. */
#ifdef SY_VERIFYING
#define SY_VERIFY(cond) SY_ASSERT(cond)
#else
#define SY_VERIFY(cond) ((void)0)
#endif

#ifdef __cplusplus
}
#endif

#endif
