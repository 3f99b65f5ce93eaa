/* form_sheet.c - formats are of whole columns, so that a row typed far below still has them;
 * rules of a spreadsheet reach down to row 20,000. */
#include "report/form_sheet.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "report/new_book.h"
#include "report/shown.h"

enum { FIRST = 2, LAST = 19999, MOST_HELP = 250, MOST_CHOICES = 64, NARROWEST = 10 };

typedef struct writer {
    sy_new_book book;
    lxw_worksheet *sheet;
    lxw_format *title, *head, *required, *label, *help, *kinds[SY_FORM_CHOICE + 1];
} writer;

static void note(writer *w, lxw_error e)
{
    sy_new_book_note(&w->book, e);
}

static void make_formats(writer *w)
{
    static const char *const forms[] = {"@", "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "0",
                                        "#,##0.00", "@"};
    lxw_format **const heads[] = {&w->title, &w->head, &w->required, &w->label, &w->help};

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        *heads[i] = sy_new_book_format(&w->book);
    for (int k = 0; k <= SY_FORM_CHOICE; k++) {
        w->kinds[k] = sy_new_book_format(&w->book);
        if (w->kinds[k]) format_set_num_format(w->kinds[k], forms[k]);
    }
    if (w->book.failure != LXW_NO_ERROR) return;
    format_set_bold(w->title);
    lxw_format *const bold[] = {w->head, w->required};
    for (size_t i = 0; i < 2; i++) {
        format_set_bold(bold[i]);
        format_set_bg_color(bold[i], 0xDDE6F0);
        format_set_border(bold[i], LXW_BORDER_THIN);
    }
    format_set_font_color(w->required, 0xC00000);
    format_set_bg_color(w->label, 0xF2F2F2);
    format_set_font_color(w->help, 0x808080);
    for (int k = 0; k <= SY_FORM_CHOICE; k++) format_set_align(w->kinds[k], LXW_ALIGN_LEFT);
}

/* At most so many bytes, cut at a character. */
static void cut(char *out, size_t size, const char *text)
{
    size_t n = strlen(text);

    if (n >= size) {
        n = size - 1;
        while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80) n--;
    }
    memcpy(out, text, n);
    out[n] = '\0';
}

/* What a cell refuses while it is typed, and what it says. */
static void add_rule(writer *w, lxw_row_t first, lxw_row_t last, lxw_col_t column,
                     sy_form_kind kind, const sy_form_column *c, const char *help)
{
    lxw_data_validation v = {.ignore_blank = LXW_VALIDATION_ON};
    const char *choices[MOST_CHOICES + 1] = {NULL};
    char words[MOST_HELP];

    v.validate = LXW_VALIDATION_TYPE_ANY;
    if (kind == SY_FORM_DATE || kind == SY_FORM_TIME) {
        v.validate = LXW_VALIDATION_TYPE_DATE;
        v.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
        v.minimum_datetime = (lxw_datetime){1950, 1, 1, 0, 0, 0};
        v.maximum_datetime = (lxw_datetime){2099, 12, 31, 0, 0, 0};
        v.error_message = (char *)(uintptr_t)(kind == SY_FORM_DATE
                                                  ? _("a date like 2023-05-01") /* only read */
                                                  : _("a time like 2023-05-01 10:00:00"));
    } else if (kind == SY_FORM_COUNT) {
        v.validate = LXW_VALIDATION_TYPE_INTEGER;
        v.criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
        v.error_message = (char *)(uintptr_t)_("a whole number, not negative"); /* only read */
    } else if (kind == SY_FORM_MONEY) {
        v.validate = LXW_VALIDATION_TYPE_DECIMAL;
        v.criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
        v.error_message = (char *)(uintptr_t)_("an amount of yuan, not negative"); /* only read */
    } else if (kind == SY_FORM_CHOICE) {
        for (size_t i = 0; i < c->n_choices && i < MOST_CHOICES; i++) choices[i] = c->choices[i];
        v.validate = LXW_VALIDATION_TYPE_LIST;
        v.value_list = (char **)(uintptr_t)choices;                /* only read */
        v.error_message = (char *)(uintptr_t)_("one of the list"); /* only read */
    }
    cut(words, sizeof words, help);
    if (*words) v.input_message = words;
    if (v.validate == LXW_VALIDATION_TYPE_ANY && !v.input_message) return;
    note(w, worksheet_data_validation_range(w->sheet, first, column, last, column, &v));
}

static unsigned width_of(const sy_form_column *c)
{
    const unsigned wide = (unsigned)sy_width(sy_slice_of(c->heading)) + 4;
    if (c->width) return c->width;
    return wide < NARROWEST ? NARROWEST : wide;
}

static void write_head(writer *w, const sy_form_sheet *s)
{
    note(w, worksheet_write_string(w->sheet, 0, 0, s->title, w->title));
    for (size_t i = 0; i < s->n_columns; i++) {
        const sy_form_column *c = &s->columns[i];
        const lxw_col_t at = (lxw_col_t)i;
        note(w, worksheet_set_column(w->sheet, at, at, width_of(c), w->kinds[c->kind]));
        note(w, worksheet_write_string(w->sheet, 1, at, c->heading,
                                       c->is_required ? w->required : w->head));
    }
    worksheet_freeze_panes(w->sheet, FIRST, 0);
}

static void write_fields(writer *w, const sy_form_sheet *s)
{
    for (size_t i = 0; i < s->n_fields; i++) {
        const sy_form_field *f = &s->fields[i];
        const lxw_row_t row = (lxw_row_t)(FIRST + i);
        note(w, worksheet_write_string(w->sheet, row, 0, f->label, w->label));
        note(w, worksheet_write_blank(w->sheet, row, 1, w->kinds[f->kind]));
        note(w, worksheet_write_string(w->sheet, row, 2, f->help, w->help));
        add_rule(w, row, row, 1, f->kind, NULL, f->help);
    }
}

static void write_sheet(writer *w, const sy_form_sheet *s)
{
    w->sheet = sy_new_book_sheet(&w->book, s->name);
    if (!w->sheet) return;
    write_head(w, s);
    if (s->fields) {
        write_fields(w, s);
        return;
    }
    for (size_t i = 0; i < s->n_columns; i++) {
        const sy_form_column *c = &s->columns[i];
        add_rule(w, FIRST, LAST, (lxw_col_t)i, c->kind, c, c->help);
    }
}

sy_status sy_form_write(const char *path, const sy_form_sheet *sheets, size_t n, sy_err *err)
{
    writer w = {.sheet = NULL};
    sy_status st = sy_new_book_open(&w.book, path, err);

    if (st == SY_OK) make_formats(&w);
    for (size_t i = 0; i < n && st == SY_OK && w.book.failure == LXW_NO_ERROR; i++) {
        write_sheet(&w, &sheets[i]);
    }
    return sy_new_book_close(&w.book, st, err);
}
