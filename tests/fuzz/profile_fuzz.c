/* profile_fuzz.c - any bytes as a profile, as the dictionaries of counterparties
 * and of corrections, and as cells. Up to the first NUL the input is YAML; after it stand cells,
 * one a line. What a cell was read as, prints and reads back the same. */
#include <stdint.h>
#include <string.h>

#include "intake/corrections.h"
#include "intake/counterparty.h"
#include "intake/profile.h"
#include "memory.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { CELLS = 200 };

static void amounts(sy_slice cell)
{
    char plain[SY_STORED_TEXT], out[SY_MINOR_TEXT];
    int64_t fen, again;

    if (sy_parse_amount(&fen, cell) == SY_FINE) {
        MUST(sy_parse_amount(&again, sy_slice_of(sy_minor_print(out, fen))) == SY_FINE);
        MUST(again == fen);
    }
    if (sy_stored_number(plain, cell)) {
        MUST(strlen(plain) < SY_STORED_TEXT);
        MUST(sy_parse_amount(&fen, sy_slice_of(plain)) != SY_AMOUNT_NOT_A_NUMBER);
    }
}

static void times(sy_slice cell)
{
    char out[SY_TIME_TEXT];
    int64_t at, again;
    int32_t seconds;
    sy_precision precision, same;

    if (sy_parse_time(&at, &precision, cell) == SY_FINE) {
        MUST(sy_parse_time(&again, &same, sy_slice_of(sy_time_print(out, at, precision))) ==
             SY_FINE);
        MUST(again == at && same == precision);
    }
    if (sy_parse_clock(&seconds, cell) == SY_FINE) MUST(seconds >= 0 && seconds < SY_DAY);
    (void)sy_parse_day_number(&at, &precision, cell);
}

static void numbers(sy_slice cell)
{
    for (int stored = 0; stored < 2; stored++) {
        sy_number number;
        if (sy_parse_number(&number, cell, stored) != SY_FINE) continue;
        MUST(number.len <= SY_NUMBER_TEXT && number.sub_len < SY_SUB_TEXT);
        MUST(!memchr(number.text, ' ', number.len) && !memchr(number.text, '-', number.len));
    }
}

static void counterparties(sy_slice yaml, const sy_slice *cells, size_t n)
{
    sy_counterparties *d = NULL;
    sy_slice term;

    if (sy_counterparties_load(&d, NULL, memory_path(yaml.ptr, yaml.len), NULL, NULL) != SY_OK) return;
    for (size_t i = 0; i < n; i++) {
        const sy_other_words words = {
            .name = cells[i], .summary = cells[n - 1 - i], .number = cells[i / 2]};
        (void)sy_counterparty_kind(d, &words, &term);
        (void)sy_counterparty_has_account(d, cells[i], cells[n - 1 - i]);
    }
    sy_counterparties_free(d);
}

static void corrections(sy_slice yaml, const sy_slice *cells, size_t n)
{
    sy_correction_words *d = NULL;

    if (sy_corrections_parse(&d, NULL, "fuzz.yaml", yaml, NULL) != SY_OK) return;
    for (size_t i = 0; i < n; i++) {
        const sy_correction kind = sy_correction_of(d, cells[i]);
        MUST(kind < SY_CORRECTIONS && sy_correction_days(d, kind) >= 0);
    }
    sy_corrections_free(d);
}

/* Parts of a cell lie in it, one behind the other; the last form takes any. */
static void forms(const sy_split *split, sy_slice cell)
{
    bool any = sy_cell_trim(cell).len == 0;

    for (size_t k = 0; k < split->n_forms; k++) {
        sy_slice found[SY_FORM_PARTS];
        const char *at = cell.ptr;
        if (!sy_form_match(&split->forms[k], cell, found)) continue;
        any = true;
        for (size_t i = 0; i < split->forms[k].n; i++) {
            MUST(found[i].ptr >= at && found[i].ptr + found[i].len <= cell.ptr + cell.len);
            at = found[i].ptr + found[i].len;
        }
    }
    MUST(any);
}

static void profiles(sy_slice yaml, const sy_slice *cells, size_t n)
{
    sy_profiles *set = NULL;
    sy_header_match m;

    if (sy_profiles_parse(&set, NULL, "fuzz.yaml", yaml, NULL) != SY_OK) return;
    const sy_profile *p = sy_profiles_at(set, 0);
    sy_header_try(set, NULL, cells, n, &m);
    for (size_t f = 0; m.profile && f < SY_FIELDS; f++) {
        MUST(m.column[f] == SY_NO_COLUMN || m.column[f] < n);
    }
    for (size_t i = 0; i < n; i++) {
        (void)sy_profile_direction(p, cells[i]);
        (void)sy_profile_success(p, cells[i]);
        (void)sy_profile_cash(p, cells[i]);
        for (int k = 0; k < SY_WORD_KINDS; k++) {
            (void)sy_profile_has_word(p, (sy_word_kind)k, cells[i]);
        }
        (void)sy_heading_in_fen(p, cells[i]);
        for (size_t k = 0; k < p->n_splits; k++) forms(&p->splits[k], cells[i]);
    }
    sy_header_by_position(p, &m);
    sy_profiles_free(set);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    const char *text = (const char *)bytes, *end = text + n;
    const char *cut = n ? memchr(text, '\0', n) : NULL;
    const sy_slice yaml = {text, (size_t)((cut ? cut : end) - text)};
    sy_slice cells[CELLS];
    size_t n_cells = 0;

    for (const char *p = cut ? cut + 1 : end; p < end && n_cells < CELLS;) {
        const char *line = memchr(p, '\n', (size_t)(end - p));
        if (!line) line = end;
        cells[n_cells++] = (sy_slice){p, (size_t)(line - p)};
        p = line + (line < end);
    }
    for (size_t i = 0; i < n_cells; i++) {
        char iso[4];
        amounts(cells[i]);
        times(cells[i]);
        numbers(cells[i]);
        (void)sy_parse_currency(iso, cells[i]);
    }
    profiles(yaml, cells, n_cells);
    counterparties(yaml, cells, n_cells);
    corrections(yaml, cells, n_cells);
    return 0;
}
