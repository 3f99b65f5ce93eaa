/* titles.c - the first line that says something wins; lines before names, and
 * the sheet's name before the file's. */
#include "intake/titles.h"

#include <stdio.h>

#include "base/civil.h"
#include "base/file.h"
#include "intake/said.h"

enum { PERIOD_TEXT = 32 };

static sy_status keep(sy_intake_table *t, sy_title_field field, sy_slice value,
                      sy_title_place place, uint32_t row, sy_arena *arena, sy_err *err)
{
    sy_title_row *title = &t->titles[field];

    if (title->value.len > 0 || value.len == 0) return SY_OK;
    *title = (sy_title_row){.row = row, .field = field, .place = place};
    title->value = (sy_slice){sy_arena_text(arena, value.ptr, value.len), value.len};
    return title->value.ptr ? SY_OK : sy_fail_nomem(err);
}

static sy_status keep_period(sy_intake_table *t, int32_t from, int32_t to, sy_title_place place,
                             uint32_t row, sy_arena *arena, sy_err *err)
{
    char text[2 * SY_TIME_TEXT + PERIOD_TEXT], day[SY_TIME_TEXT];
    int n =
        snprintf(text, sizeof text, "%s..", sy_time_print(day, from * (int64_t)SY_DAY, SY_DATE));

    n += snprintf(text + n, sizeof text - (size_t)n, "%s",
                  sy_time_print(day, to * (int64_t)SY_DAY, SY_DATE));
    return keep(t, SY_TITLE_PERIOD, (sy_slice){text, (size_t)n}, place, row, arena, err);
}

void sy_totals_add(sy_totals_row *to, const sy_totals_row *more)
{
    const uint32_t news = more->stated & ~to->stated;

    if (news && !to->stated) to->row = more->row;
    if (news & SY_STATED_PERIOD) {
        to->from_day = more->from_day;
        to->to_day = more->to_day;
    }
    if (news & SY_STATED_COUNT) to->count = more->count;
    if (news & SY_STATED_COUNT_IN) to->count_in = more->count_in;
    if (news & SY_STATED_COUNT_OUT) to->count_out = more->count_out;
    if (news & SY_STATED_SUM_IN) to->sum_in = more->sum_in;
    if (news & SY_STATED_SUM_OUT) to->sum_out = more->sum_out;
    if (news & SY_STATED_OPENING) to->opening = more->opening;
    if (news & SY_STATED_CLOSING) to->closing = more->closing;
    to->stated |= news;
}

static bool has_column(const sy_intake_table *t, sy_field f)
{
    return t->column[f] != SY_NO_COLUMN;
}

/* A title line without labels may be nothing but a period. */
static sy_status keep_bare_period(sy_intake_table *t, const sy_sample_row *row, sy_arena *arena,
                                  sy_err *err)
{
    int32_t from, to;
    sy_slice only = {"", 0};

    for (uint32_t i = 0; i < row->n; i++) {
        const sy_slice s = sy_cell_trim(row->cells[i]);
        if (s.len > 0 && only.len > 0) return SY_OK;
        if (s.len > 0) only = s;
    }
    const bool joins = sy_slice_holds(only, SY_TEXT("至")) || sy_slice_holds(only, SY_TEXT("到")) ||
                       sy_slice_holds(only, SY_TEXT("~"));
    if (!joins || !sy_period_find(&from, &to, only)) return SY_OK;
    return keep_period(t, from, to, SY_IN_LINE, row->number, arena, err);
}

static sy_status read_line(sy_intake_table *t, const sy_sample_row *row, sy_arena *arena,
                           sy_err *err)
{
    const bool names_account = !has_column(t, SY_FIELD_CARD) && !has_column(t, SY_FIELD_ACCOUNT);
    sy_said said;
    sy_status st = SY_OK;

    sy_line_read(&said, row->cells, row->n);
    said.totals.row = row->number;
    sy_totals_add(&t->head, &said.totals);
    if (!has_column(t, SY_FIELD_HOLDER)) {
        st = keep(t, SY_TITLE_HOLDER, said.holder, SY_IN_LINE, row->number, arena, err);
    }
    if (st == SY_OK && names_account) {
        st = keep(t, SY_TITLE_ACCOUNT, said.account, SY_IN_LINE, row->number, arena, err);
    }
    if (st == SY_OK && (said.totals.stated & SY_STATED_PERIOD)) {
        st = keep_period(t, said.totals.from_day, said.totals.to_day, SY_IN_LINE, row->number,
                         arena, err);
    }
    return st == SY_OK ? keep_bare_period(t, row, arena, err) : st;
}

/* A holder is looked for only where the account stands beside it, or is the
 * whole name of a sheet: a file's name has many words. */
static sy_status read_name(sy_intake_table *t, sy_slice name, sy_title_place place, sy_arena *arena,
                           sy_err *err)
{
    const bool names_account = !has_column(t, SY_FIELD_CARD) && !has_column(t, SY_FIELD_ACCOUNT);
    const sy_slice account = sy_account_in_name(name), holder = sy_holder_in_name(name);
    const bool is_all = holder.len == name.len && place == SY_IN_SHEET_NAME;
    sy_status st = SY_OK;

    if (names_account) st = keep(t, SY_TITLE_ACCOUNT, account, place, 0, arena, err);
    if (st == SY_OK && !has_column(t, SY_FIELD_HOLDER) && (account.len > 0 || is_all)) {
        st = keep(t, SY_TITLE_HOLDER, holder, place, 0, arena, err);
    }
    return st;
}

sy_status sy_titles_read(sy_intake_table *t, const sy_sample *sample, uint32_t n, sy_arena *arena,
                         sy_err *err)
{
    const char *name = sy_path_name(t->path), *dot = strrchr(name, '.');
    sy_status st = SY_OK;

    for (uint32_t i = 0; i < n && st == SY_OK; i++) {
        st = read_line(t, &sample->rows[i], arena, err);
    }
    if (st == SY_OK && t->sheet_name) {
        st = read_name(t, sy_slice_of(t->sheet_name), SY_IN_SHEET_NAME, arena, err);
    }
    if (st == SY_OK) {
        const sy_slice stem = {name, dot && dot > name ? (size_t)(dot - name) : strlen(name)};
        st = read_name(t, stem, SY_IN_FILE_NAME, arena, err);
    }
    return st;
}
