/* board_fuzz.c - any bytes as a board: what is taken is within its bounds. */
#include <stdint.h>
#include <string.h>

#include "memory.h"
#include "store/board_state.h"
#include "suyuan/limits.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    sy_board_state s;
    sy_arena arena;

    sy_arena_init(&arena, NULL);
    if (sy_board_read(&s, (sy_slice){(const char *)bytes, n}, &arena, NULL) == SY_OK) {
        MUST(n <= SY_MAX_BOARD_BYTES && s.n_cards <= SY_MAX_BOARD_CARDS);
        for (size_t i = 0; i < s.n_options; i++) MUST(s.options[i].name && *s.options[i].value);
        for (size_t i = 1; i < s.n_notes; i++)
            MUST(strcmp(s.notes[i - 1].card, s.notes[i].card) < 0);
        for (size_t i = 0; i < s.n_exhibits; i++) {
            for (size_t k = 0; k < s.exhibits[i].n; k++) MUST(s.exhibits[i].cards[k]);
        }
    }
    sy_arena_dispose(&arena);
    return 0;
}
