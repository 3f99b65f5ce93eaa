/* mask_fuzz.c - any bytes as a pattern with stars and as what it may fit. Up to the
 * first NUL the input is the pattern. Short numbers are held against a twin that
 * tries every length of every run of stars. */
#include <stdint.h>
#include <string.h>

#include "identifier/mask.h"
#include "ledger/shadow.h"
#include "ledger/twins.h"
#include "memory.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { SHORT = 12, LEAST_VISIBLE = 4, MOST_RUNS = 3 };

static bool fits_slowly(const char *p, size_t n, const char *t, size_t m)
{
    if (n == 0) return m == 0;
    if (p[0] != '*') return m > 0 && p[0] == t[0] && fits_slowly(p + 1, n - 1, t + 1, m - 1);
    size_t run = 1;
    while (run < n && p[run] == '*') run++;
    for (size_t k = 1; k <= m; k++) {
        if (fits_slowly(p + run, n - run, t + k, m - k)) return true;
    }
    return false;
}

static bool is_made_of(sy_slice s, const char *characters)
{
    for (size_t i = 0; i < s.len; i++) {
        if (!s.ptr[i] || !strchr(characters, s.ptr[i])) return false;
    }
    return s.len > 0 && s.len <= SHORT;
}

static void compare(sy_slice pattern, sy_slice text)
{
    size_t stars = 0, runs = 0;

    for (size_t i = 0; i < pattern.len; i++) {
        stars += pattern.ptr[i] == '*';
        runs += pattern.ptr[i] == '*' && (i == 0 || pattern.ptr[i - 1] != '*');
    }
    const bool may = runs > 0 && runs <= MOST_RUNS && pattern.len - stars >= LEAST_VISIBLE;
    MUST(sy_mask_fits_number(pattern, text, false) ==
         (may && fits_slowly(pattern.ptr, pattern.len, text.ptr, text.len)));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    const char *input = (const char *)bytes, *cut = n ? memchr(input, '\0', n) : NULL;
    const sy_slice pattern = {input, cut ? (size_t)(cut - input) : n};
    const sy_slice text = cut ? (sy_slice){cut + 1, n - pattern.len - 1} : (sy_slice){"", 0};

    if (is_made_of(pattern, "0123456789*") && is_made_of(text, "0123456789")) {
        compare(pattern, text);
    }
    if (sy_mask_fits_name(pattern, text)) MUST(!sy_is_masked(text));
    (void)sy_mask_fits_number(pattern, text, true);
    MUST(sy_shadow_tail(text) <= 10000);
    (void)sy_is_iban(text);
    return 0;
}
