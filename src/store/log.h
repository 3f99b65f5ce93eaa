/* log.h - who did what and when in a case: every decision, import, run and report.
 *
 *     const sy_log_filter filter = {.who = "钱某", .limit = 50};
 *     st = sy_log_read(ws, &acts, &n, &total, &filter, &arena, &err);
 *     st = sy_log_check(ws, &check, &err);        // is it what was written?
 *
 * The log is a table of its own, to which triggers write whatever is decided, in the same
 * transaction (log_schema.h); rows are only added. Each has the SHA-256 of itself and of the
 * one before: a row that was changed, left out or put in breaks the chain from there on, and a
 * decision that is not as the log has it is seen too. Whoever can write the file can make the
 * whole chain anew: what stands against that is the last hash, where somebody has noted it
 * (lists that are taken away and backups name it). */
#ifndef SY_STORE_LOG_H
#define SY_STORE_LOG_H

#include "base/digest.h"
#include "store/workspace.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_log_word {
    const char *subject, *field, *text; /* field "": the act itself, which says nothing more */
} sy_log_word;

/* What was done at once. */
typedef struct sy_log_act {
    int64_t first, last;    /* numbers of its rows in the log */
    const char *kind, *who; /* "case", "match", "lead", ... */
    const char *at;         /* YYYY-MM-DDTHH:MM:SSZ */
    const char *hash;       /* of the last */
    bool is_undo;
    size_t rows, subjects; /* in all */
    sy_log_word *words;    /* the first of them, in their order */
    size_t n_words;
} sy_log_act;

enum { SY_LOG_WORDS = 40 };

typedef struct sy_log_filter {
    const char *who, *kind;    /* NULL: any */
    const char *since, *until; /* days, both within; NULL */
    size_t limit, offset;      /* limit 0: all */
} sy_log_filter;

/* The newest first, from the arena. *total: how many fit without limit and offset. */
SY_MUST_USE sy_status sy_log_read(sy_workspace *ws, sy_log_act **list, size_t *n, size_t *total,
                                  const sy_log_filter *filter, sy_arena *arena, sy_err *err);
/* Who has done anything, sorted. */
SY_MUST_USE sy_status sy_log_people(sy_workspace *ws, const char ***list, size_t *n,
                                    sy_arena *arena, sy_err *err);

typedef struct sy_log_check_result {
    int64_t rows;              /* of the log */
    char head[SY_DIGEST_TEXT]; /* hash of the last; "" where there is none */
    int64_t broken;            /* the first row that is not as it was written; 0: none */
    int64_t missing, foreign;  /* decisions the log does not have; rows without a decision */
} sy_log_check_result;

static inline bool sy_log_is_sound(const sy_log_check_result *c)
{
    return c->broken == 0 && c->missing == 0 && c->foreign == 0;
}

/* How many rows it has and the hash of the last, as they stand. Cost: none. */
SY_MUST_USE sy_status sy_log_head(sy_workspace *ws, int64_t *rows, char head[SY_DIGEST_TEXT],
                                  sy_err *err);
/* Cost: one pass over the log, about 5 µs a row. */
SY_MUST_USE sy_status sy_log_check(sy_workspace *ws, sy_log_check_result *out, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
