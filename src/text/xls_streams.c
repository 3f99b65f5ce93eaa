/* xls_streams.c - sectors and chains. A table (FAT) says for each sector which
 * one follows; the table's own sectors are listed in the header and, where that
 * is full, in a chain of lists (DIFAT). Streams below a cut-off lie in sectors
 * of 64 bytes inside one larger stream, with a table of their own.
 *
 * A chain never has more sectors than the file, so one that goes in a circle
 * ends with an error. What the header says about sizes is believed only as far
 * as the file is long. */
#include "text/xls_streams.h"

#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "base/lang.h"
#include "suyuan/limits.h"
#include "text/open.h"
#include "text/xls_bytes.h"

enum {
    HEADER = 512,
    IN_HEADER = 109, /* sectors of the table that the header lists */
    SMALL_SHIFT = 6,
    ENTRY = 128, /* bytes of one of the directory */
    STREAM = 2,  /* kinds of entries */
    ROOT = 5
};
#define LAST_REGULAR 0xFFFFFFFAu /* above: ends of chains, free sectors, the tables' own */

/* One chain of sectors: where it begins, how many bytes count. */
typedef struct stream {
    uint32_t first;
    uint64_t n;
} stream;

/* "Which sector follows" of large or of small sectors. */
typedef struct follows {
    uint32_t *next;
    size_t n;
} follows;

struct sy_streams {
    const sy_alloc *al;
    char *path;
    int fd;
    uint64_t size;
    unsigned shift;  /* a sector has 1 << shift bytes */
    uint32_t cutoff; /* streams below this lie in small sectors */
    follows large, small;
    stream holder; /* of the small sectors */
    unsigned char *directory;
    size_t n_directory;
};

static sy_status fail_streams(const sy_streams *s, const char *what, sy_err *err)
{
    return sy_fail(err, SY_EDATA, N_("%s: a damaged file: %s"), s->path, what);
}

static size_t sector_bytes(const sy_streams *s)
{
    return (size_t)1 << s->shift;
}

/* The bytes of a sector; the last one of a file may be cut short, and is then
 * filled with zeros. */
static sy_status read_sector(const sy_streams *s, unsigned char *to, uint32_t sector, sy_err *err)
{
    const uint64_t at = ((uint64_t)sector + 1) << s->shift;
    size_t got = 0;

    if (at >= s->size) return fail_streams(s, _("a sector lies outside the file"), err);
    sy_status st = sy_read_at(s->fd, to, sector_bytes(s), at, &got, s->path, err);
    if (st == SY_OK && got == 0) st = fail_streams(s, _("a sector lies outside the file"), err);
    if (st == SY_OK) memset(to + got, 0, sector_bytes(s) - got);
    return st;
}

/* The bytes of a chain; with chain.n == 0 all of its sectors. */
static sy_status read_chain(const sy_streams *s, stream chain, unsigned char **out, size_t *n,
                            sy_err *err)
{
    const size_t sector = sector_bytes(s);
    const uint64_t most = (s->size >> s->shift) + 1; /* sectors in the file */
    const bool is_open = chain.n == 0;
    size_t capacity = 0, used = 0;
    void *bytes = NULL;
    uint32_t at = chain.first;
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && (is_open ? at < LAST_REGULAR : used < chain.n); i++) {
        if (i >= most || at >= s->large.n) {
            st = fail_streams(s, _("a chain of sectors does not end"), err);
        } else if (used > SY_MAX_XLS_BYTES) {
            st = sy_fail(err, SY_ELIMIT, N_("%s: more than %u bytes"), s->path, SY_MAX_XLS_BYTES);
        } else if (!sy_grow(s->al, &bytes, &capacity, used, used + sector, 1)) {
            st = sy_fail_nomem(err);
        } else {
            st = read_sector(s, (unsigned char *)bytes + used, at, err);
            used += sector;
            at = s->large.next[at];
        }
    }
    if (st != SY_OK) {
        sy_drop(s->al, bytes);
        return st;
    }
    *out = bytes;
    *n = is_open ? used : (size_t)chain.n;
    return SY_OK;
}

/* ---- the tables ---- */

static sy_status add_to_table(sy_streams *s, uint32_t sector, unsigned char *scratch, sy_err *err)
{
    sy_status st = read_sector(s, scratch, sector, err);

    for (size_t i = 0; st == SY_OK && i < sector_bytes(s) / 4; i++) {
        s->large.next[s->large.n++] = sy_little32(scratch + 4 * i);
    }
    return st;
}

/* The sectors of the table that the header did not have room for. */
static sy_status read_lists(sy_streams *s, const unsigned char *header, uint32_t left,
                            unsigned char *scratch, sy_err *err)
{
    const size_t per_list = sector_bytes(s) / 4 - 1;
    unsigned char *list = sy_new_array(s->al, sector_bytes(s), 1);
    uint32_t at = sy_little32(header + 68);
    sy_status st = list ? SY_OK : sy_fail_nomem(err);

    while (st == SY_OK && left > 0) { /* each turn takes from left: no circle is endless */
        if (at >= LAST_REGULAR) st = fail_streams(s, _("its table of sectors is cut off"), err);
        if (st == SY_OK) st = read_sector(s, list, at, err);
        for (size_t i = 0; i < per_list && st == SY_OK && left > 0; i++, left--) {
            st = add_to_table(s, sy_little32(list + 4 * i), scratch, err);
        }
        if (st == SY_OK) at = sy_little32(list + 4 * per_list);
    }
    sy_drop(s->al, list);
    return st;
}

static sy_status read_large_table(sy_streams *s, const unsigned char *header, sy_err *err)
{
    const uint32_t sectors = sy_little32(header + 44);
    const uint32_t here = sectors < IN_HEADER ? sectors : IN_HEADER;

    if (sectors > (s->size >> s->shift)) {
        return fail_streams(s, _("its table of sectors is longer than the file"), err);
    }
    unsigned char *scratch = sy_new_array(s->al, sector_bytes(s), 1);
    s->large.next = sy_new_array(s->al, sectors, sector_bytes(s));
    sy_status st = scratch && s->large.next ? SY_OK : sy_fail_nomem(err);
    for (uint32_t i = 0; i < here && st == SY_OK; i++) {
        st = add_to_table(s, sy_little32(header + 76 + 4 * i), scratch, err);
    }
    if (st == SY_OK) st = read_lists(s, header, sectors - here, scratch, err);
    sy_drop(s->al, scratch);
    return st;
}

static sy_status read_small_table(sy_streams *s, const unsigned char *header, sy_err *err)
{
    unsigned char *bytes = NULL;
    size_t n = 0;
    sy_status st = read_chain(s, (stream){.first = sy_little32(header + 60)}, &bytes, &n, err);

    if (st != SY_OK) return st;
    s->small.next = sy_new_array(s->al, n / 4, sizeof *s->small.next);
    if (!s->small.next) st = sy_fail_nomem(err);
    for (size_t i = 0; st == SY_OK && i < n / 4; i++) {
        s->small.next[s->small.n++] = sy_little32(bytes + 4 * i);
    }
    sy_drop(s->al, bytes);
    return st;
}

/* ---- the directory ---- */

/* Is the entry of that name and kind? Letters are two bytes each, with a NUL
 * behind the last. */
static bool is_entry(const unsigned char *entry, const char *name, unsigned char kind)
{
    const size_t n = strlen(name);

    if (entry[66] != kind || sy_little16(entry + 64) != 2 * (n + 1)) return false;
    for (size_t i = 0; i < n; i++) {
        if (entry[2 * i] != (unsigned char)name[i] || entry[2 * i + 1] != 0) return false;
    }
    return true;
}

static bool find(const sy_streams *s, const char *name, unsigned char kind, stream *found)
{
    for (size_t at = 0; at + ENTRY <= s->n_directory; at += ENTRY) {
        const unsigned char *entry = s->directory + at;
        if (!is_entry(entry, name, kind)) continue;
        *found = (stream){sy_little32(entry + 116), sy_little32(entry + 120)};
        return true;
    }
    return false;
}

static sy_status read_tables(sy_streams *s, sy_err *err)
{
    static const unsigned char magic[] = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
    unsigned char header[HEADER];
    size_t got = 0;
    sy_status st = sy_read_at(s->fd, header, HEADER, 0, &got, s->path, err);

    if (st != SY_OK) return st;
    if (got < HEADER || memcmp(header, magic, sizeof magic) != 0) {
        return fail_streams(s, _("its header is cut off"), err);
    }
    s->shift = sy_little16(header + 30);
    s->cutoff = sy_little32(header + 56);
    if ((s->shift != 9 && s->shift != 12) || sy_little16(header + 32) != SMALL_SHIFT) {
        return fail_streams(s, _("sectors of an unknown size"), err);
    }
    st = read_large_table(s, header, err);
    if (st == SY_OK) st = read_small_table(s, header, err);
    if (st == SY_OK) {
        st = read_chain(s, (stream){.first = sy_little32(header + 48)}, &s->directory,
                        &s->n_directory, err);
    }
    if (st == SY_OK) find(s, "Root Entry", ROOT, &s->holder);
    return st;
}

/* ---- streams ---- */

/* A stream in small sectors: they lie in the holder's bytes. */
static sy_status read_small(const sy_streams *s, stream chain, unsigned char **out, sy_err *err)
{
    unsigned char *holder = NULL, *bytes = NULL;
    size_t n = 0, used = 0;
    uint32_t at = chain.first;
    sy_status st = SY_OK;

    if (s->holder.n > 0) st = read_chain(s, s->holder, &holder, &n, err);
    if (st == SY_OK) bytes = sy_new_array(s->al, (size_t)chain.n, 1);
    if (st == SY_OK && !bytes) st = sy_fail_nomem(err);
    for (size_t i = 0; st == SY_OK && used < chain.n; i++) {
        const size_t want =
            chain.n - used < 1 << SMALL_SHIFT ? (size_t)chain.n - used : (size_t)1 << SMALL_SHIFT;
        const uint64_t from = (uint64_t)at << SMALL_SHIFT;
        if (i >= s->small.n || at >= s->small.n) {
            st = fail_streams(s, _("a chain of sectors does not end"), err);
        } else if (from + want > n) {
            st = fail_streams(s, _("a sector lies outside the file"), err);
        } else {
            memcpy(bytes + used, holder + from, want);
            used += want;
            at = s->small.next[at];
        }
    }
    sy_drop(s->al, holder);
    if (st != SY_OK) {
        sy_drop(s->al, bytes);
        return st;
    }
    *out = bytes;
    return SY_OK;
}

bool sy_streams_has(const sy_streams *s, const char *name)
{
    stream ignored;
    return find(s, name, STREAM, &ignored);
}

sy_status sy_streams_read(const sy_streams *s, const char *name, unsigned char **bytes, size_t *n,
                          sy_err *err)
{
    stream found;

    *bytes = NULL;
    *n = 0;
    if (!find(s, name, STREAM, &found) || found.n == 0) {
        return fail_streams(s, _("nothing is in it"), err);
    }
    if (found.n > s->size) return fail_streams(s, _("it is cut off"), err);
    if (found.n > SY_MAX_XLS_BYTES) {
        return sy_fail(err, SY_ELIMIT, N_("%s: more than %u bytes"), s->path, SY_MAX_XLS_BYTES);
    }
    *n = (size_t)found.n;
    if (found.n < s->cutoff) return read_small(s, found, bytes, err);
    return read_chain(s, found, bytes, n, err);
}

sy_status sy_streams_open(sy_streams **out, const sy_alloc *al, const char *path, sy_err *err)
{
    *out = NULL;
    sy_streams *s = sy_new(al, sizeof *s);
    if (!s) return sy_fail_nomem(err);
    s->al = al;
    s->fd = -1;
    s->path = sy_copy_text(al, path, strlen(path));
    sy_status st = s->path ? sy_open_to_read(&s->fd, &s->size, path, err) : sy_fail_nomem(err);
    if (st == SY_OK) st = read_tables(s, err);
    if (st != SY_OK) {
        sy_streams_free(s);
        return st;
    }
    *out = s;
    return SY_OK;
}

void sy_streams_free(sy_streams *s)
{
    if (!s) return;
    if (s->fd >= 0) close(s->fd);
    sy_drop(s->al, s->large.next);
    sy_drop(s->al, s->small.next);
    sy_drop(s->al, s->directory);
    sy_drop(s->al, s->path);
    sy_drop(s->al, s);
}
