/* trace_xlsx.c - two sheets: where the money went, and every transfer that carried it. */
#include "report/trace_xlsx.h"

#include "base/lang.h"
#include "report/words.h"
#include "report/workbook.h"

enum { LAST_ROW = SY_SHEET_ROWS - 1, CHUNK = 8192 };

static void write_destinations(sy_workbook *w, const sy_trace *const *traces, size_t n,
                               const sy_destination *list, size_t n_list)
{
    static const double widths[] = {22, 34, 24, 14, 16, 16, 16, 16, 16, 16, 16, 10};

    sy_workbook_sheet(w, _("destinations"), widths, sizeof widths / sizeof *widths);
    sy_workbook_head(w, _("kind"));
    sy_workbook_head(w, _("payee or holder"));
    sy_workbook_head(w, _("account"));
    for (size_t i = 0; i < n; i++) sy_workbook_head(w, sy_rule_title(traces[i]->rule));
    sy_workbook_head(w, _("at least"));
    sy_workbook_head(w, _("at most"));
    sy_workbook_head(w, _("payments"));
    sy_workbook_next(w);
    for (size_t k = 0; k < n_list; k++) {
        const sy_destination *d = &list[k];
        sy_workbook_string(w, d->class_name ? d->class_name : sy_sink_title(d->kind));
        sy_workbook_text(w, d->name);
        sy_workbook_text(w, d->number);
        for (size_t i = 0; i < n; i++) sy_workbook_money(w, d->amount[traces[i]->rule]);
        if (d->has_bounds) {
            sy_workbook_money(w, d->lower);
            sy_workbook_money(w, d->upper);
        } else {
            sy_workbook_skip(w, 2);
        }
        if (d->n_transfers) sy_workbook_count(w, d->n_transfers);
        sy_workbook_next(w);
    }
}

static void party_or_ledger(sy_workbook *w, const sy_telling *t, uint32_t end,
                            const sy_party *party)
{
    if (sy_is_outside(end)) {
        sy_workbook_text(w, party->name);
        sy_workbook_text(w, party->number);
    } else {
        sy_workbook_string(w, sy_ledger_holder(t->f, end));
        sy_workbook_string(w, sy_ledger_number(t->f, end));
    }
}

static void write_transfer(sy_workbook *w, const sy_telling *t, const sy_traced *x,
                           const sy_party *party)
{
    const sy_flow *f = t->f;
    uint32_t places[2];
    const size_t n = sy_places_of(f, x->transfer, places);

    sy_workbook_time(w, sy_flow_at(f, x->transfer), sy_transfer_precision(f, x->transfer));
    party_or_ledger(w, t, f->from[x->transfer], party);
    party_or_ledger(w, t, f->to[x->transfer], party);
    sy_workbook_money(w, f->amount[x->transfer]);
    sy_workbook_money(w, x->tainted);
    sy_workbook_money(w, x->lower);
    sy_workbook_money(w, x->upper);
    for (size_t i = 0; i < n; i++) {
        sy_row_ref row;
        sy_row_at(t, places[i], &row);
        sy_workbook_string(w, row.source->path);
        sy_workbook_string(w, row.source->sheet_name);
        sy_workbook_count(w, row.row);
        sy_workbook_string(w, row.id);
    }
    sy_workbook_next(w);
}

static void transfer_heads(sy_workbook *w)
{
    sy_workbook_head(w, _("time"));
    sy_workbook_head(w, _("paid by"));
    sy_workbook_head(w, _("account"));
    sy_workbook_head(w, _("received by"));
    sy_workbook_head(w, _("account"));
    sy_workbook_head(w, _("amount"));
    sy_workbook_head(w, _("traced"));
    sy_workbook_head(w, _("at least"));
    sy_workbook_head(w, _("at most"));
    for (int i = 0; i < 2; i++) {
        sy_workbook_head(w, _("file"));
        sy_workbook_head(w, _("sheet"));
        sy_workbook_head(w, _("row"));
        sy_workbook_head(w, _("entry"));
    }
    sy_workbook_next(w);
}

static sy_status write_transfers(sy_workbook *w, const sy_telling *t, const sy_trace *shown,
                                 sy_err *err)
{
    static const double widths[] = {20, 22, 24, 30, 24, 16, 16, 16, 16,
                                    40, 12, 8,  20, 40, 12, 8,  20};
    sy_arena arena;
    sy_status st = SY_OK;

    sy_workbook_sheet(w, _("transfers"), widths, sizeof widths / sizeof *widths);
    transfer_heads(w);
    sy_arena_init(&arena, NULL);
    for (size_t at = 0; at < shown->n_transfers && st == SY_OK; at += CHUNK) {
        const size_t n = shown->n_transfers - at < CHUNK ? shown->n_transfers - at : CHUNK;
        const sy_traced *x = shown->transfers + at;
        uint32_t asked[CHUNK];
        sy_party *parties = NULL;

        for (size_t i = 0; i < n; i++) asked[i] = x[i].transfer;
        sy_arena_clear(&arena);
        st = sy_parties_of(&parties, t, asked, n, &arena, err);
        for (size_t i = 0; i < n && st == SY_OK; i++) write_transfer(w, t, &x[i], &parties[i]);
    }
    sy_arena_dispose(&arena);
    return st;
}

sy_status sy_trace_xlsx(const char *path, const sy_telling *t, const sy_trace *const *traces,
                        size_t n, const sy_trace *shown, const sy_destination *list, size_t n_list,
                        sy_err *err)
{
    sy_workbook w;

    if (shown->n_transfers >= LAST_ROW) {
        return sy_fail(err, SY_ELIMIT,
                       N_("%zu transfers: a sheet has no room for them; use --json"),
                       shown->n_transfers);
    }
    sy_status st = sy_workbook_open(&w, path, err);
    if (st != SY_OK) return st;
    write_destinations(&w, traces, n, list, n_list);
    st = write_transfers(&w, t, shown, err);
    return sy_workbook_close(&w, st, err);
}
