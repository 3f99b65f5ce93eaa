/* clues.h - property clues (财产线索): what in the statements points to something that
 * can be enforced against, one clue an asset, with its rows.
 *
 *     sy_clues *k;
 *     st = sy_clues_find(&k, scene, words, &arena, &err);
 *     for (size_t i = 0; i < k->n; i++) ... k->items[i].asset, .holder_name, .money ...
 *
 * A clue is a lead: whose name stands on the account that paid is known, whose name
 * stands in the register is not. Which words point where, dict/property.yaml says
 * (intake/property.h); which rows are one asset, clue_assets.c; docs/design/findings.md
 * has the rules in one place. */
#ifndef SY_INSIGHT_CLUES_H
#define SY_INSIGHT_CLUES_H

#include "base/buf.h"
#include "insight/scene.h"
#include "intake/property.h"
#include "store/finding_decisions.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_CLUE_ID = 13, SY_CLUE_KEY = 64 };
#define SY_CLUE_KIND "clue" /* in store/finding_decisions.h */

/* Whose it seems to be: in this order they are listed. */
typedef enum sy_clue_standing {
    SY_CLUE_OF_DEBTOR,
    SY_CLUE_OF_HOUSEHOLD, /* spouse, minor children: common property in question */
    SY_CLUE_OF_OTHERS,
    SY_CLUE_STANDINGS
} sy_clue_standing;
const char *sy_clue_standing_name(sy_clue_standing s); /* "debtor", "household", "others" */
const char *sy_clue_standing_label(sy_clue_standing s);

/* Why a clue is not shown unless all are asked for. */
typedef enum sy_clue_aside {
    SY_CLUE_IS_SHOWN,
    SY_CLUE_OWN_MONEY,  /* another's, without a ground to show it */
    SY_CLUE_USE_ONLY,   /* only signs that somebody uses such a thing: fuel, power; where a
                         * plate or an address is named (betrays), worth a look all the same */
    SY_CLUE_GIVEN_BACK, /* all that was paid came back */
    SY_CLUE_FROZEN,     /* an account that a file on measures says is frozen */
    SY_CLUE_REFUTED,    /* by a person */
    SY_CLUE_ASIDES
} sy_clue_aside;
const char *sy_clue_aside_name(sy_clue_aside a); /* "", "own-money", ... */
const char *sy_clue_aside_label(sy_clue_aside a);

/* Why it is shown: what ties it to the debtor. */
enum {
    SY_CLUE_BY_HOLDER = 1,   /* the debtor's or his household's */
    SY_CLUE_BY_MATCH = 2,    /* paid one to one with money of his */
    SY_CLUE_BY_MONEY = 4,    /* two rules make a tenth of it his money */
    SY_CLUE_BY_DIVERTED = 8, /* the same, with income that went elsewhere */
    SY_CLUE_BY_PROXY = 16    /* paid from an account that he may be using (proxies.h): a score of
                              * 50 or more, or confirmed */
};

/* What the rows show together. */
enum {
    SY_CLUE_MONTHLY = 1, /* six equal payments or more, a month apart */
    SY_CLUE_YEARLY = 2,  /* in two years or more, in the same month or the next */
    SY_CLUE_STORY = 4    /* purchase, and tax, fund, loan or fitting-out after it */
};

/* A row that speaks for the clue. */
typedef struct sy_clue_row {
    uint32_t transfer, place, ledger;
    int64_t at, amount; /* fen, > 0 */
    bool date_only, comes_in, is_back; /* is_back: the payee gave money back */
    bool counts;                       /* in the clue's amount: no mere use or fitting-out */
    const sy_property_sign *sign;      /* NULL: it speaks by what it is, not by a word */
    sy_slice term;     /* the word of the dictionary that was found ... */
    const char *field; /* ... in "name", "merchant", "summary" or "note" */
    sy_slice said;     /* summary, else note, of the row */
} sy_clue_row;

/* Whose money paid, over the rows that count. Under a rule: a figure; least and most: what
 * holds under every rule (sums of bounds, so not the tightest). */
typedef struct sy_clue_money {
    bool is_known; /* there is a trace, or the account is the debtor's own */
    int64_t by_rule[SY_RULES], least, most;
    bool has_diverted; /* with_diverted differs: income that went elsewhere (diverted.h) is in it */
    int64_t with_diverted[SY_RULES]; /* his money and that together */
    int64_t matched; /* of rows matched one to one */
} sy_clue_money;

typedef struct sy_clue {
    char id[SY_CLUE_ID]; /* the same in every run and after any import */
    sy_asset_class asset;
    char grade; /* 'A' register-grade, 'B' a named seller, 'C' words or habits alone */
    sy_clue_standing standing;
    sy_clue_aside aside;
    unsigned grounds; /* SY_CLUE_BY_...; those that are strong enough to show it */
    const sy_property_sign *sign; /* of its strongest row; NULL: an own account, a pocket */
    uint32_t party;               /* the holder, of scene->parties; SY_NONE: unknown */
    uint32_t ledger;              /* the account that paid (or received) most */
    sy_slice holder, account;     /* account: its number */
    sy_slice payee;               /* the seller, or who pays in; of an own account the bank; may
                                   * be empty */
    int64_t amount;               /* fen: paid for it; income and rent: received; a deposit: left */
    int64_t returned;
    int64_t first, last; /* of the rows that count; first > last: no row shows it */
    bool date_only;      /* of first and last */
    int64_t price_least, price_most; /* as a tax says; 0: none does */
    unsigned shapes;                 /* SY_CLUE_... */
    uint32_t times;                  /* of SY_CLUE_MONTHLY: how many */
    int64_t each;                    /* ... of how much */
    /* what a register would know it by; "" where no row says */
    char plate[SY_CLUE_KEY], vin[SY_CLUE_KEY], policy[SY_CLUE_KEY];
    sy_slice address;
    bool is_frozen;   /* an own account that a file on measures names */
    bool is_supplied; /* an own account with a statement, not frozen: amount is what lay there */
    bool betrays; /* a use that names the thing: by plate, address, or a tag bound to it */
    sy_case_day after; /* the last day of the case that had come at the last payment; SY_CASE_DAYS */
    bool after_judgment;
    sy_clue_money money;
    const sy_clue_row *rows; /* by time */
    size_t n_rows;
    const sy_finding_decision *decision; /* NULL: nobody has said anything */
} sy_clue;

typedef struct sy_clues {
    sy_clue *items; /* shown ones first; then by standing, class, grade, amount */
    size_t n, n_shown;
    sy_clue *spending; /* high consumption of the debtor under restriction, by payee; a list of
                        * its own, by amount */
    size_t n_spending;
} sy_clues;

/* words: dict/property.yaml as loaded. All from the arena; the scene and words must live as
 * long. Income that went elsewhere since the scene's first day counts as his money too, and is
 * told apart; and accounts that he may be using count. Cost: each distinct text judged once, some passes over the rows, five traces
 * where there is such income. */
SY_MUST_USE sy_status sy_clues_find(sy_clues **out, const sy_scene *s,
                                    const sy_property_words *words, sy_arena *arena, sy_err *err);

/* What it rests on, in one sentence, and what to ask of which register next; translated. */
SY_MUST_USE sy_status sy_clue_reason(sy_buf *out, const sy_clue *clue);
const char *sy_clue_next(const sy_clue *clue);

#ifdef __cplusplus
}
#endif

#endif
