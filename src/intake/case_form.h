/* case_form.h - what is known of a case, as a form that a person fills in: a workbook of two
 * sheets (案件, 人员), or the same rows as csv.
 *
 *     sy_case_form form;
 *     st = sy_case_form_read(&form, "form.xlsx", &known, &arena, &err);
 *     if (st == SY_OK && form.n_problems == 0)
 *         st = sy_case_change(ws, &changes, &form.facts, form.people, form.n_people, &err);
 *
 * A blank cell says nothing: it changes nothing. A dash (-) takes a fact back. */
#ifndef SY_INTAKE_CASE_FORM_H
#define SY_INTAKE_CASE_FORM_H

#include "base/err.h"
#include "identifier/identifier.h"
#include "store/people.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_case_kind {
    SY_CASE_TEXT,
    SY_CASE_IDENTITY,
    SY_CASE_YUAN,
    SY_CASE_DATE
} sy_case_kind;

/* The facts of a case, in the order in which people know them. */
enum { SY_CASE_FIELDS = 12, SY_PERSON_FIELDS = 6 };
typedef struct sy_case_field {
    const char *key;     /* in JSON: "case_number" */
    const char *words;   /* msgid: what it is */
    const char *label;   /* in the form, Chinese */
    const char *also[4]; /* what else the label may be */
    const char *help;    /* msgid: how to fill it in; NULL */
    size_t offset;       /* in sy_case_facts */
    sy_case_kind kind;
} sy_case_field;
extern const sy_case_field sy_case_fields[SY_CASE_FIELDS];

static inline char **sy_case_field_in(sy_case_facts *facts, size_t field)
{
    return (char **)(void *)((char *)facts + sy_case_fields[field].offset);
}

/* Headings of the sheet of people, in the order of sy_case_person's fields. */
typedef struct sy_person_field {
    const char *heading, *also[4], *help;
} sy_person_field;
extern const sy_person_field sy_person_fields[SY_PERSON_FIELDS]; /* relation, name, ... */

/* One value into the form in which it is stored: a date as YYYY-MM-DD, an amount as
 * 300000.00, an ID number in normal form; "" for a blank one. *what: NULL, or msgid of what is
 * wrong with it. SY_ENOMEM. *verdict of an ID number; may be NULL. is_number: a workbook's. */
SY_MUST_USE sy_status sy_case_value(char **out, const char **what, sy_id_verdict *verdict,
                                    sy_case_kind kind, sy_slice text, bool is_number,
                                    sy_arena *arena, sy_err *err);

/* What a cell has that is wrong, or to be looked at. */
typedef struct sy_form_problem {
    const char *sheet; /* "" of a text file */
    uint32_t row;
    const char *column; /* label or heading */
    const char *value;
    const char *what; /* msgid */
    bool is_warning;  /* taken all the same */
} sy_form_problem;

typedef struct sy_case_form {
    sy_case_facts facts;
    sy_case_person *people;
    size_t n_people;
    sy_form_problem *problems;     /* by sheet, row */
    size_t n_problems, n_warnings; /* n_problems: all of them */
} sy_case_form;

/* Reads all sheets of the file. known: what stands of the case (NULL: nothing); a debtor among
 * the people becomes the case's where neither names one. SY_EDATA: no row of it is of this form;
 * SY_ELIMIT past SY_MAX_FORM_ROWS. What is wrong in cells is no failure: see problems. All from the
 * arena. */
SY_MUST_USE sy_status sy_case_form_read(sy_case_form *form, const char *path,
                                        const sy_case_facts *known, sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
