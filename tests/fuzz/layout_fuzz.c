/* layout_fuzz.c - any bytes as the beginning of a table: lines are read for
 * titles and totals, columns are guessed, and a mapping that is guessed must
 * read back as the same columns. Rows end with a newline, cells with a tab. */
#include <stdint.h>
#include <string.h>

#include "intake/guess.h"
#include "intake/mapping.h"
#include "intake/said.h"
#include "memory.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { CELLS = 40 };

static const char profile[] =
    "id: p\nname: {zh: p, en: p}\nrequired: [[date, amount]]\n"
    "columns: {date: [交易日期], amount: [交易金额], amount-in: [收入], amount-out: [支出],\n"
    "  balance: [余额], direction: [收付标志], card: [卡号], other-name: [对方户名], success: "
    "[结果]}\n";

static void cut(sy_sample *s, const char *p, size_t n)
{
    for (const char *end = p + n; p < end && s->n < SY_SAMPLE_ROWS;) {
        const char *line = memchr(p, '\n', (size_t)(end - p));
        sy_slice *cells = sy_arena_get(&s->arena, CELLS * sizeof *cells);
        uint32_t k = 0;
        if (!line) line = end;
        MUST(cells != NULL);
        for (const char *c = p; c <= line && k < CELLS;) {
            const char *tab = memchr(c, '\t', (size_t)(line - c));
            if (!tab) tab = line;
            cells[k++] = (sy_slice){c, (size_t)(tab - c)};
            c = tab + 1;
        }
        s->rows[s->n] = (sy_sample_row){s->n + 1, k, cells, NULL};
        s->n++;
        p = line + 1;
    }
}

static void lines(const sy_sample *s)
{
    for (uint32_t i = 0; i < s->n; i++) {
        sy_said said;
        sy_line_read(&said, s->rows[i].cells, s->rows[i].n);
        if (said.totals.stated & SY_STATED_PERIOD) MUST(said.totals.from_day <= said.totals.to_day);
        for (uint32_t k = 0; k < s->rows[i].n; k++) {
            sy_total_word(s->rows[i].cells[k]);
            sy_holder_in_name(s->rows[i].cells[k]);
        }
    }
}

/* Equal headings get numbers only while there is room, so a column may be lost,
 * but never become another field's. */
static void reads_back(const sy_guess *g, sy_arena *arena)
{
    sy_mapping m = {.headings = g->headings, .n = g->n_columns, .has_header = g->header_rows > 0};
    sy_profiles *set = NULL;
    sy_header_match match;
    const char *yaml;

    memcpy(m.column, g->column, sizeof m.column);
    m.is_signed = g->is_signed;
    MUST(sy_mapping_write(&yaml, &m, "m", arena, NULL) == SY_OK);
    if (sy_profiles_parse(&set, NULL, "m", sy_slice_of(yaml), NULL) == SY_OK && m.has_header) {
        sy_header_try(set, NULL, g->headings, g->n_columns, &match);
        for (int f = 0; match.profile && f < SY_FIELDS; f++) {
            MUST(match.column[f] == SY_NO_COLUMN || g->column[f] != SY_NO_COLUMN);
        }
    }
    sy_profiles_free(set);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static sy_profiles *known;
    sy_sample s;
    sy_guess g;
    bool found;

    if (!known) {
        MUST(sy_profiles_parse(&known, NULL, "p", sy_slice_of(profile), NULL) == SY_OK);
    }
    sy_sample_init(&s, NULL);
    cut(&s, (const char *)bytes, n);
    lines(&s);
    MUST(sy_guess_table(&g, &found, known, &s, &s.arena, NULL) == SY_OK);
    if (found) {
        MUST(g.confidence <= 100 && g.n_columns <= SY_GUESS_COLUMNS && g.first < s.n);
        for (int f = 0; f < SY_FIELDS; f++) {
            MUST(g.column[f] == SY_NO_COLUMN || g.column[f] < g.n_columns);
        }
        reads_back(&g, &s.arena);
    }
    sy_sample_dispose(&s);
    return 0;
}
