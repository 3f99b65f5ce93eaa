/* boards.h - pictures of a case that people arranged: which cards, where, with what notes.
 *
 *     sy_boards *boards;
 *     sy_boards_open(&boards, "wang.suyuan", SY_WRITE, &err);
 *     sy_board_save(boards, &board, "资金图", 3, body, &arena, &err);   // rests on version 3
 *     sy_boards_close(boards);
 *
 * A board is saved a second after each movement of a card, whatever else goes on in the
 * workspace: it has a store of its own (WS/boards.sqlite) and takes no turn with readers and
 * writers of the case (docs/decisions/0034-boards-have-a-store-of-their-own.md). Two tabs cannot
 * overwrite each other: a save names the version that it rests on. */
#ifndef SY_STORE_BOARDS_H
#define SY_STORE_BOARDS_H

#include "store/workspace.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_boards sy_boards;

typedef struct sy_board {
    const char *name;
    int64_t version;                     /* 1, 2, ...: raised by each save */
    int64_t cards;                       /* how many */
    const char *who, *saved_at;          /* of this version */
    const char *deleted_by, *deleted_at; /* NULL: it stands */
    sy_slice body;                       /* its JSON; empty in a list */
} sy_board;

/* SY_READ makes nothing: a workspace without boards has none. SY_EINVAL where there is no
 * workspace, or its boards are of a newer program. */
SY_MUST_USE sy_status sy_boards_open(sy_boards **out, const char *workspace, sy_access access,
                                     sy_err *err);
void sy_boards_close(sy_boards *boards);

/* Newest first; those that were deleted, after them. From the arena. */
SY_MUST_USE sy_status sy_boards_list(sy_boards *boards, sy_board **list, size_t *n, sy_arena *arena,
                                     sy_err *err);
/* The one of this name that stands; SY_EDATA where there is none. */
SY_MUST_USE sy_status sy_board_find(sy_boards *boards, sy_board *out, const char *name,
                                    sy_arena *arena, sy_err *err);

/* base: the version that the body rests on, 0: it is new. SY_ECONFLICT, with nothing changed,
 * where it is not the newest (who was quicker, and when, is in err) - but not where the same
 * body was saved: an answer that was lost may be asked for again. SY_EINVAL for a name that
 * is none, SY_EDATA for a body that is no board (board_state.h), SY_ELIMIT past its size. */
SY_MUST_USE sy_status sy_board_save(sy_boards *boards, sy_board *out, const char *name,
                                    int64_t base, sy_slice body, sy_arena *arena, sy_err *err);
/* SY_EDATA where there is none, SY_ECONFLICT where the new name is taken. */
SY_MUST_USE sy_status sy_board_rename(sy_boards *boards, const char *name, const char *to,
                                      sy_err *err);
SY_MUST_USE sy_status sy_board_copy(sy_boards *boards, const char *name, const char *to,
                                    sy_err *err);
SY_MUST_USE sy_status sy_board_delete(sy_boards *boards, const char *name, sy_err *err);
/* Brings back the one of this name that was deleted last. */
SY_MUST_USE sy_status sy_board_restore(sy_boards *boards, const char *name, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
