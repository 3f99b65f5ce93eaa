/* remap.c - corrections, then YAML, then a profile out of it: what is read is
 * what would be saved. */
#include "intake/remap.h"

#include "base/lang.h"

void sy_remap_of_table(sy_mapping *m, const sy_intake_table *t)
{
    *m = (sy_mapping){.headings = t->headings,
                      .n = t->n_columns,
                      .has_header = t->header_row > 0,
                      .is_signed = t->profile->has_signed_amounts};
    memcpy(m->column, t->column, sizeof m->column);
}

void sy_remap_of_guess(sy_mapping *m, const sy_guess *g)
{
    *m = (sy_mapping){.headings = g->headings,
                      .n = g->n_columns,
                      .has_header = g->header_rows > 0,
                      .is_signed = g->is_signed};
    memcpy(m->column, g->column, sizeof m->column);
}

static sy_status correct(sy_mapping *m, const sy_import_options *ask, sy_arena *arena, sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t i = 0; i < ask->n_sets && st == SY_OK; i++) {
        st = sy_mapping_set(m, ask->sets[i], err);
    }
    if (st == SY_OK && ask->directions) st = sy_mapping_directions(m, ask->directions, arena, err);
    if (st == SY_OK && (ask->n_sets > 0 || ask->directions)) st = sy_mapping_check(m, err);
    return st;
}

/* The first cell of the column that is not blank, below the header. */
static sy_slice example_of(const sy_sample *sample, uint32_t header_row, uint32_t column)
{
    for (uint32_t i = 0; i < sample->n; i++) {
        const sy_sample_row *row = &sample->rows[i];
        if (row->number <= header_row || column >= row->n) continue;
        const sy_slice s = sy_cell_trim(row->cells[column]);
        if (s.len > 0) return s;
    }
    return (sy_slice){"", 0};
}

static sy_status list_columns(sy_mapping_report *r, const sy_mapping *m, const sy_mapping *before,
                              const sy_guess *guess, const sy_sample *sample, uint32_t header_row,
                              sy_arena *arena, sy_err *err)
{
    sy_mapped_column *columns = sy_arena_get(arena, m->n * sizeof *columns);

    if (!columns) return sy_fail_nomem(err);
    for (uint32_t i = 0; i < m->n; i++) {
        sy_slice example = example_of(sample, header_row, i);
        if (example.len > 60) { /* cut at a character */
            example.len = 60;
            while (example.len > 0 && ((unsigned char)example.ptr[example.len] & 0xC0) == 0x80) {
                example.len--;
            }
        }
        columns[i].heading = sy_arena_text(arena, m->headings[i].ptr, m->headings[i].len);
        columns[i].example = sy_arena_text(arena, example.ptr, example.len);
        if (!columns[i].heading || !columns[i].example) return sy_fail_nomem(err);
        for (int f = 0; f < SY_FIELDS; f++) {
            if (m->column[f] != i || columns[i].field) continue;
            const bool is_own = before->column[f] != i; /* a person said so */
            columns[i].field = sy_field_name((sy_field)f);
            columns[i].certainty = guess && !is_own ? guess->certainty[f] : 100;
        }
    }
    r->columns = columns;
    r->n_columns = m->n;
    return SY_OK;
}

static sy_status read_back(sy_found_tables *tables, const sy_mapping_report *r,
                           const sy_profile **profile, sy_err *err)
{
    void *items = tables->own;
    sy_profiles *set = NULL;

    if (!sy_grow(tables->al, &items, &tables->own_capacity, tables->n_own, tables->n_own + 1,
                 sizeof *tables->own)) {
        return sy_fail_nomem(err);
    }
    tables->own = items;
    sy_status st = sy_profiles_parse(&set, NULL, r->id, sy_slice_of(r->yaml), err);
    if (st != SY_OK) return st;
    tables->own[tables->n_own++] = set;
    *profile = sy_profiles_at(set, 0);
    return SY_OK;
}

sy_status sy_remap(sy_found_tables *tables, sy_intake_table *t, sy_mapping *m,
                   const sy_guess *guess, const sy_sample *sample, const sy_import_options *ask,
                   const sy_profile **profile, sy_err *err)
{
    sy_arena *arena = tables->arena;
    sy_mapping_report *r = sy_arena_get(arena, sizeof *r);
    const sy_mapping before = *m;
    char id[SY_MAPPING_ID];
    const uint32_t header_row = !guess             ? t->header_row
                                : guess->first > 0 ? sample->rows[guess->first - 1].number
                                                   : 0;

    if (!r) return sy_fail_nomem(err);
    sy_status st = correct(m, ask, arena, err);
    if (st != SY_OK) return st;
    sy_mapping_id(id, m);
    r->id = ask->mapping_id ? ask->mapping_id : sy_arena_text(arena, id, strlen(id));
    if (!r->id) return sy_fail_nomem(err);
    st = sy_mapping_write(&r->yaml, m, r->id, arena, err);
    if (st == SY_OK) st = list_columns(r, m, &before, guess, sample, header_row, arena, err);
    if (st == SY_OK) st = read_back(tables, r, profile, err);
    if (st != SY_OK) return st;
    r->fingerprint = m->has_header ? sy_header_fingerprint(m->headings, m->n) : 0;
    r->is_guess = guess != NULL;
    if (guess) {
        r->confidence = guess->confidence;
        r->steps = guess->steps;
        r->chained = guess->chained;
        r->needs_yes = guess->confidence < SY_GUESS_ENOUGH && !ask->accept_mapping;
    }
    t->mapping = r;
    return SY_OK;
}
