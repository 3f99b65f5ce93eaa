/* case_form.c - rows are known by what stands in them, not by their sheet: a label of the
 * list and a value beside it, or the headings of the people and rows below. So a workbook of
 * two sheets, one sheet with both, and csv files are read by the same code.
 *
 * Nothing is decided here: everything that is wrong is listed with its cell, and whoever
 * reads the form takes all of it or nothing. */
#include "intake/case_form.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "intake/parse.h"
#include "intake/profile.h"
#include "suyuan/limits.h"
#include "text/table.h"

enum { MOST_CELLS = 64 };

typedef struct reader {
    sy_case_form *form;
    sy_arena *arena;
    const char *sheet;
    size_t people_capacity, problems_capacity;
    bool has_people; /* the headings have been met in this sheet */
    uint16_t column[SY_PERSON_FIELDS];
    uint32_t known_rows;             /* of this form, in the whole file */
    uint32_t set_at[SY_CASE_FIELDS]; /* the row that gave a fact; 0: none */
    const char *set_in[SY_CASE_FIELDS];
} reader;

/* ---- problems ---- */

static void *grow(reader *r, void *items, size_t *capacity, size_t n, size_t size)
{
    if (n < *capacity) return items;
    const size_t more = *capacity ? *capacity * 2 : 16;
    char *grown = sy_arena_get(r->arena, more * size);
    if (grown && n) memcpy(grown, items, n * size);
    if (grown) *capacity = more;
    return grown;
}

static sy_status note(reader *r, uint32_t row, const char *column, sy_slice value, const char *what,
                      bool is_warning, sy_err *err)
{
    sy_case_form *f = r->form;
    const char *copy = sy_arena_text(r->arena, value.ptr ? value.ptr : "", value.len);
    sy_form_problem *items =
        grow(r, f->problems, &r->problems_capacity, f->n_problems, sizeof *items);

    if (!copy || !items) return sy_fail_nomem(err);
    f->problems = items;
    items[f->n_problems++] = (sy_form_problem){r->sheet, row, column, copy, what, is_warning};
    f->n_warnings += is_warning;
    return SY_OK;
}

static const char *doubt_of(sy_id_verdict verdict)
{
    switch (verdict) {
    case SY_ID_WRONG_CHECK:
        return N_("does not pass the test of its check digit: was it typed right?");
    case SY_ID_IMPOSSIBLE:
        return N_("has a day or region that does not exist: was it typed right?");
    case SY_ID_MASKED:
        return N_("hides digits: nobody is recognised by it");
    default:
        return NULL;
    }
}

/* ---- labels and headings ---- */

static bool is_word(sy_slice folded, const char *word)
{
    char other[SY_WORD_TEXT];
    return word &&
           sy_slice_is(folded, (sy_slice){other, sy_heading_fold(other, sy_slice_of(word))});
}

static bool is_one_of(sy_slice folded, const char *word, const char *const also[4])
{
    bool is = is_word(folded, word);
    for (size_t i = 0; i < 4 && !is; i++) is = is_word(folded, also[i]);
    return is;
}

static int field_of_label(sy_slice cell)
{
    char folded[SY_WORD_TEXT];
    const sy_slice text = {folded, sy_heading_fold(folded, cell)};

    for (int i = 0; i < SY_CASE_FIELDS; i++) {
        if (is_one_of(text, sy_case_fields[i].label, sy_case_fields[i].also)) return i;
    }
    return -1;
}

/* The headings of the people: at least the relation and the name. */
static bool take_headings(reader *r, const sy_row *row)
{
    uint16_t column[SY_PERSON_FIELDS];

    memset(column, 0xFF, sizeof column);
    for (uint32_t i = 0; i < row->n_cells && i < MOST_CELLS; i++) {
        char folded[SY_WORD_TEXT];
        const sy_slice text = {folded, sy_heading_fold(folded, row->cells[i].text)};
        if (text.len == 0) continue;
        for (int f = 0; f < SY_PERSON_FIELDS; f++) {
            if (column[f] != UINT16_MAX) continue;
            if (!is_one_of(text, sy_person_fields[f].heading, sy_person_fields[f].also)) continue;
            column[f] = (uint16_t)i;
            break;
        }
    }
    if (column[0] == UINT16_MAX || column[1] == UINT16_MAX) return false;
    memcpy(r->column, column, sizeof column);
    r->has_people = true;
    return true;
}

/* ---- a fact ---- */

/* A field may be given once; the same value again is no contradiction. */
static sy_status set_fact(reader *r, int field, char *value, uint32_t row, sy_slice cell,
                          sy_err *err)
{
    char **at = sy_case_field_in(&r->form->facts, (size_t)field);

    if (r->set_at[field] && strcmp(*at, value) != 0) {
        return note(r, row, sy_case_fields[field].label, cell,
                    N_("contradicts an earlier row of the form"), false, err);
    }
    *at = value;
    r->set_at[field] = row;
    r->set_in[field] = r->sheet;
    return SY_OK;
}

static bool is_dash(sy_slice text)
{
    return sy_slice_is(text, SY_TEXT("-")) || sy_slice_is(text, SY_TEXT("－")) ||
           sy_slice_is(text, SY_TEXT("—"));
}

static sy_status take_fact(reader *r, int field, const sy_row *row, sy_err *err)
{
    const sy_case_field *f = &sy_case_fields[field];
    const sy_cell none = {{"", 0}, SY_CELL_EMPTY};
    const sy_cell *cell = row->n_cells > 1 ? &row->cells[1] : &none;
    const sy_slice text = sy_cell_trim(cell->text);
    sy_id_verdict verdict = SY_ID_NOT;
    const char *what;
    char *value;

    r->known_rows++;
    if (text.len == 0) return SY_OK;
    const sy_slice said = is_dash(text) ? (sy_slice){"", 0} : text;
    sy_status st = sy_case_value(&value, &what, &verdict, f->kind, said,
                                 cell->kind == SY_CELL_NUMBER, r->arena, err);
    if (st != SY_OK) return st;
    if (what) return note(r, row->number, f->label, text, what, false, err);
    if (doubt_of(verdict)) {
        st = note(r, row->number, f->label, text, doubt_of(verdict), true, err);
    }
    return st == SY_OK ? set_fact(r, field, value, row->number, text, err) : st;
}

/* ---- a person ---- */

static sy_slice cell_of(const reader *r, const sy_row *row, int field, bool *is_number)
{
    const uint16_t c = r->column[field];

    *is_number = false;
    if (c >= row->n_cells) return (sy_slice){"", 0};
    *is_number = row->cells[c].kind == SY_CELL_NUMBER;
    return sy_cell_trim(row->cells[c].text);
}

static sy_status read_texts(reader *r, const sy_row *row, const char *texts[SY_PERSON_FIELDS],
                            bool *is_right, sy_err *err)
{
    sy_status st = SY_OK;

    for (int f = 1; f < SY_PERSON_FIELDS && st == SY_OK; f++) {
        const sy_case_kind kind = f == 2 ? SY_CASE_IDENTITY : SY_CASE_TEXT;
        sy_id_verdict verdict = SY_ID_NOT;
        bool is_number;
        const sy_slice cell = cell_of(r, row, f, &is_number);
        const char *what;
        char *value;
        st = sy_case_value(&value, &what, &verdict, kind, is_dash(cell) ? (sy_slice){"", 0} : cell,
                           is_number, r->arena, err);
        if (st != SY_OK) return st;
        texts[f] = value;
        if (what) *is_right = false;
        if (!what) what = doubt_of(verdict);
        if (what) {
            st = note(r, row->number, sy_person_fields[f].heading, cell, what, *is_right, err);
        }
    }
    return st;
}

static sy_status take_person(reader *r, const sy_row *row, sy_err *err)
{
    const char *texts[SY_PERSON_FIELDS] = {NULL};
    bool is_right = true, is_number;
    const sy_slice said = cell_of(r, row, 0, &is_number);
    sy_relation relation = SY_RELATION_NONE;
    sy_case_form *f = r->form;
    sy_status st = read_texts(r, row, texts, &is_right, err);

    if (st != SY_OK) return st;
    const char *word = sy_arena_text(r->arena, said.ptr, said.len);
    if (!word) return sy_fail_nomem(err);
    if (!sy_relation_from_name(&relation, word)) {
        is_right = false;
        st =
            note(r, row->number, sy_person_fields[0].heading, said,
                 said.len ? N_("is no relation of the list") : N_("must be filled in"), false, err);
    }
    if (st == SY_OK && !*texts[1]) {
        is_right = false;
        st = note(r, row->number, sy_person_fields[1].heading, (sy_slice){"", 0},
                  N_("must be filled in"), false, err);
    }
    if (st != SY_OK || !is_right) return st;
    sy_case_person *people = grow(r, f->people, &r->people_capacity, f->n_people, sizeof *people);
    if (!people) return sy_fail_nomem(err);
    f->people = people;
    people[f->n_people++] = (sy_case_person){.relation = relation,
                                             .name = texts[1],
                                             .identity = texts[2],
                                             .phone = texts[3],
                                             .address = texts[4],
                                             .note = texts[5]};
    return SY_OK;
}

/* ---- rows, sheets ---- */

static bool is_blank(const sy_row *row)
{
    for (uint32_t i = 0; i < row->n_cells; i++) {
        if (sy_cell_trim(row->cells[i].text).len > 0) return false;
    }
    return true;
}

/* NULs: no spreadsheet and no text has them. */
static sy_status check_bytes(reader *r, const sy_row *row, bool *is_text, sy_err *err)
{
    char column[16];

    *is_text = true;
    for (uint32_t i = 0; i < row->n_cells && *is_text; i++) {
        const sy_slice cell = row->cells[i].text;
        if (cell.len == 0 || !memchr(cell.ptr, '\0', cell.len)) continue;
        *is_text = false;
        const int n = snprintf(column, sizeof column, "%u", i + 1);
        const char *name = sy_arena_text(r->arena, column, (size_t)n);
        if (!name) return sy_fail_nomem(err);
        return note(r, row->number, name, (sy_slice){"", 0}, N_("has bytes that are no text"), false,
                    err);
    }
    return SY_OK;
}

static sy_status take_row(reader *r, const sy_row *row, sy_err *err)
{
    bool is_text;
    const sy_status st = check_bytes(r, row, &is_text, err);

    if (st != SY_OK || !is_text || is_blank(row)) return st;
    const int field = field_of_label(row->cells[0].text);
    if (take_headings(r, row)) {
        r->known_rows++;
        return SY_OK;
    }
    /* 被执行人 is a relation as well: below the headings of people every row is theirs. */
    if (r->has_people) return take_person(r, row, err);
    if (field >= 0) return take_fact(r, field, row, err);
    const bool has_value = row->n_cells > 1 && sy_cell_trim(row->cells[1].text).len > 0;
    const sy_slice label = sy_cell_trim(row->cells[0].text);
    if (!has_value || label.len == 0 || sy_slice_is(label, SY_TEXT("项目"))) return SY_OK;
    const char *name = sy_arena_text(r->arena, label.ptr, label.len);
    if (!name) return sy_fail_nomem(err);
    return note(r, row->number, name, sy_cell_trim(row->cells[1].text),
                N_("stands beside a label that the form does not have"), false, err);
}

static sy_status read_sheet(reader *r, const char *path, uint32_t sheet, sy_err *err)
{
    sy_table *table = NULL;
    uint32_t rows = 0;
    sy_status st = sy_table_open(&table, NULL, path, sheet, err);

    r->has_people = false;
    while (st == SY_OK) {
        sy_row row;
        st = sy_table_next(table, &row, err);
        if (st != SY_OK || row.n_cells == SY_NO_MORE_ROWS) break;
        if (++rows > SY_MAX_FORM_ROWS) {
            st = sy_fail(err, SY_ELIMIT, N_("%s: more than %u rows: this is no form"), path,
                         SY_MAX_FORM_ROWS);
        }
        if (st == SY_OK && row.n_cells > 0) st = take_row(r, &row, err);
    }
    sy_table_free(table);
    return st;
}

/* ---- the whole ---- */

/* The first debtor among the people is the case's, where the case names none; one that is
 * named in both places stands there once. */
static void settle_debtor(sy_case_form *f, const sy_case_facts *known)
{
    const char *debtor = f->facts.debtor ? f->facts.debtor : known ? known->debtor : NULL;
    const char *number = f->facts.debtor_id ? f->facts.debtor_id : known ? known->debtor_id : NULL;
    size_t kept = 0;

    for (size_t i = 0; i < f->n_people; i++) {
        const sy_case_person *p = &f->people[i];
        const bool is_debtor = p->relation == SY_RELATION_DEBTOR;
        if (is_debtor && (!debtor || !*debtor)) {
            debtor = p->name;
            f->facts.debtor = (char *)(uintptr_t)debtor; /* the arena's, as all texts */
        }
        const bool has_number = number && *number;
        const bool is_same = is_debtor && strcmp(p->name, debtor) == 0 &&
                             (!*p->identity || !has_number || strcmp(p->identity, number) == 0);
        if (is_same && *p->identity && !has_number) {
            number = p->identity;
            f->facts.debtor_id = (char *)(uintptr_t)number;
        }
        if (!is_same) f->people[kept++] = *p;
    }
    f->n_people = kept;
}

/* The days of a case come one after the other; only those given can be told. */
static sy_status check_order(reader *r, sy_err *err)
{
    const char *before = NULL;
    sy_status st = SY_OK;

    for (size_t i = 0; i < SY_CASE_FIELDS && st == SY_OK; i++) {
        const char *day = *sy_case_field_in(&r->form->facts, i);
        if (sy_case_fields[i].kind != SY_CASE_DATE || !day || !*day) continue;
        /* Order to report and restriction may come in either order. */
        if (before && strcmp(day, before) < 0 &&
            strcmp(sy_case_fields[i].key, "consumption_restricted") != 0) {
            r->sheet = r->set_in[i];
            st = note(r, r->set_at[i], sy_case_fields[i].label, sy_slice_of(day),
                      N_("is earlier than the day of the step before: is it right?"), true, err);
        }
        if (!before || strcmp(day, before) > 0) before = day;
    }
    return st;
}

sy_status sy_case_form_read(sy_case_form *form, const char *path, const sy_case_facts *known,
                            sy_arena *arena, sy_err *err)
{
    reader r = {.form = form, .arena = arena, .sheet = ""};
    sy_contents *contents = NULL;

    *form = (sy_case_form){.people = NULL};
    sy_status st = sy_contents_open(&contents, NULL, path, err);
    for (uint32_t i = 0; st == SY_OK && i < sy_contents_count(contents); i++) {
        const sy_slice name = sy_contents_name(contents, i);
        r.sheet = sy_arena_text(arena, name.ptr ? name.ptr : "", name.len);
        st = r.sheet ? read_sheet(&r, path, i, err) : sy_fail_nomem(err);
    }
    sy_contents_free(contents);
    if (st == SY_OK && r.known_rows == 0) {
        st = sy_fail(err, SY_EDATA,
                     N_("%s: no row is of the form; suyuan template case -o FILE.xlsx writes it"),
                     path);
    }
    if (st == SY_OK) settle_debtor(form, known);
    return st == SY_OK ? check_order(&r, err) : st;
}
