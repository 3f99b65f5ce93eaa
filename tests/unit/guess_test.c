/* guess_test.c - columns of tables that no profile knows: each sample with its
 * own profile taken away (those of tests/layouts, and the real ones where they
 * are at hand), and generated layouts under headings that nobody knows. */
#include "test.h"

#include <dirent.h>
#include <ftw.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/civil.h"
#include "base/file.h"
#include "base/lang.h"
#include "intake/guess.h"
#include "intake/mapping.h"
#include "scratch.h"
#include "synth/random.h"
#include "text/csv.h"

/* ---- a file as a sample ---- */

static bool read_file(sy_sample *s, const char *path)
{
    sy_file_kind kind;
    sy_csv_plan plan = {.utf8_fd = -1};

    sy_sample_init(s, NULL);
    if (sy_file_kind_of(&kind, path, NULL) != SY_OK) return false;
    if (kind != SY_FILE_TEXT) return sy_sample_sheet(s, path, 0, NULL) == SY_OK;
    const bool ok =
        sy_csv_survey(&plan, NULL, path, &(sy_csv_options){.copy_to = -1}, NULL) == SY_OK &&
        sy_sample_text(s, &plan, plan.cells, NULL) == SY_OK;
    sy_csv_plan_dispose(&plan);
    return ok;
}

/* What the profiles say: the first header that one knows alone. */
static bool known(sy_header_match *m, const sy_profiles *p, const sy_sample *s)
{
    for (uint32_t i = 0; i < s->n && i < 40; i++) {
        sy_header_try(p, NULL, s->rows[i].cells, s->rows[i].n, m);
        if (m->profile && m->n_rivals == 0) return true;
    }
    return false;
}

/* The program's profiles but this one. */
static sy_profiles *without(const char *id)
{
    char folder[SCRATCH], from[1400], to[1400], name[300];
    const char *data = getenv("SUYUAN_DATA");
    sy_profiles *set = NULL;
    sy_err err = {0};

    scratch_make(folder);
    snprintf(to, sizeof to, "%s/profiles", folder);
    assert_int_equal(mkdir(to, 0777), 0);
    snprintf(from, sizeof from, "%s/profiles", data);
    DIR *dir = opendir(from);
    assert_non_null(dir);
    snprintf(name, sizeof name, "%s.yaml", id);
    for (struct dirent *e; (e = readdir(dir)) != NULL;) {
        if (!strstr(e->d_name, ".yaml") || strcmp(e->d_name, name) == 0) continue;
        snprintf(from, sizeof from, "%s/profiles/%s", data, e->d_name);
        snprintf(to, sizeof to, "%s/profiles/%s", folder, e->d_name);
        assert_int_equal(symlink(from, to), 0);
    }
    closedir(dir);
    /* As a workspace's: the program's own folder is then an empty one. */
    char *saved = strdup(data);
    setenv("SUYUAN_DATA", folder, 1);
    assert_ok(sy_profiles_load(&set, NULL, NULL, &err), err);
    setenv("SUYUAN_DATA", saved, 1);
    free(saved);
    scratch_remove(folder);
    return set;
}

/* ---- right or wrong ---- */

typedef struct score {
    size_t files, found, sure, wrong; /* wrong: sure, and not right */
    size_t columns, right;
} score;

static const sy_field core[] = {SY_FIELD_AMOUNT, SY_FIELD_AMOUNT_IN, SY_FIELD_AMOUNT_OUT,
                                SY_FIELD_BALANCE, SY_FIELD_DIRECTION};

static uint16_t time_of(const uint16_t *column)
{
    return column[SY_FIELD_DATE] != SY_NO_COLUMN ? column[SY_FIELD_DATE] : column[SY_FIELD_TIME];
}

static uint16_t own_of(const uint16_t *column)
{
    return column[SY_FIELD_CARD] != SY_NO_COLUMN ? column[SY_FIELD_CARD] : column[SY_FIELD_ACCOUNT];
}

/* Money, direction, time and account: what makes a ledger right or wrong. */
static bool compare(score *s, const sy_guess *g, const sy_header_match *m)
{
    bool is_right = g->is_signed == (m->profile->has_signed_amounts &&
                                     m->column[SY_FIELD_DIRECTION] == SY_NO_COLUMN &&
                                     m->column[SY_FIELD_AMOUNT_IN] == SY_NO_COLUMN) &&
                    !(g->is_signed && m->profile->spends_positive);

    for (size_t i = 0; i < sizeof core / sizeof *core; i++) {
        const uint16_t want = m->column[core[i]], got = g->column[core[i]];
        if (want == SY_NO_COLUMN && got == SY_NO_COLUMN) continue;
        s->columns++;
        s->right += want == got;
        /* A balance that was not seen is a loss, not a mistake. */
        if (want != got && !(core[i] == SY_FIELD_BALANCE && got == SY_NO_COLUMN)) is_right = false;
    }
    s->columns += 2;
    s->right += time_of(m->column) == time_of(g->column);
    s->right += own_of(m->column) == own_of(g->column);
    if (time_of(m->column) != time_of(g->column)) is_right = false;
    if (own_of(g->column) != SY_NO_COLUMN && own_of(m->column) != own_of(g->column))
        is_right = false;
    return is_right;
}

static void judge(score *s, const sy_guess *g, bool found, const sy_header_match *m,
                  const char *name)
{
    const bool is_sure = found && g->confidence >= SY_GUESS_ENOUGH;
    const bool is_entries = m->profile->kind == SY_OF_ENTRIES;
    score one = {0};

    s->files++;
    s->found += found;
    s->sure += is_sure;
    const bool is_right = found && is_entries && compare(&one, g, m);
    s->columns += one.columns;
    s->right += one.right;
    if (is_sure && !is_right) {
        s->wrong++;
        print_message("WRONG at %u: %s (%s)\n", g->confidence, name, m->id);
    }
    if (getenv("SUYUAN_VERBOSE")) {
        print_message("%-50s %-18s found %d confidence %3u chain %u/%u columns %zu/%zu\n", name,
                      m->id, found, found ? g->confidence : 0, g->chained, g->steps, one.right,
                      one.columns);
    }
}

static void look_at(score *s, const char *path)
{
    sy_profiles *all = NULL;
    sy_header_match m;
    sy_sample sample;
    sy_guess g;
    sy_arena arena;
    sy_err err = {0};
    bool found;

    assert_ok(sy_profiles_load(&all, NULL, NULL, &err), err);
    sy_arena_init(&arena, NULL);
    if (read_file(&sample, path) && known(&m, all, &sample)) {
        sy_profiles *rest = without(m.profile->id);
        assert_ok(sy_guess_table(&g, &found, rest, &sample, &arena, &err), err);
        judge(s, &g, found, &m, sy_path_name(path));
        sy_profiles_free(rest);
    }
    sy_arena_dispose(&arena);
    sy_sample_dispose(&sample);
    sy_profiles_free(all);
}

static void report(const char *what, const score *s)
{
    print_message("%s: %zu files, a mapping for %zu, %zu of them imported unasked, %zu wrongly; "
                  "columns right %zu of %zu\n",
                  what, s->files, s->found, s->sure, s->wrong, s->right, s->columns);
}

static score total;

static int visit(const char *path, const struct stat *info, int kind, struct FTW *place)
{
    (void)info, (void)place;
    if (kind == FTW_F && !strstr(path, ".txt.") && !strstr(path, "expected.txt") &&
        !strstr(path, ".ledger") && !strstr(path, ".beancount") && !strstr(path, "config.yaml")) {
        look_at(&total, path);
    }
    return 0;
}

static void no_sample_is_read_wrongly_without_its_profile(void **state)
{
    char folder[1200];
    (void)state;
    total = (score){0};
    snprintf(folder, sizeof folder, "%s/tests/layouts", getenv("SUYUAN_DATA"));
    assert_int_equal(nftw(folder, visit, 8, FTW_PHYS), 0);
    report("samples", &total);
    assert_true(total.files >= 20);
    assert_int_equal(total.wrong, 0);
}

static void no_real_file_is_read_wrongly_without_its_profile(void **state)
{
    const char *shared = getenv("SUYUAN_SHARED");
    char folder[1300];
    (void)state;
    if (shared)
        snprintf(folder, sizeof folder, "%s/data/statements/chinese", shared);
    else
        snprintf(folder, sizeof folder, "%s/../shared/data/statements/chinese",
                 getenv("SUYUAN_DATA"));
    if (access(folder, R_OK) != 0) {
        print_message("not there: %s\n", folder);
        skip();
    }
    total = (score){0};
    assert_int_equal(nftw(folder, visit, 8, FTW_PHYS), 0);
    report("real files", &total);
    assert_int_equal(total.wrong, 0);
}

/* ---- generated layouts ---- */

enum { KINDS = 4, ROWS = 60, COLUMNS = 10, LAYOUTS = 400 };
typedef enum part {
    P_DATE,
    P_MONEY,
    P_OUT,
    P_DIRECTION,
    P_BALANCE,
    P_NAME,
    P_NUMBER,
    P_NOTE,
    P_SERIAL,
    P_CARD,
    PARTS
} part;

/* Headings: known, with a typo, and never heard of. */
static const char *const headings[PARTS][3] = {
    [P_DATE] = {"交易日期", "交易目期", "哪天"},
    [P_MONEY] = {"交易金额", "交易全额", "数目"},
    [P_OUT] = {"支出金额", "支出全额", "花掉"},
    [P_DIRECTION] = {"收付标志", "收付标记", "方向是"},
    [P_BALANCE] = {"账户余额", "账户余客", "剩下"},
    [P_NAME] = {"对方户名", "对方户各", "给谁"},
    [P_NUMBER] = {"对方账号", "对方账呺", "给哪里"},
    [P_NOTE] = {"摘要", "摘要栏", "说了什么"},
    [P_SERIAL] = {"交易流水号", "交易流水呺", "第几笔"},
    [P_CARD] = {"交易卡号", "交易卡呺", "本号"},
};

typedef struct layout {
    part order[COLUMNS];
    size_t n;
    int kind; /* 0 signed, 1 two columns, 2 direction, 3 amounts without any direction */
    bool descends, has_balance, has_header;
} layout;

static void add(layout *l, part p)
{
    l->order[l->n++] = p;
}

static layout make_layout(sy_random *r)
{
    layout l = {.kind = (int)sy_random_below(r, KINDS)};

    l.descends = sy_random_below(r, 2);
    l.has_balance = sy_random_below(r, 4) > 0;
    l.has_header = sy_random_below(r, 10) > 0;
    add(&l, P_DATE);
    add(&l, P_MONEY);
    if (l.kind == 1) add(&l, P_OUT);
    if (l.kind == 2) add(&l, P_DIRECTION);
    if (l.has_balance) add(&l, P_BALANCE);
    for (part p = P_NAME; p < PARTS; p++) {
        if (p == P_CARD || sy_random_below(r, 2)) add(&l, p);
    }
    for (size_t i = l.n; i > 1; i--) {
        const size_t k = sy_random_below(r, (uint32_t)i);
        const part p = l.order[i - 1];
        l.order[i - 1] = l.order[k];
        l.order[k] = p;
    }
    return l;
}

static void put_row(sy_buf *b, const layout *l, size_t row, int64_t fen, int64_t balance,
                    sy_random *r)
{
    char cell[120];
    const int64_t size = fen < 0 ? -fen : fen;

    for (size_t i = 0; i < l->n; i++) {
        cell[0] = '\0';
        switch (l->order[i]) {
        case P_DATE:
            snprintf(cell, sizeof cell, "2023-%02zu-%02zu", 1 + row / 28, 1 + row % 28);
            break;
        case P_MONEY:
            if (l->kind == 1 && fen < 0) break;
            snprintf(cell, sizeof cell, "%s%lld.%02d", l->kind == 0 && fen < 0 ? "-" : "",
                     (long long)(size / 100), (int)(size % 100));
            break;
        case P_OUT:
            if (fen < 0)
                snprintf(cell, sizeof cell, "%lld.%02d", (long long)(size / 100),
                         (int)(size % 100));
            break;
        case P_DIRECTION:
            snprintf(cell, sizeof cell, "%s", fen < 0 ? "出" : "进");
            break;
        case P_BALANCE:
            snprintf(cell, sizeof cell, "%lld.%02d", (long long)(balance / 100),
                     (int)(balance % 100));
            break;
        case P_NAME:
            snprintf(cell, sizeof cell, "%s", sy_random_below(r, 2) ? "甲一一" : "乙二二");
            break;
        case P_NUMBER:
        case P_CARD:
            snprintf(cell, sizeof cell, "62999900000000000%02u",
                     l->order[i] == P_CARD ? 11u : 20u + sy_random_below(r, 70));
            break;
        case P_NOTE:
            snprintf(cell, sizeof cell, "%s", sy_random_below(r, 2) ? "转账" : "消费");
            break;
        case P_SERIAL:
            snprintf(cell, sizeof cell, "%zu", row + 1);
            break;
        case PARTS:
            break;
        }
        if (i) sy_buf_text(b, ",");
        sy_buf_text(b, cell);
    }
    sy_buf_text(b, "\n");
}

static void write_layout(sy_buf *b, const layout *l, sy_random *r)
{
    int64_t fen[ROWS], balance[ROWS], now = 10000000;

    for (size_t i = 0; i < ROWS; i++) {
        fen[i] = (int64_t)sy_random_below(r, 50000) + 1;
        if (sy_random_below(r, 3)) fen[i] = -fen[i];
        balance[i] = now += fen[i];
    }
    for (size_t i = 0; l->has_header && i < l->n; i++) {
        part p = l->order[i];
        const char *word = headings[p][sy_random_below(r, 3)];
        if (p == P_MONEY && l->kind == 1) {
            static const char *const in[] = {"收入金额", "收入全额", "得到"};
            word = in[sy_random_below(r, 3)];
        }
        if (i) sy_buf_text(b, ",");
        sy_buf_text(b, word);
    }
    if (l->has_header) sy_buf_text(b, "\n");
    for (size_t i = 0; i < ROWS; i++) {
        const size_t k = l->descends ? ROWS - 1 - i : i;
        put_row(b, l, k, fen[k], balance[k], r);
    }
}

static uint16_t where(const layout *l, part p)
{
    for (size_t i = 0; i < l->n; i++) {
        if (l->order[i] == p) return (uint16_t)i;
    }
    return SY_NO_COLUMN;
}

static void judge_layout(score *s, const sy_guess *g, bool found, const layout *l, const char *text)
{
    const uint16_t money = where(l, P_MONEY), out = where(l, P_OUT);
    const uint16_t want[] = {l->kind == 1 ? SY_NO_COLUMN : money,
                             l->kind == 1 ? money : SY_NO_COLUMN, out, where(l, P_BALANCE),
                             where(l, P_DIRECTION)};
    const bool is_sure = found && g->confidence >= SY_GUESS_ENOUGH;
    bool is_right = l->kind != 3; /* nothing says which way: there is no right mapping */

    s->files++;
    s->found += found;
    s->sure += is_sure;
    if (found && l->kind != 3) {
        for (size_t i = 0; i < 5; i++) {
            const uint16_t got = g->column[core[i]];
            if (want[i] == SY_NO_COLUMN && got == SY_NO_COLUMN) continue;
            s->columns++;
            s->right += got == want[i];
            if (got != want[i] && !(core[i] == SY_FIELD_BALANCE && got == SY_NO_COLUMN))
                is_right = false;
        }
        s->columns += 2;
        s->right += time_of(g->column) == where(l, P_DATE);
        s->right += own_of(g->column) == where(l, P_CARD);
        if (time_of(g->column) != where(l, P_DATE)) is_right = false;
        if (own_of(g->column) != SY_NO_COLUMN && own_of(g->column) != where(l, P_CARD))
            is_right = false;
    }
    if (is_sure && !is_right) {
        s->wrong++;
        print_message("WRONG at %u, kind %d:\n%.400s\n", g->confidence, l->kind, text);
    }
}

static void generated_layouts_are_not_read_wrongly(void **state)
{
    sy_profiles *p = NULL;
    sy_random r = {2026};
    char folder[SCRATCH], path[SCRATCH + 16];
    score s = {0};
    sy_err err = {0};
    (void)state;

    assert_ok(sy_profiles_load(&p, NULL, NULL, &err), err);
    scratch_make(folder);
    snprintf(path, sizeof path, "%s/a.csv", folder);
    for (int i = 0; i < LAYOUTS; i++) {
        const layout l = make_layout(&r);
        sy_sample sample;
        sy_arena arena;
        sy_guess g;
        bool found;
        sy_buf b;
        sy_buf_init(&b, NULL, 1u << 20);
        write_layout(&b, &l, &r);
        assert_ok(sy_file_write(path, b.ptr, b.len, &err), err);
        sy_arena_init(&arena, NULL);
        assert_true(read_file(&sample, path));
        assert_ok(sy_guess_table(&g, &found, p, &sample, &arena, &err), err);
        judge_layout(&s, &g, found, &l, b.ptr);
        sy_arena_dispose(&arena);
        sy_sample_dispose(&sample);
        sy_buf_dispose(&b);
    }
    scratch_remove(folder);
    sy_profiles_free(p);
    report("generated layouts", &s);
    assert_int_equal(s.wrong, 0);
    assert_true(s.right * 100 >= s.columns * 80);
}

static void survives_every_failed_allocation(void **state)
{
    static const char text[] = "入账目期,往来金额,结存,进出\n"
                               "2023-01-05,10.00,10.00,进\n2023-01-06,2.00,8.00,出\n";
    char folder[SCRATCH], path[SCRATCH + 16];
    sy_profiles *p = NULL;
    sy_sample sample;
    sy_err err = {0};
    (void)state;

    scratch_make(folder);
    snprintf(path, sizeof path, "%s/a.csv", folder);
    assert_ok(sy_file_write(path, text, sizeof text - 1, &err), err);
    assert_ok(sy_profiles_load(&p, NULL, NULL, &err), err);
    assert_true(read_file(&sample, path));
    for (size_t left = 0;; left++) {
        scarce s = {.left = left};
        sy_alloc al = {scarce_get, scarce_put, &s};
        sy_mapping m = {.n = 0};
        sy_arena arena;
        const char *yaml;
        sy_guess g;
        bool found = false;
        sy_arena_init(&arena, &al);
        sy_status st = sy_guess_table(&g, &found, p, &sample, &arena, NULL);
        if (st == SY_OK) {
            m = (sy_mapping){.headings = g.headings, .n = g.n_columns, .has_header = true};
            memcpy(m.column, g.column, sizeof m.column);
            st = sy_mapping_directions(&m, "进=in,出=out", &arena, NULL);
        }
        if (st == SY_OK) st = sy_mapping_write(&yaml, &m, "m", &arena, NULL);
        sy_arena_dispose(&arena);
        assert_int_equal(s.live, 0);
        assert_true(st == SY_OK || st == SY_ENOMEM);
        if (st != SY_OK) continue;
        assert_true(found && left > 0);
        break;
    }
    sy_sample_dispose(&sample);
    sy_profiles_free(p);
    scratch_remove(folder);
}

int main(void)
{
    sy_lang_set(SY_LANG_EN);
    setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_sample_is_read_wrongly_without_its_profile),
        cmocka_unit_test(no_real_file_is_read_wrongly_without_its_profile),
        cmocka_unit_test(generated_layouts_are_not_read_wrongly),
        cmocka_unit_test(survives_every_failed_allocation),
    };
    return cmocka_run_group_tests_name("guess", tests, NULL, NULL);
}
