/* claims.c - one statement a side; ids differ from run to run, so the order is
 * that of the first entry, by the sources' hashes. */
#include "store/claims.h"

#include "store/private.h"

typedef struct reader {
    sy_claim_fn *fn;
    void *ctx;
    bool is_own;
} reader;

static sy_status one(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    const reader *to = ctx;
    const uint64_t at = sy_rows_u64(r, 5, row);
    const sy_claim_row claim = {.account = sy_rows_u32(r, 0, row),
                                .is_own = to->is_own,
                                .name = sy_rows_text(r, 1, row),
                                .id_number = sy_rows_text(r, 2, row),
                                .bank = sy_rows_text(r, 3, row),
                                .rows = sy_rows_u64(r, 4, row),
                                .rank = (uint32_t)(at >> 32),
                                .row = (uint32_t)at};
    return to->fn(to->ctx, &claim, err);
}

#define RANKS                                                                                      \
    "WITH ranks AS (SELECT id, (row_number() OVER (ORDER BY sha256, sheet) - 1)::UBIGINT AS place" \
    " FROM sources), said AS ("
#define NAMED                                                                                      \
    ") SELECT said.account, coalesce(n.text, ''), coalesce(i.text, ''), coalesce(b.text, ''),"     \
    " said.n::UBIGINT, said.first FROM said LEFT JOIN texts n ON n.id = said.name"                 \
    " LEFT JOIN texts i ON i.id = said.number LEFT JOIN texts b ON b.id = said.bank"               \
    " ORDER BY said.first"
#define FIRST "count(*) AS n, min((r.place << 32) | e.\"row\") AS first"

sy_status sy_facts_claims(sy_workspace *ws, sy_claim_fn *fn, void *ctx, sy_err *err)
{
    reader to = {fn, ctx, true};
    sy_status st =
        sy_facts_each(ws,
                      RANKS "SELECT l.account, e.holder AS name, e.holder_id AS number,"
                            " e.own_bank AS bank, " FIRST " FROM entries e"
                            " JOIN ranks r ON r.id = e.source JOIN ledgers l ON l.id = e.ledger"
                            " GROUP BY 1, 2, 3, 4" NAMED,
                      one, &to, err);

    to.is_own = false;
    if (st != SY_OK) return st;
    return sy_facts_each(ws,
                         RANKS "SELECT e.other_account AS account, e.other_name AS name,"
                               " e.other_id AS number, e.other_bank AS bank, " FIRST
                               " FROM entries e JOIN ranks r ON r.id = e.source"
                               " WHERE e.other_account <> 0 GROUP BY 1, 2, 3, 4" NAMED,
                         one, &to, err);
}

typedef struct account_reader {
    sy_source_account_fn *fn;
    void *ctx;
} account_reader;

static sy_status one_account(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    const account_reader *to = ctx;
    return to->fn(to->ctx, sy_rows_u32(r, 0, row), sy_rows_text(r, 1, row), sy_rows_text(r, 2, row),
                  err);
}

sy_status sy_facts_source_accounts(sy_workspace *ws, sy_source_account_fn *fn, void *ctx,
                                   sy_err *err)
{
    account_reader to = {fn, ctx};

    return sy_facts_each(ws,
                         "SELECT said.source, a.number, coalesce(b.text, '') FROM"
                         " (SELECT source, ledger, own_bank, min(\"row\") AS first FROM entries"
                         " GROUP BY 1, 2, 3) said JOIN ledgers l ON l.id = said.ledger"
                         " JOIN accounts a ON a.id = l.account"
                         " JOIN sources s ON s.id = said.source"
                         " LEFT JOIN texts b ON b.id = said.own_bank"
                         " ORDER BY s.sha256, s.sheet, said.first",
                         one_account, &to, err);
}
