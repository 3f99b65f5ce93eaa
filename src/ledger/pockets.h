/* pockets.h - rows by which a holder puts money into a pocket of his own and takes
 * it out again: wealth products, funds, fixed deposits, 余额宝, 零钱通 (design/
 * tracing.md 2.9); private to src/ledger.
 *
 * The other side of such a row is the account "number#pocket" of the row's own
 * account: a trace passes through it, interest that comes out of it is clean.
 * Which rows these are, dict/pockets.yaml says. A word in the summary counts only
 * where nobody else stands on the other side: money to another person "for wealth
 * products" has left. */
#ifndef SY_LEDGER_POCKETS_H
#define SY_LEDGER_POCKETS_H

#include "ledger/tables.h"

typedef enum sy_pocket {
    SY_NO_POCKET,
    SY_POCKET_YUEBAO,
    SY_POCKET_LINGQIANTONG,
    SY_POCKET_FUND,
    SY_POCKET_WEALTH,
    SY_POCKET_DEPOSIT,
    SY_POCKETS
} sy_pocket;
/* "yuebao", ...: what stands behind the # of its number, and in the dictionary. */
extern const char *const sy_pocket_names[SY_POCKETS];

/* Fills tables->pocket (NULL where no row is one). Cost: a pass over the texts and,
 * where one of them has such a word, over the words of the entries. */
SY_MUST_USE sy_status sy_pockets_mark(sy_case_tables *t, sy_workspace *ws, sy_err *err);

/* The dictionary alone, for tests. */
typedef struct sy_pocket_words sy_pocket_words;
SY_MUST_USE sy_status sy_pocket_words_load(sy_pocket_words **out, const char *path, sy_err *err);
void sy_pocket_words_free(sy_pocket_words *d);
typedef struct sy_pocket_said {
    uint8_t as_name, as_words; /* sy_pocket: as a counterparty's name; as a summary */
    bool is_void;              /* a word of `not` stands in it */
} sy_pocket_said;
sy_pocket_said sy_pocket_judge(const sy_pocket_words *d, sy_slice text);

#endif
