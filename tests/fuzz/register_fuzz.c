/* register_fuzz.c - any bytes as the definition of a pool, and as cells of registers. Up to
 * the first NUL the input is YAML; after it stand cells, one a line. What is kept of a cell
 * is a normal form: read again it is the same. */
#include <stdint.h>
#include <string.h>

#include "intake/pool_cells.h"
#include "intake/units.h"
#include "memory.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { CELLS = 100 };

/* The marks that keep spreadsheets from converting numbers are taken off once. */
static bool has_marks(sy_slice text)
{
    return text.len > 0 &&
           (memchr(text.ptr, '\'', text.len) || memmem(text.ptr, text.len, "=\"", 2));
}

static void cell(sy_slice text, sy_pool_type type, bool is_number, int unit, sy_arena *arena)
{
    const sy_pool_column column = {.type = type};
    const sy_single_cell in = {.text = text, .is_number = is_number};
    sy_pool_value value, again;
    bool has_no_memory = false;

    if (sy_pool_read_cell(&value, &column, &in, unit, arena, &has_no_memory) != SY_FINE) return;
    MUST(!has_no_memory);
    if (type == SY_POOL_DATE) {
        MUST(value.number == SY_NO_DAY || (value.number > -800000 && value.number < 3000000));
    }
    if (type == SY_POOL_NUMBER) MUST(value.number == SY_NO_AMOUNT || value.number >= 0);
    if (!sy_pool_type_is_text(type) || has_marks(value.text)) return;
    const sy_single_cell kept = {.text = value.text};
    MUST(sy_pool_read_cell(&again, &column, &kept, SY_IN_YUAN, arena, &has_no_memory) == SY_FINE);
    if (sy_slice_is(again.text, value.text)) return;
    fprintf(stderr, "type %d: \"%.*s\" is kept as \"%.*s\", and that as \"%.*s\"\n", (int)type,
            (int)text.len, text.ptr, (int)value.text.len, value.text.ptr, (int)again.text.len,
            again.text.ptr);
    abort();
}

static void definition(sy_slice yaml, const sy_slice *cells, size_t n, sy_arena *arena)
{
    sy_pools *pools = NULL;

    if (sy_pools_parse(&pools, NULL, "fuzz.yaml", yaml, NULL) != SY_OK) return;
    const sy_pool *p = sy_pools_at(pools, 0);
    MUST(p->n_columns <= SY_POOL_COLUMNS && p->n_required <= SY_POOL_REQUIRED);
    for (size_t i = 0; i < p->n_columns; i++) {
        const sy_pool_column *c = &p->columns[i];
        MUST(strspn(c->sql, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(c->sql) && *c->sql);
        MUST(c->stands_in < (int)p->n_columns);
        if (n > 0) cell(cells[i % n], c->type, false, c->is_in_wan ? SY_IN_WAN : SY_IN_YUAN, arena);
    }
    for (size_t i = 0; i < n; i++) (void)sy_pool_state_of(p, cells[i]);
    sy_pools_free(pools);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    const char *text = (const char *)bytes, *end = text + n;
    const char *cut = n ? memchr(text, '\0', n) : NULL;
    static const int units[] = {SY_IN_YUAN, SY_IN_WAN, -2, 8, -1};
    sy_slice cells[CELLS];
    size_t n_cells = 0;
    sy_arena arena;

    sy_arena_init(&arena, NULL);
    for (const char *p = cut ? cut + 1 : end; p < end && n_cells < CELLS;) {
        const char *line = memchr(p, '\n', (size_t)(end - p));
        if (!line) line = end;
        cells[n_cells++] = (sy_slice){p, (size_t)(line - p)};
        p = line + (line < end);
    }
    for (size_t i = 0; i < n_cells; i++) {
        for (int type = 0; type < SY_POOL_TYPES; type++) {
            cell(cells[i], (sy_pool_type)type, i & 1, units[i % 5], &arena);
        }
        sy_slice base;
        (void)sy_heading_unit(cells[i], &base);
        MUST(base.len <= cells[i].len);
    }
    definition((sy_slice){text, (size_t)((cut ? cut : end) - text)}, cells, n_cells, &arena);
    sy_arena_dispose(&arena);
    return 0;
}
