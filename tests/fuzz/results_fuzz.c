/* results_fuzz.c - any bytes as a file of results: as it is, and signed after the fact. What is
 * taken is written and read back the same, and adds up. */
#include <stdint.h>
#include <string.h>

#include "casework/hit_rate.h"
#include "casework/results.h"
#include "memory.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static sy_pack_key key;

static void take(const sy_results *r, sy_arena *arena)
{
    sy_feedback_line *lines;
    sy_results back;
    size_t n;
    sy_buf out;

    sy_buf_init(&out, NULL, SY_MAX_RESULTS_BYTES);
    MUST(sy_results_write(&out, r, &key, NULL) == SY_OK);
    MUST(sy_results_read(&back, (sy_slice){out.ptr, out.len}, "again", arena, NULL) == SY_OK);
    MUST(back.n == r->n && strcmp(back.office, r->office) == 0);
    for (size_t i = 0; i < r->n; i++)
        MUST(memcmp(&back.lines[i].tally, &r->lines[i].tally, sizeof r->lines[i].tally) == 0);
    if (sy_results_sum(&lines, &n, &back, 1, arena, NULL) == SY_OK) {
        for (size_t i = 0; i < n; i++) {
            const uint64_t judged = lines[i].tally.confirmed + lines[i].tally.refuted;
            if (judged == 0 || judged > 100000) continue;
            const sy_hit_rate p = sy_hit_rate_of(lines[i].tally.confirmed, judged);
            MUST(p.low <= p.share && p.share <= p.high && p.high <= 1000);
        }
    }
    MUST(sy_results_sum(&lines, &n, (sy_results[]){*r, back}, 2, arena, NULL) == SY_EDATA);
    sy_buf_dispose(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static bool has_key;
    sy_results r;
    sy_arena arena;
    sy_buf out;

    if (!has_key) has_key = sy_pack_key_make(&key, NULL) == SY_OK;
    sy_arena_init(&arena, NULL);
    (void)!sy_results_read(&r, (sy_slice){(const char *)bytes, n}, "fuzz", &arena, NULL);
    sy_buf_init(&out, NULL, SY_MAX_RESULTS_BYTES);
    sy_buf_text(&out, "SUYUAN RESULTS 1\n");
    sy_buf_add(&out, bytes, n);
    if (sy_pack_sign(&out, &key, NULL) == SY_OK &&
        sy_results_read(&r, (sy_slice){out.ptr, out.len}, "fuzz", &arena, NULL) == SY_OK)
        take(&r, &arena);
    sy_buf_dispose(&out);
    sy_arena_dispose(&arena);
    return 0;
}
