/* kept.c - index/NAME.kept: one line that says what it was made of and what it has to be, then
 * the answer. */
#include "ledger/kept.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/log.h"
#include "ledger/stamp.h"
#include "suyuan/limits.h"

static const size_t kept_max = (size_t)256 << 20;

static bool path_of(char out[SY_MAX_PATH], const sy_case *c, const char *name)
{
    const int n = snprintf(out, SY_MAX_PATH, "%s/index/%s.kept",
                           sy_workspace_path(sy_case_workspace(c)), name);

    return n > 0 && n < (int)SY_MAX_PATH;
}

/* What the answer hangs on. A program that was built anew may say it otherwise. */
static bool write_head(sy_buf *head, sy_case *c, const char *text, size_t n)
{
    char sha256[SY_DIGEST_TEXT];
    struct stat program;
    uint64_t stamp = 0;
    sy_digest d = {0};

    if (stat("/proc/self/exe", &program) != 0) return false;
    if (sy_case_stamp(&stamp, sy_case_workspace(c), NULL) != SY_OK) return false;
    if (sy_digest_begin(&d, SY_SHA256, NULL) != SY_OK) return false;
    sy_digest_add(&d, text, n);
    sy_digest_end(&d, sha256);
    sy_digest_dispose(&d);
    sy_buf_printf(head, "%016llx %lld %lld %ld %s\n", (unsigned long long)stamp,
                  (long long)program.st_size, (long long)program.st_mtim.tv_sec,
                  program.st_mtim.tv_nsec, sha256);
    return sy_buf_status(head) == SY_OK;
}

void sy_kept_read(char **text, size_t *n, sy_case *c, const char *name)
{
    char path[SY_MAX_PATH], *all = NULL;
    size_t len = 0;
    sy_buf head;

    *text = NULL;
    if (!path_of(path, c, name) || sy_file_read(NULL, &all, &len, path, kept_max, NULL) != SY_OK)
        return;
    const char *end = memchr(all, '\n', len);
    sy_buf_init(&head, NULL, SY_MAX_PATH);
    if (end) {
        *n = len - (size_t)(end + 1 - all);
        if (write_head(&head, c, end + 1, *n) && head.len == (size_t)(end + 1 - all) &&
            memcmp(head.ptr, all, head.len) == 0)
            *text = sy_copy_text(NULL, end + 1, *n);
    }
    sy_buf_dispose(&head);
    sy_drop(NULL, all);
}

void sy_kept_write(sy_case *c, const char *name, const char *text, size_t n)
{
    char path[SY_MAX_PATH];
    sy_buf all;

    sy_buf_init(&all, NULL, kept_max);
    if (path_of(path, c, name) && write_head(&all, c, text, n)) {
        sy_buf_add(&all, text, n);
        if (sy_buf_status(&all) != SY_OK || sy_file_write(path, all.ptr, all.len, NULL) != SY_OK)
            sy_debug("%s was not kept", path);
    }
    sy_buf_dispose(&all);
}
