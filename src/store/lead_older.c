/* lead_older.c - an older program wrote every lead whole; these SQL functions take it apart,
 * for the step of schema.c that brings such a workspace up to date. They write with the
 * functions that runs write with, so that a lead that says the same next time is the same. */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "store/lead_text.h"
#include "store/private.h"
#include "suyuan/limits.h"

static sy_slice text_of(const json_t *value)
{
    return (sy_slice){json_is_string(value) ? json_string_value(value) : "",
                      json_string_length(value)};
}

static char *dump(const json_t *value)
{
    return json_dumps(value, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);
}

/* The places that the facts name, each once, in the order in which they come. */
static json_t *places_of(const json_t *whole)
{
    json_t *places = json_array(), *fact;
    size_t i, k;

    json_array_foreach(json_object_get(whole, "facts"), i, fact) {
        json_t *source = json_copy(json_object_get(fact, "source"));
        json_object_del(source, "row");
        for (k = 0; source && k < json_array_size(places); k++) {
            if (json_equal(json_array_get(places, k), source)) break;
        }
        if (source && k == json_array_size(places)) json_array_append(places, source);
        json_decref(source);
    }
    return places;
}

static int place_at(const json_t *places, const json_t *fact)
{
    json_t *source = json_copy(json_object_get(fact, "source"));
    int at = SY_NO_PLACE;

    json_object_del(source, "row");
    for (size_t k = 0; source && k < json_array_size(places); k++) {
        if (json_equal(json_array_get(places, k), source)) at = (int)k;
    }
    json_decref(source);
    return at;
}

static void body_of(sy_buf *out, const json_t *whole, const json_t *places)
{
    const json_t *wording = json_object_get(whole, "wording");
    json_t *fact;
    size_t i;

    json_array_foreach(json_object_get(whole, "facts"), i, fact) {
        const json_t *row = json_object_get(json_object_get(fact, "source"), "row");
        sy_lead_body_fact(out, text_of(json_object_get(fact, "name")),
                          text_of(json_object_get(fact, "value")), place_at(places, fact),
                          (uint32_t)json_integer_value(row));
    }
    sy_lead_body_end(out, text_of(json_object_get(wording, "zh")),
                     text_of(json_object_get(wording, "en")));
}

static void parties_of(sy_buf *out, const json_t *whole)
{
    const json_t *list = json_object_get(whole, "parties");

    sy_buf_char(out, '[');
    for (size_t i = 0; i < json_array_size(list); i++) {
        if (i) sy_buf_char(out, ',');
        sy_json_quote(out, text_of(json_array_get(list, i)));
    }
    sy_buf_char(out, ']');
}

static char *common_of(json_t *whole)
{
    static const char *const own[] = {"act_date", "facts", "key", "parties", "wording"};

    for (size_t i = 0; i < sizeof own / sizeof *own; i++) json_object_del(whole, own[i]);
    return dump(whole);
}

/* The places as an array of texts, since each is looked up as a text. */
static char *places_as_texts(const json_t *places)
{
    json_t *texts = json_array(), *place;
    size_t i;

    json_array_foreach((json_t *)places, i, place) {
        char *text = dump(place);
        json_array_append_new(texts, json_string(text ? text : ""));
        free(text);
    }
    char *out = dump(texts);
    json_decref(texts);
    return out;
}

/* Takes the text, which jansson has made. */
static void say_dumped(sqlite3_context *context, char *text)
{
    if (text)
        sqlite3_result_text(context, text, -1, SQLITE_TRANSIENT);
    else
        sqlite3_result_error_nomem(context);
    free(text);
}

static void say_part(sqlite3_context *context, json_t *whole, const char *part)
{
    json_t *places = places_of(whole);
    sy_buf out;

    sy_buf_init(&out, NULL, 2 * SY_MAX_LEAD_BYTES);
    if (strcmp(part, "places") == 0) {
        say_dumped(context, places_as_texts(places));
    } else if (strcmp(part, "common") == 0) {
        say_dumped(context, common_of(whole));
    } else {
        if (strcmp(part, "key") == 0) sy_buf_slice(&out, text_of(json_object_get(whole, "key")));
        if (strcmp(part, "parties") == 0) parties_of(&out, whole);
        if (strcmp(part, "body") == 0) body_of(&out, whole, places);
        if (sy_buf_status(&out) == SY_OK)
            sqlite3_result_text(context, out.len ? out.ptr : "", (int)out.len, SQLITE_TRANSIENT);
        else
            sqlite3_result_error_nomem(context);
    }
    sy_buf_dispose(&out);
    json_decref(places);
}

/* lead_part(whole, 'common' | 'places' | 'key' | 'parties' | 'body') */
static void lead_part(sqlite3_context *context, int n, sqlite3_value **values)
{
    const char *text = (const char *)sqlite3_value_text(values[0]),
               *part = (const char *)sqlite3_value_text(values[1]);
    json_t *whole = text ? json_loads(text, JSON_ALLOW_NUL, NULL) : NULL;

    (void)n;
    if (json_is_object(whole) && part)
        say_part(context, whole, part);
    else
        sqlite3_result_error(context, "a lead that is no JSON", -1);
    json_decref(whole);
}

/* lead_says(grade, rule, case_number, court, amount, common, places, body) */
static void lead_says(sqlite3_context *context, int n, sqlite3_value **values)
{
    char says[SY_LEAD_SAYS];
    sy_slice texts[8];
    sy_err err = {0};

    for (int i = 0; i < n && i < 8; i++) {
        const char *text = (const char *)sqlite3_value_text(values[i]);
        texts[i] = (sy_slice){text ? text : "", (size_t)sqlite3_value_bytes(values[i])};
    }
    if (sy_lead_says(says, texts, (size_t)n, &err) == SY_OK)
        sqlite3_result_text(context, says, -1, SQLITE_TRANSIENT);
    else
        sqlite3_result_error(context, err.text, -1);
}

sy_status sy_lead_functions(sqlite3 *db, sy_err *err)
{
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;

    if (sqlite3_create_function(db, "lead_part", 2, flags, NULL, lead_part, NULL, NULL) !=
            SQLITE_OK ||
        sqlite3_create_function(db, "lead_says", 8, flags, NULL, lead_says, NULL, NULL) !=
            SQLITE_OK)
        return sy_sqlite_fail(db, err);
    return SY_OK;
}
