/* cmd_receipt.c - suyuan receipt: what was received, as a list to sign. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "report/receipt.h"

enum { PAGE_MAX = 256 << 20 };

static void json_file(sy_json *j, const sy_receipt_file *f)
{
    static const char *const states[] = {"whole", "missing", "changed"};

    sy_json_object(j);
    sy_reply_string(j, "path", f->path);
    sy_reply_slice(j, "archive", sy_slice_of(f->archive));
    sy_reply_string(j, "sha256", f->sha256);
    sy_reply_slice(j, "sm3", sy_slice_of(f->sm3));
    sy_reply_string(j, "original", states[f->state]);
    sy_reply_int(j, "size", f->size);
    sy_reply_int(j, "sheets", f->sheets);
    sy_reply_slice(j, "banks", sy_slice_of(f->banks));
    if (f->has_period) {
        sy_reply_time(j, "from", (int64_t)f->first_day * SY_DAY, SY_DATE);
        sy_reply_time(j, "to", (int64_t)f->last_day * SY_DAY, SY_DATE);
    }
    sy_reply_int(j, "rows", f->rows);
    sy_reply_int(j, "accepted", f->accepted);
    sy_reply_int(j, "duplicate", f->duplicate);
    sy_reply_int(j, "rejected", f->rejected);
    sy_json_end(j);
}

static sy_status print_json(sy_call *call, const sy_receipt *r, const char *path, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "deliveries");
    sy_json_array(&j);
    for (size_t i = 0; i < r->n_batches; i++) {
        const sy_delivery *d = r->batches[i].delivery;
        sy_json_object(&j);
        sy_reply_int(&j, "import", d->import);
        sy_reply_string(&j, "at", d->at);
        sy_reply_string(&j, "who", d->who);
        sy_reply_slice(&j, "medium", sy_slice_of(d->words.medium));
        sy_reply_slice(&j, "ground", sy_slice_of(d->words.ground));
        sy_reply_slice(&j, "number", sy_slice_of(d->words.number));
        sy_reply_slice(&j, "request", sy_slice_of(d->words.request));
        sy_reply_slice(&j, "received_by", sy_slice_of(d->words.received_by));
        sy_json_key(&j, "files");
        sy_json_array(&j);
        for (size_t k = 0; k < r->batches[i].n_files; k++) json_file(&j, &r->batches[i].files[k]);
        sy_json_end(&j);
        sy_json_end(&j);
    }
    sy_json_end(&j);
    if (path) sy_reply_string(&j, "file", path);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static bool ends(const char *path, const char *ending)
{
    return sy_slice_ends(sy_slice_of(path), sy_slice_of(ending));
}

static sy_status write_file(const sy_receipt *r, const char *path, sy_err *err)
{
    sy_buf page;

    if (ends(path, ".xlsx")) return sy_receipt_xlsx(path, r, err);
    sy_buf_init(&page, NULL, PAGE_MAX);
    sy_status st = sy_receipt_page(&page, r, err);
    if (st == SY_OK) st = sy_file_write(path, page.ptr, page.len, err);
    sy_buf_dispose(&page);
    return st;
}

static sy_status run(sy_call *call, sy_err *err)
{
    const char *path = sy_call_option(call, "output");
    sy_receipt receipt = {.n_batches = 0};
    sy_case *c = NULL;

    if (!path && !call->json) {
        return sy_fail(err, SY_EINVAL, N_("say where to write it: -o FILE.xlsx or -o FILE.html"));
    }
    if (path && !ends(path, ".xlsx") && !ends(path, ".html")) {
        return sy_fail(err, SY_EINVAL, N_("%s: the receipt is written as .xlsx or .html"), path);
    }
    sy_status st = sy_open_case(&c, call, SY_READ, err);
    if (st == SY_OK) st = sy_receipt_gather(&receipt, c, &call->arena, err);
    if (st == SY_OK && receipt.n_batches == 0) {
        st = sy_fail(err, SY_EDATA, N_("%s: nothing has been imported, so nothing was received"),
                     call->words[0]);
    }
    if (st == SY_OK && path) st = write_file(&receipt, path, err);
    sy_case_close(c);
    if (st != SY_OK) return st;
    if (call->json) return print_json(call, &receipt, path, err);
    printf(_("wrote %s\n"), path);
    if (receipt.n_damaged) {
        printf(_("%zu originals are missing or not what they were: suyuan verify %s\n"),
               receipt.n_damaged, call->words[0]);
    }
    return SY_OK;
}

static const sy_option options[] = {
    {.name = "output",
     .argument = N_("FILE"),
     .letter = 'o',
     .help = N_("the list to write (.xlsx or .html)")},
    {.name = NULL},
};

const sy_command sy_cmd_receipt = {
    .name = "receipt",
    .words = "WS",
    .min_words = 1,
    .max_words = 1,
    .summary = N_("write the list of what was received, to be signed"),
    .details = N_("One block an import: medium, ground and number of the request, who received "
                  "it (options of suyuan import), then each file with bank, period, rows, SHA-256 "
                  "and SM3, and two lines to sign. For A4 on its side."),
    .options = options,
    .example = "suyuan receipt wang.suyuan -o receipt.xlsx",
    .exits = N_("3 where nothing has been imported."),
    .cost = N_("one read of every original for its hashes."),
    .run = run,
};
