/* pack.c - written and read front to back; nothing of a pack is believed before its
 * signature holds, and nothing of it is written before it was read whole. */
#include "model/pack.h"

#include <sodium.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/digest.h"
#include "base/lang.h"

_Static_assert(SY_PACK_PUBLIC == crypto_sign_PUBLICKEYBYTES, "Ed25519");
_Static_assert(SY_PACK_SECRET == crypto_sign_SECRETKEYBYTES, "Ed25519");

static const char magic[] = "SUYUAN MODEL 1\n";
enum { SIGNATURE = crypto_sign_BYTES };

char *sy_pack_fingerprint(char out[SY_PACK_FINGERPRINT],
                          const unsigned char public_key[SY_PACK_PUBLIC])
{
    char hex[SY_DIGEST_TEXT] = "";
    sy_digest d = {0};
    size_t n = 0;

    out[0] = '\0';
    if (sy_digest_begin(&d, SY_SHA256, NULL) != SY_OK) return out;
    sy_digest_add(&d, public_key, SY_PACK_PUBLIC);
    sy_digest_end(&d, hex);
    for (size_t i = 0; i < 24; i += 4)
        n += (size_t)snprintf(out + n, SY_PACK_FINGERPRINT - n, "%s%.4s", i ? " " : "", hex + i);
    return out;
}

sy_status sy_pack_key_make(sy_pack_key *key, sy_err *err)
{
    if (sodium_init() < 0 || crypto_sign_keypair(key->public_key, key->secret) != 0)
        return sy_fail(err, SY_EIO, N_("no random numbers for a key"));
    return SY_OK;
}

/* ---- writing ---- */

static void put_number(sy_buf *out, uint32_t number, int bytes)
{
    for (int i = 0; i < bytes; i++) sy_buf_char(out, (char)(number >> (8 * i)));
}

sy_status sy_pack_sign(sy_buf *out, const sy_pack_key *key, sy_err *err)
{
    unsigned char signature[SIGNATURE];

    sy_buf_add(out, key->public_key, SY_PACK_PUBLIC);
    if (sy_buf_status(out) == SY_ELIMIT)
        return sy_fail(err, SY_ELIMIT, N_("more than %u bytes to sign"), SY_MAX_MODEL_BYTES);
    if (sy_buf_status(out) != SY_OK) return sy_fail_nomem(err);
    if (sodium_init() < 0 || crypto_sign_detached(signature, NULL, (const unsigned char *)out->ptr,
                                                  out->len, key->secret) != 0)
        return sy_fail(err, SY_EIO, N_("it cannot be signed"));
    sy_buf_add(out, signature, SIGNATURE);
    return sy_buf_status(out) == SY_OK ? SY_OK : sy_fail_nomem(err);
}

sy_status sy_pack_write(sy_buf *out, const sy_model_files *files, const sy_pack_key *key,
                        sy_err *err)
{
    sy_buf_text(out, magic);
    put_number(out, (uint32_t)files->n, 4);
    for (size_t i = 0; i < files->n; i++) {
        const sy_model_file *f = &files->items[i];
        put_number(out, (uint32_t)strlen(f->name), 2);
        sy_buf_text(out, f->name);
        put_number(out, (uint32_t)f->bytes.len, 4);
        sy_buf_slice(out, f->bytes);
    }
    return sy_pack_sign(out, key, err);
}

/* ---- reading ---- */

typedef struct reader {
    sy_slice left;
    bool is_short;
} reader;

static sy_slice take(reader *r, size_t n)
{
    const sy_slice piece = {r->left.ptr, n};

    if (n > r->left.len) {
        r->is_short = true;
        return (sy_slice){"", 0};
    }
    r->left.ptr += n;
    r->left.len -= n;
    return piece;
}

static uint32_t take_number(reader *r, size_t bytes)
{
    const sy_slice piece = take(r, bytes);
    uint32_t number = 0;

    for (size_t i = 0; i < piece.len; i++)
        number |= (uint32_t)(unsigned char)piece.ptr[i] << (8 * i);
    return number;
}

static sy_status read_files(sy_model_files *files, reader *r, const char *title, sy_err *err)
{
    const uint32_t n = take_number(r, 4);

    files->n = 0;
    for (uint32_t i = 0; i < n && !r->is_short; i++) {
        sy_err why = {0};
        const sy_slice name = take(r, take_number(r, 2)), bytes = take(r, take_number(r, 4));
        if (r->is_short) break;
        const sy_status st = sy_model_files_add(files, name, bytes, &why);
        if (st != SY_OK) return sy_fail(err, st, "%s: %s", title, why.text);
    }
    if (r->is_short || r->left.len > 0)
        return sy_fail(err, SY_EDATA, N_("%s: the pack is damaged"), title);
    return sy_model_files_complete(files, title, err);
}

sy_status sy_pack_open(sy_slice *content, unsigned char maker[SY_PACK_PUBLIC], sy_slice bytes,
                       sy_slice beginning, const char *title, const char *otherwise, sy_err *err)
{
    const size_t tail = SY_PACK_PUBLIC + SIGNATURE;

    if (bytes.len < beginning.len + tail || !sy_slice_starts(bytes, beginning))
        return sy_fail(err, SY_EDATA, "%s: %s", title, otherwise);
    const unsigned char *key = (const unsigned char *)bytes.ptr + bytes.len - tail;
    if (sodium_init() < 0 ||
        crypto_sign_verify_detached(key + SY_PACK_PUBLIC, (const unsigned char *)bytes.ptr,
                                    bytes.len - SIGNATURE, key) != 0)
        return sy_fail(err, SY_EDATA,
                       N_("%s: the signature does not hold: it was changed or damaged"), title);
    memcpy(maker, key, SY_PACK_PUBLIC);
    *content = (sy_slice){bytes.ptr + beginning.len, bytes.len - beginning.len - tail};
    return SY_OK;
}

sy_status sy_pack_read(sy_model_files *files, unsigned char maker[SY_PACK_PUBLIC], sy_slice bytes,
                       const char *title, sy_err *err)
{
    reader r = {0};
    const sy_status st =
        sy_pack_open(&r.left, maker, bytes, SY_TEXT(magic), title, _("no pack of a model"), err);

    return st == SY_OK ? read_files(files, &r, title, err) : st;
}
