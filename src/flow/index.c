/* index.c - sections are listed once, in a table from which writing, reading
 * and checking all follow. The checksum is that of the checksums of pieces, so
 * that all cores can check a file. */
#include "flow/index.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/parallel.h"
#include "flow/index_check.h"
#include "flow/lines.h"
#include "suyuan/limits.h"

enum { VERSION = 5, ALIGN = 64, SECTIONS = 23 };

static const char magic[8] = "SYFLOW\x01\x02";

typedef struct header {
    char magic[8];
    uint64_t checksum; /* of everything after this member */
    uint32_t version, sections;
    uint64_t generation, size;
    int64_t time_base;
    uint32_t n_transfers, n_ledgers, n_accounts, n_sources;
    uint32_t n_late, n_clocks, n_fees, n_debts, n_moves, n_suspects, closed_world, pad;
    uint64_t n_rows, n_proved, n_text;
    uint64_t offset[SECTIONS];
} header;

struct sy_index {
    sy_flow flow;
    const header *head;
    void *map;
    size_t size;
};

typedef struct section {
    const void *at;
    uint64_t items;
    size_t item_size;
} section;

static void list_sections(section s[SECTIONS], const sy_flow *f, const header *h)
{
    uint64_t t = h->n_transfers, l = h->n_ledgers;
    const section all[SECTIONS] = {
        {f->from, t, 4}, {f->to, t, 4}, {f->amount, t, 8}, {f->at, t, 4}, {f->flags, t, 1},
        {f->out_place, t, 4}, {f->in_place, t, 4},
        {f->late, h->n_late, sizeof(sy_late)}, {f->late_by_transfer, h->n_late, 4}, {f->clocks, h->n_clocks, sizeof(sy_clock)},
        {f->fees, h->n_fees, sizeof(sy_extra)},
        {f->debts, h->n_debts, sizeof(sy_extra)}, {f->moves, h->n_moves, sizeof(sy_move)},
        {f->suspects, h->n_suspects, sizeof(sy_suspect)},
        {f->ledgers, l, sizeof(sy_ledger)}, {f->row_begin, l + 1, 4}, {f->rows, h->n_rows, 4},
        {f->moved, h->n_rows, 8}, {f->marks, sy_marks_of(h->n_rows), sizeof(sy_mark)},
        {f->low, sy_lows_of(h->n_rows), 8}, {f->proved_begin, l + 1, 4}, {f->proved, h->n_proved, sizeof(sy_days)},
        {f->sources, h->n_sources, sizeof(sy_place_base)},
    };
    memcpy(s, all, sizeof all);
}

/* The texts stand after the last section, up to the end of the file. */
static uint64_t lay_out(header *h, const section s[SECTIONS])
{
    uint64_t at = sizeof *h;

    for (int i = 0; i < SECTIONS; i++) {
        at = (at + ALIGN - 1) / ALIGN * ALIGN;
        h->offset[i] = at;
        at += s[i].items * s[i].item_size;
    }
    return at;
}

/* ---- writing ---- */

enum { PIECE = 1 << 22 }; /* of the checksum, in bytes after the header's first members */

typedef struct writer {
    int fd;
    const char *path;
    XXH3_state_t *piece, *pieces;
    uint64_t at, in_piece;
    sy_err *err;
} writer;

static void end_piece(writer *w)
{
    const uint64_t sum = XXH3_64bits_digest(w->piece);

    XXH3_64bits_update(w->pieces, &sum, sizeof sum);
    XXH3_64bits_reset(w->piece);
    w->in_piece = 0;
}

static void sum_up(writer *w, const char *bytes, uint64_t n)
{
    while (n > 0) {
        const uint64_t room = PIECE - w->in_piece, taken = n < room ? n : room;
        XXH3_64bits_update(w->piece, bytes, taken);
        w->in_piece += taken;
        if (w->in_piece == PIECE) end_piece(w);
        bytes += taken;
        n -= taken;
    }
}

static sy_status put(writer *w, const void *bytes, uint64_t n)
{
    if (n == 0) return SY_OK;
    sum_up(w, bytes, n);
    w->at += n;
    return sy_write_all(w->fd, bytes, n, w->path, w->err);
}

static sy_status put_sections(writer *w, const header *h, const section s[SECTIONS],
                              const sy_flow *f)
{
    static const char zeros[ALIGN];
    const size_t covered = offsetof(header, checksum) + sizeof h->checksum;
    sy_status st = put(w, (const char *)h + covered, sizeof *h - covered);

    w->at = sizeof *h;
    for (int i = 0; st == SY_OK && i < SECTIONS; i++) {
        st = put(w, zeros, h->offset[i] - w->at);
        if (st == SY_OK) st = put(w, s[i].at, s[i].items * s[i].item_size);
    }
    return st == SY_OK ? put(w, f->texts, h->n_text) : st;
}

static uint64_t size_of_texts(const sy_flow *f)
{
    uint64_t size = 1;

    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        const sy_ledger *g = &f->ledgers[l];
        const uint32_t offsets[] = {g->number, g->sub, g->currency, g->holder, g->bank};
        for (size_t i = 0; i < sizeof offsets / sizeof *offsets; i++) {
            uint64_t end = offsets[i] + strlen(f->texts + offsets[i]) + 1;
            if (end > size) size = end;
        }
    }
    return size;
}

sy_status sy_index_write(const char *path, const sy_flow *f, uint64_t generation, sy_err *err)
{
    char temporary[SY_MAX_PATH];
    section s[SECTIONS];
    header h = {.version = VERSION, .sections = SECTIONS, .generation = generation,
                .n_transfers = f->n_transfers, .n_ledgers = f->n_ledgers,
                .n_accounts = f->n_accounts, .n_sources = f->n_sources, .n_late = f->n_late,
                .n_clocks = f->n_clocks, .n_fees = f->n_fees, .n_debts = f->n_debts,
                .n_moves = f->n_moves,
                .n_suspects = f->n_suspects, .closed_world = f->closed_world,
                .time_base = f->time_base};
    writer w = {.fd = -1, .path = path, .err = err};
    sy_status st = SY_OK;

    int n = snprintf(temporary, sizeof temporary, "%s.tmp", path);
    if (n < 0 || (size_t)n >= sizeof temporary) {
        return sy_fail(err, SY_EINVAL, N_("%s: not a path"), path);
    }
    memcpy(h.magic, magic, sizeof magic);
    h.n_rows = f->n_ledgers ? f->row_begin[f->n_ledgers] : 0;
    h.n_proved = f->n_ledgers ? f->proved_begin[f->n_ledgers] : 0;
    h.n_text = f->n_ledgers ? size_of_texts(f) : 0;
    list_sections(s, f, &h);
    h.size = lay_out(&h, s) + h.n_text;

    w.piece = XXH3_createState();
    w.pieces = XXH3_createState();
    if (!w.piece || !w.pieces) {
        st = sy_fail_nomem(err);
        goto done;
    }
    XXH3_64bits_reset(w.piece);
    XXH3_64bits_reset(w.pieces);
    w.fd = open(temporary, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (w.fd < 0) {
        st = sy_fail_errno(err, temporary);
        goto done;
    }
    const size_t covered = offsetof(header, checksum) + sizeof h.checksum;
    if (lseek(w.fd, (off_t)covered, SEEK_SET) < 0) st = sy_fail_errno(err, temporary);
    if (st == SY_OK) st = put_sections(&w, &h, s, f);
    if (st != SY_OK) goto done;
    if (w.in_piece > 0) end_piece(&w);
    h.checksum = XXH3_64bits_digest(w.pieces);
    if (pwrite(w.fd, &h, covered, 0) != (ssize_t)covered || rename(temporary, path) != 0) {
        st = sy_fail_errno(err, temporary);
    }

done:
    if (w.fd >= 0 && close(w.fd) != 0 && st == SY_OK) st = sy_fail_errno(err, path);
    if (st != SY_OK) unlink(temporary);
    XXH3_freeState(w.piece);
    XXH3_freeState(w.pieces);
    return st;
}

/* ---- reading ---- */

static sy_status damaged(const char *path, const char *what, sy_err *err)
{
    return sy_fail(err, SY_EDATA, N_("%s: the ledger index cannot be used: %s"), path, what);
}

typedef struct summing {
    const char *bytes;
    uint64_t n, *sums;
} summing;

static sy_status sum_piece(void *ctx, size_t part, sy_err *err)
{
    const summing *s = ctx;
    const uint64_t begin = (uint64_t)part * PIECE, left = s->n - begin;

    (void)err;
    s->sums[part] = XXH3_64bits(s->bytes + begin, left < PIECE ? left : PIECE);
    return SY_OK;
}

static sy_status sum_file(const sy_index *x, uint64_t *checksum, sy_err *err)
{
    const size_t covered = offsetof(header, checksum) + sizeof x->head->checksum;
    summing s = {(const char *)x->map + covered, x->size - covered, NULL};
    const size_t n = (s.n + PIECE - 1) / PIECE;

    s.sums = sy_new_array(NULL, n, sizeof *s.sums);
    if (!s.sums) return sy_fail_nomem(err);
    const sy_status st = sy_parallel(n, sum_piece, &s, err);
    *checksum = XXH3_64bits(s.sums, n * sizeof *s.sums);
    sy_drop(NULL, s.sums);
    return st;
}

static void attach(sy_index *x)
{
    const header *h = x->head;
    sy_flow *f = &x->flow;
    const char *base = x->map;

    f->n_transfers = h->n_transfers;
    f->n_ledgers = h->n_ledgers;
    f->n_accounts = h->n_accounts;
    f->n_sources = h->n_sources;
    f->n_late = h->n_late;
    f->n_clocks = h->n_clocks;
    f->n_fees = h->n_fees;
    f->n_debts = h->n_debts;
    f->n_moves = h->n_moves;
    f->n_suspects = h->n_suspects;
    f->closed_world = h->closed_world != 0;
    f->time_base = h->time_base;
    const void **const members[SECTIONS] = {
        (const void **)&f->from, (const void **)&f->to, (const void **)&f->amount,
        (const void **)&f->at, (const void **)&f->flags, (const void **)&f->out_place,
        (const void **)&f->in_place, (const void **)&f->late, (const void **)&f->late_by_transfer, (const void **)&f->clocks,
        (const void **)&f->fees,
        (const void **)&f->debts, (const void **)&f->moves, (const void **)&f->suspects,
        (const void **)&f->ledgers, (const void **)&f->row_begin, (const void **)&f->rows,
        (const void **)&f->moved, (const void **)&f->marks, (const void **)&f->low,
        (const void **)&f->proved_begin, (const void **)&f->proved, (const void **)&f->sources};
    for (int i = 0; i < SECTIONS; i++) *members[i] = base + h->offset[i];
    f->texts = base + h->size - h->n_text;
}

static sy_status check(const sy_index *x, const char *path, sy_err *err)
{
    const header *h = x->head;
    header expected = *h;
    section s[SECTIONS];
    uint64_t checksum = 0;

    if (x->size < sizeof *h || memcmp(h->magic, magic, sizeof magic) != 0) {
        return damaged(path, _("it is no index"), err);
    }
    if (h->version != VERSION || h->sections != SECTIONS) {
        return damaged(path, _("it is of another version"), err);
    }
    if (h->size != x->size || h->n_rows > x->size || h->n_proved > x->size ||
        h->n_text > x->size) {
        return damaged(path, _("it is cut off"), err);
    }
    list_sections(s, &x->flow, h);
    if (lay_out(&expected, s) + h->n_text != h->size ||
        memcmp(expected.offset, h->offset, sizeof h->offset) != 0) {
        return damaged(path, _("its sections do not fit"), err);
    }
    const sy_status st = sum_file(x, &checksum, err);
    if (st != SY_OK) return st;
    return checksum == h->checksum ? SY_OK : damaged(path, _("its checksum is wrong"), err);
}

sy_status sy_index_open(sy_index **out, const char *path, sy_err *err)
{
    sy_index *x = NULL;
    struct stat info;
    sy_status st = SY_OK;
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    *out = NULL;
    if (fd < 0) return sy_fail_errno(err, path);
    x = sy_new(NULL, sizeof *x);
    if (!x) {
        st = sy_fail_nomem(err);
        goto done;
    }
    if (fstat(fd, &info) != 0) {
        st = sy_fail_errno(err, path);
        goto done;
    }
    if ((size_t)info.st_size < sizeof(header)) {
        st = damaged(path, _("it is cut off"), err);
        goto done;
    }
    x->size = (size_t)info.st_size;
    x->map = mmap(NULL, x->size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (x->map == MAP_FAILED) {
        x->map = NULL;
        st = sy_fail_errno(err, path);
        goto done;
    }
    x->head = x->map;
    st = check(x, path, err);
    if (st != SY_OK) goto done;
    attach(x);
    const sy_flow *f = &x->flow;
    if (!sy_flow_holds_together(f, x->head->n_rows, x->head->n_proved, x->head->n_text)) {
        st = damaged(path, _("a number in it is out of range"), err);
        goto done;
    }
    *out = x;
    x = NULL;

done:
    close(fd);
    sy_index_close(x);
    return st;
}

const sy_flow *sy_index_flow(const sy_index *index)
{
    return &index->flow;
}

uint64_t sy_index_generation(const sy_index *index)
{
    return index->head->generation;
}

uint64_t sy_index_bytes(const sy_index *index)
{
    return index->size;
}

void sy_index_close(sy_index *index)
{
    if (!index) return;
    if (index->map) munmap(index->map, index->size);
    sy_drop(NULL, index);
}
