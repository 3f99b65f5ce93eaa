/* overview_test.c - figures of a holder's statements against those that whoever made the
 * rows wrote down while making them. */
#include "insight/overview.h" /* first: it has arguments of a name that the next one defines */

#include "intake_place.h"

#include "base/buf.h"

#define CARD_A "6222021234567890003"
#define CARD_B "6217001234567890122"
#define WANG "330699198503150025"
#define COLUMNS                                                                                                                     \
    "交易卡号,交易方户名,交易方证件号码,交易时间,交易金额,交易余额,收付标志,交易对手账卡号," \
    "对手户名,摘要说明,现金标志\n"

/* ---- a world, and what is true of it ---- */

typedef struct truth {
    const char *key;
    uint64_t n_in, n_out;
    int64_t in, out;
} truth;

enum { KEYS = 128 };
typedef struct world {
    dice d;
    sy_buf file[2];
    int64_t balance[2];
    int minute;
    char month_keys[12][16];
    truth all, cut[SY_OVERVIEW_CUTS][KEYS];
    size_t n[SY_OVERVIEW_CUTS];
    int64_t cash_in, cash_out, large_in, large_out; /* above the thresholds */
} world;

static void note(truth *t, int64_t fen)
{
    if (fen < 0) {
        t->n_out++;
        t->out -= fen;
    } else {
        t->n_in++;
        t->in += fen;
    }
}

static void note_in(world *w, sy_overview_by by, const char *key, int64_t fen)
{
    for (size_t i = 0; i < w->n[by]; i++) {
        if (strcmp(w->cut[by][i].key, key) == 0) {
            note(&w->cut[by][i], fen);
            return;
        }
    }
    assert_true(w->n[by] < KEYS);
    w->cut[by][w->n[by]] = (truth){.key = key};
    note(&w->cut[by][w->n[by]++], fen);
}

static const char *size_key(int64_t fen)
{
    const int64_t size = fen < 0 ? -fen : fen;
    return size < 100000     ? "0"
           : size < 1000000  ? "1000"
           : size < 5000000  ? "10000"
           : size < 10000000 ? "50000"
           : size < 50000000 ? "100000"
                             : "500000";
}

/* One row in the statement of card 0 or 1. */
static void write_row(world *w, int card, int64_t fen, const char *number, const char *name,
                      const char *words, const char *cash)
{
    const int day = w->minute / 600;
    const int64_t size = fen < 0 ? -fen : fen;

    w->balance[card] += fen;
    sy_buf_printf(&w->file[card],
                  "%s,王样一," WANG
                  ",2023-%02d-%02d %02d:%02d:00,%lld.%02lld,%lld.%02lld,%s,%s,%s,%s,"
                  "%s\n",
                  card ? CARD_B : CARD_A, 1 + day / 28, 1 + day % 28, 8 + w->minute % 600 / 60,
                  w->minute % 60, (long long)size / 100, (long long)size % 100,
                  (long long)w->balance[card] / 100, (long long)w->balance[card] % 100,
                  fen < 0 ? "出" : "进", number, name, words, cash);
}

static void own(world *w, int64_t fen)
{
    const int from = (int)roll_below(&w->d, 2);

    write_row(w, from, -fen, from ? CARD_A : CARD_B, "王样一", "转账", "");
    write_row(w, !from, fen, from ? CARD_B : CARD_A, "王样一", "转账", "");
    note_in(w, SY_BY_LEFT_OUT, "own", -fen);
    note_in(w, SY_BY_LEFT_OUT, "own", fen);
}

static void random_row(world *w)
{
    static const struct {
        const char *name, *words, *cash, *kind, *key;
        bool only_in, only_out;
    } others[] = {
        {"王样二", "转账", "", "person", "name:王样二", false, false},
        {"李样三", "还款", "", "person", "name:李样三", false, false},
        {"张*样", "转账", "", "person", "name:张*样", false, false},
        {"样品贸易有限公司", "货款", "", "company", "name:样品贸易有限公司", false, false},
        {"样样超市", "消费", "", "merchant", "name:样样超市", false, true},
        {"样城置业有限公司", "购房款", "", "property", "name:样城置业有限公司", false, true},
        {"", "ATM取款", "", "cash", "cash", false, true},
        {"", "现金存入", "1", "cash", "cash", true, false},
        {"", "结息", "", "bank", "bank", true, false},
        {"", "其他", "", "unnamed", "unnamed", false, false},
    };
    static const int64_t sizes[] = {1,       99999,   100000,   999999,   1000000,
                                    4999999, 5000000, 10000000, 49999999, 50000000};
    const size_t which = roll_below(&w->d, sizeof others / sizeof *others + 2);
    int64_t fen = sizes[roll_below(&w->d, 10)] + (int64_t)roll_below(&w->d, 3) * 7;

    w->minute += 1 + (int)roll_below(&w->d, 900);
    if (which == sizeof others / sizeof *others) {
        own(w, fen);
        return;
    }
    const int card = (int)roll_below(&w->d, 2);
    if (which > sizeof others / sizeof *others) {
        write_row(w, card, -fen, "", "", "理财申购", "");
        note_in(w, SY_BY_LEFT_OUT, "pocket", -fen);
        return;
    }
    const bool comes_in =
        others[which].only_in || (!others[which].only_out && roll_below(&w->d, 2));
    if (!comes_in) fen = -fen;
    write_row(w, card, fen, "", others[which].name, others[which].words, others[which].cash);
    char *month = w->month_keys[w->minute / 600 / 28];
    snprintf(month, sizeof *w->month_keys, "2023-%02u", (1 + w->minute / 600 / 28) % 100u);
    note(&w->all, fen);
    note_in(w, SY_BY_MONTH, month, fen);
    note_in(w, SY_BY_SIZE, size_key(fen), fen);
    note_in(w, SY_BY_KIND, others[which].kind, fen);
    note_in(w, SY_BY_COUNTERPARTY, others[which].key, fen);
    const bool is_cash = strcmp(others[which].kind, "cash") == 0;
    if ((fen < 0 ? -fen : fen) >= (is_cash ? 1000000 : 50000000)) {
        *(is_cash   ? fen < 0 ? &w->cash_out : &w->cash_in
          : fen < 0 ? &w->large_out
                    : &w->large_in) += fen < 0 ? -fen : fen;
    }
}

static void make_world(world *w, uint64_t seed, int rows)
{
    memset(w, 0, sizeof *w);
    w->d.state = seed;
    for (int i = 0; i < 2; i++) {
        sy_buf_init(&w->file[i], NULL, 1 << 20);
        sy_buf_text(&w->file[i], COLUMNS);
        w->balance[i] = 100000000000; /* enough for all */
    }
    for (int i = 0; i < rows && w->minute / 600 / 28 < 11; i++) random_row(w);
}

/* ---- the program's answer ---- */

typedef struct answer {
    place p;
    sy_case *c;
    sy_scene *s;
    sy_holders h;
    sy_overview o;
    sy_arena arena;
} answer;

static const sy_overview_terms terms = {.cash = 1000000, .large = 50000000};

static void open_scene(answer *a, const world *w)
{
    sy_err err = {0};

    open_place(&a->p);
    for (int i = 0; i < 2; i++) import_text(&a->p, i ? "b.csv" : "a.csv", w->file[i].ptr);
    sy_workspace_close(a->p.ws);
    a->p.ws = NULL;
    sy_arena_init(&a->arena, NULL);
    assert_ok(sy_case_open(&a->c, in(&a->p, "a.suyuan"), SY_WRITE, &err), err);
    assert_ok(sy_scene_open(&a->s, a->c, &(sy_scene_options){.no_trace = true, .any_debtor = true},
                            &a->arena, &err),
              err);
    assert_ok(sy_holders_make(&a->h, a->s, &a->arena, &err), err);
}

static void ask(answer *a, const world *w)
{
    sy_err err = {0};

    open_scene(a, w);
    assert_int_equal(a->h.n_supplied, 1);
    assert_string_equal(a->h.items[0].name, "王样一");
    assert_string_equal(a->h.items[0].key, "citizen:" WANG);
    assert_ok(sy_overview_make(&a->o, &a->h, 0, "CNY", &terms, &a->arena, &err), err);
}

static void done(answer *a, world *w)
{
    sy_holders_dispose(&a->h);
    sy_scene_close(a->s);
    sy_case_close(a->c);
    sy_arena_dispose(&a->arena);
    close_place(&a->p);
    for (int i = 0; i < 2; i++) sy_buf_dispose(&w->file[i]);
}

static void is_as_written_down(const sy_overview_line *l, const truth *t)
{
    if (l->n_in != t->n_in || l->n_out != t->n_out || l->in != t->in || l->out != t->out) {
        fail_msg("%s: %llu %lld / %llu %lld, and not %llu %lld / %llu %lld", t->key,
                 (unsigned long long)l->n_in, (long long)l->in, (unsigned long long)l->n_out,
                 (long long)l->out, (unsigned long long)t->n_in, (long long)t->in,
                 (unsigned long long)t->n_out, (long long)t->out);
    }
}

static void cut_is_as_written_down(const sy_overview *o, const world *w, sy_overview_by by)
{
    const sy_overview_cut *cut = &o->cut[by];

    assert_int_equal(cut->n, w->n[by]);
    for (size_t i = 0; i < w->n[by]; i++) {
        size_t found = 0;
        for (size_t k = 0; k < cut->n; k++) {
            if (strcmp(cut->lines[k].key, w->cut[by][i].key) != 0) continue;
            is_as_written_down(&cut->lines[k], &w->cut[by][i]);
            found++;
        }
        if (found != 1) fail_msg("%s: %zu lines", w->cut[by][i].key, found);
    }
}

/* Every row once, each line's in order of time. */
static void cut_has_every_row_once(const sy_overview *o, sy_overview_by by, uint64_t rows)
{
    const sy_overview_cut *cut = &o->cut[by];
    uint8_t *seen = calloc(o->n_rows + 1, 1);
    uint64_t n = 0;

    assert_non_null(seen);
    for (size_t i = 0; i < cut->n; i++) {
        for (uint32_t k = cut->lines[i].begin; k < cut->lines[i].end; k++, n++) {
            assert_false(seen[cut->order[k]]);
            seen[cut->order[k]] = 1;
            if (k > cut->lines[i].begin) assert_true(cut->order[k - 1] < cut->order[k]);
        }
    }
    assert_int_equal(n, rows);
    free(seen);
}

static void figures_are_those_that_were_written_down(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 4; seed++) {
        world w;
        answer a = {0};

        make_world(&w, seed, seed == 1 ? 1 : 200);
        ask(&a, &w);
        const sy_overview *o = &a.o;
        const uint64_t counted = o->all.n_in + o->all.n_out;
        is_as_written_down(&o->all, &w.all);
        for (int by = SY_BY_LEFT_OUT; by < SY_OVERVIEW_CUTS; by++) {
            cut_is_as_written_down(o, &w, (sy_overview_by)by);
            if (by >= SY_BY_SIZE) cut_has_every_row_once(o, (sy_overview_by)by, counted);
        }
        cut_has_every_row_once(o, SY_BY_ACCOUNT, o->n_rows);
        cut_has_every_row_once(o, SY_BY_LEFT_OUT, o->n_rows - counted);
        assert_int_equal(o->cash.in, w.cash_in);
        assert_int_equal(o->cash.out, w.cash_out);
        assert_int_equal(o->large.in, w.large_in);
        assert_int_equal(o->large.out, w.large_out);
        for (uint32_t i = 1; i < o->n_rows; i++) assert_true(o->rows[i - 1].at <= o->rows[i].at);
        done(&a, &w);
    }
}

static void only_companies_that_are_more_than_shops_are_dealt_with(void **state)
{
    (void)state;
    world w;
    answer a = {0};

    make_world(&w, 5, 300);
    ask(&a, &w);
    const sy_overview_cut *cut = &a.o.cut[SY_BY_COUNTERPARTY];
    for (size_t i = 0; i < cut->n; i++) {
        const char *key = cut->lines[i].key;
        assert_int_equal(cut->lines[i].is_company, strstr(key, "有限公司") != NULL);
    }
    done(&a, &w);
}

static void a_failed_allocation_is_reported(void **state)
{
    (void)state;
    world w;
    answer a = {0};

    make_world(&w, 3, 40);
    open_scene(&a, &w);
    for (size_t left = 0;; left++) {
        scarce s = {.left = left};
        const sy_alloc al = {scarce_get, scarce_put, &s};
        sy_overview o;
        sy_arena arena;
        sy_err err = {0};

        sy_arena_init(&arena, &al);
        const sy_status st = sy_overview_make(&o, &a.h, 0, "CNY", &terms, &arena, &err);
        sy_arena_dispose(&arena);
        assert_int_equal(s.live, 0);
        if (st == SY_OK) break;
        assert_int_equal(st, SY_ENOMEM);
    }
    done(&a, &w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_those_that_were_written_down),
        cmocka_unit_test(only_companies_that_are_more_than_shops_are_dealt_with),
        cmocka_unit_test(a_failed_allocation_is_reported),
    };
    return cmocka_run_group_tests_name("overview", tests, NULL, NULL);
}
