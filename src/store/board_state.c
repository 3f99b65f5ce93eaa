/* board_state.c - the page's JSON, which anybody with the role of an assistant may send: each
 * field is checked for its type and length here, so that pictures and files made of it need
 * not. What is absent is empty. */
#include "store/board_state.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "suyuan/limits.h"

enum { MOST_ID = 159, MOST_NAME = 240, MOST_PLACE = 100000 };

typedef struct reading {
    sy_arena *arena;
    sy_err *err;
} reading;

static sy_status wrong(const reading *r, const char *field)
{
    return sy_fail(r->err, SY_EDATA, N_("the board is wrong in \"%.60s\""), field);
}

/* A text of at most `most` bytes; absent: "". */
static sy_status read_text(const char **out, const reading *r, const json_t *value,
                           const char *field, size_t most)
{
    *out = "";
    if (!value || json_is_null(value)) return SY_OK;
    if (!json_is_string(value)) return wrong(r, field);
    const size_t n = json_string_length(value);
    if (n > most)
        return sy_fail(r->err, SY_ELIMIT, N_("\"%.60s\" is longer than %zu bytes"), field, most);
    *out = sy_arena_text(r->arena, json_string_value(value), n);
    return *out ? SY_OK : sy_fail_nomem(r->err);
}

/* Room for the items of an array; absent: none. */
static sy_status read_array(void **items, size_t *n, const reading *r, const json_t *value,
                            const char *field, size_t size, size_t most)
{
    *items = NULL;
    *n = 0;
    if (!value || json_is_null(value)) return SY_OK;
    if (!json_is_array(value)) return wrong(r, field);
    *n = json_array_size(value);
    if (*n > most)
        return sy_fail(r->err, SY_ELIMIT, N_("more than %zu items in \"%.60s\""), most, field);
    *items = sy_arena_get(r->arena, (*n + 1) * size);
    return *items ? SY_OK : sy_fail_nomem(r->err);
}

static sy_status read_place(int32_t *out, const reading *r, const json_t *value, const char *field)
{
    const json_int_t place = json_integer_value(value);

    if (!json_is_integer(value) || place < -MOST_PLACE || place > MOST_PLACE)
        return wrong(r, field);
    *out = (int32_t)place;
    return SY_OK;
}

static sy_status read_spots(sy_board_state *out, const reading *r, const json_t *value)
{
    void *items;
    sy_status st = read_array(&items, &out->n_spots, r, value, "spots", sizeof *out->spots,
                              SY_MAX_BOARD_CARDS);

    out->spots = items;
    for (size_t i = 0; i < out->n_spots && st == SY_OK; i++) {
        const json_t *one = json_array_get(value, i);
        sy_board_spot *s = &out->spots[i];
        st = read_text(&s->id, r, json_object_get(one, "id"), "id", MOST_ID);
        if (st == SY_OK && !*s->id) st = wrong(r, "id");
        if (st == SY_OK) st = read_place(&s->column, r, json_object_get(one, "column"), "column");
        if (st == SY_OK) st = read_place(&s->slot, r, json_object_get(one, "slot"), "slot");
    }
    return st;
}

static int by_card(const void *a, const void *b)
{
    return strcmp(((const sy_board_note *)a)->card, ((const sy_board_note *)b)->card);
}

static sy_status read_notes(sy_board_state *out, const reading *r, json_t *value)
{
    const char *card;
    json_t *text;
    sy_status st = SY_OK;

    if (!value || json_is_null(value)) return SY_OK;
    if (!json_is_object(value)) return wrong(r, "notes");
    const size_t n = json_object_size(value);
    if (n > SY_MAX_BOARD_CARDS)
        return sy_fail(r->err, SY_ELIMIT, N_("more than %zu items in \"%.60s\""),
                       (size_t)SY_MAX_BOARD_CARDS, "notes");
    out->notes = sy_arena_get(r->arena, (n + 1) * sizeof *out->notes);
    if (!out->notes) return sy_fail_nomem(r->err);
    json_object_foreach(value, card, text)
    {
        sy_board_note *note = &out->notes[out->n_notes];
        if (st == SY_OK) st = read_text(&note->text, r, text, "notes", SY_MAX_BOARD_NOTE);
        if (st != SY_OK || !*note->text) continue;
        note->card = sy_arena_text(r->arena, card, strlen(card));
        if (!note->card) return sy_fail_nomem(r->err);
        out->n_notes++;
    }
    qsort(out->notes, out->n_notes, sizeof *out->notes, by_card);
    return st;
}

static sy_status read_exhibit(sy_board_exhibit *e, const reading *r, const json_t *value)
{
    const json_t *cards = json_object_get(value, "cards");
    void *items;
    sy_status st = read_text(&e->name, r, json_object_get(value, "name"), "name", MOST_NAME);

    if (st == SY_OK)
        st = read_array(&items, &e->n, r, cards, "cards", sizeof *e->cards, SY_MAX_BOARD_CARDS);
    e->cards = st == SY_OK ? items : NULL;
    for (size_t i = 0; i < e->n && st == SY_OK; i++)
        st = read_text(&e->cards[i], r, json_array_get(cards, i), "cards", MOST_ID);
    return st;
}

static sy_status read_exhibits(sy_board_state *out, const reading *r, const json_t *value)
{
    void *items;
    sy_status st = read_array(&items, &out->n_exhibits, r, value, "exhibits", sizeof *out->exhibits,
                              SY_MAX_BOARD_EXHIBITS);

    out->exhibits = items;
    for (size_t i = 0; i < out->n_exhibits && st == SY_OK; i++)
        st = read_exhibit(&out->exhibits[i], r, json_array_get(value, i));
    return st;
}

static sy_status read_filters(sy_board_state *out, const reading *r, const json_t *state)
{
    const struct {
        const char **to;
        const char *field;
    } texts[] = {{&out->level, "level"},
                 {&out->since, "since"},
                 {&out->until, "until"},
                 {&out->least, "least"}};
    sy_status st = SY_OK;

    for (size_t i = 0; i < sizeof texts / sizeof *texts && st == SY_OK; i++)
        st = read_text(texts[i].to, r, json_object_get(state, texts[i].field), texts[i].field,
                       MOST_ID);
    return st;
}

sy_status sy_board_read(sy_board_state *out, sy_slice body, sy_arena *arena, sy_err *err)
{
    const reading r = {arena, err};
    json_error_t where = {0};
    sy_status st;

    *out = (sy_board_state){.level = ""};
    if (body.len > SY_MAX_BOARD_BYTES)
        return sy_fail(err, SY_ELIMIT, N_("the board has more than %u bytes"), SY_MAX_BOARD_BYTES);
    json_t *json = json_loadb(body.ptr, body.len, JSON_REJECT_DUPLICATES, &where);
    if (!json)
        return sy_fail(err, SY_EDATA, N_("the board is no JSON, line %d: %s"), where.line,
                       where.text);
    json_t *state = json_object_get(json, "state");
    st = json_is_object(state) ? SY_OK : wrong(&r, "state");
    if (st == SY_OK) st = read_filters(out, &r, state);
    if (st == SY_OK) st = read_spots(out, &r, json_object_get(state, "spots"));
    if (st == SY_OK) st = read_notes(out, &r, json_object_get(state, "notes"));
    if (st == SY_OK) st = read_exhibits(out, &r, json_object_get(state, "exhibits"));
    json_decref(json);
    return st;
}
