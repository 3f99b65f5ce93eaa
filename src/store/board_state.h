/* board_state.h - what stands on a board, read from its JSON.
 *
 *     {"state": {"level": "account", "since": "2023-01-01", "until": "", "least": "",
 *                "spots": [{"id": "6299...", "column": 0, "slot": 1}],
 *                "notes": {"6299...": "问其妻"},
 *                "exhibits": [{"name": "路径一", "cards": ["6299...", "6299..."]}]},
 *      ...}
 *
 * The page keeps more beside it (its history of steps), which only the page reads. */
#ifndef SY_STORE_BOARD_STATE_H
#define SY_STORE_BOARD_STATE_H

#include <stdint.h>

#include "base/alloc.h"
#include "base/err.h"
#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_board_spot {
    const char *id;
    int32_t column, slot;
} sy_board_spot;

typedef struct sy_board_note {
    const char *card, *text;
} sy_board_note;

typedef struct sy_board_exhibit {
    const char *name;
    const char **cards;
    size_t n;
} sy_board_exhibit;

typedef struct sy_board_state {
    const char *level, *since, *until, *least; /* "" where nothing was said */
    sy_board_spot *spots;
    size_t n_spots;
    sy_board_note *notes; /* by card, sorted */
    size_t n_notes;
    sy_board_exhibit *exhibits;
    size_t n_exhibits;
} sy_board_state;

/* All from the arena. SY_EDATA, with what is wrong, for what is no board; SY_ELIMIT past
 * limits.h. Unknown keys are left alone. */
SY_MUST_USE sy_status sy_board_read(sy_board_state *out, sy_slice body, sy_arena *arena,
                                    sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
