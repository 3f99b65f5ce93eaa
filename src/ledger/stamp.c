/* stamp.c - a digest over all of it; its first 64 bits. */
#include "ledger/stamp.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/file.h"

static const char *const dictionaries[] = {"dict/corrections.yaml", "dict/counterparties.yaml",
                                           "dict/pockets.yaml", "dict/property.yaml"};
static const size_t dictionary_max = (size_t)16 << 20;

static sy_status add_dictionary(sy_digest *d, const char *folder, const char *name, sy_err *err)
{
    char *path = sy_path_join(NULL, folder, name), *text = NULL;
    size_t n = 0;
    sy_status st =
        path ? sy_file_read(NULL, &text, &n, path, dictionary_max, err) : sy_fail_nomem(err);

    if (st == SY_OK) {
        sy_digest_add(d, name, strlen(name) + 1);
        sy_digest_add(d, &n, sizeof n);
        sy_digest_add(d, text, n);
    }
    sy_drop(NULL, text);
    sy_drop(NULL, path);
    return st;
}

sy_status sy_case_stamp(uint64_t *stamp, sy_workspace *ws, sy_err *err)
{
    char hex[SY_DIGEST_TEXT], *folder = NULL;
    sy_digest d = {0};
    uint64_t generation = 0;
    sy_status st = sy_workspace_generation(ws, &generation, err);

    *stamp = 0;
    if (st == SY_OK) st = sy_data_folder(&folder, err);
    if (st == SY_OK) st = sy_digest_begin(&d, SY_SHA256, err);
    if (st == SY_OK) {
        sy_digest_add(&d, SUYUAN_VERSION, sizeof SUYUAN_VERSION);
        sy_digest_add(&d, &generation, sizeof generation);
    }
    for (size_t i = 0; st == SY_OK && i < sizeof dictionaries / sizeof *dictionaries; i++) {
        st = add_dictionary(&d, folder, dictionaries[i], err);
    }
    if (st == SY_OK) {
        sy_digest_end(&d, hex);
        hex[16] = '\0';
        *stamp = strtoull(hex, NULL, 16);
    }
    sy_digest_dispose(&d);
    sy_drop(NULL, folder);
    return st;
}
