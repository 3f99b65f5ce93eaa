/* boards_naming.c - a board names accounts in the options that show it, in notes and in exhibits:
 * "家族=6299...,6217...@中国银行@120@3". Each name is looked up among the numbers with what may
 * stand behind an @ (its bank, where it was put) and without; so is all of an option, since a
 * number may hold an @ itself. */
#include "cli/boards_naming.h"

#include <stdlib.h>
#include <string.h>

#include "store/board_state.h"
#include "store/boards.h"

typedef struct wanted {
    const char *const *numbers;
    size_t n;
} wanted;

static int by_text(const void *key, const void *item)
{
    const sy_slice *text = key;
    return sy_slice_compare(*text, sy_slice_of(*(const char *const *)item));
}

static bool has_number(const wanted *w, sy_slice text)
{
    return w->n > 0 && text.len > 0 &&
           bsearch(&text, w->numbers, w->n, sizeof *w->numbers, by_text) != NULL;
}

static bool names(const wanted *w, sy_slice name)
{
    for (size_t end = 0; end < name.len; end++) {
        if (name.ptr[end] == '@' && has_number(w, (sy_slice){name.ptr, end})) return true;
    }
    return has_number(w, name);
}

/* A list with commas, of which the first may be what a fold is called. */
static bool list_names(const wanted *w, const char *list)
{
    const char *equals = strchr(list, '=');

    for (const char *at = equals ? equals + 1 : list;; at++) {
        const size_t n = strcspn(at, ",");
        if (names(w, (sy_slice){at, n})) return true;
        at += n;
        if (!*at) return false;
    }
}

static bool board_names(const wanted *w, const sy_board_state *b)
{
    for (size_t i = 0; i < b->n_options; i++) {
        if (list_names(w, b->options[i].value)) return true;
    }
    for (size_t i = 0; i < b->n_notes; i++) {
        if (names(w, sy_slice_of(b->notes[i].card))) return true;
    }
    for (size_t i = 0; i < b->n_exhibits; i++) {
        for (size_t k = 0; k < b->exhibits[i].n; k++) {
            if (names(w, sy_slice_of(b->exhibits[i].cards[k]))) return true;
        }
    }
    return false;
}

static sy_status look_at(bool *is_hit, sy_boards *boards, const char *name, const wanted *w,
                         sy_arena *arena, sy_err *err)
{
    sy_board_state state;
    sy_err wrong = {0};
    sy_board b;

    *is_hit = false;
    sy_status st = sy_board_find(boards, &b, name, arena, err);
    if (st != SY_OK) return st;
    st = sy_board_read(&state, b.body, arena, &wrong);
    if (st == SY_ENOMEM) return sy_fail_nomem(err);
    *is_hit = st == SY_OK && board_names(w, &state);
    return SY_OK;
}

sy_status sy_boards_naming(uint64_t *n, const char *workspace, const char *const *numbers,
                           size_t n_numbers, sy_err *err)
{
    const wanted w = {numbers, n_numbers};
    sy_boards *boards = NULL;
    sy_board *all = NULL;
    sy_arena list, one; /* a board at a time */
    size_t n_all = 0;

    *n = 0;
    sy_arena_init(&list, NULL);
    sy_arena_init(&one, NULL);
    sy_status st = sy_boards_open(&boards, workspace, SY_READ, err);
    if (st == SY_OK) st = sy_boards_list(boards, &all, &n_all, &list, err);
    for (size_t i = 0; i < n_all && st == SY_OK; i++) {
        bool is_hit = false;
        sy_arena_clear(&one);
        if (!all[i].deleted_at) st = look_at(&is_hit, boards, all[i].name, &w, &one, err);
        *n += is_hit;
    }
    sy_boards_close(boards);
    sy_arena_dispose(&one);
    sy_arena_dispose(&list);
    return st;
}
