/* receipt.c - sources, covers and accounts of the facts, put together by file. */
#include "report/receipt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/lang.h"
#include "identifier/banks.h"
#include "ledger/registry.h"
#include "store/claims.h"

enum { MOST_BANKS = 4096 };

typedef struct gatherer {
    sy_receipt *out;
    sy_workspace *ws;
    sy_arena *arena;
    sy_source *sources;
    size_t n_sources;
    sy_receipt_file **file_of; /* by source, as in sources */
    sy_registry *registry;
    sy_banks *banks;
    sy_err *err;
} gatherer;

const char *sy_original_words(sy_original_state state)
{
    switch (state) {
    case SY_ORIGINAL_MISSING:
        return _("original missing");
    case SY_ORIGINAL_CHANGED:
        return _("original changed");
    case SY_ORIGINAL_WHOLE:
        break;
    }
    return "";
}

/* ---- originals ---- */

static sy_status hash_original(gatherer *g, sy_receipt_file *f)
{
    char sha256[SY_DIGEST_TEXT], sm3[SY_DIGEST_TEXT];
    char *folder = sy_path_join(NULL, sy_workspace_path(g->ws), "originals");
    char *path = folder ? sy_path_join(NULL, folder, f->sha256) : NULL;
    sy_status st = path ? SY_OK : sy_fail_nomem(g->err);

    f->sm3 = "";
    if (st == SY_OK && access(path, F_OK) != 0) {
        f->state = SY_ORIGINAL_MISSING;
    } else if (st == SY_OK) {
        st = sy_digest_file(sha256, SY_SHA256, path, g->err);
        if (st == SY_OK) st = sy_digest_file(sm3, SY_SM3, path, g->err);
        if (st == SY_OK && strcmp(sha256, f->sha256) != 0) f->state = SY_ORIGINAL_CHANGED;
        if (st == SY_OK) f->sm3 = sy_arena_text(g->arena, sm3, strlen(sm3));
        if (st == SY_OK && !f->sm3) st = sy_fail_nomem(g->err);
    }
    if (f->state != SY_ORIGINAL_WHOLE) g->out->n_damaged++;
    sy_drop(NULL, path);
    sy_drop(NULL, folder);
    return st;
}

/* ---- files ---- */

typedef struct placed {
    const sy_source *source;
    size_t at; /* in sources */
} placed;

static int by_import(const void *a, const void *b)
{
    const sy_source *x = ((const placed *)a)->source, *y = ((const placed *)b)->source;
    if (x->import != y->import) return x->import < y->import ? -1 : 1;
    int c = strcmp(x->path, y->path);
    if (c == 0) c = strcmp(x->sha256, y->sha256);
    return c ? c : (x->sheet > y->sheet) - (x->sheet < y->sheet);
}

static void add_source(sy_receipt_file *f, const sy_source *s)
{
    f->sheets++;
    f->rows += s->rows;
    f->accepted += s->accepted;
    f->duplicate += s->duplicate;
    f->rejected += s->rejected;
}

static sy_receipt_batch *batch_of(gatherer *g, const sy_delivery *deliveries, size_t n,
                                  uint32_t import)
{
    sy_receipt *r = g->out;

    if (r->n_batches && r->batches[r->n_batches - 1].delivery->import == import) {
        return &r->batches[r->n_batches - 1];
    }
    for (size_t i = 0; i < n; i++) {
        if (deliveries[i].import != import) continue;
        r->batches[r->n_batches].delivery = &deliveries[i];
        return &r->batches[r->n_batches++];
    }
    return NULL;
}

/* Sheets of one file are one line. */
static sy_status list_files(gatherer *g)
{
    sy_delivery *deliveries = NULL;
    size_t n = 0;
    sy_status st = sy_deliveries(g->ws, &deliveries, &n, g->arena, g->err);
    placed *order = sy_arena_get(g->arena, g->n_sources * sizeof *order);
    sy_receipt_file *files = sy_arena_get(g->arena, g->n_sources * sizeof *files);

    g->file_of = sy_arena_get(g->arena, g->n_sources * sizeof *g->file_of);
    g->out->batches = sy_arena_get(g->arena, n * sizeof *g->out->batches);
    if (st == SY_OK && (!order || !files || !g->file_of || !g->out->batches)) {
        st = sy_fail_nomem(g->err);
    }
    if (st != SY_OK) return st;
    for (size_t i = 0; i < g->n_sources; i++) order[i] = (placed){&g->sources[i], i};
    if (g->n_sources) qsort(order, g->n_sources, sizeof *order, by_import);
    for (size_t i = 0; i < g->n_sources && st == SY_OK; i++) {
        const sy_source *s = order[i].source, *before = i ? order[i - 1].source : NULL;
        const bool is_same = before && before->import == s->import &&
                             strcmp(before->sha256, s->sha256) == 0 &&
                             strcmp(before->path, s->path) == 0;
        sy_receipt_batch *batch = batch_of(g, deliveries, n, s->import);
        if (!batch) continue;
        if (!is_same) {
            if (batch->n_files++ == 0) batch->files = files;
            *files++ = (sy_receipt_file){.path = s->path,
                                         .archive = s->archive,
                                         .sha256 = s->sha256,
                                         .banks = "",
                                         .size = s->size};
            st = hash_original(g, files - 1);
        }
        add_source(files - 1, s);
        g->file_of[order[i].at] = files - 1;
    }
    return st;
}

/* ---- periods and banks ---- */

static sy_receipt_file *file_of(const gatherer *g, uint32_t source)
{
    for (size_t i = 0; i < g->n_sources; i++) {
        if (g->sources[i].id == source) return g->file_of[i];
    }
    return NULL;
}

static sy_status find_periods(gatherer *g)
{
    sy_cover_row *covers = NULL;
    size_t n = 0;
    sy_status st = sy_facts_covers(g->ws, &covers, &n, g->arena, g->err);

    for (size_t i = 0; i < n && st == SY_OK; i++) {
        sy_receipt_file *f = file_of(g, covers[i].source);
        if (!f) continue;
        if (!f->has_period || covers[i].from_day < f->first_day) f->first_day = covers[i].from_day;
        if (!f->has_period || covers[i].to_day > f->last_day) f->last_day = covers[i].to_day;
        f->has_period = true;
    }
    return st;
}

/* Adds a bank to the list of a file, once. */
static sy_status add_bank(gatherer *g, sy_receipt_file *f, sy_slice bank)
{
    const size_t before = strlen(f->banks);

    if (bank.len == 0 || sy_slice_find(sy_slice_of(f->banks), bank) < before) return SY_OK;
    if (before + bank.len > MOST_BANKS) return SY_OK;
    char *longer = sy_arena_get(g->arena, before + bank.len + sizeof "、");
    if (!longer) return sy_fail_nomem(g->err);
    if (before) {
        memcpy(longer, f->banks, before);
        strcpy(longer + before, "、");
    }
    memcpy(longer + strlen(longer), bank.ptr, bank.len);
    f->banks = longer;
    return SY_OK;
}

/* Named in the rows, else in the account files, else by the card's first digits. */
static sy_status take_account(void *ctx, uint32_t source, sy_slice number, sy_slice bank,
                              sy_err *err)
{
    gatherer *g = ctx;
    sy_receipt_file *f = file_of(g, source);
    char hinted[200];

    (void)err;
    if (!f) return SY_OK;
    if (bank.len == 0) bank = sy_registry_of_account(g->registry, number, SY_PART_BANK);
    if (bank.len == 0) {
        const char *hint = sy_bank_of_card(g->banks, number);
        if (!hint) return SY_OK;
        snprintf(hinted, sizeof hinted, _("%s (by card number)"), hint);
        bank = sy_slice_of(hinted);
    }
    return add_bank(g, f, bank);
}

static sy_status find_banks(gatherer *g)
{
    sy_status st = sy_facts_source_accounts(g->ws, take_account, g, g->err);

    for (size_t i = 0; i < g->registry->n_records && st == SY_OK; i++) {
        const sy_record *record = &g->registry->records[i];
        sy_receipt_file *f = file_of(g, record->source->id);
        if (f) st = add_bank(g, f, sy_record_get(g->registry, record, SY_PART_BANK));
    }
    return st;
}

static sy_status load_banks(gatherer *g)
{
    char *data = NULL, *path = NULL;
    sy_status st = sy_data_folder(&data, g->err);

    if (st == SY_OK) {
        path = sy_path_join(NULL, data, "dict/bank-cards.yaml");
        st = path ? sy_banks_load(&g->banks, NULL, path, g->err) : sy_fail_nomem(g->err);
    }
    sy_drop(NULL, path);
    sy_drop(NULL, data);
    return st;
}

sy_status sy_receipt_gather(sy_receipt *r, sy_case *c, sy_arena *arena, sy_err *err)
{
    gatherer g = {.out = r, .ws = sy_case_workspace(c), .arena = arena, .err = err};

    *r = (sy_receipt){.batches = NULL};
    sy_status st = sy_case_get(g.ws, &r->facts, arena, err);
    if (st == SY_OK) st = sy_facts_sources(g.ws, &g.sources, &g.n_sources, arena, err);
    if (st == SY_OK) st = load_banks(&g);
    if (st == SY_OK) st = sy_registry_load(&g.registry, NULL, g.ws, err);
    if (st == SY_OK) st = list_files(&g);
    if (st == SY_OK) st = find_periods(&g);
    if (st == SY_OK) st = find_banks(&g);
    sy_registry_free(g.registry);
    sy_banks_free(g.banks);
    return st;
}
