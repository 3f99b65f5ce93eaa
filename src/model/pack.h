/* pack.h - a model as one file, signed by who made it.
 *
 *   "SUYUAN MODEL 1\n"
 *   number of files (4 bytes, little end first), and of each: length of its name (2), name,
 *   length of its bytes (4), bytes
 *   the maker's public key (32 bytes)
 *   Ed25519 signature (64 bytes) of everything before it
 *
 * A signature says that the file is as this key's owner made it, not that the model is right
 * or that its owner is who he says: the fingerprint of the key is shown, to be compared by
 * telephone. What may be in a pack is what may be in a model's folder (files.h); there are
 * no paths, links or sizes to trust. */
#ifndef SY_MODEL_PACK_H
#define SY_MODEL_PACK_H

#include "base/buf.h"
#include "model/files.h"
#include "model/model.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_PACK_MOST = SY_MAX_MODEL_BYTES + (1 << 16) }; /* bytes of a pack */
enum { SY_PACK_PUBLIC = 32, SY_PACK_SECRET = 64, SY_PACK_FINGERPRINT = 40 };

typedef struct sy_pack_key {
    unsigned char public_key[SY_PACK_PUBLIC], secret[SY_PACK_SECRET];
} sy_pack_key;

/* The user's key (~/.config/suyuan/model-key, mode 0600); made when there is none. */
SY_MUST_USE sy_status sy_pack_key_load(sy_pack_key *key, bool *is_new, sy_err *err);
SY_MUST_USE sy_status sy_pack_key_make(sy_pack_key *key, sy_err *err);
/* "1a2b 3c4d ...": of a public key. Returns out. */
char *sy_pack_fingerprint(char out[SY_PACK_FINGERPRINT],
                          const unsigned char public_key[SY_PACK_PUBLIC]);

/* Appends the maker's key and the signature of what is in out to it: the end of a pack. */
SY_MUST_USE sy_status sy_pack_sign(sy_buf *out, const sy_pack_key *key, sy_err *err);
/* What sy_pack_sign has ended: the content between the beginning and the maker's key.
 * SY_EDATA where it does not begin so (otherwise: what it is not, translated), or was changed
 * after it was signed. */
SY_MUST_USE sy_status sy_pack_open(sy_slice *content, unsigned char maker[SY_PACK_PUBLIC],
                                   sy_slice bytes, sy_slice beginning, const char *title,
                                   const char *otherwise, sy_err *err);
/* A whole pack into the empty out. */
SY_MUST_USE sy_status sy_pack_write(sy_buf *out, const sy_model_files *files,
                                    const sy_pack_key *key, sy_err *err);
/* Files point into bytes. SY_EDATA when it is no pack, is damaged, was changed after it was
 * signed, or has a file that no model has; SY_ELIMIT. title: for messages. */
SY_MUST_USE sy_status sy_pack_read(sy_model_files *files, unsigned char maker[SY_PACK_PUBLIC],
                                   sy_slice bytes, const char *title, sy_err *err);

/* Writes the files as the folder models/ID of a workspace, in place of one of the same maker:
 * whole or not at all. SY_EDATA where another maker's model of that id is there. */
SY_MUST_USE sy_status sy_pack_install(const sy_model_files *files, const char *id,
                                      const unsigned char maker[SY_PACK_PUBLIC],
                                      const char *workspace, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
