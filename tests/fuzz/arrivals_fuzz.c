/* arrivals_fuzz.c - any bytes as what was said of files that arrived: at most so many lines,
 * each with time, event and text, and no bound of a round among them. */
#include <stdint.h>
#include <string.h>

#include "memory.h"
#include "store/arrivals.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    sy_arrivals all;
    sy_arena arena;

    sy_arena_init(&arena, NULL);
    if (sy_arrivals_parse(&all, (sy_slice){(const char *)bytes, n}, &arena, NULL) == SY_OK) {
        MUST(all.n <= SY_MOST_ARRIVALS);
        for (size_t i = 0; i < all.n; i++) {
            const sy_arrival *a = &all.items[i];
            MUST(a->time && a->event && a->text);
            MUST(strcmp(a->event, SY_ARRIVALS_BEGAN) != 0);
            MUST(strcmp(a->event, SY_ARRIVALS_ENDED) != 0);
        }
    }
    sy_arena_dispose(&arena);
    return 0;
}
