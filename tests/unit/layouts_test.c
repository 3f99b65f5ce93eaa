/* layouts_test.c - one small file of each layout (tests/layouts, all of it made
 * up), and what each becomes: rows, rejects, sums by ledger, every entry. The
 * expected text stands in tests/layouts/expected.txt; SUYUAN_ACCEPT=1 rewrites
 * it, and a person reviews the change. */
#include "intake_place.h"

#include <dirent.h>

#include <xlsxwriter.h>

#include "base/buf.h"
#include "base/civil.h"
#include "base/money.h"
#include "store/particulars.h"
#include "text/table.h"

static const char *folder(void)
{
    static char path[1024];
    snprintf(path, sizeof path, "%s/tests/layouts", getenv("SUYUAN_DATA"));
    return path;
}

static int is_sample(const struct dirent *e)
{
    return e->d_name[0] != '.' && strcmp(e->d_name, "expected.txt") != 0;
}

/* The names of all samples, sorted by bytes. */
static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static size_t list_samples(char (**names)[256])
{
    struct dirent **found = NULL;
    const int n = scandir(folder(), &found, is_sample, by_bytes);

    assert_true(n > 20);
    *names = calloc((size_t)n, sizeof **names);
    for (int i = 0; i < n; i++) {
        snprintf((*names)[i], sizeof **names, "%s", found[i]->d_name);
        free(found[i]);
    }
    free(found);
    return (size_t)n;
}

static void fetch(place *p, const char *name)
{
    char path[1400], *bytes = NULL;
    size_t n;
    sy_err err = {0};

    snprintf(path, sizeof path, "%s/%s", folder(), name);
    assert_ok(sy_file_read(NULL, &bytes, &n, path, 1u << 20, &err), err);
    put_bytes(p, name, bytes, n);
    sy_drop(NULL, bytes);
}

/* ---- what an import became, as text ---- */

static void show_text(sy_buf *out, place *p, const char *label, uint32_t id)
{
    if (id) sy_buf_printf(out, " %s:%s", label, text_of(p, id));
}

static void show_entry(sy_buf *out, place *p, const entry *e)
{
    static const struct {
        const char *label;
        sy_entry_text text;
    } texts[] = {{"holder", SY_HOLDER},     {"number", SY_OTHER_NUMBER}, {"name", SY_OTHER_NAME},
                 {"bank", SY_OTHER_BANK},   {"summary", SY_SUMMARY},     {"type", SY_ENTRY_TYPE},
                 {"note", SY_NOTE},         {"merchant", SY_MERCHANT},   {"place", SY_PLACE},
                 {"own-bank", SY_OWN_BANK}, {"own-card", SY_OWN_CARD}};
    char at[SY_TIME_TEXT], amount[SY_MINOR_TEXT], balance[SY_MINOR_TEXT] = "-";
    const sy_precision precision = e->flags & SY_ENTRY_DATE_ONLY ? SY_DATE : SY_SECOND;

    if (e->flags & SY_ENTRY_HAS_BALANCE) sy_minor_print(balance, e->balance);
    sy_buf_printf(
        out, "  row %u %s %s (%s)%s%s%s", e->row, sy_time_print(at, e->at, precision),
        sy_minor_print(amount, e->amount), balance, e->flags & SY_ENTRY_FAILED ? " FAILED" : "",
        e->flags & SY_ENTRY_ASIDE ? " ASIDE" : "", e->flags & SY_ENTRY_CASH ? " CASH" : "");
    sy_buf_printf(out, " in:%s", ledger(p, e->ledger));
    if (e->other) sy_buf_printf(out, " with:%s", account(p, e->other));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        show_text(out, p, texts[i].label, e->text[texts[i].text]);
    }
    if (e->serial[0]) sy_buf_printf(out, " serial:%s", e->serial);
    sy_buf_text(out, "\n");
}

typedef struct sum {
    uint32_t ledger;
    size_t rows;
    int64_t in, out;
} sum;

/* Sums of the rows that count, by ledger, in the order of their first rows. */
static void show_sums(sy_buf *out, place *p, const entries *all)
{
    sum sums[64] = {{0}};
    size_t n = 0;

    for (size_t i = 0; i < all->n; i++) {
        const entry *e = &all->items[i];
        size_t k = 0;
        if (e->flags & (SY_ENTRY_FAILED | SY_ENTRY_ASIDE)) continue;
        while (k < n && sums[k].ledger != e->ledger) k++;
        assert_true(k < 64);
        if (k == n) sums[n++].ledger = e->ledger;
        sums[k].rows++;
        if (e->amount > 0)
            sums[k].in += e->amount;
        else
            sums[k].out -= e->amount;
    }
    for (size_t k = 0; k < n; k++) {
        char in_text[SY_MINOR_TEXT], out_text[SY_MINOR_TEXT];
        sy_buf_printf(out, "  sum %s: %zu rows, in %s, out %s\n", ledger(p, sums[k].ledger),
                      sums[k].rows, sy_minor_print(in_text, sums[k].in),
                      sy_minor_print(out_text, sums[k].out));
    }
}

static void show_table_report(sy_buf *out, const sy_table_report *t)
{
    sy_buf_printf(out, "%s %s %s: %llu rows, %llu accepted, %llu duplicate, %llu rejected\n",
                  t->profile, t->kind, t->encoding, (unsigned long long)t->rows,
                  (unsigned long long)t->accepted, (unsigned long long)t->duplicate,
                  (unsigned long long)t->rejected);
    assert_true(t->rows == t->accepted + t->duplicate + t->rejected);
    for (size_t k = 0; k < t->n_rejects; k++) {
        const sy_reject_shown *x = &t->rejects[k];
        sy_buf_printf(out, "  reject row %u %s: %s \"%s\"\n", x->row, x->rule, x->column, x->value);
    }
}

typedef struct particulars {
    sy_buf *out;
    uint32_t source; /* only of this one */
} particulars;

static sy_status show_particular(void *ctx, const sy_particular_row *row, sy_err *err)
{
    const particulars *p = ctx;
    (void)err;
    if (row->source != p->source) return SY_OK;
    sy_buf_printf(p->out, "  row %u %s:%.*s\n", row->row, sy_particular_names[row->what],
                  (int)row->value.len, row->value.ptr);
    return SY_OK;
}

/* The facts of one source, entries in the order of its rows. */
static void show_source(sy_buf *out, place *p, const entries *all, uint32_t source)
{
    entries own = {NULL, 0, 0};
    particulars more = {out, source};
    sy_err err = {0};

    own.items = calloc(all->n + 1, sizeof *own.items);
    for (size_t i = 0; i < all->n; i++) {
        if (all->items[i].source == source) own.items[own.n++] = all->items[i];
    }
    show_sums(out, p, &own);
    for (size_t i = 0; i < own.n; i++) show_entry(out, p, &own.items[i]);
    free(own.items);
    assert_ok(sy_facts_particulars(p->ws, show_particular, &more, &err), err);
}

/* ---- claims ---- */

static int by_path(const void *a, const void *b)
{
    return strcmp(((const sy_source *)a)->path, ((const sy_source *)b)->path);
}

/* What the workspace has, file by file. r: to show with each file; NULL: nothing. */
static void show_workspace(sy_buf *out, place *p, const sy_import_report *r)
{
    sy_source *sources = NULL;
    size_t n = 0;
    sy_err err = {0};
    entries all = stored(p);

    assert_ok(sy_facts_sources(p->ws, &sources, &n, &p->arena, &err), err);
    qsort(sources, n, sizeof *sources, by_path);
    for (size_t i = 0; i < n; i++) {
        sy_buf_printf(out, "== %s\n", sy_path_name(sources[i].path));
        for (size_t k = 0; r && k < r->n_tables; k++) {
            if (strcmp(r->tables[k].path, sources[i].path) == 0)
                show_table_report(out, &r->tables[k]);
        }
        show_source(out, p, &all, sources[i].id);
    }
    free(all.items);
}

/* All samples in `parts` imports; backwards: the last names first. */
static void import_samples(place *p, sy_import_report *r, size_t parts, bool backwards)
{
    char(*names)[256], (*paths)[400];
    const char *wanted[256];
    const sy_import_options none = {.dry_run = false};
    const size_t n = list_samples(&names);

    paths = calloc(n, sizeof *paths);
    for (size_t i = 0; i < n; i++) {
        const char *name = names[backwards ? n - 1 - i : i];
        fetch(p, name);
        snprintf(paths[i], sizeof *paths, "%s", in(p, name));
        wanted[i] = paths[i];
    }
    for (size_t k = 0; k < parts; k++) {
        const size_t from = n * k / parts, to = n * (k + 1) / parts;
        sy_err err = {0};
        assert_ok(sy_intake_import(r, p->ws, wanted + from, to - from, &none, &p->arena, &err),
                  err);
        for (size_t i = 0; i < r->n_unrecognised; i++) {
            fail_msg("%s: %s", r->unrecognised[i].path, r->unrecognised[i].why);
        }
    }
    free(paths);
    free(names);
}

static void each_layout_becomes_what_it_says(void **state)
{
    char path[1400], *expected = NULL;
    sy_buf out;
    sy_err err = {0};
    size_t n = 0, at = 0, line = 1;
    sy_import_report r;
    place p;
    (void)state;

    open_place(&p);
    sy_buf_init(&out, NULL, 1u << 20);
    import_samples(&p, &r, 1, false);
    show_workspace(&out, &p, &r);
    assert_int_equal(sy_buf_status(&out), SY_OK);
    snprintf(path, sizeof path, "%s/expected.txt", folder());
    if (getenv("SUYUAN_ACCEPT")) assert_ok(sy_file_write(path, out.ptr, out.len, &err), err);
    assert_ok(sy_file_read(NULL, &expected, &n, path, 1u << 20, &err), err);
    while (at < out.len && at < n && out.ptr[at] == expected[at]) line += out.ptr[at++] == '\n';
    if (at < n || at < out.len) {
        fail_msg("%s:%zu differs from here on:\n%.*s", path, line,
                 (int)(out.len - at < 600 ? out.len - at : 600), out.ptr + at);
    }
    sy_drop(NULL, expected);
    sy_buf_dispose(&out);
    close_place(&p);
}

static void the_order_of_imports_does_not_matter(void **state)
{
    sy_buf texts[2];
    (void)state;

    for (int k = 0; k < 2; k++) {
        sy_import_report r;
        place p;
        open_place(&p);
        sy_buf_init(&texts[k], NULL, 1u << 20);
        import_samples(&p, &r, k ? 3 : 1, k == 1);
        show_workspace(&texts[k], &p, NULL);
        sy_buf_add(&texts[k], "", 1);
        close_place(&p);
    }
    assert_string_equal(texts[0].ptr, texts[1].ptr);
    for (int k = 0; k < 2; k++) sy_buf_dispose(&texts[k]);
}

/* ---- the same table in another dress ---- */

static void write_workbook(place *p, const char *from, const char *to)
{
    char path[400];
    sy_table *t = NULL;
    sy_row row;
    sy_err err = {0};

    snprintf(path, sizeof path, "%s", in(p, to));
    lxw_workbook *book = workbook_new(path);
    lxw_worksheet *sheet = workbook_add_worksheet(book, NULL);
    assert_ok(sy_table_open(&t, NULL, in(p, from), 0, &err), err);
    for (;;) {
        assert_ok(sy_table_next(t, &row, &err), err);
        if (row.n_cells == SY_NO_MORE_ROWS) break;
        for (uint32_t i = 0; i < row.n_cells; i++) {
            char text[400];
            snprintf(text, sizeof text, "%.*s", (int)row.cells[i].text.len, row.cells[i].text.ptr);
            worksheet_write_string(sheet, row.number - 1, (lxw_col_t)i, text, NULL);
        }
    }
    sy_table_free(t);
    assert_int_equal(workbook_close(book), LXW_NO_ERROR);
}

/* The facts of the only source, as text. */
static void show_only(sy_buf *out, const char *name, const char *as)
{
    place p;
    sy_source *sources = NULL;
    size_t n = 0;
    sy_err err = {0};

    open_place(&p);
    fetch(&p, name);
    if (strcmp(name, as) != 0) write_workbook(&p, name, as);
    const sy_import_report r = import(&p, as);
    assert_int_equal(r.n_tables, 1);
    assert_ok(sy_facts_sources(p.ws, &sources, &n, &p.arena, &err), err);
    entries all = stored(&p);
    sy_buf_init(out, NULL, 1u << 20);
    show_source(out, &p, &all, sources[0].id);
    sy_buf_add(out, "", 1);
    free(all.items);
    close_place(&p);
}

static void a_workbook_says_the_same(void **state)
{
    static const char *const names[] = {"wechat-bill.csv", "ccb.csv", "TenpayRegInfo.txt"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        sy_buf text, workbook;
        show_only(&text, names[i], names[i]);
        show_only(&workbook, names[i], "book.xlsx");
        assert_string_equal(text.ptr, workbook.ptr);
        sy_buf_dispose(&text);
        sy_buf_dispose(&workbook);
    }
}

/* ---- damage ---- */

static sy_status count_reject(void *ctx, const sy_reject_row *row, sy_err *err)
{
    (void)row, (void)err;
    ++*(uint64_t *)ctx;
    return SY_OK;
}

static sy_status count_entries(void *ctx, const sy_entry_batch *b, sy_err *err)
{
    uint64_t *by_source = ctx;
    (void)err;
    for (size_t i = 0; i < b->n; i++) by_source[b->source[i] % 1024]++;
    return SY_OK;
}

/* A sample with one byte in sixty changed; the seed says which. */
static void damage(place *p, const char *name, uint32_t seed)
{
    char path[1400], as[120], *bytes = NULL;
    size_t n;
    sy_err err = {0};

    snprintf(path, sizeof path, "%s/%s", folder(), name);
    assert_ok(sy_file_read(NULL, &bytes, &n, path, 1u << 20, &err), err);
    for (size_t i = 200; i < n; i++) { /* most headers stay */
        seed = seed * 1664525u + 1013904223u;
        if (seed >> 16 & 0xFF && (seed >> 8) % 60 == 0) bytes[i] = (char)(seed >> 24);
    }
    snprintf(as, sizeof as, "bad-%s", name);
    put_bytes(p, as, bytes, n);
    sy_drop(NULL, bytes);
}

/* Whatever the bytes: each row that was counted is an entry or a reject in the store. */
static void damaged_files_lose_no_row(void **state)
{
    char(*names)[256];
    const size_t n = list_samples(&names);
    const sy_import_options none = {.dry_run = false};
    uint64_t rows = 0;
    (void)state;
    for (uint32_t seed = 1; seed <= 3; seed++) {
        char paths[256][400];
        const char *wanted[256];
        uint64_t entries_of[1024] = {0};
        sy_import_report r;
        sy_source *sources = NULL;
        size_t n_sources = 0;
        sy_err err = {0};
        place p;

        open_place(&p);
        for (size_t i = 0; i < n; i++) {
            char as[120];
            damage(&p, names[i], seed * 7919 + (uint32_t)i);
            snprintf(as, sizeof as, "bad-%s", names[i]);
            snprintf(paths[i], sizeof *paths, "%s", in(&p, as));
            wanted[i] = paths[i];
        }
        assert_ok(sy_intake_import(&r, p.ws, wanted, n, &none, &p.arena, &err), err);
        const sy_entry_filter all = {.with_serial = false};
        assert_ok(sy_facts_entries(p.ws, &all, count_entries, entries_of, &err), err);
        assert_ok(sy_facts_sources(p.ws, &sources, &n_sources, &p.arena, &err), err);
        assert_int_equal(n_sources, r.n_tables);
        for (size_t i = 0; i < n_sources; i++) {
            const sy_source *s = &sources[i];
            uint64_t rejects = 0;
            assert_ok(sy_facts_rejects(p.ws, s->id, 0, count_reject, &rejects, &err), err);
            assert_int_equal(s->rows, s->accepted + s->duplicate + s->rejected);
            assert_int_equal(s->rejected, rejects);
            if (strcmp(s->kind, "entries") != 0) continue;
            assert_int_equal(s->rows, entries_of[s->id % 1024] + rejects);
            rows += s->rows;
        }
        close_place(&p);
    }
    assert_true(rows > 100);
    free(names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_layout_becomes_what_it_says),
        cmocka_unit_test(the_order_of_imports_does_not_matter),
        cmocka_unit_test(a_workbook_says_the_same),
        cmocka_unit_test(damaged_files_lose_no_row),
    };
    return cmocka_run_group_tests_name("layouts", tests, NULL, NULL);
}
