/* report_set.c - suyuan report WS set: the tables of every person, as one file or as a pair
 * of files a person. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "cli/open.h"
#include "cli/report.h"
#include "report/set.h"
#include "report/shown.h"

static const size_t page_max = (size_t)256 << 20;

static sy_status read_yuan(sy_minor *fen, const sy_call *call, const char *option, sy_err *err)
{
    const char *text = sy_call_option(call, option);

    *fen = 0;
    if (!text) return SY_OK;
    if (!sy_minor_parse(fen, sy_slice_of(text)) || *fen <= 0) {
        return sy_fail(err, SY_EINVAL, N_("--%s \"%.60s\" is no amount above 0, like 500000"),
                       option, text);
    }
    return SY_OK;
}

static bool ends(const char *path, const char *ending)
{
    return sy_slice_ends(sy_slice_of(path), sy_slice_of(ending));
}

static sy_status write_html(const sy_set *set, const char *path, uint32_t begin, uint32_t end,
                            sy_err *err)
{
    sy_buf page;

    sy_buf_init(&page, NULL, page_max);
    sy_status st = sy_set_page(&page, set, begin, end, err);
    if (st == SY_OK) st = sy_file_write(path, page.ptr, page.len, err);
    sy_buf_dispose(&page);
    return st;
}

/* A name that is a file's on every system: short, no separators, nothing that hides. */
static void file_name(sy_buf *b, uint32_t number, const char *title)
{
    const size_t from = b->len + 3;

    sy_buf_printf(b, "%02u-", number);
    sy_shown(b, sy_slice_of(title), 60);
    for (char *c = b->ptr ? b->ptr + from : ""; *c; c++) {
        const bool is_plain = (unsigned char)*c > ' ' && !strchr("/\\:*?\"<>|.", *c) && *c != 127;
        if (!is_plain) *c = '_';
    }
}

static sy_status write_folder(const sy_set *set, const char *folder, sy_err *err)
{
    sy_status st = SY_OK;
    sy_buf path;

    if (mkdir(folder, 0777) != 0) {
        struct stat info;
        if (stat(folder, &info) != 0 || !S_ISDIR(info.st_mode)) return sy_fail_errno(err, folder);
    }
    sy_buf_init(&path, NULL, 8192);
    for (uint32_t i = 0; i < set->n && st == SY_OK; i++) {
        sy_buf_clear(&path);
        sy_buf_printf(&path, "%s/", folder);
        file_name(&path, i + 1, set->persons[i].title);
        const size_t stem = path.len;
        sy_buf_text(&path, ".html");
        st = sy_buf_status(&path) == SY_OK ? write_html(set, path.ptr, i, i + 1, err)
                                           : sy_fail(err, SY_EINVAL, N_("%s: too long"), folder);
        if (st != SY_OK) break;
        path.len = stem;
        sy_buf_text(&path, ".xlsx");
        st = sy_set_xlsx(path.ptr, set, i, i + 1, err);
    }
    sy_buf_dispose(&path);
    return st;
}

static sy_status write_set(const sy_set *set, const char *path, sy_err *err)
{
    if (ends(path, ".xlsx")) return sy_set_xlsx(path, set, 0, set->n, err);
    if (ends(path, ".html")) return write_html(set, path, 0, set->n, err);
    return write_folder(set, path, err);
}

sy_status sy_report_set(sy_call *call, const char *path, sy_err *err)
{
    sy_set_options options = {.party = sy_call_option(call, "party")};
    sy_set set = {0};
    sy_case *c = NULL;
    sy_status st = read_yuan(&options.cash, call, "cash", err);

    if (st == SY_OK) st = read_yuan(&options.large, call, "large", err);
    if (st == SY_OK) st = sy_open_case(&c, call, SY_WRITE, err);
    if (st == SY_OK) st = sy_need_entries(call, c, err);
    if (st == SY_OK) {
        st = sy_set_gather(&set, c, &options, &call->arena, err);
        if (st == SY_OK) st = write_set(&set, path, err);
        if (st == SY_OK) st = sy_set_record_of(&set, path, 0, set.n, err);
        sy_set_dispose(&set);
    }
    sy_case_close(c);
    return st;
}
