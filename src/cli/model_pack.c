/* model_pack.c - a model out as one signed file, and in from one. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "cli/model.h"
#include "cli/reply.h"
#include "cli/table.h"
#include "model/pack.h"
#include "model/try.h"

static sy_status answer(sy_call *call, const char *key, const char *value, const sy_model *m,
                        const char *fingerprint, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, key, value);
    sy_reply_string(&j, "version", m->version);
    sy_reply_string(&j, "maker", m->maker);
    sy_reply_string(&j, "key", fingerprint);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

/* Its query must be one that may run, and its own tests must pass. */
static sy_status prove(const sy_model *m, const sy_model_files *files, const sy_pools *pools,
                       sy_err *err)
{
    sy_status st = sy_model_check_query(m, pools, err);

    for (size_t i = 0; i < files->n && st == SY_OK; i++) {
        sy_model_trial trial;
        sy_buf difference;
        if (strncmp(files->items[i].name, "test/", 5) != 0) continue;
        sy_buf_init(&difference, NULL, 1 << 20);
        st = sy_model_try(&trial, m, pools, files->items[i].name, files->items[i].bytes,
                          &difference, err);
        if (st == SY_OK && !trial.has_passed)
            st = sy_fail(err, SY_EDATA, N_("model %s does not pass its own test %s"), m->id,
                         files->items[i].name);
        sy_buf_dispose(&difference);
    }
    return st;
}

/* ---- pack ---- */

void sy_model_say_new_key(void)
{
    fputs(_("a key was made for you: ~/.config/suyuan/model-key; keep it to yourself\n"), stderr);
}

/* What nobody could install is not signed. */
static sy_status pack(sy_call *call, const sy_model *m, const sy_pools *pools, const char *path,
                      sy_err *err)
{
    sy_model_files *files = sy_arena_get(&call->arena, sizeof *files);
    char fingerprint[SY_PACK_FINGERPRINT];
    sy_pack_key key = {0};
    bool is_new = false;
    sy_buf out;

    if (!files) return sy_fail_nomem(err);
    sy_buf_init(&out, NULL, SY_PACK_MOST);
    sy_status st = sy_model_files_read(files, &call->arena, m->folder, err);
    if (st == SY_OK) st = prove(m, files, pools, err);
    if (st == SY_OK) st = sy_pack_key_load(&key, &is_new, err);
    if (st == SY_OK) st = sy_pack_write(&out, files, &key, err);
    if (st == SY_OK) st = sy_file_write(path, out.ptr, out.len, err);
    sy_buf_dispose(&out);
    if (st != SY_OK) return st;
    sy_pack_fingerprint(fingerprint, key.public_key);
    if (is_new) sy_model_say_new_key();
    if (call->json) return answer(call, "path", path, m, fingerprint, err);
    printf(_("written: %s\n"), path);
    printf(_("signed with the key %s: tell it to who installs the model, not in the same letter\n"),
           fingerprint);
    return SY_OK;
}

sy_status sy_model_pack_one(sy_call *call, sy_err *err)
{
    const char *path = sy_call_option(call, "output");
    sy_model_shop shop;
    const sy_model *m;

    if (call->n_words != 3 || !path)
        return sy_fail(err, SY_EINVAL,
                       N_("say which model and where to: suyuan model %s pack ID -o FILE"),
                       call->words[0]);
    sy_status st = sy_model_shop_open(&shop, call, SY_READ, err);
    if (st == SY_OK) st = sy_model_shop_find(&shop, &m, call->words[2], err);
    if (st == SY_OK) st = pack(call, m, shop.pools, path, err);
    sy_model_shop_close(&shop);
    return st;
}

bool sy_model_signed_with(char fingerprint[SY_PACK_FINGERPRINT], const char *path)
{
    unsigned char maker[SY_PACK_PUBLIC];
    sy_model_files *files = sy_new(NULL, sizeof *files);
    char *bytes = NULL;
    size_t n = 0;
    sy_status st = files ? sy_file_read(NULL, &bytes, &n, path, SY_PACK_MOST, NULL) : SY_ENOMEM;

    if (st == SY_OK) st = sy_pack_read(files, maker, (sy_slice){bytes, n}, path, NULL);
    if (st == SY_OK) sy_pack_fingerprint(fingerprint, maker);
    sy_drop(NULL, bytes);
    sy_drop(NULL, files);
    return st == SY_OK;
}

/* ---- install ---- */

static sy_status install(sy_call *call, const sy_model_shop *shop, sy_slice bytes, sy_err *err)
{
    sy_model_files *files = sy_arena_get(&call->arena, sizeof *files);
    unsigned char maker[SY_PACK_PUBLIC];
    char fingerprint[SY_PACK_FINGERPRINT];
    const char *title = call->words[2];
    sy_model *m = NULL;

    if (!files) return sy_fail_nomem(err);
    sy_status st = sy_pack_read(files, maker, bytes, title, err);
    if (st == SY_OK) st = sy_model_of_files(&m, NULL, files, title, err);
    if (st == SY_OK) st = prove(m, files, shop->pools, err);
    if (st == SY_OK) st = sy_pack_install(files, m->id, maker, call->words[0], err);
    if (st == SY_OK) sy_pack_fingerprint(fingerprint, maker);
    if (st == SY_OK && call->json) {
        st = answer(call, "installed", m->id, m, fingerprint, err);
    } else if (st == SY_OK) {
        sy_printf_shown(stdout, _("installed: %s %s, made by %s, signed with the key %s\n"), m->id,
                        m->version, m->maker, fingerprint);
        printf(_("compare the key with its maker's; then look at the model, and it may run:\n"
                 "  suyuan model %s show %s\n"),
               call->words[0], m->id);
    }
    sy_model_free(m);
    return st;
}

sy_status sy_model_install_one(sy_call *call, sy_err *err)
{
    sy_model_shop shop;
    char *bytes = NULL;
    size_t n = 0;

    if (call->n_words != 3)
        return sy_fail(err, SY_EINVAL, N_("say which file: suyuan model %s install FILE"),
                       call->words[0]);
    sy_status st = sy_model_shop_open(&shop, call, SY_WRITE, err);
    if (st == SY_OK) st = sy_file_read(NULL, &bytes, &n, call->words[2], SY_PACK_MOST, err);
    if (st == SY_OK) st = install(call, &shop, (sy_slice){bytes, n}, err);
    sy_drop(NULL, bytes);
    sy_model_shop_close(&shop);
    return st;
}
