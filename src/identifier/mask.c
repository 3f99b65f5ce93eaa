/* mask.c - patterns are compared character by character after folding. */
#include "identifier/mask.h"

#include <string.h>

#include "base/utf8.h"
#include "identifier/identifier.h"

enum { LEAST_VISIBLE = 4 };

#define HIDDEN_NAME "某"

/* Folded; the stars of all kinds are *, and so is 某 in a short name. */
static bool fold(char out[SY_ID_SPACE], sy_slice text)
{
    char folded[SY_ID_SPACE];
    size_t n = 0;

    out[0] = '\0';
    if (!sy_id_fold(folded, text, "")) return false;
    const bool is_short = sy_utf8_count(folded, strlen(folded)) <= 3;
    for (const char *p = folded; *p;) {
        const size_t step = sy_utf8_length(p, strlen(p));
        const bool is_star = strncmp(p, "×", 2) == 0 || strncmp(p, "✱", 3) == 0 ||
                             (is_short && p != folded && strncmp(p, HIDDEN_NAME, 3) == 0);
        if (step == 0) return false;
        if (is_star) {
            out[n++] = '*';
        } else {
            memcpy(out + n, p, step);
            n += step;
        }
        p += step;
    }
    out[n] = '\0';
    return true;
}

bool sy_is_masked(sy_slice text)
{
    char s[SY_ID_SPACE];
    return fold(s, text) && strchr(s, '*') != NULL;
}

bool sy_mask_fits_name(sy_slice pattern, sy_slice name)
{
    char a[SY_ID_SPACE], b[SY_ID_SPACE];
    const char *p = a, *q = b;
    bool is_seen = false;

    if (!fold(a, pattern) || !fold(b, name) || strchr(b, '*')) return false;
    while (*p && *q) {
        const size_t n = sy_utf8_length(p, strlen(p)), m = sy_utf8_length(q, strlen(q));
        if (n == 0 || m == 0) return false;
        if (*p != '*') {
            if (n != m || memcmp(p, q, n) != 0) return false;
            is_seen = true;
        }
        p += n;
        q += m;
    }
    return !*p && !*q && is_seen;
}

/* A run of stars is one digit or more; what stands between runs must be found in
 * order, the last part at the end. */
static bool fits_loosely(const char *p, const char *s)
{
    while (*p && *p != '*') {
        if (*p++ != *s++) return false;
    }
    if (!*p) return !*s;
    while (*p == '*') p++;
    if (!*s) return false;
    s++; /* at least one is hidden */
    if (!*p) return true;
    for (; *s; s++) {
        if (fits_loosely(p, s)) return true;
    }
    return false;
}

bool sy_mask_fits_number(sy_slice pattern, sy_slice number, bool exact)
{
    char a[SY_ID_SPACE], b[SY_ID_SPACE];
    size_t visible = 0, runs = 0;

    if (!sy_id_fold(a, pattern, "-'\"=") || !sy_id_fold(b, number, "-'\"=")) return false;
    for (const char *p = a; *p; p++) {
        visible += *p != '*';
        runs += *p == '*' && p[1] != '*';
    }
    if (visible < LEAST_VISIBLE || runs == 0 || runs > 3 || strchr(b, '*')) return false;
    if (!exact) return fits_loosely(a, b);
    if (strlen(a) != strlen(b)) return false;
    for (size_t i = 0; a[i]; i++) {
        if (a[i] != '*' && a[i] != b[i]) return false;
    }
    return true;
}

size_t sy_mask_candidates(sy_slice pattern, const sy_slice *names, size_t n, size_t *found,
                          size_t most)
{
    size_t k = 0;

    for (size_t i = 0; i < n; i++) {
        if (!sy_mask_fits_name(pattern, names[i])) continue;
        if (k < most) found[k] = i;
        k++;
    }
    return k;
}
