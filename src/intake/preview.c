/* preview.c - asks the store for the entries of the first rows below the
 * header, so that what is shown is what was read. */
#include "intake/preview.h"

enum { LOOKED_AT = 64 };

typedef struct filler {
    sy_mapping_report *r;
    const sy_shared *shared;
    sy_arena *arena;
    bool has_no_memory;
} filler;

static const char *copy(filler *f, sy_slice s)
{
    const char *text = sy_arena_text(f->arena, s.len ? s.ptr : "", s.len);
    if (!text) f->has_no_memory = true;
    return text ? text : "";
}

static const char *text_of(filler *f, uint32_t id)
{
    return copy(f, id ? sy_dict_text(f->shared->texts, id) : (sy_slice){"", 0});
}

static const char *account_of(filler *f, uint32_t ledger)
{
    const sy_slice bytes = sy_dict_text(f->shared->ledgers, ledger);
    sy_ledger_key key;

    if (bytes.len != sizeof key) return "";
    memcpy(&key, bytes.ptr, sizeof key);
    return copy(f, sy_dict_text(f->shared->accounts, key.account));
}

static sy_status take(void *ctx, const sy_entry_batch *b, sy_err *err)
{
    filler *f = ctx;

    for (size_t i = 0; i < b->n && f->r->n_preview < SY_PREVIEW_ROWS; i++) {
        f->r->preview[f->r->n_preview++] =
            (sy_preview_row){.row = b->row[i],
                             .at = b->at[i],
                             .amount = b->amount[i],
                             .balance = b->balance[i],
                             .flags = b->flags[i],
                             .account = account_of(f, b->ledger[i]),
                             .other = text_of(f, b->text[SY_OTHER_NUMBER][i]),
                             .other_name = text_of(f, b->text[SY_OTHER_NAME][i]),
                             .summary = text_of(f, b->text[SY_SUMMARY][i])};
    }
    return f->has_no_memory ? sy_fail_nomem(err) : SY_OK;
}

sy_status sy_preview_fill(const sy_found_tables *tables, const sy_shared *shared, sy_import *import,
                          sy_arena *arena, sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t i = 0; i < tables->n && st == SY_OK; i++) {
        const sy_intake_table *t = tables->items[i];
        uint64_t places[LOOKED_AT];
        filler f = {.r = t->mapping, .shared = shared, .arena = arena};
        if (!t->mapping || t->particular) continue;
        for (uint32_t k = 0; k < LOOKED_AT; k++) {
            places[k] = (uint64_t)t->source << 32 | (t->header_row + 1 + k);
        }
        const sy_entry_filter filter = {.places = places,
                                        .n_places = LOOKED_AT,
                                        .in_order = true,
                                        .text_columns = 1u << SY_OTHER_NUMBER |
                                                        1u << SY_OTHER_NAME | 1u << SY_SUMMARY};
        st = sy_import_entries_so_far(import, &filter, take, &f, err);
    }
    return st;
}
