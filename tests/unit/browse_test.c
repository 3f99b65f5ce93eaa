/* browse_test.c - windows of rows against a slow twin that reads every account's rows with all
 * their words and compares each with the wish. */
#include "ledger/browse.h"

#include <stdlib.h>
#include <string.h>

#include "base/pinyin.h"
#include "made_case.h"

typedef struct slow_row {
    const sy_evidence *e;
    uint32_t place;
    int64_t at, amount;
    bool comes_in;
    size_t rank; /* in the order of ledgers */
} slow_row;

static slow_row *all;
static size_t n_all;

/* Rows as the ledgers have them; time and way from the flow, words from the facts. */
static void read_all(made_case *m)
{
    const sy_flow *f = sy_case_flow(m->c);
    uint32_t *places = sy_arena_get(&m->arena, (f->row_begin[f->n_ledgers] + 1) * sizeof *places);
    sy_evidence *rows;
    sy_err err = {0};

    all = sy_arena_get(&m->arena, (f->row_begin[f->n_ledgers] + 1) * sizeof *all);
    n_all = 0;
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        for (uint32_t i = f->row_begin[l]; i < f->row_begin[l + 1]; i++) {
            const uint32_t t = f->rows[i] / 2;
            const bool in = f->rows[i] % 2;
            if (f->flags[t] & SY_T_PSEUDO || f->ledgers[l].flags & SY_L_NO_STATEMENT) continue;
            places[n_all] = in ? f->in_place[t] : f->out_place[t];
            all[n_all] = (slow_row){
                .at = sy_flow_at(f, t), .amount = f->amount[t], .comes_in = in, .rank = n_all};
            n_all++;
        }
    }
    assert_ok(sy_case_evidence(m->c, &rows, places, n_all, &m->arena, &err), err);
    for (size_t i = 0; i < n_all; i++) {
        all[i].e = &rows[i];
        all[i].place = places[i];
    }
}

static bool sounds_like(const sy_evidence *e, const char *text)
{
    static const int names[] = {SY_HOLDER, SY_OTHER_NAME, SY_MERCHANT};
    sy_pinyin_query q;

    for (size_t i = 0; sy_pinyin_query_read(&q, sy_slice_of(text)) && i < 3; i++) {
        if (sy_pinyin_finds(&q, e->text[names[i]])) return true;
    }
    return false;
}

static bool has_text(const sy_evidence *e, const char *text)
{
    static const int where[] = {SY_HOLDER,  SY_OTHER_NUMBER, SY_OTHER_NAME,
                                SY_SUMMARY, SY_NOTE,         SY_MERCHANT};

    for (size_t i = 0; i < 6; i++) {
        const sy_slice t = e->text[where[i]];
        if (t.len && memmem(t.ptr, t.len, text, strlen(text))) return true;
    }
    return sounds_like(e, text);
}

/* Who stands in the column of the other party: in a plain list, to the payee, the payer. */
static bool has_counterparty(const slow_row *r, const char *text)
{
    const bool turned = r->comes_in && r->e->flags & SY_ENTRY_TRANSFER;
    const sy_slice number = r->e->text[turned ? SY_OWN_ACCOUNT : SY_OTHER_NUMBER];
    const sy_slice names[] = {r->e->text[turned ? SY_HOLDER : SY_OTHER_NAME],
                              turned ? sy_slice_of("") : r->e->text[SY_MERCHANT]};
    sy_pinyin_query q;
    const bool is_pinyin = sy_pinyin_query_read(&q, sy_slice_of(text));

    if (number.len && memmem(number.ptr, number.len, text, strlen(text))) return true;
    for (size_t i = 0; i < 2; i++) {
        if (names[i].len && memmem(names[i].ptr, names[i].len, text, strlen(text))) return true;
        if (is_pinyin && sy_pinyin_finds(&q, names[i])) return true;
    }
    return false;
}

static bool fits(const slow_row *r, const sy_browse_wish *w)
{
    return r->at >= w->since && r->at <= w->until && r->amount >= w->least &&
           r->amount <= w->most &&
           (w->way == SY_BOTH_WAYS || (w->way == SY_WAY_IN) == r->comes_in) &&
           (w->text.len == 0 || has_text(r->e, w->text.ptr)) &&
           (w->counterparty.len == 0 || has_counterparty(r, w->counterparty.ptr));
}

static sy_browse_order by;
static int compare(const void *x, const void *y)
{
    const slow_row *a = x, *b = y;

    if (by == SY_BY_TIME && a->at != b->at) return a->at < b->at ? -1 : 1;
    if (by == SY_BY_AMOUNT && a->amount != b->amount) return a->amount < b->amount ? -1 : 1;
    return a->rank < b->rank ? -1 : a->rank > b->rank;
}

static void check(made_case *m, const sy_browse_wish *w)
{
    slow_row *kept = sy_arena_get(&m->arena, (n_all + 1) * sizeof *kept);
    int64_t in = 0, out = 0;
    sy_browsed b;
    sy_err err = {0};
    size_t n = 0;

    for (size_t i = 0; i < n_all; i++) {
        if (!fits(&all[i], w)) continue;
        kept[n++] = all[i];
        *(all[i].comes_in ? &in : &out) += all[i].amount;
    }
    by = w->order;
    qsort(kept, n, sizeof *kept, compare);
    assert_ok(sy_case_browse(&b, m->c, w, &m->arena, &err), err);
    assert_int_equal(b.total, n);
    assert_int_equal(b.in, in);
    assert_int_equal(b.out, out);
    assert_int_equal(b.n_in + b.n_out, n);
    const size_t offset = w->offset < n ? w->offset : n;
    assert_int_equal(b.n, w->limit < n - offset ? w->limit : n - offset);
    for (size_t i = 0; i < b.n; i++) {
        const size_t rank = offset + i;
        assert_int_equal(b.places[i], kept[w->backwards ? n - 1 - rank : rank].place);
    }
}

/* The whole, a window somewhere, the end, past it, none. */
static void check_windows(made_case *m, sy_browse_wish *w)
{
    const struct {
        uint64_t offset, limit;
    } windows[] = {{0, UINT64_MAX},
                   {(uint64_t)rand() % n_all, (uint64_t)rand() % 300},
                   {n_all - 1, 5},
                   {n_all + 1, 5},
                   {0, 0}};

    const size_t n = w->text.len + w->counterparty.len
                         ? 1
                         : sizeof windows / sizeof *windows; /* words take time */
    for (size_t i = 0; i < n; i++) {
        w->offset = windows[i].offset;
        w->limit = windows[i].limit;
        check(m, w);
    }
}

static void browse_is_what_the_slow_twin_finds(void **state)
{
    static const struct {
        const char *text, *counterparty;
    } words[] = {{"", ""},
                 {"置业", ""},
                 {"有", ""},
                 {"6299", ""},
                 {"工资", ""},
                 {"zhiy", ""},
                 {"nothing of the kind", ""},
                 {"", "有"},
                 {"", "6299"},
                 {"工资", "gongs"}};
    made_case m;
    size_t hits = 0;

    (void)state;
    made_case_open(&m, SY_READ);
    read_all(&m);
    assert_true(n_all > 500);
    srand(7);
    for (int order = SY_BY_LEDGER; order <= SY_BY_AMOUNT; order++) {
        for (size_t t = 0; t < sizeof words / sizeof *words; t++) {
            for (int way = SY_BOTH_WAYS; way <= SY_WAY_OUT; way++) {
                const slow_row *one = &all[(size_t)rand() % n_all],
                               *other = &all[(size_t)rand() % n_all];
                sy_browse_wish w = {.since = INT64_MIN,
                                    .until = INT64_MAX,
                                    .most = INT64_MAX,
                                    .way = (sy_browse_way)way,
                                    .text = sy_slice_of(words[t].text),
                                    .counterparty = sy_slice_of(words[t].counterparty),
                                    .order = (sy_browse_order)order,
                                    .backwards = rand() % 2};
                check_windows(&m, &w);
                w.since = one->at; /* both bounds are on a row: they belong to it */
                w.least = other->amount;
                check_windows(&m, &w);
                w.until = one->at;
                w.least = w.most = one->amount;
                w.offset = 0;
                w.limit = UINT64_MAX;
                check(&m, &w);
                hits += fits(one, &w);
            }
        }
    }
    assert_true(hits > 10);
    made_case_close(&m);
}

static void only_some_accounts(void **state)
{
    made_case m;
    sy_browsed b, one;
    sy_err err = {0};
    uint64_t sum = 0;

    (void)state;
    made_case_open(&m, SY_READ);
    sy_browse_wish w = {
        .since = INT64_MIN, .until = INT64_MAX, .most = INT64_MAX, .limit = UINT64_MAX};
    assert_ok(sy_case_browse(&b, m.c, &w, &m.arena, &err), err);
    for (uint32_t a = 0; a < sy_case_flow(m.c)->n_accounts; a++) {
        w.accounts = &a;
        w.n_accounts = 1;
        assert_ok(sy_case_browse(&one, m.c, &w, &m.arena, &err), err);
        sum += one.n;
        for (size_t i = 0; i < one.n; i++)
            assert_int_equal(sy_case_flow(m.c)->ledgers[one.ledgers[i]].account, a);
    }
    assert_int_equal(sum, b.n);
    assert_int_equal(sum, b.total);
    made_case_close(&m);
}

static void width_and_case_do_not_matter(void **state)
{
    made_case m;
    sy_browsed half, full;
    sy_err err = {0};

    (void)state;
    made_case_open(&m, SY_READ);
    sy_browse_wish w = {.since = INT64_MIN,
                        .until = INT64_MAX,
                        .most = INT64_MAX,
                        .text = SY_TEXT("z2004"),
                        .limit = UINT64_MAX};
    assert_ok(sy_case_browse(&half, m.c, &w, &m.arena, &err), err);
    w.text = SY_TEXT("Ｚ２００４");
    assert_ok(sy_case_browse(&full, m.c, &w, &m.arena, &err), err);
    assert_true(half.n > 0);
    assert_int_equal(half.n, full.n);
    w.text = (sy_slice){0};
    w.counterparty = SY_TEXT("6299");
    assert_ok(sy_case_browse(&half, m.c, &w, &m.arena, &err), err);
    w.counterparty = SY_TEXT("６２ ９９");
    assert_ok(sy_case_browse(&full, m.c, &w, &m.arena, &err), err);
    assert_true(half.n > 0);
    assert_int_equal(half.n, full.n);
    made_case_close(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(browse_is_what_the_slow_twin_finds),
        cmocka_unit_test(only_some_accounts),
        cmocka_unit_test(width_and_case_do_not_matter),
    };
    return cmocka_run_group_tests_name("windows of rows", tests, NULL, NULL);
}
