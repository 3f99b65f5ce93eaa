/* typed.c - one pass over the sheet. Cells that are no amounts are the reader's
 * to refuse; here they end the chain, which goes on from the next balance. */
#include "intake/typed.h"

#include <stdio.h>

#include "base/lang.h"
#include "base/money.h"

typedef struct chain {
    sy_minor balance; /* expected so far */
    bool is_known;
    uint32_t checked, broken;
    uint32_t first_row; /* that breaks it */
    sy_minor should, is;
} chain;

typedef enum cell { BLANK, AMOUNT, WRONG } cell;

static cell read_cell(const sy_row *row, uint16_t column, sy_minor *fen)
{
    char plain[SY_STORED_TEXT];

    *fen = 0;
    if (column >= row->n_cells) return BLANK;
    sy_slice text = sy_cell_trim(row->cells[column].text);
    if (sy_cell_is_blank(text)) return BLANK;
    if (row->cells[column].kind == SY_CELL_NUMBER) {
        if (!sy_stored_number(plain, text)) return WRONG;
        text = sy_slice_of(plain);
    }
    return sy_parse_amount_in(fen, text, "") == SY_FINE ? AMOUNT : WRONG;
}

static void find_opening(chain *c, const sy_row *row)
{
    for (uint32_t i = 0; i + 1 < row->n_cells; i++) {
        char folded[SY_WORD_TEXT];
        const size_t n = sy_heading_fold(folded, row->cells[i].text);
        if (!sy_slice_is((sy_slice){folded, n}, SY_TEXT("期初余额"))) continue;
        c->is_known = read_cell(row, (uint16_t)(i + 1), &c->balance) == AMOUNT;
    }
}

static void take_row(chain *c, const sy_intake_table *t, const sy_row *row)
{
    sy_minor in, out, balance;
    const cell a = read_cell(row, t->column[SY_FIELD_AMOUNT_IN], &in),
               b = read_cell(row, t->column[SY_FIELD_AMOUNT_OUT], &out),
               has = read_cell(row, t->column[SY_FIELD_BALANCE], &balance);

    if (a == BLANK && b == BLANK && has == BLANK) return;
    if (a == WRONG || b == WRONG || out == INT64_MIN || !sy_minor_add(&in, in, -out) ||
        !sy_minor_add(&c->balance, c->balance, in)) {
        c->is_known = false;
    }
    if (has == WRONG) c->is_known = false;
    if (has != AMOUNT) return;
    if (c->is_known) {
        c->checked++;
        if (c->balance != balance && c->broken++ == 0) {
            c->first_row = row->number;
            c->should = c->balance;
            c->is = balance;
        }
    }
    c->balance = balance;
    c->is_known = true;
}

static sy_status say(const chain *c, sy_intake_table *t, sy_arena *arena, sy_err *err)
{
    char words[300], should[SY_MINOR_TEXT], is[SY_MINOR_TEXT];

    if (c->broken == 0) {
        snprintf(words, sizeof words, _("all %u balances follow from the rows before"), c->checked);
    } else {
        snprintf(
            words, sizeof words,
            _("%u of %u balances do not follow; the first is row %u: %s, where the rows before "
              "make %s. Compare with the page"),
            c->broken, c->checked, c->first_row, sy_minor_print(is, c->is),
            sy_minor_print(should, c->should));
    }
    t->note = sy_arena_text(arena, words, strlen(words));
    return t->note ? SY_OK : sy_fail_nomem(err);
}

sy_status sy_typed_check(sy_intake_table *t, sy_arena *arena, sy_err *err)
{
    sy_table *table = NULL;
    chain c = {.is_known = false};
    sy_status st = sy_table_open(&table, NULL, t->data_path, t->sheet, err);

    while (st == SY_OK) {
        sy_row row;
        st = sy_table_next(table, &row, err);
        if (st != SY_OK || row.n_cells == SY_NO_MORE_ROWS) break;
        if (row.number < t->header_row)
            find_opening(&c, &row);
        else if (row.number > t->header_row)
            take_row(&c, t, &row);
    }
    sy_table_free(table);
    return st == SY_OK ? say(&c, t, arena, err) : st;
}
