/* request_text.c - the text of a request into a file: .docx, .html or .xlsx. */

#include "base/file.h"
#include "cli/open.h"
#include "cli/request.h"
#include "insight/inquiry_dict.h"
#include "report/letter.h"

enum { PAGE_MAX = 16 << 20 };

static bool ends(const char *path, const char *ending)
{
    return sy_slice_ends(sy_slice_of(path), sy_slice_of(ending));
}

static sy_status is_payment_firm(bool *answer, const char *institution, sy_arena *arena,
                                 sy_err *err)
{
    sy_inquiry_dict d;
    sy_status st = sy_inquiry_dict_load(&d, NULL, arena, err);

    *answer = false;
    if (st != SY_OK) return st;
    for (size_t i = 0; i < d.n_firms; i++) {
        *answer = *answer || sy_slice_is(sy_slice_of(d.firms[i]), sy_slice_of(institution));
    }
    *answer = *answer || sy_inquiry_firm(&d, sy_slice_of(institution)) != SY_NO_FIRM;
    return SY_OK;
}

static sy_status write_letter(sy_letter *l, sy_call *call, sy_workspace *ws, int64_t number,
                              sy_err *err)
{
    const sy_request *r = NULL;
    sy_case_facts facts;
    sy_grounds grounds;
    bool is_firm = false;
    sy_status st = sy_request_pick(&r, ws, number, &call->arena, err);

    if (st == SY_OK) st = sy_case_get(ws, &facts, &call->arena, err);
    if (st == SY_OK) st = sy_grounds_load(&grounds, NULL, &call->arena, err);
    if (st == SY_OK) {
        st = is_payment_firm(&is_firm, r->word[SY_REQUEST_INSTITUTION], &call->arena, err);
    }
    if (st != SY_OK) return st;
    const sy_ground *ground = sy_ground_find(&grounds, r->word[SY_REQUEST_GROUND]);
    const sy_ground none = {.id = "", .law = "", .rule = "", .occasion = ""};
    if (!ground && *r->word[SY_REQUEST_GROUND]) {
        return sy_fail(err, SY_EDATA, N_("the ground %s is not in dict/request-grounds.yaml"),
                       r->word[SY_REQUEST_GROUND]);
    }
    /* Without a ground this says so. */
    return sy_letter_write(l, &facts, r, ground ? ground : &none, is_firm, &call->arena, err);
}

static sy_status write_file(const sy_letter *l, const char *path, sy_err *err)
{
    sy_buf page;

    if (ends(path, ".docx")) return sy_letter_docx(path, l, err);
    if (ends(path, ".xlsx")) return sy_letter_xlsx(path, l, err);
    sy_buf_init(&page, NULL, PAGE_MAX);
    sy_status st = sy_letter_page(&page, l, err);
    if (st == SY_OK) st = sy_file_write(path, page.ptr, page.len, err);
    sy_buf_dispose(&page);
    return st;
}

sy_status sy_request_text(sy_call *call, int64_t number, sy_err *err)
{
    const char *path = sy_call_option(call, "output");
    sy_workspace *ws = NULL;
    sy_letter *l = sy_arena_get(&call->arena, sizeof *l);

    if (!path || (!ends(path, ".html") && !ends(path, ".xlsx") && !ends(path, ".docx"))) {
        return sy_fail(err, SY_EINVAL,
                       N_("say where to write it: -o FILE.docx, -o FILE.html or -o FILE.xlsx"));
    }
    if (!l) return sy_fail_nomem(err);
    sy_status st = sy_open_workspace(&ws, call, SY_READ, err);
    if (st == SY_OK) st = write_letter(l, call, ws, number, err);
    sy_workspace_close(ws);
    if (st == SY_OK) st = write_file(l, path, err);
    return st == SY_OK ? sy_call_wrote(call, path, err) : st;
}
