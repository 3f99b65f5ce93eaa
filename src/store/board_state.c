/* board_state.c - the page's JSON, which anybody with the role of an assistant may send: each
 * field is checked for its type and length here, so that pictures and files made of it need
 * not. What is absent is empty. */
#include "store/board_state.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "suyuan/limits.h"

enum { MOST_ID = 159, MOST_NAME = 240 };

typedef struct reading {
    sy_arena *arena;
    sy_err *err;
} reading;

static sy_status wrong(const reading *r, const char *field)
{
    return sy_fail(r->err, SY_EDATA, N_("the board is wrong in \"%.60s\""), field);
}

static sy_status too_many(const reading *r, size_t most, const char *field)
{
    return sy_fail(r->err, SY_ELIMIT, N_("more than %zu items in \"%.60s\""), most, field);
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
    if (*n > most) return too_many(r, most, field);
    *items = sy_arena_get(r->arena, (*n + 1) * size);
    return *items ? SY_OK : sy_fail_nomem(r->err);
}

/* ---- the options ---- */

static size_t pieces(const char *list)
{
    size_t n = *list != '\0';

    for (; *list; list++) n += *list == ',';
    return n;
}

static sy_status read_option(sy_board_state *out, const reading *r, const char *name,
                             const json_t *value)
{
    sy_board_option *o = &out->options[out->n_options];
    sy_status st = read_text(&o->value, r, value, name, SY_MAX_BOARD_BYTES);

    if (st != SY_OK || !*o->value) return st; /* "": nothing was said */
    o->name = sy_arena_text(r->arena, name, strlen(name));
    if (!o->name) return sy_fail_nomem(r->err);
    if (strcmp(name, "placed") == 0) out->n_cards += pieces(o->value);
    out->n_options++;
    return SY_OK;
}

static sy_status read_options(sy_board_state *out, const reading *r, json_t *graph)
{
    const char *name;
    json_t *value;
    size_t most = 0;
    sy_status st = SY_OK;

    if (!json_is_object(graph)) return wrong(r, "graph");
    json_object_foreach(graph, name, value)
    {
        most += json_is_array(value) ? json_array_size(value) : 1;
    }
    if (most > SY_MAX_BOARD_CARDS) return too_many(r, SY_MAX_BOARD_CARDS, "graph");
    out->options = sy_arena_get(r->arena, (most + 1) * sizeof *out->options);
    if (!out->options) return sy_fail_nomem(r->err);
    json_object_foreach(graph, name, value)
    {
        for (size_t i = 0; json_is_array(value) && i < json_array_size(value) && st == SY_OK; i++)
            st = read_option(out, r, name, json_array_get(value, i));
        if (st == SY_OK && !json_is_array(value)) st = read_option(out, r, name, value);
    }
    if (st == SY_OK && out->n_cards > SY_MAX_BOARD_CARDS)
        return too_many(r, SY_MAX_BOARD_CARDS, "placed");
    return st;
}

/* ---- notes and exhibits ---- */

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
    if (n > SY_MAX_BOARD_CARDS) return too_many(r, SY_MAX_BOARD_CARDS, "notes");
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

sy_status sy_board_read(sy_board_state *out, sy_slice body, sy_arena *arena, sy_err *err)
{
    const reading r = {arena, err};
    json_error_t where = {0};

    *out = (sy_board_state){.n_options = 0};
    if (body.len > SY_MAX_BOARD_BYTES)
        return sy_fail(err, SY_ELIMIT, N_("the board has more than %u bytes"), SY_MAX_BOARD_BYTES);
    json_t *json = json_loadb(body.ptr, body.len, JSON_REJECT_DUPLICATES, &where);
    if (!json)
        return sy_fail(err, SY_EDATA, N_("the board is no JSON, line %d: %s"), where.line,
                       where.text);
    sy_status st = read_options(out, &r, json_object_get(json, "graph"));
    if (st == SY_OK) st = read_notes(out, &r, json_object_get(json, "notes"));
    if (st == SY_OK) st = read_exhibits(out, &r, json_object_get(json, "exhibits"));
    json_decref(json);
    return st;
}
