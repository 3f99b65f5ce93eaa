/* weights_fuzz.c - any bytes as the weights of suspected proxy accounts. */
#include <stdint.h>

#include "insight/weights.h"
#include "memory.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    const sy_slice text = {(const char *)bytes, n};
    sy_weights *w = NULL;

    if (sy_weights_load(&w, NULL, memory_path(bytes, n), NULL) != SY_OK) return 0;
    for (int c = 0; c < SY_PROXY_CODES; c++) {
        const sy_weight *k = &w->code[c];
        MUST(k->points >= 0 && k->points <= 100 && k->amount >= 0 && k->share <= 1000);
        MUST(sy_weight_points(k, INT64_MAX, 1000) == k->points);
        MUST(sy_weight_points(k, k->amount / 2, k->share / 2) <= k->points);
    }
    (void)sy_word_bits_in(w->terms, text);
    sy_weights_free(w);
    return 0;
}
