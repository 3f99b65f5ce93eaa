/* index_test.c - an index file that is cut, changed or of another version is never
 * opened; one that was changed on purpose, checksum and all, is opened or not, but
 * nobody who reads it is led astray in memory. */
#include "test.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xxhash.h>

#include "flow/index.h"
#include "flow/lines.h"
#include "flow/trace.h"
#include "world.h"

/* As in index.c: the checksum stands after the magic and covers all after itself. */
enum { CHECKSUM_AT = 8, COVERED = 16, VERSION_AT = 16, ACCOUNTS_AT = 56, OFFSETS_END = 312 };

typedef struct file {
    char path[64];
    int fd;
    unsigned char *bytes, *kept;
    size_t n;
} file;

/* A world with everything in it, as a file. */
static void file_open(file *x, uint64_t seed)
{
    world *w = world_new();
    world_view v;
    sy_built_flow *built = NULL;
    sy_err err = {0};

    world_random_statements(w, seed, WORLD_ALL & ~WORLD_BIG, 80);
    world_view_open(&v, w);
    assert_ok(sy_flow_build(&built, NULL, &v.rows, &v.books, NULL, &err), err);
    char made[] = "/tmp/suyuan-index-test-XXXXXX";
    close(mkstemp(made));
    assert_ok(sy_index_write(made, sy_built_flow_view(built), seed, &err), err);
    sy_built_flow_free(built);
    world_view_close(&v);
    free(w);
    const int fd = open(made, O_RDONLY);
    unlink(made);
    x->n = (size_t)lseek(fd, 0, SEEK_END);
    x->bytes = malloc(x->n + 64);
    x->kept = malloc(x->n);
    assert_int_equal(pread(fd, x->bytes, x->n, 0), x->n);
    memcpy(x->kept, x->bytes, x->n);
    close(fd);
    x->fd = memfd_create("index", MFD_CLOEXEC); /* of thousands of lengths: no work for a disk */
    snprintf(x->path, sizeof x->path, "/proc/self/fd/%d", x->fd);
}

static void file_close(file *x)
{
    close(x->fd);
    free(x->bytes);
    free(x->kept);
}

/* Opens what the file would be with the first n of its bytes. */
static sy_status try_open(const file *x, size_t n, sy_index **index, sy_err *err)
{
    const int fd = open(x->path, O_WRONLY);

    assert_int_equal(pwrite(fd, x->bytes, n, 0), n);
    assert_int_equal(ftruncate(fd, (off_t)n), 0);
    close(fd);
    *err = (sy_err){0};
    return sy_index_open(index, x->path, err);
}

static void must_be_refused(const file *x, size_t n)
{
    sy_index *index = NULL;
    sy_err err;

    assert_int_equal(try_open(x, n, &index, &err), SY_EDATA);
    assert_null(index);
    assert_true(err.text[0] != '\0');
}

static void forge(file *x)
{
    const uint64_t piece = XXH3_64bits(x->bytes + COVERED, x->n - COVERED);
    const uint64_t sum = XXH3_64bits(&piece, sizeof piece);
    memcpy(x->bytes + CHECKSUM_AT, &sum, sizeof sum);
}

static void one_changed_byte_is_seen(void **state)
{
    (void)state;
    file x;
    dice d = {.state = 11};

    file_open(&x, 5);
    for (size_t i = 0; i < x.n; i += i < 1024 ? 1 : 1 + roll_below(&d, 12)) {
        x.bytes[i] ^= (unsigned char)(1 + roll_below(&d, 255));
        must_be_refused(&x, x.n);
        x.bytes[i] = x.kept[i];
    }
    file_close(&x);
}

static void a_cut_file_is_seen(void **state)
{
    (void)state;
    file x;
    dice d = {.state = 12};

    file_open(&x, 6);
    for (size_t at = 0; at < x.n; at += 64) { /* sections begin at multiples of 64 */
        must_be_refused(&x, at);
        if (at > 0) must_be_refused(&x, at - 1);
        if (at + 1 < x.n) must_be_refused(&x, at + 1);
    }
    for (int i = 0; i < 500; i++) must_be_refused(&x, roll_below(&d, x.n));
    memset(x.bytes + x.n, 0, 64); /* and one that has grown */
    must_be_refused(&x, x.n + 1);
    must_be_refused(&x, x.n + 64);
    file_close(&x);
}

static void another_version_is_seen_whatever_its_checksum(void **state)
{
    (void)state;
    file x;

    file_open(&x, 7);
    for (int i = 0; i < 4; i++) {
        x.bytes[VERSION_AT + i] ^= 1;
        forge(&x);
        must_be_refused(&x, x.n);
        x.bytes[VERSION_AT + i] ^= 1;
    }
    for (int i = 0; i < CHECKSUM_AT; i++) {
        x.bytes[i] ^= 1;
        forge(&x);
        must_be_refused(&x, x.n);
        x.bytes[i] ^= 1;
    }
    forge(&x); /* the forger of this test can do it */
    sy_index *index = NULL;
    sy_err err;
    assert_ok(try_open(&x, x.n, &index, &err), err);
    sy_index_close(index);
    file_close(&x);
}

/* Everything that reads a flow, for the sanitizers to watch. */
static void use(const sy_flow *f)
{
    for (int rule = 0; rule < SY_RULES && f->n_accounts; rule++) {
        const sy_seed seed = {.kind = SY_SEED_ACCOUNT, .since = INT64_MIN};
        const sy_trace_query q = {.rule = (sy_rule)rule,
                                  .seeds = &seed,
                                  .n_seeds = 1,
                                  .bounds = true,
                                  .all_bounds = true,
                                  .follow = rule % 2};
        sy_trace *t = NULL;
        sy_err err = {0};
        const sy_status st = sy_trace_run(&t, NULL, f, &q, &err);
        assert_true(st == SY_OK || st == SY_ELIMIT);
        sy_trace_free(t);
    }
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        const uint32_t end = f->row_begin[l + 1];
        const sy_mark line = sy_line_before(f, l, end);
        sy_mark m;
        assert_int_equal(sy_line_row_in(f, l, line.in, &m), SY_NONE);
        sy_line_row_out(f, l, line.in / 2, &m);
        sy_line_next_at_most(f, l, f->row_begin[l], line.balance, &m);
        sy_line_last_at_most(f, l, end, line.balance, &m);
    }
}

/* Each account has a ledger; who asks for memory by their number must be able to rely on it. */
static void more_accounts_than_ledgers_are_refused(void **state)
{
    (void)state;
    file x;
    sy_index *index = NULL;
    sy_err err;

    file_open(&x, 3);
    assert_ok(try_open(&x, x.n, &index, &err), err);
    const uint32_t n = sy_index_flow(index)->n_ledgers + 1;
    sy_index_close(index);
    memcpy(x.bytes + ACCOUNTS_AT, &n, sizeof n);
    forge(&x);
    assert_int_equal(try_open(&x, x.n, &index, &err), SY_EDATA);
    file_close(&x);
}

static void a_forged_file_leads_nobody_astray(void **state)
{
    (void)state;
    static const uint32_t odd[] = {0, 1, 63, 64, UINT32_MAX, INT32_MAX, SY_OUTSIDE, 1u << 24};
    dice d = {.state = 13};
    uint32_t opened = 0, refused = 0;

    for (uint64_t seed = 20; seed < 30; seed++) {
        file x;
        file_open(&x, seed);
        for (int i = 0; i < 600; i++) {
            /* the header, or anything, by a byte or by a word that is an edge */
            const bool in_header = roll_below(&d, 3) == 0;
            const size_t most = in_header ? OFFSETS_END : x.n;
            const size_t at = VERSION_AT + roll_below(&d, most - VERSION_AT - 8) / 4 * 4;
            if (roll_below(&d, 2))
                memcpy(x.bytes + at, &odd[roll_below(&d, 8)], 4);
            else
                x.bytes[at] ^= (unsigned char)(1u << roll_below(&d, 8));
            forge(&x);
            sy_index *index = NULL;
            sy_err err;
            const sy_status st = try_open(&x, x.n, &index, &err);
            assert_true(st == SY_OK || st == SY_EDATA);
            if (index) use(sy_index_flow(index));
            opened += index != NULL;
            refused += index == NULL;
            sy_index_close(index);
            memcpy(x.bytes, x.kept, x.n);
        }
        file_close(&x);
    }
    assert_true(refused > 3000 && opened > 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_changed_byte_is_seen),
        cmocka_unit_test(a_cut_file_is_seen),
        cmocka_unit_test(another_version_is_seen_whatever_its_checksum),
        cmocka_unit_test(more_accounts_than_ledgers_are_refused),
        cmocka_unit_test(a_forged_file_leads_nobody_astray),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
