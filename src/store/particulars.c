/* particulars.c - statements about accounts and people, in and out. The table
 * holds names of kinds, not numbers, so that it reads by itself and a later
 * program may add kinds; a kind this program does not know is passed over. */
#include "store/particulars.h"

#include "store/private.h"

const char *const sy_source_kind_names[SY_SOURCE_KINDS] = {
    "entries", "transfers", "accounts", "sub-accounts", "persons", "tasks", "measures", "register",
};

const char *const sy_particular_names[SY_PARTICULARS] = {
    "card",     "account",   "sub",      "sub-number", "bound",       "bound-bank", "name",
    "id-kind",  "id-number", "licence",  "tax",        "customer",    "bank",       "branch",
    "province", "city",      "currency", "cash-kind",  "balance",     "available",  "state",
    "type",     "opened",    "closed",   "last-moved", "phone",       "address",    "email",
    "employer", "born",      "agent",    "agent-id",   "agent-phone", "legal",      "legal-id",
    "device",   "task",      "subject",  "asked",      "sent",        "answered",   "result",
    "from",     "to",        "measure",  "amount",     "authority",   "serial",     "note",
    "login",
};

static void put(sy_append *a, const void *row)
{
    const sy_particular_row *p = row;

    sy_append_u32(a, p->source);
    sy_append_u32(a, p->row);
    sy_append_u32(a, p->column);
    sy_append_text(a, sy_slice_of(sy_particular_names[p->what]));
    sy_append_text(a, p->value);
}

sy_status sy_import_particulars(sy_import *imp, const sy_particular_row *rows, size_t n,
                                sy_err *err)
{
    return sy_import_rows(imp, "particulars", rows, n, sizeof *rows, put, err);
}

typedef struct reader { /* the caller's function, of one of these kinds */
    sy_particular_fn *fn;
    sy_card_number_fn *pair;
    void *ctx;
} reader;

static sy_status one(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    const reader *to = ctx;
    const sy_slice name = sy_rows_text(r, 3, row);
    sy_particular_row p = {.source = sy_rows_u32(r, 0, row),
                           .row = sy_rows_u32(r, 1, row),
                           .column = sy_rows_u32(r, 2, row),
                           .value = sy_rows_text(r, 4, row)};

    for (int w = 0; w < SY_PARTICULARS; w++) {
        if (!sy_slice_is(name, sy_slice_of(sy_particular_names[w]))) continue;
        p.what = (sy_particular)w;
        return to->fn(to->ctx, &p, err);
    }
    return SY_OK;
}

sy_status sy_facts_particulars(sy_workspace *ws, sy_particular_fn *fn, void *ctx, sy_err *err)
{
    reader to = {.fn = fn, .ctx = ctx};
    return sy_facts_each(ws,
                         "SELECT p.source, p.\"row\", p.\"column\", p.what, p.value"
                         " FROM particulars p JOIN sources s ON s.id = p.source"
                         " ORDER BY s.sha256, s.sheet, p.\"row\", p.\"column\", p.what, p.value",
                         one, &to, err);
}

static sy_status one_pair(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    const reader *to = ctx;
    return to->pair(to->ctx, sy_rows_text(r, 0, row), sy_rows_text(r, 1, row), err);
}

sy_status sy_facts_card_numbers(sy_workspace *ws, sy_card_number_fn *fn, void *ctx, sy_err *err)
{
    reader to = {.pair = fn, .ctx = ctx};
    return sy_facts_each(ws,
                         "SELECT DISTINCT c.value, a.value FROM particulars c JOIN particulars a"
                         " ON a.source = c.source AND a.\"row\" = c.\"row\""
                         " WHERE c.what = 'card' AND a.what = 'account' AND a.value <> c.value",
                         one_pair, &to, err);
}
