/* board_state.h - what the program itself knows of a board, read from its JSON.
 *
 *     {"graph": {"level": "account", "since": "2023-01-01", "placed": "6299...@0@1",
 *                "fold": ["家族=6299...", "家族=6217..."]},
 *      "notes": {"6299...": "问其妻"},
 *      "exhibits": [{"name": "路径一", "cards": ["6299...", "6299..."]}],
 *      "page": ...}
 *
 * graph: the options of `suyuan graph` that show it. What the page keeps for itself (its steps
 * to undo) stands in page, which nobody else reads. */
#ifndef SY_STORE_BOARD_STATE_H
#define SY_STORE_BOARD_STATE_H

#include <stdint.h>

#include "base/alloc.h"
#include "base/err.h"
#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_board_option {
    const char *name, *value; /* a list is several of one name */
} sy_board_option;

typedef struct sy_board_note {
    const char *card, *text;
} sy_board_note;

typedef struct sy_board_exhibit {
    const char *name;
    const char **cards;
    size_t n;
} sy_board_exhibit;

typedef struct sy_board_state {
    sy_board_option *options;
    size_t n_options;
    size_t n_cards;       /* of the option placed */
    sy_board_note *notes; /* by card, sorted */
    size_t n_notes;
    sy_board_exhibit *exhibits;
    size_t n_exhibits;
} sy_board_state;

/* All from the arena. SY_EDATA, with what is wrong, for what is no board; SY_ELIMIT past
 * limits.h. Whether an option is one of graph's is for graph to say. */
SY_MUST_USE sy_status sy_board_read(sy_board_state *out, sy_slice body, sy_arena *arena,
                                    sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
