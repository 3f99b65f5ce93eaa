/* csv_survey.c - one streaming read, its work shared by jobs.
 *
 * The file comes in pieces of a megabyte, cut after a line end, into a small
 * ring. Four jobs wait for each piece: reading (one at a time, in order),
 * hashing (likewise), copying (likewise) and scanning (any piece, any thread).
 * A thread takes whatever can be done next, hashing first, because it is the
 * longest chain that cannot be split. A scan supposes that its piece begins
 * outside quotes; the pieces are then settled in order, and the few that began
 * inside are scanned again.
 *
 * UTF-16 goes another way: hashed, copied and turned into a UTF-8 file by one
 * thread, and that file is then surveyed like any other. So does GB18030 when
 * the delimiter is one of the bytes that its characters have inside, as the bar
 * is: this is known only after a first survey. */
#include "text/csv.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/parallel.h"
#include "suyuan/limits.h"
#include "text/csv_scan.h"
#include "text/open.h"

enum {
    PIECE = 1 << 20,
    LEAST_PIECE = 4, /* holds a byte order mark; tests ask for so little */
    RING = 8,        /* pieces in memory */
    PROBE = 1 << 16,
    BLOCK = 4 << 20,
    LONGEST_PIECE = SY_MAX_RECORD + 2 /* the longest record and its line end */
};

typedef struct piece {
    unsigned char *bytes; /* capacity + 1 of them */
    size_t capacity, n;
    uint64_t offset;
    bool is_last, is_too_long, is_scanned;
    size_t skip; /* bytes of the byte order mark at its beginning */
    sy_csv_scan scan;
    sy_encoding_evidence evidence;
} piece;

/* How far one reading of a file is. */
typedef struct run {
    piece ring[RING];
    uint64_t n_read, n_hashed, n_copied, n_claimed, n_settled;
    bool is_reading, is_hashing, is_copying, is_at_end, has_failed;

    /* The reader's: what followed the last line end of the piece before. */
    unsigned char *carry;
    size_t n_carry, carry_capacity;
    uint64_t read_to;

    /* The settler's. */
    sy_csv_block block;
    uint64_t records, record_begin; /* ended so far; where the open one begins */
    bool in_quotes;
} run;

typedef struct survey {
    sy_csv_plan *plan;
    size_t blocks_capacity;
    const sy_csv_options *options;
    int fd, copy_to;
    bool has_hash;
    uint64_t block_bytes;
    size_t piece_bytes;
    unsigned char delimiter;

    pthread_mutex_t mutex; /* over all below, and over the allocator */
    pthread_cond_t changed;
    sy_digest digest;
    sy_encoding_evidence evidence;
    run run;
} survey;

static piece *at(survey *s, uint64_t i)
{
    return &s->run.ring[i % RING];
}

/* ---- reading ---- */

/* Just after the last line end in p[0..n), 0 when there is none. A CR at the
 * very end may yet be half of a CRLF. */
static size_t last_cut(const unsigned char *p, size_t n)
{
    const unsigned char *lf = n ? memrchr(p, '\n', n) : NULL;
    size_t cut = lf ? (size_t)(lf - p) + 1 : 0;
    const unsigned char *cr = n > cut ? memrchr(p + cut, '\r', n - cut - 1) : NULL;

    return cr ? (size_t)(cr - p) + 1 : cut;
}

static sy_status make_room(survey *s, unsigned char **bytes, size_t *capacity, size_t used,
                           size_t want, sy_err *err)
{
    if (want <= *capacity) return SY_OK;
    pthread_mutex_lock(&s->mutex);
    unsigned char *grown = sy_new_array(s->plan->al, want + 1, 1);
    if (grown && used) memcpy(grown, *bytes, used);
    if (grown) sy_drop(s->plan->al, *bytes);
    pthread_mutex_unlock(&s->mutex);
    if (!grown) return sy_fail_nomem(err);
    *bytes = grown;
    *capacity = want;
    return SY_OK;
}

static sy_status read_piece(survey *s, piece *p, sy_err *err)
{
    size_t n = s->run.n_carry, cut = 0;
    size_t want = s->piece_bytes > n ? s->piece_bytes : n + 1;
    sy_status st = make_room(s, &p->bytes, &p->capacity, 0, want, err);

    if (st != SY_OK) return st;
    if (n) memcpy(p->bytes, s->run.carry, n);
    p->offset = s->run.read_to - n;
    p->is_last = p->is_too_long = false;
    for (;;) {
        size_t got = 0;
        st = sy_read_at(s->fd, p->bytes + n, want - n, s->run.read_to, &got, s->plan->path, err);
        if (st != SY_OK) return st;
        n += got;
        s->run.read_to += got;
        p->is_last = n < want;
        cut = p->is_last ? n : last_cut(p->bytes, n);
        if (cut || p->is_last) break;
        if (want >= LONGEST_PIECE) {
            p->is_too_long = true;
            cut = n;
            break;
        }
        want = want * 2 < LONGEST_PIECE ? want * 2 : LONGEST_PIECE;
        st = make_room(s, &p->bytes, &p->capacity, n, want, err);
        if (st != SY_OK) return st;
    }
    p->n = cut;
    s->run.n_carry = n - cut;
    st = make_room(s, &s->run.carry, &s->run.carry_capacity, 0, s->run.n_carry, err);
    if (st != SY_OK) return st;
    if (s->run.n_carry) memcpy(s->run.carry, p->bytes + cut, s->run.n_carry);
    if (p->is_last) p->bytes[n] = '\0';
    p->skip = p->offset == 0 && n >= 3 && memcmp(p->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    return SY_OK;
}

/* ---- copying and scanning ---- */

static sy_status copy_bytes(int fd, const void *bytes, size_t n, uint64_t offset, sy_err *err)
{
    sy_status st = sy_write_all(fd, bytes, n, _("the kept copy"), err);

    /* Only asks the kernel to begin; what goes wrong is the caller's fsync's. */
    if (st == SY_OK) (void)sync_file_range(fd, (off_t)offset, (off_t)n, SYNC_FILE_RANGE_WRITE);
    return st;
}

static void scan_piece(const survey *s, piece *p)
{
    p->scan = sy_csv_scan_piece(p->bytes + p->skip, p->n - p->skip, s->delimiter, false);
    sy_encoding_begin(&p->evidence);
    sy_encoding_feed(&p->evidence, p->bytes, p->n);
}

/* ---- settling: in order, under the mutex ---- */

static sy_status fail_too_long(const survey *s, sy_err *err)
{
    return sy_fail_at(err, SY_ELIMIT, s->run.records + 1,
                      N_("%s: record %llu is longer than %u bytes; is a closing quote missing?"),
                      s->plan->path, (unsigned long long)(s->run.records + 1), SY_MAX_RECORD);
}

static sy_status close_block(survey *s, uint64_t end, sy_err *err)
{
    void *blocks = s->plan->blocks;

    if (!sy_grow(s->plan->al, &blocks, &s->blocks_capacity, s->plan->n_blocks,
                 s->plan->n_blocks + 1, sizeof s->run.block)) {
        return sy_fail_nomem(err);
    }
    s->plan->blocks = blocks;
    s->run.block.end = end;
    s->plan->blocks[s->plan->n_blocks++] = s->run.block;
    s->run.block = (sy_csv_block){.begin = end, .first_record = (uint32_t)(s->run.records + 1)};
    return SY_OK;
}

static sy_status settle_piece(survey *s, piece *p, sy_err *err)
{
    const uint64_t begin = p->offset + p->skip, end = p->offset + p->n;

    sy_encoding_join(&s->evidence, &p->evidence);
    if (p->skip) s->run.record_begin = s->run.block.begin = begin;
    if (s->run.in_quotes) p->scan = sy_csv_scan_piece(p->bytes, p->n, s->delimiter, true);
    if (p->is_too_long) return fail_too_long(s, err);
    if (p->scan.ends && begin + p->scan.first_end - s->run.record_begin > LONGEST_PIECE) {
        return fail_too_long(s, err);
    }
    s->run.records += p->scan.ends;
    if (p->scan.ends) s->run.record_begin = begin + p->scan.last_end;
    s->run.in_quotes = p->scan.in_quotes;
    if (end - s->run.record_begin > LONGEST_PIECE) return fail_too_long(s, err);
    if (p->is_last && end > s->run.record_begin) { /* no line end after the last record */
        s->run.records++;
        s->run.record_begin = end;
        s->run.in_quotes = false;
    }
    if (s->run.records > SY_MAX_ROWS) {
        return sy_fail_at(err, SY_ELIMIT, s->run.records, N_("%s: more than %u records"),
                          s->plan->path, SY_MAX_ROWS);
    }
    const bool is_full = !s->run.in_quotes && end - s->run.block.begin >= s->block_bytes;
    if (end > s->run.block.begin && (is_full || p->is_last)) return close_block(s, end, err);
    return SY_OK;
}

static sy_status settle(survey *s, sy_err *err)
{
    sy_status st = SY_OK;

    while (st == SY_OK && s->run.n_settled < s->run.n_read && at(s, s->run.n_settled)->is_scanned) {
        st = settle_piece(s, at(s, s->run.n_settled), err);
        s->run.n_settled++;
    }
    return st;
}

/* ---- the jobs ---- */

static uint64_t oldest_in_use(const survey *s)
{
    uint64_t oldest = s->run.n_hashed < s->run.n_copied ? s->run.n_hashed : s->run.n_copied;
    return oldest < s->run.n_settled ? oldest : s->run.n_settled;
}

static void run_hash(survey *s)
{
    piece *p = at(s, s->run.n_hashed);

    s->run.is_hashing = true;
    pthread_mutex_unlock(&s->mutex);
    if (s->has_hash) sy_digest_add(&s->digest, p->bytes, p->n);
    if (s->has_hash && s->options->progress) sy_progress_add(s->options->progress, p->n);
    pthread_mutex_lock(&s->mutex);
    s->run.is_hashing = false;
    s->run.n_hashed++;
}

static sy_status run_read(survey *s, sy_err *err)
{
    piece *p = at(s, s->run.n_read);

    s->run.is_reading = true;
    pthread_mutex_unlock(&s->mutex);
    p->is_scanned = false;
    sy_status st = read_piece(s, p, err);
    pthread_mutex_lock(&s->mutex);
    s->run.is_reading = false;
    s->run.is_at_end = p->is_last || p->is_too_long;
    if (st == SY_OK) s->run.n_read++;
    return st;
}

static sy_status run_copy(survey *s, sy_err *err)
{
    piece *p = at(s, s->run.n_copied);

    s->run.is_copying = true;
    pthread_mutex_unlock(&s->mutex);
    sy_status st = SY_OK;
    if (s->copy_to > 0) st = copy_bytes(s->copy_to, p->bytes, p->n, p->offset, err);
    pthread_mutex_lock(&s->mutex);
    s->run.is_copying = false;
    s->run.n_copied++;
    return st;
}

static sy_status run_scan(survey *s, sy_err *err)
{
    piece *p = at(s, s->run.n_claimed++);

    pthread_mutex_unlock(&s->mutex);
    scan_piece(s, p);
    pthread_mutex_lock(&s->mutex);
    p->is_scanned = true;
    return settle(s, err);
}

/* One thread: takes what can be done until nothing is left. */
static sy_status work(void *ctx, size_t part, sy_err *err)
{
    survey *s = ctx;
    sy_status st = SY_OK;

    (void)part;
    pthread_mutex_lock(&s->mutex);
    while (!s->run.has_failed && !(s->run.is_at_end && oldest_in_use(s) == s->run.n_read)) {
        if (!s->run.is_hashing && s->run.n_hashed < s->run.n_read) {
            run_hash(s);
        } else if (!s->run.is_reading && !s->run.is_at_end &&
                   s->run.n_read < oldest_in_use(s) + RING) {
            st = run_read(s, err);
        } else if (!s->run.is_copying && s->run.n_copied < s->run.n_read) {
            st = run_copy(s, err);
        } else if (s->run.n_claimed < s->run.n_read) {
            st = run_scan(s, err);
        } else {
            pthread_cond_wait(&s->changed, &s->mutex);
            continue;
        }
        if (st != SY_OK) s->run.has_failed = true;
        pthread_cond_broadcast(&s->changed);
        if (st != SY_OK) break;
    }
    pthread_mutex_unlock(&s->mutex);
    return st;
}

/* Hash, copy and plan of fd. */
static sy_status survey_file(survey *s, sy_err *err)
{
    sy_status st = SY_OK;

    s->run = (run){0};
    s->plan->n_blocks = 0;
    sy_encoding_begin(&s->evidence);
    s->run.block = (sy_csv_block){.begin = 0, .first_record = 1};
    if (s->has_hash) st = sy_digest_begin(&s->digest, SY_SHA256, err);
    if (st == SY_OK) st = sy_parallel(s->has_hash ? 4 : 2, work, s, err);
    if (st == SY_OK && s->has_hash) sy_digest_end(&s->digest, s->plan->sha256);
    s->plan->records = (uint32_t)s->run.records;

    sy_digest_dispose(&s->digest);
    for (size_t i = 0; i < RING; i++) sy_drop(s->plan->al, s->run.ring[i].bytes);
    sy_drop(s->plan->al, s->run.carry);
    return st;
}

/* ---- what has to be read from a UTF-8 copy ---- */

static sy_status open_scratch(int *fd, sy_err *err)
{
    const char *folder = getenv("TMPDIR");
    char *path = sy_path_join(NULL, folder && *folder ? folder : "/tmp", "suyuan-XXXXXX");
    sy_status st = SY_OK;

    if (!path) return sy_fail_nomem(err);
    *fd = mkostemp(path, O_CLOEXEC);
    if (*fd < 0)
        st = sy_fail_errno(err, path);
    else if (unlink(path) != 0)
        st = sy_fail_errno(err, path);
    sy_drop(NULL, path);
    return st;
}

static sy_encoding_claim *claim_of(sy_encoding_evidence *e, sy_encoding encoding)
{
    return encoding == SY_UTF16LE   ? &e->utf16le
           : encoding == SY_UTF16BE ? &e->utf16be
                                    : &e->gb18030;
}

/* Streams the file once: hash, copy, evidence, and the UTF-8 copy, which is
 * given up at the first byte that is not of the encoding. */
static sy_status transcode(survey *s, sy_encoding guess, unsigned char *window, sy_buf *utf8,
                           sy_err *err)
{
    const sy_encoding_claim *claim = claim_of(&s->evidence, guess);
    size_t held = 0;

    for (uint64_t offset = 0;;) {
        unsigned char *fresh = window + held;
        size_t got = 0;
        sy_status st = sy_read_at(s->fd, fresh, PIECE - held, offset, &got, s->plan->path, err);
        if (st != SY_OK || got == 0) return st;
        if (s->has_hash) sy_digest_add(&s->digest, fresh, got);
        if (s->has_hash && s->options->progress) sy_progress_add(s->options->progress, got);
        if (s->copy_to > 0) st = copy_bytes(s->copy_to, fresh, got, offset, err);
        if (st != SY_OK) return st;
        sy_encoding_feed(&s->evidence, fresh, got);

        const size_t mark = offset == 0 && s->evidence.mark == guess ? 2 : 0;
        const size_t n = held + got, whole = n - claim->n_held;
        offset += got;
        held = 0;
        if (!claim->ok) continue;
        sy_buf_clear(utf8);
        if (!sy_decode(utf8, (sy_slice){(char *)window + mark, whole - mark}, guess)) {
            return sy_fail_nomem(err);
        }
        st = sy_write_all(s->plan->utf8_fd, utf8->ptr, utf8->len, _("a temporary file"), err);
        if (st != SY_OK) return st;
        held = n - whole;
        memmove(window, window + whole, held);
    }
}

/* Puts the file into a UTF-8 copy. Where it is not of that encoding after all,
 * the evidence says so. */
static sy_status survey_by_copy(survey *s, sy_encoding guess, sy_err *err)
{
    unsigned char *window = sy_new_array(s->plan->al, PIECE, 1);
    sy_status st = SY_OK;
    sy_buf utf8;

    sy_buf_init(&utf8, s->plan->al, 2 * PIECE);
    if (!window) {
        st = sy_fail_nomem(err);
        goto done;
    }
    st = open_scratch(&s->plan->utf8_fd, err);
    if (st == SY_OK && s->has_hash) st = sy_digest_begin(&s->digest, SY_SHA256, err);
    if (st != SY_OK) goto done;
    sy_encoding_begin(&s->evidence);
    st = transcode(s, guess, window, &utf8, err);
    if (st == SY_OK && s->has_hash) sy_digest_end(&s->digest, s->plan->sha256);
    s->has_hash = false; /* hashed and copied, whatever comes */
    s->copy_to = -1;

done:
    sy_digest_dispose(&s->digest);
    sy_buf_dispose(&utf8);
    sy_drop(s->plan->al, window);
    return st;
}

/* ---- the beginning ---- */

/* UTF-16 by the first bytes, or SY_UNKNOWN_ENCODING. The last bytes of the
 * probe may be half a character, which is no evidence against it. */
static sy_encoding probe_utf16(const unsigned char *probe, size_t n)
{
    sy_encoding_evidence e;

    sy_encoding_begin(&e);
    sy_encoding_feed(&e, probe, n);
    if (e.mark != SY_UNKNOWN_ENCODING) return e.mark == SY_UTF8_BOM ? SY_UNKNOWN_ENCODING : e.mark;
    e.utf16le.n_held = e.utf16be.n_held = 0;
    sy_encoding answer = sy_encoding_decide(&e);
    return answer == SY_UTF16LE || answer == SY_UTF16BE ? answer : SY_UNKNOWN_ENCODING;
}

static sy_status read_probe(const survey *s, unsigned char *probe, size_t *n, sy_err *err)
{
    return sy_read_at(s->fd, probe, PROBE, 0, n, s->plan->path, err);
}

static void keep_answer(sy_csv_plan *plan, sy_encoding_evidence *e)
{
    plan->size = e->bytes;
    plan->encoding = sy_encoding_decide(e);
    plan->saw_nul = e->saw_nul;
    plan->saw_euro_byte = e->saw_euro_byte && plan->encoding == SY_GB18030;
    plan->bad_at = plan->encoding == SY_UNKNOWN_ENCODING ? e->bad_at : 0;
    plan->cells = plan->encoding;
}

/* Finds the delimiter and plans the blocks of s->fd. */
static sy_status plan_file(survey *s, unsigned char *probe, sy_err *err)
{
    size_t n = 0;
    sy_status st = read_probe(s, probe, &n, err);

    if (st != SY_OK) return st;
    s->plan->delimiter =
        s->options->delimiter ? s->options->delimiter : sy_csv_delimiter_of(probe, n, n < PROBE);
    s->delimiter = (unsigned char)s->plan->delimiter;
    return survey_file(s, err);
}

static sy_status plan_copy(survey *s, unsigned char *probe, sy_err *err)
{
    s->fd = s->plan->utf8_fd;
    s->plan->cells = SY_UTF8;
    return plan_file(s, probe, err);
}

static sy_status survey_all(survey *s, unsigned char *probe, sy_err *err)
{
    sy_csv_plan *plan = s->plan;
    bool is_marked = false;
    size_t n = 0;
    sy_status st = read_probe(s, probe, &n, err);

    if (st != SY_OK) return st;
    const sy_encoding guess = probe_utf16(probe, n);
    if (guess != SY_UNKNOWN_ENCODING) {
        st = survey_by_copy(s, guess, err);
        if (st != SY_OK) return st;
        keep_answer(plan, &s->evidence);
        if (plan->encoding == guess) return plan_copy(s, probe, err);
        is_marked = s->evidence.mark == guess; /* and wrong: the answer stands */
        close(plan->utf8_fd);
        plan->utf8_fd = -1;
    }
    st = plan_file(s, probe, err);
    if (st == SY_OK && !is_marked) keep_answer(plan, &s->evidence);
    if (st == SY_OK && plan->encoding == SY_UNKNOWN_ENCODING) st = sy_encoding_ready(err);
    if (st != SY_OK || plan->encoding != SY_GB18030 || s->delimiter < '0') return st;
    st = survey_by_copy(s, SY_GB18030, err);
    return st == SY_OK ? plan_copy(s, probe, err) : st;
}

sy_status sy_csv_survey(sy_csv_plan *plan, const sy_alloc *al, const char *path,
                        const sy_csv_options *options, sy_err *err)
{
    static const sy_csv_options defaults = {0};
    unsigned char *probe = NULL;
    int fd = -1;
    uint64_t size = 0;

    *plan = (sy_csv_plan){.path = path, .utf8_fd = -1, .al = al};
    if (!options) options = &defaults;
    survey s = {.plan = plan,
                .options = options,
                .copy_to = options->copy_to,
                .has_hash = true,
                .block_bytes = options->block_bytes ? options->block_bytes : BLOCK,
                .mutex = PTHREAD_MUTEX_INITIALIZER,
                .changed = PTHREAD_COND_INITIALIZER};
    s.piece_bytes = s.block_bytes < LEAST_PIECE ? LEAST_PIECE
                    : s.block_bytes < PIECE     ? (size_t)s.block_bytes
                                                : PIECE;

    sy_status st = sy_open_to_read(&fd, &size, path, err);
    if (st != SY_OK) return st;
    probe = sy_new_array(al, PROBE, 1);
    s.fd = fd;
    if (probe) (void)posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL);
    st = probe ? survey_all(&s, probe, err) : sy_fail_nomem(err);
    sy_drop(al, probe);
    close(fd);
    return st;
}

void sy_csv_plan_dispose(sy_csv_plan *plan)
{
    sy_drop(plan->al, plan->blocks);
    if (plan->utf8_fd > 0) close(plan->utf8_fd); /* 0 in a plan that was never made */
    *plan = (sy_csv_plan){.utf8_fd = -1};
}
