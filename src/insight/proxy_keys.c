/* proxy_keys.c - customer numbers (户号, loan and contract numbers) in the words of bills:
 * one that the debtor has paid for, and few others, betrays whose bill another pays. */
#include <stdlib.h>

#include "insight/proxy_parts.h"

typedef struct owner {
    uint64_t key;
    uint32_t who; /* paid a bill with it */
} owner;

enum { LEAST_DIGITS = 8, MOST_DIGITS = 24 };

static bool is_digit(char ch)
{
    return ch >= '0' && ch <= '9';
}

/* 20230105, 20230105123000: a day, no number of anybody's. */
static bool is_date(const char *digits, size_t n)
{
    int year = 0, month = 0, day = 0;

    if (n != 8 && n != 14) return false;
    for (int i = 0; i < 4; i++) year = year * 10 + (digits[i] - '0');
    for (int i = 4; i < 6; i++) month = month * 10 + (digits[i] - '0');
    for (int i = 6; i < 8; i++) day = day * 10 + (digits[i] - '0');
    return year >= 1990 && year < 2100 && sy_date_exists(year, month, day);
}

static uint64_t hash_of(const char *digits, size_t n)
{
    uint64_t h = 14695981039346656037u; /* FNV-1a */

    for (size_t i = 0; i < n; i++) h = (h ^ (unsigned char)digits[i]) * 1099511628211u;
    return h;
}

static size_t keys_of(uint64_t keys[SY_BILL_KEYS], size_t n, sy_slice text)
{
    for (size_t i = 0, end; i < text.len && n < SY_BILL_KEYS; i = end + 1) {
        end = i;
        while (end < text.len && is_digit(text.ptr[end])) end++;
        const size_t digits = end - i;
        if (digits < LEAST_DIGITS || digits > MOST_DIGITS || is_date(text.ptr + i, digits))
            continue;
        keys[n++] = hash_of(text.ptr + i, digits);
    }
    return n;
}

size_t sy_bill_keys(uint64_t keys[SY_BILL_KEYS], const sy_scene *s, uint32_t place)
{
    size_t n = 0;

    if (place == SY_NONE) return 0;
    n = keys_of(keys, n, sy_scene_text(s, place, SY_SUMMARY));
    n = keys_of(keys, n, sy_scene_text(s, place, SY_NOTE));
    return keys_of(keys, n, sy_scene_text(s, place, SY_MERCHANT));
}

/* ---- those that the debtor pays for ---- */

static int by_key(const void *a, const void *b)
{
    const owner *x = a, *y = b;

    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    return (x->who > y->who) - (x->who < y->who);
}

typedef struct gathered {
    owner *list;
    size_t n, capacity;
} gathered;

static sy_status gather_row(gathered *g, const sy_proxy_case *c, uint32_t place, uint32_t who,
                            sy_err *err)
{
    uint64_t keys[SY_BILL_KEYS];
    const size_t n = sy_bill_keys(keys, c->s, place);
    void *items = g->list;

    if (n == 0) return SY_OK;
    if (!sy_grow(NULL, &items, &g->capacity, g->n, g->n + n, sizeof *g->list))
        return sy_fail_nomem(err);
    g->list = items;
    for (size_t i = 0; i < n; i++) g->list[g->n++] = (owner){keys[i], who};
    return SY_OK;
}

static sy_status gather(gathered *g, sy_proxy_case *c, sy_err *err)
{
    const sy_flow *f = c->f;
    sy_status st = SY_OK;

    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        const uint32_t who = sy_who_holds(c->w, c->s, l);
        if (f->ledgers[l].flags & SY_L_NO_STATEMENT || who == SY_NONE) continue;
        for (uint32_t i = f->row_begin[l]; st == SY_OK && i < f->row_begin[l + 1]; i++) {
            const uint32_t place = f->rows[i] & 1 ? SY_NONE : f->out_place[f->rows[i] >> 1];
            uint32_t memo;
            if (place == SY_NONE || !(sy_proxy_row_words(c, place, true, &memo) & SY_WORD_BILL))
                continue;
            st = gather_row(g, c, place, who, err);
        }
    }
    return st;
}

/* Is one of these holders the debtor, and are the others few? */
static bool is_his(const sy_proxy_case *c, const owner *list, size_t n)
{
    int32_t others = 0;
    bool his = false;

    for (size_t i = 0; i < n; i++) {
        if (i > 0 && list[i].who == list[i - 1].who) continue;
        if (c->w->relation[list[i].who] == SY_RELATION_DEBTOR)
            his = true;
        else
            others++;
    }
    return his && others > 0 && others <= c->k->bill_holders;
}

sy_status sy_proxy_find_keys(sy_proxy_case *c, sy_err *err)
{
    gathered g = {0};
    sy_status st = gather(&g, c, err);

    if (st == SY_OK) c->keys = sy_new_array(NULL, g.n, sizeof *c->keys);
    if (st == SY_OK && !c->keys) st = sy_fail_nomem(err);
    if (st == SY_OK && g.n) qsort(g.list, g.n, sizeof *g.list, by_key);
    for (size_t i = 0, end = 0; st == SY_OK && i < g.n; i = end) {
        while (end < g.n && g.list[end].key == g.list[i].key) end++;
        if (is_his(c, g.list + i, end - i)) c->keys[c->n_keys++] = g.list[i].key;
    }
    sy_drop(NULL, g.list);
    return st;
}

bool sy_proxy_has_key(const sy_proxy_case *c, uint32_t place)
{
    uint64_t keys[SY_BILL_KEYS];
    const size_t n = c->n_keys ? sy_bill_keys(keys, c->s, place) : 0;

    for (size_t i = 0; i < n; i++) {
        size_t low = 0, high = c->n_keys;
        while (low < high) {
            const size_t middle = low + (high - low) / 2;
            if (c->keys[middle] < keys[i])
                low = middle + 1;
            else
                high = middle;
        }
        if (low < c->n_keys && c->keys[low] == keys[i]) return true;
    }
    return false;
}
