/* casework_dict_fuzz.c - any bytes as the items of 监督规则 37 and as the weights of key cases. */
#include <stdint.h>

#include "casework/ex_officio.h"
#include "casework/key_weights.h"
#include "memory.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    const char *path = memory_path(bytes, n);
    sy_ex_officio rules;
    sy_key_weights w;
    sy_arena arena;

    sy_arena_init(&arena, NULL);
    if (sy_ex_officio_load(&rules, path, &arena, NULL) == SY_OK) {
        for (size_t i = 0; i < rules.n; i++)
            MUST(sy_ex_officio_find(&rules, rules.items[i].id) == &rules.items[i]);
    }
    if (sy_key_weights_load(&w, path, &arena, NULL) == SY_OK) {
        MUST(w.amount > 0 && w.models >= 2 && w.terminations >= 1 && w.shown_from >= 1);
        for (size_t i = 0; i < w.n_words; i++) MUST(*w.words[i]);
        MUST(sy_key_points_of_amount(&w, INT64_MAX) == w.points[SY_KEY_AMOUNT]);
        MUST(sy_key_points_of_amount(&w, w.amount - 1) <= w.points[SY_KEY_AMOUNT]);
    }
    sy_arena_dispose(&arena);
    return 0;
}
