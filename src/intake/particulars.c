/* particulars.c - one row at a time: its cells become statements (what, value);
 * the row is refused when nothing tells whom or which account they are about.
 * Whether a row was said before is asked of a dictionary that holds, for each
 * row so far, its statements in order of kind, whatever columns they stood in.
 * Values are kept as the file has them; only a number that a workbook stores is
 * written as the digits that the spreadsheet shows. */
#include "intake/particulars.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "intake/single.h"

enum { CHUNK = 4096, MOST_SAID = 4 * SY_MAX_RECORD };

typedef struct place {
    uint32_t source, row;
} place;

typedef sy_single_cell cell;

typedef struct row {
    const cell *cells;
    uint32_t n, number;
    sy_rule rule; /* why it is refused */
    uint32_t column;
    size_t n_said;
    sy_particular_row said[SY_MAX_COLUMNS + SY_PARTICULARS];
} row;

typedef struct speaker {
    sy_shared *shared;
    sy_import *import;
    sy_findings *findings;
    sy_intake_table *table;
    uint32_t index;   /* of the table */
    sy_arena scratch; /* of a row */
    sy_arena values;  /* of the rows that wait */
    sy_particular_row *waiting;
    size_t n_waiting, waiting_capacity;
    sy_duplicate_row *duplicates;
    size_t n_duplicates, duplicates_capacity;
    bool is_over; /* the table: a line has ended it */
    sy_dict *said;
    place *places; /* by number in said: who said it first */
    size_t n_places, places_capacity;
    /* the row above, for rows that go on with it: about whom it was */
    sy_arena above;
    sy_particular_row subject[SY_PARTICULARS];
    size_t n_subject;
    row row;
} speaker;

/* ---- what was said before ---- */

static int by_kind_and_value(const void *a, const void *b)
{
    const sy_particular_row *x = a, *y = b;
    if (x->what != y->what) return x->what < y->what ? -1 : 1;
    return sy_slice_compare(x->value, y->value);
}

/* The number of what the row says, new or known. */
static sy_status find_said(speaker *s, sy_source_kind kind, const sy_particular_row *rows, size_t n,
                           uint32_t *id, sy_err *err)
{
    sy_particular_row *sorted = sy_new_array(NULL, n, sizeof *sorted);
    sy_status st = SY_OK;
    sy_buf all;

    if (!sorted) return sy_fail_nomem(err);
    memcpy(sorted, rows, n * sizeof *sorted);
    qsort(sorted, n, sizeof *sorted, by_kind_and_value);
    sy_buf_init(&all, NULL, MOST_SAID);
    sy_buf_printf(&all, "%d", (int)kind);
    for (size_t i = 0; i < n; i++) {
        sy_buf_printf(&all, " %d %zu ", (int)sorted[i].what, sorted[i].value.len);
        sy_buf_slice(&all, sorted[i].value);
    }
    if (sy_buf_status(&all) != SY_OK) {
        st = sy_fail_nomem(err);
    } else {
        const sy_slice text = {all.ptr, all.len};
        st = sy_dict_put(s->said, sy_dict_hash(s->said, text), text, 0, id, err);
    }
    sy_buf_dispose(&all);
    sy_drop(NULL, sorted);
    return st;
}

/* Notes who said it; *first is who did before, or source 0. */
static sy_status note_said(speaker *s, uint32_t id, place p, place *first, sy_err *err)
{
    void *grown = s->places;

    if (!sy_grow(s->shared->al, &grown, &s->places_capacity, s->n_places, (size_t)id + 1,
                 sizeof *s->places)) {
        return sy_fail_nomem(err);
    }
    s->places = grown;
    if (id >= s->n_places) s->n_places = (size_t)id + 1;
    *first = s->places[id];
    if (first->source == 0) s->places[id] = p;
    return SY_OK;
}

/* Rows of earlier imports come statement by statement. */
typedef struct earlier {
    speaker *s;
    const sy_source *sources;
    size_t n_sources;
    sy_arena arena;
    sy_particular_row *rows;
    size_t n, capacity;
} earlier;

static sy_source_kind kind_of_source(const earlier *e, uint32_t id)
{
    for (size_t i = 0; i < e->n_sources; i++) {
        if (e->sources[i].id != id) continue;
        for (int k = 0; k < SY_SOURCE_KINDS; k++) {
            if (strcmp(e->sources[i].kind, sy_source_kind_names[k]) == 0) return (sy_source_kind)k;
        }
    }
    return SY_OF_ENTRIES;
}

static sy_status end_earlier_row(earlier *e, sy_err *err)
{
    uint32_t id = 0;
    place first;

    if (e->n == 0) return SY_OK;
    const place p = {e->rows[0].source, e->rows[0].row};
    sy_status st = find_said(e->s, kind_of_source(e, p.source), e->rows, e->n, &id, err);
    if (st == SY_OK) st = note_said(e->s, id, p, &first, err);
    e->n = 0;
    sy_arena_clear(&e->arena);
    return st;
}

static sy_status take_earlier(void *ctx, const sy_particular_row *in, sy_err *err)
{
    earlier *e = ctx;
    sy_status st = SY_OK;
    void *grown = e->rows;

    if (e->n > 0 && (e->rows[0].source != in->source || e->rows[0].row != in->row)) {
        st = end_earlier_row(e, err);
    }
    if (st != SY_OK) return st;
    const char *copy = sy_arena_bytes(&e->arena, in->value.ptr, in->value.len);
    if (!copy || !sy_grow(NULL, &grown, &e->capacity, e->n, e->n + 1, sizeof *e->rows)) {
        return sy_fail_nomem(err);
    }
    e->rows = grown;
    e->rows[e->n] = *in;
    e->rows[e->n++].value.ptr = copy;
    return SY_OK;
}

static sy_status load_earlier(speaker *s, sy_workspace *ws, sy_err *err)
{
    earlier e = {.s = s};
    sy_arena arena;
    sy_source *sources = NULL;

    sy_arena_init(&arena, NULL);
    sy_arena_init(&e.arena, NULL);
    sy_status st = sy_facts_source_names(ws, &sources, &e.n_sources, &arena, err);
    e.sources = sources;
    if (st == SY_OK) st = sy_facts_particulars(ws, take_earlier, &e, err);
    if (st == SY_OK) st = end_earlier_row(&e, err);
    sy_drop(NULL, e.rows);
    sy_arena_dispose(&e.arena);
    sy_arena_dispose(&arena);
    return st;
}

/* ---- a row ---- */

static void refuse(row *r, sy_rule rule, uint32_t column)
{
    if (r->rule != SY_FINE || rule == SY_FINE) return;
    r->rule = rule;
    r->column = column;
}

static bool is_subject(sy_particular w)
{
    return w == SY_PART_CARD || w == SY_PART_ACCOUNT || w == SY_PART_NAME || w == SY_PART_ID_KIND ||
           w == SY_PART_ID_NUMBER;
}

/* Digits that a spreadsheet has destroyed cannot name an account. */
static sy_rule check_number(const sy_intake_table *t, const cell *c, sy_slice text)
{
    sy_number number;
    sy_rule rule = sy_parse_number(&number, text, c->is_number);

    if (t->profile->takes_any_account && rule != SY_ACCOUNT_UNRECOVERABLE) return SY_FINE;
    return rule;
}

static sy_status take_cell(speaker *s, row *r, uint32_t column, sy_err *err)
{
    const sy_intake_table *t = s->table;
    const cell *c = &r->cells[column];
    const sy_particular what = (sy_particular)t->particular[column];
    char plain[SY_STORED_TEXT];
    sy_slice text = sy_cell_trim(c->text);

    if (c->is_bad) refuse(r, SY_TEXT_NOT_DECODABLE, column);
    if (what == SY_PARTICULARS || sy_cell_is_blank(text)) return SY_OK;
    if (what == SY_PART_CARD || what == SY_PART_ACCOUNT || what == SY_PART_SUB) {
        refuse(r, check_number(t, c, text), column);
    }
    if (c->is_number && sy_stored_number(plain, text)) text = sy_slice_of(plain);
    text.ptr = sy_arena_bytes(&s->scratch, text.ptr, text.len);
    if (!text.ptr) return sy_fail_nomem(err);
    r->said[r->n_said++] = (sy_particular_row){
        .source = t->source, .row = r->number, .column = column, .what = what, .value = text};
    return SY_OK;
}

static sy_status say(speaker *s, row *r, uint32_t column, sy_particular what, sy_slice text,
                     sy_err *err)
{
    if (sy_cell_is_blank(text) || r->n_said == sizeof r->said / sizeof *r->said) return SY_OK;
    text.ptr = sy_arena_bytes(&s->scratch, text.ptr, text.len);
    if (!text.ptr) return sy_fail_nomem(err);
    r->said[r->n_said++] = (sy_particular_row){.source = s->table->source,
                                               .row = r->number,
                                               .column = column,
                                               .what = what,
                                               .value = text};
    return SY_OK;
}

/* Each item of a cell that is a list, by the first form that it has. */
static sy_status take_list(speaker *s, row *r, uint32_t column, const sy_split *split, sy_err *err)
{
    sy_slice rest = sy_cell_trim(r->cells[column].text), found[SY_FORM_PARTS];
    sy_status st = SY_OK;

    if (r->cells[column].is_bad) refuse(r, SY_TEXT_NOT_DECODABLE, column);
    while (rest.len > 0 && st == SY_OK) {
        const sy_slice item = sy_slice_cut(&rest, split->separator);
        size_t k = 0;
        while (k < split->n_forms && !sy_form_match(&split->forms[k], item, found)) k++;
        for (size_t i = 0; k < split->n_forms && i < split->forms[k].n && st == SY_OK; i++) {
            const int what = split->forms[k].parts[i].hole;
            if (what >= 0) st = say(s, r, column, (sy_particular)what, found[i], err);
        }
    }
    return st;
}

static bool says(const row *r, sy_particular what)
{
    for (size_t i = 0; i < r->n_said; i++) {
        if (r->said[i].what == what) return true;
    }
    return false;
}

static bool names_account(const row *r)
{
    return says(r, SY_PART_CARD) || says(r, SY_PART_ACCOUNT) || says(r, SY_PART_SUB);
}

/* A row without an account goes on with the one above; else this one is the row
 * that those below may go on with. */
static sy_status go_on(speaker *s, row *r, sy_err *err)
{
    if (!s->table->profile->rows_continue) return SY_OK;
    if (!names_account(r)) {
        for (size_t i = 0; i < s->n_subject; i++) {
            r->said[r->n_said] = s->subject[i];
            r->said[r->n_said++].row = r->number;
        }
        return SY_OK;
    }
    sy_arena_clear(&s->above);
    s->n_subject = 0;
    for (size_t i = 0; i < r->n_said && s->n_subject < SY_PARTICULARS; i++) {
        if (!is_subject(r->said[i].what)) continue;
        const sy_slice v = r->said[i].value;
        sy_particular_row *kept = &s->subject[s->n_subject++];
        *kept = r->said[i];
        kept->value.ptr = sy_arena_bytes(&s->above, v.ptr, v.len);
        if (!kept->value.ptr) return sy_fail_nomem(err);
    }
    return SY_OK;
}

/* Whom or what is it about? */
static void check_subject(const speaker *s, row *r)
{
    switch (s->table->profile->kind) {
    case SY_OF_PERSONS:
        if (!says(r, SY_PART_NAME) && !says(r, SY_PART_ID_NUMBER)) {
            refuse(r, SY_NAME_MISSING, SY_NO_COLUMN);
        }
        break;
    case SY_OF_TASKS:
        if (!names_account(r) && !says(r, SY_PART_ASKED)) {
            refuse(r, SY_ACCOUNT_MISSING, SY_NO_COLUMN);
        }
        break;
    default:
        if (!names_account(r)) refuse(r, SY_ACCOUNT_MISSING, SY_NO_COLUMN);
    }
}

/* Every cell that says something is its column's heading. */
static bool is_header_again(const speaker *s, const row *r)
{
    for (size_t i = 0; i < r->n_said; i++) {
        char said[SY_WORD_TEXT], heading[SY_WORD_TEXT];
        const sy_slice value = {said, sy_heading_fold(said, r->said[i].value)};
        const sy_slice known = {heading,
                                sy_heading_fold(heading, s->table->headings[r->said[i].column])};
        if (!sy_slice_is(value, known)) return false;
    }
    return r->n_said > 0;
}

static const sy_split *list_in(const sy_intake_table *t, uint32_t column)
{
    for (size_t k = 0; k < t->profile->n_splits; k++) {
        if (t->split[k] == column) return &t->profile->splits[k];
    }
    return NULL;
}

static sy_status read_cells(speaker *s, row *r, sy_err *err)
{
    const sy_intake_table *t = s->table;
    sy_status st = SY_OK;

    for (uint32_t i = 0; i < r->n && i < t->n_columns && st == SY_OK; i++) {
        const sy_split *list = list_in(t, i);
        st = list ? take_list(s, r, i, list, err) : take_cell(s, r, i, err);
    }
    for (uint32_t i = t->n_columns; i < r->n; i++) {
        if (sy_cell_trim(r->cells[i].text).len > 0) refuse(r, SY_TOO_MANY_CELLS, SY_NO_COLUMN);
    }
    if (st != SY_OK) return st;
    if (is_header_again(s, r)) {
        r->rule = SY_REPEATED_HEADER;
        r->column = r->said[0].column;
        return SY_OK;
    }
    st = go_on(s, r, err);
    check_subject(s, r);
    return st;
}

/* ---- to the store ---- */

static sy_status flush(speaker *s, sy_err *err)
{
    sy_status st = sy_import_particulars(s->import, s->waiting, s->n_waiting, err);
    if (st == SY_OK) st = sy_import_duplicates(s->import, s->duplicates, s->n_duplicates, err);
    s->n_waiting = s->n_duplicates = 0;
    sy_arena_clear(&s->values);
    return st;
}

static sy_status keep(speaker *s, const row *r, sy_err *err)
{
    const sy_alloc *al = s->shared->al;
    void *rows = s->waiting, *duplicates = s->duplicates;
    uint32_t id = 0;
    place first = {0, 0};
    sy_status st = find_said(s, s->table->profile->kind, r->said, r->n_said, &id, err);

    if (st == SY_OK) {
        st = note_said(s, id, (place){s->table->source, r->number}, &first, err);
    }
    if (st != SY_OK) return st;
    if (!sy_grow(al, &rows, &s->waiting_capacity, s->n_waiting, s->n_waiting + r->n_said,
                 sizeof *s->waiting)) {
        return sy_fail_nomem(err);
    }
    s->waiting = rows;
    if (!sy_grow(al, &duplicates, &s->duplicates_capacity, s->n_duplicates, s->n_duplicates + 1,
                 sizeof *s->duplicates)) {
        return sy_fail_nomem(err);
    }
    s->duplicates = duplicates;
    for (size_t i = 0; i < r->n_said; i++) {
        sy_particular_row *p = &s->waiting[s->n_waiting++];
        *p = r->said[i];
        p->value.ptr = sy_arena_bytes(&s->values, p->value.ptr, p->value.len);
        if (!p->value.ptr) return sy_fail_nomem(err);
    }
    if (first.source) {
        s->table->duplicate++;
        s->duplicates[s->n_duplicates++] =
            (sy_duplicate_row){s->table->source, r->number, first.source, first.row};
    } else {
        s->findings->counts[s->index].accepted++;
    }
    return s->n_waiting >= CHUNK ? flush(s, err) : SY_OK;
}

/* 注销信息: what follows is another table, about accounts that are no more. */
static bool ends_table(const sy_profile *p, const cell *cells, uint32_t n)
{
    char folded[SY_WORD_TEXT];
    uint32_t i = 0;

    if (p->stop_at.n == 0) return false;
    while (i < n && sy_cell_trim(cells[i].text).len == 0) i++;
    if (i == n) return false;
    const sy_slice first = {folded, sy_heading_fold(folded, cells[i].text)};
    for (size_t k = 0; k < p->stop_at.n; k++) {
        if (sy_slice_starts(first, p->stop_at.items[k])) return true;
    }
    return false;
}

static sy_status take_row(void *ctx, const cell *cells, uint32_t n, uint32_t number, sy_err *err)
{
    speaker *s = ctx;
    sy_counts *counts = &s->findings->counts[s->index];
    row *r = &s->row;

    r->cells = cells;
    r->n = n;
    r->number = number;
    r->rule = SY_FINE;
    r->n_said = 0;
    counts->rows++;
    s->is_over = s->is_over || ends_table(s->table->profile, cells, n);
    sy_status st = s->is_over ? SY_OK : read_cells(s, r, err);
    if (s->is_over) refuse(r, SY_AFTER_END, 0);
    if (st != SY_OK) return st;
    if (r->rule == SY_FINE) return keep(s, r, err);
    counts->rejected++;
    const sy_reject reject = {.source = s->table->source,
                              .row = number,
                              .rule = (uint16_t)r->rule,
                              .table = s->index,
                              .column = (uint16_t)r->column,
                              .value = r->column < n ? cells[r->column].text : (sy_slice){"", 0}};
    return sy_findings_reject(s->findings, s->shared->al, reject) ? SY_OK : sy_fail_nomem(err);
}

/* ---- a table ---- */

static sy_status read_table(speaker *s, uint32_t index, sy_err *err)
{
    s->table = s->shared->tables->items[index];
    s->index = index;
    s->n_subject = 0;
    s->is_over = false;
    sy_status st = sy_single_rows(s->table, &s->scratch, take_row, s, err);
    st = sy_shared_spoil(s->shared, index, st);
    return st == SY_OK ? flush(s, err) : st;
}

static bool has_particulars(const sy_intake_table *t)
{
    return sy_kind_has_particulars(t->profile->kind);
}

static size_t count_tables(const sy_found_tables *tables)
{
    size_t n = 0;
    for (size_t i = 0; i < tables->n; i++) n += has_particulars(tables->items[i]);
    return n;
}

sy_status sy_particulars_read(sy_shared *shared, const sy_found_tables *tables, sy_workspace *ws,
                              sy_import *import, sy_err *err)
{
    speaker *s;
    sy_status st = SY_OK;

    if (count_tables(tables) == 0) return SY_OK;
    s = sy_new(shared->al, sizeof *s);
    if (!s) return sy_fail_nomem(err);
    s->shared = shared;
    s->import = import;
    sy_arena_init(&s->scratch, shared->al);
    sy_arena_init(&s->values, shared->al);
    sy_arena_init(&s->above, shared->al);
    s->findings = sy_findings_new(shared);
    if (!s->findings) st = sy_fail_nomem(err);
    if (st == SY_OK) st = sy_dict_new(&s->said, shared->al, sy_dict_seed(), 0, err);
    if (st == SY_OK) st = load_earlier(s, ws, err);
    for (uint32_t i = 0; i < tables->n && st == SY_OK; i++) {
        if (has_particulars(tables->items[i])) st = read_table(s, i, err);
    }
    sy_findings_keep(shared, s->findings);
    sy_dict_free(s->said);
    sy_drop(shared->al, s->places);
    sy_drop(shared->al, s->waiting);
    sy_drop(shared->al, s->duplicates);
    sy_arena_dispose(&s->scratch);
    sy_arena_dispose(&s->values);
    sy_arena_dispose(&s->above);
    sy_drop(shared->al, s);
    return st;
}
