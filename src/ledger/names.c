/* names.c - accounts by their numbers, entries by their ids. Ledgers stand in
 * order of their numbers, so a number is found by halving. */
#include <stdio.h>
#include <string.h>

#include "ledger/case.h"
#include "ledger/second_numbers.h"
#include "ledger/tables.h"
#include "suyuan/limits.h"

enum { LONGEST_NUMBER = 128 };

/* Copies what is no blank and no hyphen, up to a stop character. */
static void squeeze(char out[LONGEST_NUMBER], sy_slice text, char stop)
{
    size_t n = 0;

    for (size_t i = 0; i < text.len && n + 1 < LONGEST_NUMBER && text.ptr[i] != stop; i++) {
        if (!strchr(" \t-", text.ptr[i])) out[n++] = text.ptr[i];
    }
    out[n] = '\0';
}

uint32_t sy_case_find_account(const sy_case *c, sy_slice number)
{
    const sy_flow *f = sy_case_flow(c);
    char text[LONGEST_NUMBER];

    if (number.len < sizeof text) {
        memcpy(text, number.ptr, number.len);
        text[number.len] = '\0';
        uint32_t found = sy_flow_account_numbered(f, text);
        if (found != SY_NONE) return found;
    }
    squeeze(text, number, '@');
    uint32_t found = sy_flow_account_numbered(f, text);
    return found != SY_NONE ? found : sy_case_second_number(c, text);
}

static size_t likeness(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b), least = n < m ? n : m, head = 0, tail = 0;

    while (head < least && a[head] == b[head]) head++;
    while (tail < least - head && a[n - 1 - tail] == b[m - 1 - tail]) tail++;
    size_t score = (head + tail) * 4;
    return strstr(a, b) || strstr(b, a) ? score + 8 : score;
}

size_t sy_case_similar_accounts(const sy_case *c, sy_slice text, const char **numbers, size_t n)
{
    const sy_flow *f = sy_case_flow(c);
    char wanted[LONGEST_NUMBER];
    size_t scores[16] = {0}, found = 0;

    squeeze(wanted, text, '@');
    if (n > 16) n = 16;
    for (uint32_t l = 0; l < f->n_ledgers && wanted[0]; l++) {
        if (l > 0 && f->ledgers[l].account == f->ledgers[l - 1].account) continue;
        const char *number = sy_flow_text(f, f->ledgers[l].number);
        size_t score = likeness(number, wanted), at = found;
        if (score < strlen(wanted) * 2) continue;
        while (at > 0 && scores[at - 1] < score) at--;
        if (at >= n) continue;
        if (found < n) found++;
        for (size_t i = found - 1; i > at; i--) {
            scores[i] = scores[i - 1];
            numbers[i] = numbers[i - 1];
        }
        scores[at] = score;
        numbers[at] = number;
    }
    return found;
}

size_t sy_case_accounts_of(const sy_case *c, sy_slice holder, uint32_t *accounts, size_t n)
{
    const sy_flow *f = sy_case_flow(c);
    size_t found = 0;

    for (uint32_t l = 0; l < f->n_ledgers && found < n; l++) {
        const sy_ledger *g = &f->ledgers[l];
        if (g->flags & SY_L_NO_STATEMENT) continue;
        if (!sy_slice_is(sy_slice_of(sy_flow_text(f, g->holder)), holder)) continue;
        if (found && accounts[found - 1] == g->account) continue;
        accounts[found++] = g->account;
    }
    return found;
}

char *sy_case_entry_id(const sy_flow *f, char out[SY_ENTRY_ID], uint32_t place)
{
    uint32_t row, rank = sy_place_rank(f->sources, f->n_sources, place, &row);

    return sy_entry_id_print(out, f->sources[rank].sha256, f->sources[rank].sheet, row);
}

char *sy_case_transfer_id(const sy_flow *f, char out[SY_ENTRY_ID], uint32_t transfer)
{
    uint32_t place = f->out_place[transfer];
    return sy_case_entry_id(f, out, place != SY_NONE ? place : f->in_place[transfer]);
}

uint32_t sy_case_find_place(const sy_case *c, sy_slice entry_id)
{
    const sy_flow *f = sy_case_flow(c);
    sy_entry_place at;

    if (!sy_entry_id_read(&at, entry_id)) return SY_NONE;
    for (uint32_t s = 0; s < f->n_sources; s++) {
        const sy_place_base *b = &f->sources[s];
        if (strncmp(b->sha256, at.hash, 12) != 0 || b->sheet != at.sheet || at.row > b->rows)
            continue;
        return (uint32_t)(b->base + at.row);
    }
    return SY_NONE;
}

uint32_t sy_case_find_entry(const sy_case *c, sy_slice entry_id)
{
    const sy_flow *f = sy_case_flow(c);
    const uint32_t place = sy_case_find_place(c, entry_id);

    for (uint32_t t = 0; place != SY_NONE && t < f->n_transfers; t++) {
        if (f->flags[t] & SY_T_PSEUDO) continue;
        if (f->out_place[t] == place || f->in_place[t] == place) return t;
    }
    return SY_NONE;
}
