/* property_fuzz.c - any bytes as a dictionary of property, and as texts of rows. Up to the
 * first NUL the input is YAML; after it stand texts, one a line. What is found in a text
 * stands in it, and keys that a register knows read back as such. */
#include <stdint.h>
#include <string.h>

#include "base/fold.h"
#include "identifier/plate.h"
#include "insight/clue_parts.h"
#include "memory.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { TEXTS = 64, FOLDED = 4096 };

static void keys(sy_slice text)
{
    char key[SY_CLUE_KEY] = "";
    sy_plate plate;

    if (sy_clue_plate_in(key, text)) MUST(sy_plate_read(&plate, sy_slice_of(key)));
    if (sy_clue_vin_in(key, text)) MUST(strlen(key) == 17);
    if (sy_clue_policy_in(key, text)) MUST(strlen(key) >= 8 && strlen(key) < SY_CLUE_KEY);
    (void)sy_clue_is_address(text);
}

static void must_stand_in(const sy_property_words *d, sy_property_word word, sy_slice text)
{
    char folded[FOLDED], term[FOLDED];

    if (word.sign == SY_NO_SIGN) return;
    MUST(word.sign < d->n_signs);
    sy_words_fold(folded, sizeof folded, text);
    sy_words_fold(term, sizeof term, sy_property_term_text(d, word));
    MUST(strstr(folded, term) || strlen(folded) != sy_words_fold(folded, sizeof folded, text));
}

static void rows(const sy_property_words *d, const sy_slice *texts, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const sy_property_said a = sy_property_judge(d, texts[i]),
                               b = sy_property_judge(d, texts[n - 1 - i]);
        const sy_property_texts t = {a, {{SY_NO_SIGN, 0}, {SY_NO_SIGN, 0}}, b, a};
        must_stand_in(d, a.as_name, texts[i]);
        must_stand_in(d, a.as_words, texts[i]);
        for (int in = 0; in < 2; in++) {
            const sy_property_row r = sy_property_of_row(d, &t, in);
            if (!r.sign) continue;
            MUST(r.sign->asset != SY_ASSET_NONE && r.sign->comes_in == in);
            MUST(r.grade >= 'A' && r.grade <= r.sign->grade && r.term.len > 0);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    const char *text = (const char *)bytes, *end = text + n;
    const char *cut = n ? memchr(text, '\0', n) : NULL;
    const size_t yaml = (size_t)((cut ? cut : end) - text);
    sy_slice texts[TEXTS];
    sy_property_words *d = NULL;
    size_t n_texts = 0;

    for (const char *p = cut ? cut + 1 : end; p < end && n_texts < TEXTS;) {
        const char *line = memchr(p, '\n', (size_t)(end - p));
        if (!line) line = end;
        texts[n_texts++] = (sy_slice){p, (size_t)(line - p)};
        p = line + (line < end);
    }
    for (size_t i = 0; i < n_texts; i++) keys(texts[i]);
    if (sy_property_load(&d, NULL, memory_path(text, yaml), NULL) == SY_OK) {
        rows(d, texts, n_texts);
        sy_property_free(d);
    }
    return 0;
}
