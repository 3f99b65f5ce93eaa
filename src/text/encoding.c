/* encoding.c - claims that are refuted byte by byte.
 *
 * Every encoding begins as possible and falls at its first impossible
 * character. A claim is checked by a function that walks whole characters; what
 * is cut off at the end of a piece is held and completed from the next one.
 * GB18030 is table-driven: the two-byte forms and the four-byte forms of the
 * basic plane come from iconv once a process, the four-byte forms of the other
 * planes are arithmetic (the test compares all of them with iconv). */
#include "text/encoding.h"

#include <iconv.h>
#include <pthread.h>
#include <string.h>

#include "base/lang.h"
#include "base/utf8.h"

enum {
    LEADS = 126,           /* 0x81 .. 0xFE */
    TRAILS = 192,          /* 0x40 .. 0xFF */
    FOURS = 39420,         /* 0x81308130 .. 0x8431A439, the basic plane */
    OTHER_PLANES = 189000, /* 0x90308130, U+10000 */
    NUL_WINDOW = 4096,     /* bytes in which UTF-16 without a mark must show */
    STEP = 256             /* bytes decoded between two appends */
};

/* Each character as its UTF-8 bytes, the first in the lowest byte; 0 where there
 * is none. */
static uint32_t two_bytes[LEADS][TRAILS], four_bytes[FOURS];
static bool has_tables;
static pthread_once_t tables_once = PTHREAD_ONCE_INIT;

static uint32_t pack(uint32_t code)
{
    char utf8[4];
    uint32_t packed = 0;

    if (code == 0 || code > 0x10FFFF) return 0;
    size_t n = sy_utf8_encode(utf8, code);
    for (size_t i = 0; i < n; i++) packed |= (uint32_t)(unsigned char)utf8[i] << 8 * i;
    return packed;
}

/* One character of n bytes through iconv; 0 where it has none. */
static uint32_t ask(iconv_t converter, const unsigned char *bytes, size_t n)
{
    char from[4];
    uint32_t code[2] = {0, 0};
    char *in = from, *out = (char *)code;
    size_t left = n, room = sizeof code;

    memcpy(from, bytes, n);
    iconv(converter, NULL, NULL, NULL, NULL);
    if (iconv(converter, &in, &left, &out, &room) != 0 || left != 0) return 0;
    return room == sizeof code[0] ? pack(code[0]) : 0;
}

static void make_tables(void)
{
    const uint16_t probe = 1;
    const bool is_little = *(const unsigned char *)&probe == 1;
    iconv_t converter = iconv_open(is_little ? "UCS-4LE" : "UCS-4BE", "GB18030");

    if (converter == (iconv_t)-1) return;
    for (unsigned lead = 0; lead < LEADS; lead++) {
        for (unsigned trail = 0; trail < TRAILS - 1; trail++) {
            const unsigned char c[2] = {(unsigned char)(lead + 0x81),
                                        (unsigned char)(trail + 0x40)};
            if (c[1] != 0x7F) two_bytes[lead][trail] = ask(converter, c, 2);
        }
    }
    for (unsigned i = 0; i < FOURS; i++) {
        const unsigned char c[4] = {
            (unsigned char)(0x81 + i / 12600), (unsigned char)(0x30 + i / 1260 % 10),
            (unsigned char)(0x81 + i / 10 % 126), (unsigned char)(0x30 + i % 10)};
        four_bytes[i] = ask(converter, c, 4);
    }
    iconv_close(converter);
    has_tables = true;
}

sy_status sy_encoding_ready(sy_err *err)
{
    pthread_once(&tables_once, make_tables);
    if (has_tables) return SY_OK;
    return sy_fail(err, SY_EIO, N_("the C library of this system cannot decode GB18030"));
}

const char *sy_encoding_name(sy_encoding e)
{
    static const char *const names[] = {"UTF-8",    "UTF-8-BOM", "GB18030",
                                        "UTF-16LE", "UTF-16BE",  "unknown"};
    return names[e <= SY_UNKNOWN_ENCODING ? e : SY_UNKNOWN_ENCODING];
}

static uint64_t word(const unsigned char *p)
{
    uint64_t w;
    memcpy(&w, p, sizeof w);
    return w;
}

static size_t skip_ascii(const unsigned char *p, size_t n)
{
    size_t i = 0;

    while (n - i >= 8 && !(word(p + i) & 0x8080808080808080ull)) i += 8;
    while (i < n && p[i] < 0x80) i++;
    return i;
}

/* A walker takes whole characters off the front of p and returns the bytes they
 * fill. What it leaves is the beginning of a character, or else is_bad. */
typedef struct walk {
    bool is_bad, saw_euro_byte;
} walk;
typedef size_t walker(const unsigned char *p, size_t n, walk *w);

static size_t walk_utf8(const unsigned char *p, size_t n, walk *w)
{
    size_t done = sy_utf8_valid_prefix((const char *)p, n), left = n - done;

    if (left == 0) return done;
    /* An unfinished character is one that some continuation would finish. */
    char whole[4] = {0, (char)0x80, (char)0x80, (char)0x80};
    if (p[done] == 0xE0) whole[1] = (char)0xA0;
    if (p[done] == 0xF0) whole[1] = (char)0x90;
    memcpy(whole, p + done, left < 4 ? left : 4);
    w->is_bad = left >= 4 || sy_utf8_length(whole, 4) <= left;
    return done;
}

/* The place of a four-byte form in the order of all of them, or -1. */
static int64_t four_index(const unsigned char *p)
{
    if (p[0] < 0x81 || p[0] > 0xFE || p[1] < 0x30 || p[1] > 0x39 || p[2] < 0x81 || p[2] > 0xFE ||
        p[3] < 0x30 || p[3] > 0x39) {
        return -1;
    }
    return ((((int64_t)p[0] - 0x81) * 10 + p[1] - 0x30) * 126 + p[2] - 0x81) * 10 + p[3] - 0x30;
}

/* The code point of the form in another plane, 0 where there is none. */
static uint32_t other_plane(int64_t index)
{
    int64_t code = index - OTHER_PLANES + 0x10000;
    return index >= OTHER_PLANES && code <= 0x10FFFF ? (uint32_t)code : 0;
}

static bool four_exists(const unsigned char *p)
{
    int64_t index = four_index(p);
    return index >= 0 && (index < FOURS ? four_bytes[index] != 0 : other_plane(index) != 0);
}

/* Could p[0..n), n < 4, begin a four-byte form? */
static bool begins_four(const unsigned char *p, size_t n)
{
    const unsigned char whole[4] = {p[0], n > 1 ? p[1] : 0x30, n > 2 ? p[2] : 0x81, 0x30};
    return four_index(whole) >= 0;
}

static size_t walk_gb18030(const unsigned char *p, size_t n, walk *w)
{
    size_t i = 0;

    for (;;) {
        i += skip_ascii(p + i, n - i);
        while (n - i >= 2 && p[i] > 0x80 && p[i] != 0xFF && p[i + 1] >= 0x40 &&
               two_bytes[p[i] - 0x81][p[i + 1] - 0x40]) {
            i += 2;
        }
        if (i == n) return i;
        if (p[i] < 0x80) continue;
        if (p[i] == 0x80) {
            w->saw_euro_byte = true;
            i++;
        } else if (n - i >= 4 && four_exists(p + i)) {
            i += 4;
        } else {
            w->is_bad = n - i >= 4 || !begins_four(p + i, n - i);
            return i;
        }
    }
}

static size_t walk_utf16(const unsigned char *p, size_t n, walk *w, unsigned high_byte)
{
    for (size_t i = 0;; i += 2) {
        if (n - i < 2) return i;
        unsigned high = p[i + high_byte] & 0xFCu;
        if (high < 0xD8 || high > 0xDF) continue;
        if (high == 0xDC || (n - i >= 4 && (p[i + 2 + high_byte] & 0xFCu) != 0xDC)) {
            w->is_bad = true;
            return i;
        }
        if (n - i < 4) return i;
        i += 2;
    }
}

static size_t walk_utf16le(const unsigned char *p, size_t n, walk *w)
{
    return walk_utf16(p, n, w, 1);
}

static size_t walk_utf16be(const unsigned char *p, size_t n, walk *w)
{
    return walk_utf16(p, n, w, 0);
}

static void refute(sy_encoding_claim *claim, uint64_t at)
{
    claim->ok = false;
    claim->n_held = 0;
    claim->bad_at = at;
}

/* Feeds one claim; e->bytes and e->last are those before this piece. */
static void weigh(sy_encoding_evidence *e, sy_encoding_claim *claim, walker *walk_on,
                  const unsigned char *p, size_t n)
{
    uint64_t at = e->bytes - claim->n_held;
    walk w = {0};

    if (!claim->ok) return;
    if (claim->n_held > 0) {
        unsigned char joint[8];
        size_t held = claim->n_held, more = n < 4 ? n : 4;

        memcpy(joint, e->last + sizeof e->last - held, held);
        memcpy(joint + held, p, more);
        size_t used = walk_on(joint, held + more, &w);
        if (used == 0) {
            if (w.is_bad)
                refute(claim, at);
            else
                claim->n_held = (unsigned char)(held + n);
            return;
        }
        w.is_bad = false; /* what follows the held character is met again below */
        at += used;
        p += used - held;
        n -= used - held;
    }
    size_t used = walk_on(p, n, &w);
    if (w.is_bad)
        refute(claim, at + used);
    else
        claim->n_held = (unsigned char)(n - used);
    if (w.saw_euro_byte) e->saw_euro_byte = true;
}

void sy_encoding_begin(sy_encoding_evidence *e)
{
    pthread_once(&tables_once, make_tables);
    *e = (sy_encoding_evidence){.mark = SY_UNKNOWN_ENCODING,
                                .utf8.ok = true,
                                .gb18030.ok = true,
                                .utf16le.ok = true,
                                .utf16be.ok = true};
}

/* The mark, once there are enough bytes: it can only be in the first three. */
static void find_mark(sy_encoding_evidence *e, const unsigned char *head, size_t n)
{
    if (n >= 2 && head[0] == 0xFF && head[1] == 0xFE) e->mark = SY_UTF16LE;
    if (n >= 2 && head[0] == 0xFE && head[1] == 0xFF) e->mark = SY_UTF16BE;
    if (n >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0) e->mark = SY_UTF8_BOM;
}

/* UTF-16 without a mark shows in the first bytes of a table or nowhere: its
 * commas, digits and line ends are an eighth of the units at least. The other
 * half of a unit is zero only in U+4E00 and the like. */
static bool shows_utf16(const sy_encoding_evidence *e, uint32_t nuls, uint32_t others)
{
    uint64_t window = e->bytes < NUL_WINDOW ? e->bytes : NUL_WINDOW;
    return nuls >= 4 && nuls / 4 >= others && (uint64_t)nuls * 16 >= window;
}

static void look_for_nuls(sy_encoding_evidence *e, const unsigned char *p, size_t n)
{
    if (e->bytes >= NUL_WINDOW) return;
    size_t window = NUL_WINDOW - (size_t)e->bytes;
    for (size_t i = 0; i < n && i < window; i++) {
        if (p[i] != 0) continue;
        if ((e->bytes + i) % 2 == 0)
            e->nul_even++;
        else
            e->nul_odd++;
    }
    /* No need to follow two encodings to the end of every file. */
    if (n < window || e->mark != SY_UNKNOWN_ENCODING) return;
    if (e->nul_odd < NUL_WINDOW / 16) refute(&e->utf16le, 0);
    if (e->nul_even < NUL_WINDOW / 16) refute(&e->utf16be, 0);
}

static void remember_last(sy_encoding_evidence *e, const unsigned char *p, size_t n)
{
    size_t size = sizeof e->last, fresh = n < size ? n : size;

    memmove(e->last, e->last + fresh, size - fresh);
    memcpy(e->last + size - fresh, p + n - fresh, fresh);
}

void sy_encoding_feed(sy_encoding_evidence *e, const void *bytes, size_t n)
{
    const unsigned char *p = bytes;

    if (n == 0) return;
    if (e->bytes < 3) {
        unsigned char head[6];
        size_t held = (size_t)e->bytes, more = n < 3 ? n : 3;
        memcpy(head, e->last + sizeof e->last - held, held);
        memcpy(head + held, p, more);
        find_mark(e, head, held + more);
    }
    look_for_nuls(e, p, n);
    weigh(e, &e->utf8, walk_utf8, p, n);
    weigh(e, &e->gb18030, walk_gb18030, p, n);
    weigh(e, &e->utf16le, walk_utf16le, p, n);
    weigh(e, &e->utf16be, walk_utf16be, p, n);
    if (!e->saw_nul) e->saw_nul = memchr(p, 0, n) != NULL;
    remember_last(e, p, n);
    e->bytes += n;
}

/* Nothing more comes: an unfinished character is a wrong one. */
static bool finish(const sy_encoding_evidence *e, sy_encoding_claim *claim)
{
    if (claim->ok && claim->n_held > 0) refute(claim, e->bytes - claim->n_held);
    return claim->ok;
}

static void join_claim(const sy_encoding_evidence *e, sy_encoding_claim *claim,
                       const sy_encoding_claim *next)
{
    if (!finish(e, claim)) return;
    *claim = *next;
    claim->bad_at += e->bytes;
}

void sy_encoding_join(sy_encoding_evidence *e, const sy_encoding_evidence *next)
{
    if (next->bytes == 0) return;
    if (e->bytes == 0) {
        *e = *next;
        return;
    }
    join_claim(e, &e->utf8, &next->utf8);
    join_claim(e, &e->gb18030, &next->gb18030);
    refute(&e->utf16le, e->bytes);
    refute(&e->utf16be, e->bytes);
    e->saw_euro_byte = e->saw_euro_byte || next->saw_euro_byte;
    e->saw_nul = e->saw_nul || next->saw_nul;
    e->bytes += next->bytes;
    memcpy(e->last, next->last, sizeof e->last);
}

static sy_encoding by_mark(sy_encoding_evidence *e)
{
    sy_encoding_claim *claim = e->mark == SY_UTF8_BOM  ? &e->utf8
                               : e->mark == SY_UTF16LE ? &e->utf16le
                                                       : &e->utf16be;
    if (claim->ok) return e->mark;
    e->bad_at = claim->bad_at;
    return SY_UNKNOWN_ENCODING;
}

sy_encoding sy_encoding_decide(sy_encoding_evidence *e)
{
    const bool has_utf8 = finish(e, &e->utf8), has_gb18030 = finish(e, &e->gb18030);
    const bool has_le = finish(e, &e->utf16le), has_be = finish(e, &e->utf16be);

    if (e->mark != SY_UNKNOWN_ENCODING) return by_mark(e);
    if (has_le && shows_utf16(e, e->nul_odd, e->nul_even)) return SY_UTF16LE;
    if (has_be && shows_utf16(e, e->nul_even, e->nul_odd)) return SY_UTF16BE;
    if (has_utf8) return SY_UTF8;
    if (has_gb18030) return SY_GB18030;
    e->bad_at = e->utf8.bad_at > e->gb18030.bad_at ? e->utf8.bad_at : e->gb18030.bad_at;
    return SY_UNKNOWN_ENCODING;
}

/* A decoder turns the characters that begin in p[0 .. stop) into UTF-8; n bytes
 * can be read. It returns how many it used: less than stop where something is
 * not text. There is room for three bytes and a little for each of stop. */
typedef size_t decoder(char *out, size_t *n_out, const unsigned char *p, size_t stop, size_t n);

/* All four bytes are copied, which is cheaper than asking how many there are;
 * what is too much is written over. */
static inline char *put_packed(char *to, uint32_t packed)
{
    const char bytes[4] = {(char)packed, (char)(packed >> 8), (char)(packed >> 16),
                           (char)(packed >> 24)};
    memcpy(to, bytes, 4);
    return to + 1 + (packed > 0xFF) + (packed > 0xFFFF) + (packed > 0xFFFFFF);
}

static size_t decode_ascii(char *out, size_t *n_out, const unsigned char *p, size_t stop, size_t n)
{
    size_t i = 0;

    while (i < stop && n - i >= 8 && !(word(p + i) & 0x8080808080808080ull)) {
        memcpy(out + i, p + i, 8);
        i += 8;
    }
    for (; i < stop && p[i] < 0x80; i++) out[i] = (char)p[i];
    *n_out = i;
    return i;
}

static size_t decode_gb18030(char *out, size_t *n_out, const unsigned char *p, size_t stop,
                             size_t n)
{
    char *to = out;
    size_t i = 0;

    while (i < stop) {
        uint32_t packed = 0;
        size_t ascii = 0;

        i += decode_ascii(to, &ascii, p + i, stop - i, n - i);
        to += ascii;
        while (i < stop && n - i >= 2 && p[i] > 0x80 && p[i] != 0xFF && p[i + 1] >= 0x40) {
            packed = two_bytes[p[i] - 0x81][p[i + 1] - 0x40];
            if (!packed) break;
            to = put_packed(to, packed);
            i += 2;
        }
        if (i >= stop || p[i] < 0x80) continue;
        if (p[i] == 0x80) {
            to += sy_utf8_encode(to, 0x20AC);
            i++;
        } else if (n - i >= 4 && four_exists(p + i)) {
            int64_t index = four_index(p + i);
            if (index < FOURS)
                to = put_packed(to, four_bytes[index]);
            else
                to += sy_utf8_encode(to, other_plane(index));
            i += 4;
        } else {
            break;
        }
    }
    *n_out = (size_t)(to - out);
    return i;
}

static size_t decode_utf16(char *out, size_t *n_out, const unsigned char *p, size_t stop, size_t n,
                           bool is_little)
{
    walk w = {0};
    char *to = out;
    size_t whole = walk_utf16(p, n < stop + 3 ? n : stop + 3, &w, is_little), i = 0;

    for (; i < stop && i < whole; i += 2) {
        uint32_t code = (uint32_t)p[i + is_little] << 8 | p[i + !is_little];
        if ((code & 0xFC00u) == 0xD800u) {
            i += 2;
            uint32_t low = (uint32_t)p[i + is_little] << 8 | p[i + !is_little];
            code = 0x10000u + ((code & 0x3FFu) << 10 | (low & 0x3FFu));
        }
        to += sy_utf8_encode(to, code);
    }
    *n_out = (size_t)(to - out);
    return i;
}

static size_t decode_utf16le(char *out, size_t *n_out, const unsigned char *p, size_t stop,
                             size_t n)
{
    return decode_utf16(out, n_out, p, stop, n, true);
}

static size_t decode_utf16be(char *out, size_t *n_out, const unsigned char *p, size_t stop,
                             size_t n)
{
    return decode_utf16(out, n_out, p, stop, n, false);
}

bool sy_decode(sy_buf *out, sy_slice text, sy_encoding encoding)
{
    static decoder *const decoders[] = {[SY_GB18030] = decode_gb18030,
                                        [SY_UTF16LE] = decode_utf16le,
                                        [SY_UTF16BE] = decode_utf16be,
                                        [SY_UNKNOWN_ENCODING] = decode_ascii};
    const unsigned char *p = (const unsigned char *)text.ptr;
    size_t done = 0;

    if (encoding == SY_UTF8 || encoding == SY_UTF8_BOM) {
        done = text.len ? sy_utf8_valid_prefix(text.ptr, text.len) : 0;
        sy_buf_add(out, text.ptr, done);
        return done == text.len && sy_buf_status(out) == SY_OK;
    }
    pthread_once(&tables_once, make_tables);
    while (done < text.len) {
        char part[STEP * 3 + 16];
        const size_t left = text.len - done, stop = left < STEP ? left : STEP;
        size_t n = 0, used = decoders[encoding](part, &n, p + done, stop, left);

        sy_buf_add(out, part, n);
        done += used;
        if (used < stop) break;
    }
    return done == text.len && sy_buf_status(out) == SY_OK;
}
