/* search.c - the ledgers' names and numbers are few and in memory; amounts are in the index. */
#include "ledger/search.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/pinyin.h"
#include "base/utf8.h"
#include "base/width.h"

enum { MOST_NEEDLE = 256, MOST_FOLDED = 4096, MOST_DIGITS = 17 /* of fen; 10^18 fits */ };

/* ---- amounts ---- */

typedef struct reading {
    uint32_t codes[MOST_NEEDLE];
    size_t n, at;
} reading;

static bool read_codes(reading *r, sy_slice text)
{
    *r = (reading){.n = 0};
    for (size_t i = 0, step; i < text.len; i += step) {
        const uint32_t code = sy_half_width(sy_utf8_decode(text.ptr + i, text.len - i, &step));
        if (code == SY_NO_WIDTH || code == ' ' || code == ',') continue;
        if (r->n == MOST_NEEDLE) return false;
        r->codes[r->n++] = code;
    }
    return r->n > 0;
}

static bool take(reading *r, uint32_t code)
{
    if (r->at == r->n || r->codes[r->at] != code) return false;
    r->at++;
    return true;
}

typedef enum relation { EQUAL, MORE, AT_LEAST, LESS, AT_MOST } relation;

static relation read_relation(reading *r)
{
    if (take(r, 0x2265)) return AT_LEAST; /* ≥ */
    if (take(r, 0x2264)) return AT_MOST;  /* ≤ */
    if (take(r, '>')) return take(r, '=') ? AT_LEAST : MORE;
    if (take(r, '<')) return take(r, '=') ? AT_MOST : LESS;
    (void)take(r, '=');
    return EQUAL;
}

/* Zeros that a unit adds to yuan. */
static int read_unit(reading *r)
{
    const int zeros = take(r, 0x4EBF)   ? 8  /* 亿 */
                      : take(r, 0x4E07) ? 4  /* 万 */
                      : take(r, 0x842C) ? 4  /* 萬 */
                      : take(r, 'w')    ? 4
                      : take(r, 'W')    ? 4
                      : take(r, 0x5343) ? 3  /* 千 */
                                        : 0;

    if (!take(r, 0x5143)) (void)take(r, 0x5757); /* 元, 块 */
    return zeros;
}

/* Digits with at most one point, then a unit; in fen, exactly. */
static bool read_fen(reading *r, sy_minor *fen)
{
    int digits = 0, after_point = 0;
    bool has_point = false;
    sy_minor value = 0;

    for (; r->at < r->n; r->at++) {
        const uint32_t code = r->codes[r->at];
        if (code == '.' && !has_point && digits > 0) {
            has_point = true;
            continue;
        }
        if (code < '0' || code > '9') break;
        if (++digits > MOST_DIGITS) return false;
        value = value * 10 + (sy_minor)(code - '0');
        after_point += has_point;
    }
    if (digits == 0) return false;
    for (int zeros = read_unit(r) + 2 - after_point; zeros != 0; zeros += zeros < 0 ? 1 : -1) {
        if (zeros > 0 && __builtin_mul_overflow(value, 10, &value)) return false;
        if (zeros < 0 && value % 10 != 0) return false;
        if (zeros < 0) value /= 10;
    }
    *fen = value;
    return r->at == r->n;
}

bool sy_amount_asked(sy_amount_wish *wish, sy_slice text)
{
    reading r;
    sy_minor fen = 0;

    if (!read_codes(&r, text)) return false;
    const relation is = read_relation(&r);
    if (!read_fen(&r, &fen)) return false;
    *wish = (sy_amount_wish){.least = 0, .most = INT64_MAX};
    if (is == EQUAL || is == AT_LEAST) wish->least = fen;
    if (is == MORE) wish->least = fen == INT64_MAX ? fen : fen + 1;
    if (is == EQUAL || is == AT_MOST) wish->most = fen;
    if (is == LESS) wish->most = fen - 1;
    return true;
}

/* ---- accounts ---- */

typedef struct needle {
    char folded[MOST_NEEDLE];
    size_t n;
    sy_pinyin_query pinyin;
    bool is_pinyin;
} needle;

static bool stands_in(const needle *w, const char *text)
{
    char folded[MOST_FOLDED];
    const sy_slice f = {folded, sy_words_fold(folded, sizeof folded, sy_slice_of(text))};

    return sy_slice_find(f, (sy_slice){w->folded, w->n}) < f.len;
}

static bool is_found(const sy_flow *f, const sy_ledger *l, const needle *w, sy_found_by by)
{
    if (by == SY_FOUND_NAME) return stands_in(w, sy_flow_text(f, l->holder));
    if (by == SY_FOUND_NUMBER) return stands_in(w, sy_flow_text(f, l->number));
    return w->is_pinyin && sy_pinyin_finds(&w->pinyin, sy_slice_of(sy_flow_text(f, l->holder)));
}

/* By the best that it is found by; SY_FOUND_PINYIN + 1: not at all. */
static sy_found_by how(const sy_flow *f, const sy_ledger *l, const needle *w)
{
    sy_found_by by = SY_FOUND_NAME;

    while (by <= SY_FOUND_PINYIN && !is_found(f, l, w, by)) by++;
    return by;
}

/* The best of an account's ledgers, which follow each other; *l goes behind them. */
static sy_found_by how_account(uint32_t *l, const sy_flow *f, const needle *w)
{
    const uint32_t account = f->ledgers[*l].account;
    sy_found_by best = SY_FOUND_PINYIN + 1;

    for (; *l < f->n_ledgers && f->ledgers[*l].account == account; ++*l) {
        const sy_found_by by = how(f, &f->ledgers[*l], w);
        if (by < best) best = by;
    }
    return best;
}

static void find_accounts(sy_search *s, const sy_flow *f, const needle *w, size_t most)
{
    for (sy_found_by by = SY_FOUND_NAME; by <= SY_FOUND_PINYIN; by++) {
        for (uint32_t l = 0; l < f->n_ledgers;) {
            const uint32_t account = f->ledgers[l].account;
            if (how_account(&l, f, w) != by) continue;
            s->n_accounts++;
            if (s->n_listed < most) s->accounts[s->n_listed++] = (sy_found){account, by};
        }
    }
}

/* ---- transfers ---- */

static bool is_before(const sy_flow *f, uint32_t a, uint32_t b)
{
    return f->amount[a] != f->amount[b] ? f->amount[a] > f->amount[b] : a < b;
}

/* The list stays sorted and no longer than most: what is found late and small falls off. */
static void find_transfers(sy_search *s, const sy_flow *f, size_t most)
{
    for (uint32_t t = 0; t < f->n_transfers; t++) {
        if (f->flags[t] & SY_T_PSEUDO || sy_flow_is_reversed(f, t)) continue;
        if (f->amount[t] < s->amount.least || f->amount[t] > s->amount.most) continue;
        s->n_transfers++;
        size_t at = s->n_transfers_listed;
        if (at == most && (most == 0 || !is_before(f, t, s->transfers[most - 1]))) continue;
        if (at == most)
            at--;
        else
            s->n_transfers_listed++;
        for (; at > 0 && is_before(f, t, s->transfers[at - 1]); at--)
            s->transfers[at] = s->transfers[at - 1];
        s->transfers[at] = t;
    }
}

sy_status sy_case_search(sy_search *s, sy_case *c, sy_slice text, size_t most, sy_arena *arena,
                         sy_err *err)
{
    needle w;

    *s = (sy_search){.accounts = sy_arena_get(arena, (most + 1) * sizeof *s->accounts),
                     .transfers = sy_arena_get(arena, (most + 1) * sizeof *s->transfers)};
    if (!s->accounts || !s->transfers) return sy_fail_nomem(err);
    w.n = sy_words_fold(w.folded, sizeof w.folded, text);
    w.is_pinyin = sy_pinyin_query_read(&w.pinyin, text);
    if (w.n == 0) return SY_OK;
    find_accounts(s, sy_case_flow(c), &w, most);
    s->has_amount = sy_amount_asked(&s->amount, text);
    if (s->has_amount) find_transfers(s, sy_case_flow(c), most);
    return SY_OK;
}
