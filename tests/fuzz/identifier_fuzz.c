/* identifier_fuzz.c - any bytes as every kind of identifier, one text a line.
 * What a text was read as, is read the same out of its normal form. */
#include <stdint.h>
#include <string.h>

#include "identifier/case_number.h"
#include "identifier/identifier.h"
#include "identifier/mask.h"
#include "identifier/name.h"
#include "identifier/plate.h"
#include "memory.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void one_kind(sy_id_kind kind, sy_slice text)
{
    char out[SY_ID_SPACE], again[SY_ID_SPACE];
    const sy_id_verdict verdict = sy_id_read(out, kind, text);

    MUST(strlen(out) < SY_ID_SPACE);
    MUST((verdict == SY_ID_NOT || verdict == SY_ID_DAMAGED) == (out[0] == '\0'));
    if (out[0] == '\0') return;
    MUST(sy_id_read(again, kind, sy_slice_of(out)) == verdict);
    MUST(strcmp(again, out) == 0);
}

static bool whole(void *ctx, const sy_case_number *c)
{
    char out[SY_CASE_TEXT];
    sy_case_number again;
    size_t *given = ctx;

    MUST(sy_case_number_read(&again, sy_slice_of(sy_case_number_print(out, c))));
    MUST(sy_case_number_same(c, &again) && strcmp(c->part, again.part) == 0);
    return ++*given < 5000;
}

static void one_text(sy_slice text, sy_slice before)
{
    char out[SY_ID_SPACE];
    sy_id_verdict verdict;
    sy_plate plate;
    sy_arena arena;

    for (int kind = 1; kind < SY_ID_KINDS; kind++) one_kind((sy_id_kind)kind, text);
    const sy_id_kind guess = sy_id_guess(out, &verdict, text);
    MUST(guess == SY_ID_NONE || verdict != SY_ID_NOT);
    (void)sy_plate_join(&plate, before, text);
    if (sy_mask_fits_name(text, before)) MUST(!sy_is_masked(before));
    if (sy_mask_fits_number(text, before, true)) MUST(sy_mask_fits_number(text, before, false));
    sy_arena_init(&arena, NULL);
    const sy_slice folded = sy_name_fold(&arena, text);
    MUST(sy_slice_is(sy_name_fold(&arena, folded), folded));
    sy_arena_dispose(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    const char *p = (const char *)bytes, *end = p + n;
    sy_slice before = {"", 0};
    size_t given = 0;

    MUST(sy_case_numbers_in((sy_slice){p, n}, whole, &given) == given);
    while (p < end) {
        const char *line = memchr(p, '\n', (size_t)(end - p));
        if (!line) line = end;
        const sy_slice text = {p, (size_t)(line - p)};
        one_text(text, before);
        before = text;
        p = line + (line < end);
    }
    return 0;
}
