/* cmd_original.c - suyuan original: the row of the file that came, as it stands there. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/table.h"
#include "intake/original.h"

enum { AROUND = 3, MOST_FOR_PEOPLE = 5 };

static sy_status read_around(uint32_t *out, sy_call *call, sy_err *err)
{
    const char *text = sy_call_option(call, "around");
    char *end = NULL;

    *out = AROUND;
    if (!text) return SY_OK;
    const unsigned long n = strtoul(text, &end, 10);
    *out = (uint32_t)n;
    if (text[0] >= '0' && text[0] <= '9' && !*end && n <= SY_ORIGINAL_AROUND) return SY_OK;
    return sy_fail(err, SY_EINVAL, N_("--around \"%.60s\" is not a number from 0 to %d"), text,
                   SY_ORIGINAL_AROUND);
}

/* ---- JSON ---- */

static void json_cells(sy_json *j, const sy_original_row *row)
{
    sy_json_array(j);
    for (uint32_t i = 0; i < row->n_cells; i++) sy_json_text(j, row->cells[i]);
    sy_json_end(j);
}

static void json_extract(sy_json *j, const sy_extract *e)
{
    sy_json_object(j);
    sy_reply_string(j, "file", e->name);
    sy_reply_string(j, "sha256", e->of_sha256);
    sy_reply_int(j, "rows", e->rows);
    sy_reply_int(j, "kept", e->kept);
    sy_json_end(j);
}

static sy_status print_json(sy_call *call, const sy_original *o, sy_err *err)
{
    const sy_source *s = o->source;
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "file", s->path);
    sy_reply_string(&j, "sheet", s->sheet_name[0] ? s->sheet_name : NULL);
    sy_reply_int(&j, "row", o->row);
    sy_reply_string(&j, "sha256", s->sha256);
    sy_reply_slice(&j, "archive_sha256", sy_slice_of(s->archive));
    sy_reply_string(&j, "encoding", s->encoding);
    sy_json_key(&j, "extract_of");
    if (o->extract)
        json_extract(&j, o->extract);
    else
        sy_json_null(&j);
    sy_reply_int(&j, "header_row", o->header.number);
    sy_json_key(&j, "header");
    json_cells(&j, &o->header);
    sy_json_key(&j, "rows");
    sy_json_array(&j);
    for (size_t i = 0; i < o->n; i++) {
        sy_json_object(&j);
        sy_reply_int(&j, "row", o->rows[i].number);
        sy_json_key(&j, "cells");
        json_cells(&j, &o->rows[i]);
        sy_json_end(&j);
    }
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

/* ---- for people: a line for each column of the file ---- */

static sy_status cell(sy_table *t, sy_call *call, const sy_original_row *row, uint32_t column,
                      sy_err *err)
{
    const sy_slice text = column < row->n_cells ? row->cells[column] : (sy_slice){"", 0};
    const char *copy = sy_arena_text(&call->arena, text.len ? text.ptr : "", text.len);

    if (!copy) return sy_fail_nomem(err);
    sy_table_cell(t, copy);
    return SY_OK;
}

static bool is_near(const sy_original *o, size_t i)
{
    const int64_t away = (int64_t)o->rows[i].number - o->row;
    return away >= -MOST_FOR_PEOPLE && away <= MOST_FOR_PEOPLE;
}

static sy_status print_cells(sy_call *call, const sy_original *o, sy_err *err)
{
    static const char aligns[] = "llllllllllll";
    uint32_t columns = o->header.n_cells;
    sy_status st = SY_OK;
    size_t shown = 1;
    sy_table t;

    for (size_t i = 0; i < o->n; i++) {
        if (!is_near(o, i)) continue;
        shown++;
        if (o->rows[i].n_cells > columns) columns = o->rows[i].n_cells;
    }
    sy_table_init(&t, &call->arena, aligns + sizeof aligns - 1 - shown);
    sy_table_cell(&t, _("row"));
    for (size_t i = 0; i < o->n; i++) {
        char number[24];
        snprintf(number, sizeof number, o->rows[i].number == o->row ? "[%u]" : "%u",
                 o->rows[i].number);
        if (is_near(o, i)) sy_table_cell(&t, number);
    }
    for (uint32_t k = 0; k < columns && st == SY_OK; k++) {
        st = cell(&t, call, &o->header, k, err);
        for (size_t i = 0; i < o->n && st == SY_OK; i++) {
            if (is_near(o, i)) st = cell(&t, call, &o->rows[i], k, err);
        }
    }
    return st == SY_OK ? sy_table_print(&t, stdout, err) : st;
}

static sy_status print_for_people(sy_call *call, const sy_original *o, sy_err *err)
{
    const sy_source *s = o->source;

    sy_printf_shown(stdout,
                    s->sheet_name[0] ? _("%s, sheet \"%s\", row %u\n") : _("%s%s, row %u\n"),
                    s->path, s->sheet_name, o->row);
    printf("SHA-256 %s\n", s->sha256);
    if (o->extract)
        sy_printf_shown(stdout, _("an extract, %llu of %llu rows of %s\n"),
                        (unsigned long long)o->extract->kept, (unsigned long long)o->extract->rows,
                        o->extract->name);
    return print_cells(call, o, err);
}

static sy_status run(sy_call *call, sy_err *err)
{
    const char *id = sy_call_option(call, "entry");
    sy_workspace *ws = NULL;
    sy_original o;
    uint32_t around;
    sy_status st = read_around(&around, call, err);

    if (st == SY_OK && !id) st = sy_fail(err, SY_EINVAL, N_("say which row: --entry ID"));
    if (st == SY_OK) st = sy_open_workspace(&ws, call, SY_READ, err);
    if (st == SY_OK) st = sy_original_read(&o, ws, sy_slice_of(id), around, &call->arena, err);
    if (st == SY_OK) st = call->json ? print_json(call, &o, err) : print_for_people(call, &o, err);
    sy_workspace_close(ws);
    return st;
}

static const sy_option options[] = {
    {.name = "entry",
     .argument = N_("ID"),
     .help = N_("which row: the id that entries and findings give")},
    {.name = "around",
     .argument = N_("NUMBER"),
     .help = N_("how many rows before and after it (3)")},
    {.name = NULL},
};

const sy_command sy_cmd_original = {
    .name = "original",
    .words = "WS",
    .min_words = 1,
    .max_words = 1,
    .summary = N_("show a row as it stands in the file that came"),
    .details = N_("The kept original is read, not what was made of it; its SHA-256 is compared "
                  "with that of the import first."),
    .options = options,
    .example = "suyuan original wang.suyuan --entry 3f2a5b7c9d01-0-812 --around 5",
    .exits = N_("3 where there is no such row, or the original is gone or changed."),
    .cost = N_("one read of the file."),
    .run = run,
};
