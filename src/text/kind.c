/* kind.c - the first bytes decide; for packed files and those of old office
 * programs, what is inside; for what looks like nothing else, whether it decodes
 * or at least reads like text. */
#include <string.h>
#include <unistd.h>

#include "base/lang.h"
#include "text/encoding.h"
#include "text/open.h"
#include "text/table.h"
#include "text/xls.h"
#include "text/xlsx.h"

enum { HEAD = 1 << 16 };

typedef struct magic {
    sy_file_kind kind;
    const char *bytes;
    size_t n;
} magic;

#define MAGIC(kind, literal)                                                                       \
    {                                                                                              \
        kind, literal, sizeof(literal) - 1                                                         \
    }
static const magic magics[] = {
    MAGIC(SY_FILE_XLS, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
    MAGIC(SY_FILE_PDF, "%PDF-"),
    MAGIC(SY_FILE_PICTURE, "\x89PNG\r\n\x1A\n"),
    MAGIC(SY_FILE_PICTURE, "\xFF\xD8\xFF"),
    MAGIC(SY_FILE_PICTURE, "GIF87a"),
    MAGIC(SY_FILE_PICTURE, "GIF89a"),
    MAGIC(SY_FILE_PICTURE, "II*\0"),
    MAGIC(SY_FILE_PICTURE, "MM\0*"),
    MAGIC(SY_FILE_ARCHIVE, "PK\x03\x04"),
    MAGIC(SY_FILE_ARCHIVE, "PK\x05\x06"), /* an empty archive */
    MAGIC(SY_FILE_ARCHIVE, "7z\xBC\xAF\x27\x1C"),
    MAGIC(SY_FILE_ARCHIVE, "Rar!\x1A\x07"),
    MAGIC(SY_FILE_ARCHIVE, "\x1F\x8B\x08"),
    MAGIC(SY_FILE_ARCHIVE, "\xFD"
                           "7zXZ\0"),
    MAGIC(SY_FILE_ARCHIVE, "\x28\xB5\x2F\xFD"),
    MAGIC(SY_FILE_WORD, "{\\rtf"),
    MAGIC(SY_FILE_PROGRAM, "\x7F"
                           "ELF"),
};

static uint32_t little32(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* "BM" alone could begin a word: the header's size must be one of the known. */
static bool is_bitmap(const unsigned char *p, size_t n)
{
    if (n < 18 || p[0] != 'B' || p[1] != 'M') return false;
    uint32_t header = little32(p + 14);
    return header == 12 || header == 40 || header == 52 || header == 56 || header == 108 ||
           header == 124;
}

/* bzip2 begins with letters, too; what follows them is the first block's mark. */
static bool is_bzip2(const unsigned char *p, size_t n)
{
    return n >= 10 && memcmp(p, "BZh", 3) == 0 && memcmp(p + 4, "1AY&SY", 6) == 0;
}

static bool is_tar(const unsigned char *p, size_t n)
{
    return n >= 512 && memcmp(p + 257, "ustar", 5) == 0;
}

/* "MZ" alone could begin a word: the place where the newer header stands. */
static bool is_program(const unsigned char *p, size_t n)
{
    if (n < 64 || p[0] != 'M' || p[1] != 'Z') return false;
    const uint32_t at = little32(p + 60);
    return at < n - 1 && (memcmp(p + at, "PE", 2) == 0 || memcmp(p + at, "NE", 2) == 0);
}

/* HEIC and AVIF: a box "ftyp" of one of their brands. */
static bool is_phone_picture(const unsigned char *p, size_t n)
{
    static const char brands[][5] = {"heic", "heix", "heif", "mif1", "msf1", "hevc", "avif"};

    if (n < 12 || memcmp(p + 4, "ftyp", 4) != 0) return false;
    for (size_t i = 0; i < sizeof brands / sizeof *brands; i++) {
        if (memcmp(p + 8, brands[i], 4) == 0) return true;
    }
    return false;
}

static bool is_picture(const unsigned char *p, size_t n)
{
    return is_bitmap(p, n) || is_phone_picture(p, n) ||
           (n >= 12 && memcmp(p, "RIFF", 4) == 0 && memcmp(p + 8, "WEBP", 4) == 0);
}

/* Markup after blanks and a byte order mark: banks name such tables .xls. */
static bool is_markup(const unsigned char *p, size_t n)
{
    size_t i = n >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

    while (i < n && (p[i] == ' ' || p[i] == '\t' || p[i] == '\r' || p[i] == '\n')) i++;
    if (n - i < 2 || p[i] != '<') return false;
    unsigned char c = p[i + 1] | 0x20;
    return p[i + 1] == '!' || p[i + 1] == '?' || (c >= 'a' && c <= 'z');
}

/* A workbook with a password is an xls-like folder that holds a stream of that
 * name; its directory begins at the sector that the header names. */
static bool is_locked_workbook(int fd, const unsigned char *p, size_t n, const char *path)
{
    static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    unsigned char directory[4096];
    size_t got = 0;

    if (n < 512 || p[30] < 9 || p[30] > 12) return false;
    uint64_t at = ((uint64_t)little32(p + 48) + 1) << p[30];
    if (sy_read_at(fd, directory, sizeof directory, at, &got, path, NULL) != SY_OK) return false;
    return memmem(directory, got, name, sizeof name) != NULL;
}

/* Text in an encoding that nobody knows is still text: no control characters. */
static sy_file_kind text_or_other(const unsigned char *p, size_t n, bool is_whole)
{
    sy_encoding_evidence e;

    sy_encoding_begin(&e);
    sy_encoding_feed(&e, p, n);
    if (!is_whole) { /* the last character may be cut off */
        e.utf8.n_held = e.gb18030.n_held = e.utf16le.n_held = e.utf16be.n_held = 0;
    }
    if (sy_encoding_decide(&e) != SY_UNKNOWN_ENCODING) return SY_FILE_TEXT;
    for (size_t i = 0; i < n; i++) {
        if (p[i] < 0x09 || (p[i] > 0x0D && p[i] < 0x20 && p[i] != 0x1A && p[i] != 0x1B)) {
            return SY_FILE_OTHER;
        }
    }
    return SY_FILE_TEXT;
}

static sy_status kind_of_bytes(sy_file_kind *kind, int fd, const unsigned char *p, size_t n,
                               const char *path, sy_err *err)
{
    if (n == 0) {
        *kind = SY_FILE_EMPTY;
        return SY_OK;
    }
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
        if (n < magics[i].n || memcmp(p, magics[i].bytes, magics[i].n) != 0) continue;
        *kind = magics[i].kind;
        if (*kind == SY_FILE_XLS && is_locked_workbook(fd, p, n, path)) {
            return sy_fail(
                err, SY_EDATA,
                N_("%s: a workbook locked with a password; open it in WPS or Excel and save it "
                   "without one"),
                path);
        }
        if (*kind == SY_FILE_XLS) return sy_xls_probe(kind, path, err);
        return p[0] == 'P' && p[1] == 'K' ? sy_zip_probe(kind, path, err) : SY_OK;
    }
    if (is_picture(p, n))
        *kind = SY_FILE_PICTURE;
    else if (is_bzip2(p, n) || is_tar(p, n))
        *kind = SY_FILE_ARCHIVE;
    else if (is_program(p, n))
        *kind = SY_FILE_PROGRAM;
    else if (is_markup(p, n))
        *kind = SY_FILE_HTML;
    else
        *kind = text_or_other(p, n, n < HEAD);
    return SY_OK;
}

sy_status sy_file_kind_of(sy_file_kind *kind, const char *path, sy_err *err)
{
    unsigned char *head = NULL;
    uint64_t size = 0;
    size_t n = 0;
    int fd = -1;

    *kind = SY_FILE_OTHER;
    sy_status st = sy_open_to_read(&fd, &size, path, err);
    if (st != SY_OK) return st;
    head = sy_new_array(NULL, HEAD, 1);
    if (!head) st = sy_fail_nomem(err);
    if (st == SY_OK) st = sy_read_at(fd, head, HEAD, 0, &n, path, err);
    if (st == SY_OK) st = kind_of_bytes(kind, fd, head, n, path, err);
    sy_drop(NULL, head);
    close(fd);
    return st;
}
