/* read_back.c - row by row: which lead, is it still the one of the list, what is answered.
 * Nothing is decided on the way; whoever called takes all of it or nothing. */
#include "casework/read_back.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "intake/parse.h"
#include "suyuan/limits.h"

typedef struct first { /* what the first row about a lead said */
    sy_lead_said said;
    uint32_t row;
} first;

/* A column that is none of the list's; its first value is said. */
typedef struct other {
    uint32_t at;
    const char *heading;
    bool is_said;
} other;

typedef struct reader {
    sy_read_back *out;
    sy_docket *docket;
    const sy_read_back_options *options;
    sy_arena *arena;
    const char *sheet;
    first **firsts;                   /* by the lead's place in the docket; NULL: no row yet */
    uint16_t column[SY_LIST_COLUMNS]; /* of this sheet; UINT16_MAX: has none */
    other *others;                    /* of this sheet */
    size_t n_others;
    bool has_head, has_any_head;
    bool lacks_answers; /* a column of answers is not in this sheet */
    size_t answers_capacity, problems_capacity, hints_capacity;
} reader;

/* ---- problems ---- */

static void *grow(reader *r, void *items, size_t *capacity, size_t n, size_t size)
{
    if (n < *capacity) return items;
    const size_t more = *capacity ? *capacity * 2 : 32;
    char *grown = sy_arena_get(r->arena, more * size);
    if (grown && n) memcpy(grown, items, n * size);
    if (grown) *capacity = more;
    return grown;
}

static const char *kept(reader *r, sy_slice text)
{
    return sy_arena_text(r->arena, text.len ? text.ptr : "", text.len);
}

static sy_status make_problem(sy_list_problem *out, reader *r, uint32_t row, const char *column,
                              sy_slice value, const char *what, sy_err *err)
{
    const char *copy = kept(r, value), *words = kept(r, sy_slice_of(what));

    if (!copy || !words) return sy_fail_nomem(err);
    *out = (sy_list_problem){r->sheet, row, column, copy, words};
    return SY_OK;
}

static sy_status note_of(reader *r, uint32_t row, const char *column, sy_slice value,
                         const char *what, sy_err *err)
{
    sy_read_back *o = r->out;
    sy_list_problem *list =
        grow(r, o->problems, &r->problems_capacity, o->n_problems, sizeof *list);

    if (!list) return sy_fail_nomem(err);
    o->problems = list;
    return make_problem(&list[o->n_problems++], r, row, column, value, what, err);
}

static sy_status note(reader *r, uint32_t row, sy_list_column column, sy_slice value,
                      const char *what, sy_err *err)
{
    return note_of(r, row, sy_list_heading(column), value, what, err);
}

static sy_status hint(reader *r, uint32_t row, const char *column, sy_slice value, const char *what,
                      sy_err *err)
{
    sy_read_back *o = r->out;
    sy_list_problem *list = grow(r, o->hints, &r->hints_capacity, o->n_hints, sizeof *list);

    if (!list) return sy_fail_nomem(err);
    o->hints = list;
    return make_problem(&list[o->n_hints++], r, row, column, value, what, err);
}

/* ---- the head ---- */

static bool find_columns(uint16_t column[SY_LIST_COLUMNS], const sy_row *row)
{
    bool has_answer = false;

    memset(column, 0xFF, SY_LIST_COLUMNS * sizeof *column);
    for (uint32_t i = 0; i < row->n_cells && i < UINT16_MAX; i++) {
        const sy_list_column c = sy_list_column_of(sy_cell_trim(row->cells[i].text));
        if (c == SY_LIST_COLUMNS || column[c] != UINT16_MAX) continue;
        column[c] = (uint16_t)i;
        has_answer = has_answer || c >= SY_LIST_SEALED;
    }
    return column[SY_LIST_ID] != UINT16_MAX && has_answer;
}

/* Columns that nobody reads: without one of our headings, or with one that stands twice. */
static sy_status find_others(reader *r, const sy_row *row, sy_err *err)
{
    r->n_others = 0;
    r->others = sy_arena_get(r->arena, (row->n_cells + 1) * sizeof *r->others);
    if (!r->others) return sy_fail_nomem(err);
    for (uint32_t i = 0; i < row->n_cells; i++) {
        const sy_slice heading = sy_cell_trim(row->cells[i].text);
        const sy_list_column c = sy_list_column_of(heading);
        if (heading.len == 0 || (c != SY_LIST_COLUMNS && r->column[c] == i)) continue;
        const char *copy = kept(r, heading);
        if (!copy) return sy_fail_nomem(err);
        r->others[r->n_others++] = (other){i, copy, false};
    }
    return SY_OK;
}

static sy_status find_missing(reader *r, const sy_row *row, bool is_first, sy_err *err)
{
    sy_status st = SY_OK;

    r->lacks_answers = false;
    for (int c = SY_LIST_SEALED; c < SY_LIST_COLUMNS && st == SY_OK; c++) {
        if (r->column[c] != UINT16_MAX) continue;
        r->lacks_answers = true;
        if (is_first)
            st = hint(r, row->number, sy_list_heading((sy_list_column)c), SY_TEXT(""),
                      _("the list has no such column: nothing was read for it"), err);
    }
    return st;
}

/* Nothing where the row is no head. */
static sy_status take_head(reader *r, const sy_row *row, sy_err *err)
{
    const bool is_first = !r->has_head;
    uint16_t column[SY_LIST_COLUMNS];

    if (!find_columns(column, row)) return SY_OK;
    memcpy(r->column, column, sizeof column);
    r->has_head = r->has_any_head = true;
    const sy_status st = find_others(r, row, err);
    return st == SY_OK ? find_missing(r, row, is_first, err) : st;
}

/* What was filled in elsewhere is not passed over in silence. */
static sy_status look_at_others(reader *r, const sy_row *row, sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t i = 0; i < r->n_others && st == SY_OK; i++) {
        other *o = &r->others[i];
        if (o->is_said || o->at >= row->n_cells) continue;
        const sy_slice value = sy_cell_trim(row->cells[o->at].text);
        if (value.len == 0) continue;
        o->is_said = true;
        if (sy_list_column_of(sy_slice_of(o->heading)) != SY_LIST_COLUMNS)
            st = note_of(r, row->number, o->heading, value,
                         _("stands in two columns: which of them is to be read?"), err);
        else if (r->lacks_answers)
            st = note_of(r, row->number, o->heading, value,
                         _("is filled in under a heading that the list does not have, and one "
                           "of answers is missing: was it renamed? Give it its name again"),
                         err);
        else
            st = hint(r, row->number, o->heading, value,
                      _("the list has no such column: it was not read"), err);
    }
    return st;
}

static const sy_cell *cell_of(const reader *r, const sy_row *row, sy_list_column c)
{
    static const sy_cell none = {{"", 0}, SY_CELL_EMPTY};
    return r->column[c] < row->n_cells ? &row->cells[r->column[c]] : &none;
}

static sy_slice text_of(const reader *r, const sy_row *row, sy_list_column c)
{
    return sy_cell_trim(cell_of(r, row, c)->text);
}

/* ---- one row ---- */

static sy_status find_lead(reader *r, const sy_row *row, sy_docket_lead **lead, sy_err *err)
{
    const sy_slice id = text_of(r, row, SY_LIST_ID);
    char text[64];

    *lead = NULL;
    if (id.len < sizeof text && !(id.len && memchr(id.ptr, '\0', id.len))) {
        if (id.len) memcpy(text, id.ptr, id.len);
        text[id.len] = '\0';
        *lead = sy_docket_find(r->docket, text);
    }
    return *lead ? SY_OK
                 : note(r, row->number, SY_LIST_ID, id, _("is no lead of this workspace"), err);
}

/* Was the row moved, or half of it? */
static sy_status check_case(reader *r, const sy_row *row, const sy_docket_lead *l, bool *is_fine,
                            sy_err *err)
{
    const sy_slice cell = text_of(r, row, SY_LIST_CASE);
    char here[SY_CASE_KEY], there[SY_CASE_KEY];

    if (cell.len == 0) return SY_OK;
    const char *text = kept(r, cell);
    if (!text) return sy_fail_nomem(err);
    sy_case_key(here, text);
    sy_case_key(there, l->lead.case_number);
    if (strcmp(here, there) == 0) return SY_OK;
    *is_fine = false;
    return note(r, row->number, SY_LIST_CASE, cell,
                _("is not the case of this lead: were rows sorted in part?"), err);
}

static sy_status check_code(reader *r, const sy_row *row, sy_docket_lead *l, bool *is_fine,
                            sy_err *err)
{
    const sy_slice code = text_of(r, row, SY_LIST_CODE);
    sy_code_says says;
    sy_status st = sy_list_code_check(&says, code, l, err);

    if (st != SY_OK || says == SY_CODE_RIGHT) return st;
    if (says == SY_CODE_CHANGED && r->options->accepts_changed) return SY_OK;
    *is_fine = false;
    return note(r, row->number, SY_LIST_CODE, code,
                says == SY_CODE_CHANGED
                    ? _("the lead has changed since the list was written: look at it, then "
                        "--accept-changed")
                    : _("is not the code of this lead: was it changed, or rows sorted in part?"),
                err);
}

static sy_status read_answers(reader *r, const sy_row *row, sy_lead_said *said, bool *is_fine,
                              bool *is_blank, sy_err *err)
{
    sy_status st = SY_OK;

    *is_blank = true;
    for (int c = SY_LIST_SEALED; c < SY_LIST_COLUMNS && st == SY_OK; c++) {
        const sy_cell *cell = cell_of(r, row, (sy_list_column)c);
        const char *what, *value;
        st = sy_list_value(&value, &what, (sy_list_column)c, cell, r->arena, err);
        if (st != SY_OK) break;
        if (what) {
            *is_fine = false;
            st = note(r, row->number, (sy_list_column)c, cell->text, _(what), err);
        }
        if (*value) said->word[sy_list_field((sy_list_column)c)] = value;
        *is_blank = *is_blank && !what && !*value;
    }
    return st;
}

/* A disposed thing that cannot be disposed of. */
static sy_status check_sense(reader *r, const sy_row *row, const sy_lead_said *said, bool *is_fine,
                             sy_err *err)
{
    const char *disposed = said->word[SY_LEAD_DISPOSED], *reason = said->word[SY_LEAD_REASON];

    if (!disposed || strcmp(disposed, "否") == 0 || !reason) return SY_OK;
    *is_fine = false;
    return note(r, row->number, SY_LIST_REASON, sy_slice_of(reason),
                _("contradicts 已处置 in the same row"), err);
}

/* A verdict that is given already is no move; one that cannot be is the row's problem. */
static sy_status check_verdict(reader *r, const sy_row *row, sy_docket_lead *l, sy_lead_said *said,
                               bool *is_fine, sy_err *err)
{
    const char *state = said->word[SY_LEAD_STATE];
    sy_err why = {0};

    if (!state) return SY_OK;
    if ((l->verdict == SY_LEAD_IS_TRUE && strcmp(state, "confirmed") == 0) ||
        (l->verdict == SY_LEAD_IS_FALSE && strcmp(state, "refuted") == 0)) {
        said->word[SY_LEAD_STATE] = NULL;
        return SY_OK;
    }
    said->word[SY_LEAD_DAY] = r->options->day;
    const sy_status st = sy_lead_check(l, said, r->options->rules, &why);
    if (st == SY_OK) return SY_OK;
    if (st == SY_ENOMEM) return sy_fail_nomem(err);
    *is_fine = false;
    return note(r, row->number, SY_LIST_VERDICT, text_of(r, row, SY_LIST_VERDICT), why.text, err);
}

static bool is_same_word(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

static bool is_same(const sy_lead_said *a, const sy_lead_said *b)
{
    for (int f = 0; f < SY_LEAD_FIELDS; f++) {
        if (!is_same_word(a->word[f], b->word[f])) return false;
    }
    return true;
}

/* Leaves only what the lead does not say already. *is_other: it says something else. */
static bool is_news(const sy_docket_lead *l, const sy_lead_said *said, bool *is_other)
{
    bool is_new = said->word[SY_LEAD_STATE] != NULL;

    *is_other = false;
    for (int f = SY_LEAD_SEALED; f < SY_LEAD_LIST; f++) {
        if (!said->word[f] || strcmp(said->word[f], l->word[f]) == 0) continue;
        is_new = true;
        *is_other = *is_other || *l->word[f];
    }
    return is_new;
}

/* Is it the second row about its lead? One that says the same is passed over. */
static sy_status check_first(reader *r, const sy_row *row, const sy_docket_lead *l,
                             const sy_lead_said *said, bool *is_first, sy_err *err)
{
    first **at = &r->firsts[l - sy_docket_at(r->docket, 0)];
    char what[200];

    *is_first = *at == NULL;
    if (*at) {
        if (is_same(&(*at)->said, said)) return SY_OK;
        snprintf(what, sizeof what, _("contradicts row %u, which has the same lead"), (*at)->row);
        return note(r, row->number, SY_LIST_ID, sy_slice_of(l->lead.id), what, err);
    }
    *at = sy_arena_get(r->arena, sizeof **at);
    if (!*at) return sy_fail_nomem(err);
    **at = (first){*said, row->number};
    return SY_OK;
}

static sy_status keep(reader *r, const sy_row *row, sy_docket_lead *l, const sy_lead_said *said,
                      sy_err *err)
{
    sy_read_back *o = r->out;
    bool is_first, is_other;
    sy_status st = check_first(r, row, l, said, &is_first, err);

    if (st != SY_OK || !is_first) return st;
    if (!is_news(l, said, &is_other)) {
        o->same++;
        return SY_OK;
    }
    sy_list_answer *list = grow(r, o->answers, &r->answers_capacity, o->n, sizeof *list);
    if (!list) return sy_fail_nomem(err);
    o->answers = list;
    o->others += is_other;
    list[o->n++] = (sy_list_answer){l, *said, r->sheet, row->number};
    return SY_OK;
}

static bool is_empty(const sy_row *row)
{
    for (uint32_t i = 0; i < row->n_cells; i++) {
        if (sy_cell_trim(row->cells[i].text).len) return false;
    }
    return true;
}

static sy_status take_row(reader *r, const sy_row *row, sy_err *err)
{
    sy_lead_said said = {{NULL}};
    bool is_fine = true, is_blank;
    sy_docket_lead *l;

    if (is_empty(row)) return SY_OK;
    /* Pages that were put together repeat the head. */
    if (!r->has_head || sy_list_column_of(text_of(r, row, SY_LIST_ID)) == SY_LIST_ID) {
        return take_head(r, row, err);
    }
    r->out->rows++;
    sy_status st = look_at_others(r, row, err);
    if (st == SY_OK) st = read_answers(r, row, &said, &is_fine, &is_blank, err);
    if (st != SY_OK) return st;
    if (is_blank) { /* nobody has written here: nothing to be wrong about */
        r->out->blank++;
        return SY_OK;
    }
    st = find_lead(r, row, &l, err);
    if (st != SY_OK || !l) return st;
    st = check_case(r, row, l, &is_fine, err);
    if (st == SY_OK) st = check_code(r, row, l, &is_fine, err);
    if (st == SY_OK) st = check_sense(r, row, &said, &is_fine, err);
    if (st == SY_OK && is_fine) st = check_verdict(r, row, l, &said, &is_fine, err);
    return st == SY_OK && is_fine ? keep(r, row, l, &said, err) : st;
}

/* ---- sheets ---- */

static sy_status read_sheet(reader *r, const char *path, uint32_t sheet, sy_err *err)
{
    sy_table *table = NULL;
    uint32_t rows = 0;
    sy_status st = sy_table_open(&table, NULL, path, sheet, err);

    r->has_head = false;
    while (st == SY_OK) {
        sy_row row;
        st = sy_table_next(table, &row, err);
        if (st != SY_OK || row.n_cells == SY_NO_MORE_ROWS) break;
        if (!r->has_head && row.number > SY_MAX_HEADER_SCAN) break; /* another kind of sheet */
        if (++rows > SY_MAX_LEADS)
            st = sy_fail(err, SY_ELIMIT, N_("%s: more than %u rows: this is no list of leads"),
                         path, SY_MAX_LEADS);
        if (st == SY_OK && row.n_cells > 0) st = take_row(r, &row, err);
    }
    sy_table_free(table);
    return st;
}

sy_status sy_read_back_read(sy_read_back *out, sy_docket *docket, const char *path,
                            const sy_read_back_options *options, sy_arena *arena, sy_err *err)
{
    reader r = {.out = out, .docket = docket, .options = options, .arena = arena};
    sy_contents *contents = NULL;

    *out = (sy_read_back){.n = 0};
    r.firsts = sy_arena_get(arena, (sy_docket_count(docket) + 1) * sizeof *r.firsts);
    if (!r.firsts) return sy_fail_nomem(err);
    sy_status st = sy_contents_open(&contents, NULL, path, err);
    for (uint32_t i = 0; st == SY_OK && i < sy_contents_count(contents); i++) {
        r.sheet = kept(&r, sy_contents_name(contents, i));
        st = r.sheet ? read_sheet(&r, path, i, err) : sy_fail_nomem(err);
    }
    sy_contents_free(contents);
    if (st == SY_OK && !r.has_any_head)
        st = sy_fail(err, SY_EDATA,
                     N_("%s: no sheet has the headings %s and %s; suyuan report WS court-list "
                        "-o FILE.xlsx writes such a list"),
                     path, sy_list_heading(SY_LIST_ID), sy_list_heading(SY_LIST_SEALED));
    return st == SY_OK ? sy_digest_file(out->sha256, SY_SHA256, path, err) : st;
}

sy_status sy_read_back_keep(const sy_read_back *r, sy_workspace *ws, sy_arena *arena, sy_err *err)
{
    sy_step *steps = sy_arena_get(arena, (r->n + 1) * sizeof *steps);
    sy_status st = SY_OK;

    SY_ASSERT(r->n_problems == 0);
    if (!steps) return sy_fail_nomem(err);
    for (size_t i = 0; i < r->n && st == SY_OK; i++) {
        sy_lead_said said = r->answers[i].said;
        said.word[SY_LEAD_LIST] = r->sha256;
        st = sy_lead_step(&steps[i], r->answers[i].lead, &said, arena, err);
    }
    if (st != SY_OK || r->n == 0) return st;
    return sy_steps_add(ws, SY_STEPS_OF_LEADS, steps, r->n, err);
}
