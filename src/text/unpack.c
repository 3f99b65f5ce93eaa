/* unpack.c - libarchive does the unpacking; here are the names, the limits and
 * the words.
 *
 * Only the formats and filters that libarchive reads by itself are switched on:
 * some others start programs. Names are taken as bytes (a locale of UTF-8 makes
 * libarchive pass them through) and decoded as text files are: strict UTF-8,
 * else GB18030, as Chinese systems write them. */
#include "text/unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <string.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/utf8.h"
#include "suyuan/limits.h"
#include "text/encoding.h"

enum { BLOCK = 1 << 16, PIECE = 1 << 18 };

struct sy_archive {
    const sy_alloc *al;
    struct archive *reader;
    struct archive_entry *entry;
    char *title; /* what people call it */
    sy_unpacked *tally;
    uint64_t member_out; /* bytes of this member so far */
    uint32_t n_headers;
    sy_buf name;
    char *piece;
    locale_t locale;
    bool is_locked; /* the member */
    bool is_sealed;
};

/* libarchive asks the thread's locale what names mean. */
static locale_t enter(const sy_archive *a)
{
    return a->locale ? uselocale(a->locale) : (locale_t)0;
}

static void leave(locale_t before)
{
    if (before) uselocale(before);
}

static const char *words_of(const sy_archive *a)
{
    const char *words = archive_error_string(a->reader);
    return words ? words : "?";
}

static void take_formats(struct archive *reader)
{
    archive_read_support_format_zip(reader);
    archive_read_support_format_7zip(reader);
    archive_read_support_format_rar(reader);
    archive_read_support_format_rar5(reader);
    archive_read_support_format_tar(reader);
    archive_read_support_format_raw(reader); /* a.csv.gz */
    archive_read_support_filter_gzip(reader);
    archive_read_support_filter_bzip2(reader);
    archive_read_support_filter_xz(reader);
    archive_read_support_filter_zstd(reader);
}

static sy_status open_reader(sy_archive *a, const char *path, const char *password, sy_err *err)
{
    a->reader = archive_read_new();
    if (!a->reader) return sy_fail_nomem(err);
    take_formats(a->reader);
    if (password && archive_read_add_passphrase(a->reader, password) != ARCHIVE_OK) {
        return sy_fail_nomem(err);
    }
    locale_t before = enter(a);
    int r = archive_read_open_filename(a->reader, path, BLOCK);
    leave(before);
    if (r == ARCHIVE_OK || r == ARCHIVE_WARN) return SY_OK;
    return sy_fail(err, SY_EDATA, N_("%s: the archive is damaged (%s)"), a->title, words_of(a));
}

sy_status sy_archive_open(sy_archive **out, const sy_alloc *al, const char *path, const char *title,
                          const char *password, sy_unpacked *tally, sy_err *err)
{
    sy_archive *a = sy_new(al, sizeof *a);
    sy_status st = SY_OK;

    *out = NULL;
    if (!a) return sy_fail_nomem(err);
    a->al = al;
    a->tally = tally;
    a->locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    sy_buf_init(&a->name, al, SY_MAX_PATH * 4);
    a->title = sy_copy_text(al, title, strlen(title));
    a->piece = sy_new_array(al, PIECE, 1);
    st = a->title && a->piece ? sy_encoding_ready(err) : sy_fail_nomem(err);
    if (st == SY_OK) st = open_reader(a, path, password, err);
    if (st != SY_OK) {
        sy_archive_free(a);
        return st;
    }
    *out = a;
    return SY_OK;
}

void sy_archive_free(sy_archive *a)
{
    if (!a) return;
    locale_t before = enter(a);
    archive_read_free(a->reader);
    leave(before);
    if (a->locale) freelocale(a->locale);
    sy_buf_dispose(&a->name);
    sy_drop(a->al, a->piece);
    sy_drop(a->al, a->title);
    sy_drop(a->al, a);
}

bool sy_archive_is_sealed(const sy_archive *a)
{
    return a->is_sealed;
}

/* A packed single file has no name inside: it is the archive's without its
 * ending. */
static sy_slice name_of_raw(const sy_archive *a)
{
    sy_slice name = sy_slice_of(sy_path_name(a->title));
    const char *dot = memrchr(name.ptr, '.', name.len);

    if (dot && dot > name.ptr) name.len = (size_t)(dot - name.ptr);
    return name;
}

/* UTF-8 or GB18030; a name that is neither ends in U+FFFD where it goes wrong.
 * Control characters would move a terminal's cursor. */
static sy_status keep_name(sy_archive *a, sy_slice raw, sy_err *err)
{
    if (raw.len > SY_MAX_PATH) raw.len = SY_MAX_PATH;
    const bool is_utf8 = sy_utf8_valid_prefix(raw.ptr, raw.len) == raw.len;

    sy_buf_clear(&a->name);
    if (!sy_decode(&a->name, raw, is_utf8 ? SY_UTF8 : SY_GB18030) || a->name.len == 0) {
        sy_buf_text(&a->name, "\xEF\xBF\xBD");
    }
    if (sy_buf_status(&a->name) != SY_OK) return sy_fail_nomem(err);
    for (char *p = a->name.ptr; p < a->name.ptr + a->name.len; p++) {
        if ((unsigned char)*p < 0x20 || *p == 0x7F) *p = '?';
    }
    return SY_OK;
}

/* A header that cannot be read: the words, and whether a lock is the reason. */
static sy_status bad_header(sy_archive *a, sy_err *err)
{
    if (archive_read_has_encrypted_entries(a->reader) > 0) a->is_sealed = true;
    return sy_fail(err, SY_EDATA, N_("%s: the archive is damaged (%s)"), a->title, words_of(a));
}

sy_status sy_archive_next(sy_archive *a, sy_member *member, sy_err *err)
{
    *member = (sy_member){.name = NULL};
    locale_t before = enter(a);
    int r = archive_read_next_header(a->reader, &a->entry);
    leave(before);
    if (r == ARCHIVE_EOF) return SY_OK;
    if (r != ARCHIVE_OK && r != ARCHIVE_WARN) return bad_header(a, err);
    if (++a->n_headers > SY_MAX_ARCHIVE_MEMBERS) {
        return sy_fail(err, SY_ELIMIT, N_("%s: more than %u files in it"), a->title,
                       SY_MAX_ARCHIVE_MEMBERS);
    }
    const bool is_raw = archive_format(a->reader) == ARCHIVE_FORMAT_RAW;
    if (is_raw && archive_filter_count(a->reader) < 2) { /* nothing was packed at all */
        return sy_fail(err, SY_EDATA, N_("%s: not an archive that is known"), a->title);
    }
    const char *raw = archive_entry_pathname(a->entry);
    sy_status st = keep_name(a, is_raw ? name_of_raw(a) : sy_slice_of(raw ? raw : ""), err);
    a->member_out = 0;
    a->is_locked = archive_entry_is_encrypted(a->entry) != 0;
    const int family = archive_format(a->reader) & ARCHIVE_FORMAT_BASE_MASK;
    if (a->is_locked && family != ARCHIVE_FORMAT_ZIP) a->is_sealed = true;
    const la_int64_t claimed =
        archive_entry_size_is_set(a->entry) ? archive_entry_size(a->entry) : 0;
    *member = (sy_member){.name = a->name.ptr,
                          .is_file = archive_entry_filetype(a->entry) == AE_IFREG &&
                                     !archive_entry_hardlink(a->entry),
                          .is_locked = a->is_locked,
                          .claimed = claimed > 0 ? (uint64_t)claimed : 0};
    return st;
}

static sy_status count(sy_archive *a, size_t n, sy_err *err)
{
    sy_unpacked *t = a->tally;

    a->member_out += n;
    t->out += n;
    if (a->member_out <= SY_MAX_PART_BYTES && t->out <= SY_MAX_ARCHIVE_BYTES &&
        (t->out <= SY_MAX_RATIO_FROM || t->out / SY_MAX_RATIO <= t->in)) {
        return SY_OK;
    }
    return sy_fail(err, SY_ELIMIT, N_("%s: it unpacks to far more than it should (%llu bytes)"),
                   a->title, (unsigned long long)t->out);
}

sy_status sy_archive_read(sy_archive *a, void *bytes, size_t n, size_t *got, sy_err *err)
{
    locale_t before = enter(a);
    la_ssize_t r = archive_read_data(a->reader, bytes, n);
    leave(before);
    *got = 0;
    if (r < 0) {
        return sy_fail(err, SY_EDATA, N_("%s: damaged, it cannot be unpacked (%s)"), a->title,
                       words_of(a));
    }
    *got = (size_t)r;
    return count(a, (size_t)r, err);
}

sy_status sy_archive_unpack(sy_archive *a, int fd, char sha256[SY_DIGEST_TEXT], uint64_t *size,
                            sy_progress *progress, sy_err *err)
{
    sy_digest d = {0};
    sy_status st = sy_digest_begin(&d, SY_SHA256, err);

    *size = 0;
    if (st == SY_OK && ++a->tally->members > SY_MAX_ARCHIVE_MEMBERS) {
        st = sy_fail(err, SY_ELIMIT, N_("%s: more than %u files in it"), a->title,
                     SY_MAX_ARCHIVE_MEMBERS);
    }
    while (st == SY_OK) {
        size_t n = 0;
        st = sy_archive_read(a, a->piece, PIECE, &n, err);
        if (st != SY_OK || n == 0) break;
        sy_digest_add(&d, a->piece, n);
        *size += n;
        if (progress) sy_progress_add(progress, n);
        st = sy_write_all(fd, a->piece, n, _("the workspace's copy"), err);
    }
    if (st == SY_OK)
        sy_digest_end(&d, sha256);
    else
        sy_digest_dispose(&d);
    return st;
}
