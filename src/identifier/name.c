/* name.c - the words stand in dict/names.yaml; the lists are short, so looking
 * is a plain search. */
#include "identifier/name.h"

#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/utf8.h"
#include "base/width.h"
#include "base/yaml.h"
#include "identifier/mask.h"

enum { MOST_WORDS = 2000, MOST_NAME = 4096, PERSON_LEAST = 2, PERSON_MOST = 4 };

typedef struct words {
    sy_slice *items;
    size_t n;
} words;

struct sy_names {
    sy_arena arena;
    const sy_alloc *al;
    words placeholders, companies, beginnings; /* beginnings: a name that starts so is none */
};

/* Chinese characters of three bytes E4 to E9 and capital letters: most names. False says
 * nothing. */
static bool is_folded(sy_slice name)
{
    for (size_t i = 0; i < name.len;) {
        const unsigned char c = (unsigned char)name.ptr[i];
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) {
            i++;
            continue;
        }
        if (c < 0xE4 || c > 0xE9 || sy_utf8_length(name.ptr + i, name.len - i) != 3) return false;
        if (memcmp(name.ptr + i, "帐", 3) == 0) return false;
        i += 3;
    }
    return name.len + 4 < MOST_NAME;
}

sy_slice sy_name_fold(sy_arena *arena, sy_slice name)
{
    sy_buf out;

    if (name.len > 0 && is_folded(name))
        return (sy_slice){sy_arena_bytes(arena, name.ptr, name.len), name.len};

    sy_buf_init(&out, NULL, MOST_NAME);
    for (size_t i = 0, step; i < name.len && out.len + 4 < MOST_NAME; i += step) {
        char bytes[4];
        uint32_t code = sy_half_width(sy_utf8_decode(name.ptr + i, name.len - i, &step));
        if (code == SY_NO_WIDTH || code == ' ') continue;
        if (code >= 'a' && code <= 'z') code -= 'a' - 'A';
        if (code == 0x2022 || code == 0x30FB || code == 0x2027 || code == 0x2E31) code = 0xB7;
        if (code == 0x5E10) code = 0x8D26; /* 帐 */
        sy_buf_slice(&out, (sy_slice){bytes, sy_utf8_encode(bytes, code)});
    }
    sy_slice made = {NULL, out.len};
    if (sy_buf_status(&out) == SY_OK) {
        made.ptr = sy_arena_bytes(arena, out.ptr ? out.ptr : "", out.len);
    }
    sy_buf_dispose(&out);
    return made;
}

/* ---- the dictionary ---- */

static sy_status read_words(sy_names *d, words *out, sy_yaml *y, const char *key, sy_err *err)
{
    const sy_yaml_node *list = sy_yaml_get(y, sy_yaml_root(y), key, true);
    const size_t n = sy_yaml_items(y, list);

    if (n > MOST_WORDS) {
        sy_yaml_wrong(y, list, N_("more than %d items"), (int)MOST_WORDS);
        return SY_OK;
    }
    out->items = sy_arena_get(&d->arena, n * sizeof *out->items);
    if (!out->items) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        const sy_yaml_node *item = sy_yaml_item(y, list, i);
        const sy_slice word = sy_name_fold(&d->arena, sy_yaml_text(y, item));
        if (!word.ptr) return sy_fail_nomem(err);
        if (word.len == 0) sy_yaml_wrong(y, item, N_("an empty text"));
        out->items[out->n++] = word;
    }
    return SY_OK;
}

sy_status sy_names_load(sy_names **out, const sy_alloc *al, const char *path, sy_err *err)
{
    static const char *const keys[] = {"placeholders", "beginnings", "companies"};
    sy_names *d = sy_new(al, sizeof *d);
    sy_yaml *y = NULL;

    *out = NULL;
    if (!d) return sy_fail_nomem(err);
    d->al = al;
    sy_arena_init(&d->arena, al);
    sy_status st = sy_yaml_open(&y, al, path, err);
    if (st == SY_OK) {
        sy_yaml_known(y, sy_yaml_root(y), keys, sizeof keys / sizeof *keys);
        st = read_words(d, &d->placeholders, y, keys[0], err);
        if (st == SY_OK) st = read_words(d, &d->beginnings, y, keys[1], err);
        if (st == SY_OK) st = read_words(d, &d->companies, y, keys[2], err);
        if (st == SY_OK) st = sy_yaml_finish(y, err);
    }
    sy_yaml_free(y);
    if (st != SY_OK) {
        sy_names_free(d);
        return st;
    }
    *out = d;
    return SY_OK;
}

void sy_names_free(sy_names *d)
{
    if (!d) return;
    sy_arena_dispose(&d->arena);
    sy_drop(d->al, d);
}

/* ---- judging ---- */

/* A name of characters that people's names are written with, so many of them. */
static bool looks_like_person(sy_slice s)
{
    size_t han = 0, dots = 0;

    for (size_t i = 0, n; i < s.len; i += n) {
        const uint32_t code = sy_utf8_decode(s.ptr + i, s.len - i, &n);
        if (code == 0xB7)
            dots++;
        else if ((code >= 0x4E00 && code <= 0x9FFF) || (code >= 0x3400 && code <= 0x4DBF))
            han++;
        else
            return false;
    }
    return han >= PERSON_LEAST && (han <= PERSON_MOST || dots > 0);
}

static bool says_nothing(sy_slice s)
{
    for (size_t i = 0, n; i < s.len; i += n) {
        const uint32_t code = sy_utf8_decode(s.ptr + i, s.len - i, &n);
        const bool is_mark = code < 128 ? !((code >= 'A' && code <= 'Z')) : code == 0x2014;
        if (!is_mark) return false; /* a letter or a character: something */
    }
    return true;
}

static sy_name_kind_of judge(const sy_names *d, sy_slice s, sy_slice name)
{
    if (says_nothing(s)) return SY_NAME_PLACEHOLDER; /* blank, -, /, 0, digits alone */
    for (size_t i = 0; i < d->placeholders.n; i++) {
        if (sy_slice_is(s, d->placeholders.items[i])) return SY_NAME_PLACEHOLDER;
    }
    for (size_t i = 0; i < d->beginnings.n; i++) {
        if (sy_slice_starts(s, d->beginnings.items[i])) return SY_NAME_PLACEHOLDER;
    }
    if (sy_is_masked(name)) return SY_NAME_MASKED;
    for (size_t i = 0; i < d->companies.n; i++) {
        if (sy_slice_find(s, d->companies.items[i]) < s.len) return SY_NAME_COMPANY;
    }
    return looks_like_person(s) ? SY_NAME_PERSON : SY_NAME_UNKNOWN;
}

sy_name_kind_of sy_name_kind(const sy_names *d, sy_slice name)
{
    sy_arena arena;

    sy_arena_init(&arena, NULL);
    const sy_slice s = sy_name_fold(&arena, name);
    /* Out of memory it is a name nobody is joined by. */
    const sy_name_kind_of kind = s.ptr ? judge(d, s, name) : SY_NAME_PLACEHOLDER;
    sy_arena_dispose(&arena);
    return kind;
}
