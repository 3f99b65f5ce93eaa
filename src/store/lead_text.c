/* lead_text.c - every text of a lead is written and read here, whoever makes it. */
#include "store/lead_text.h"

#include <stdio.h>
#include <string.h>

#include "base/digest.h"
#include "base/json.h"

/* ---- writing ---- */

void sy_lead_body_fact(sy_buf *out, sy_slice name, sy_slice value, int place, uint32_t row)
{
    sy_buf_text(out, out->len ? ",[" : "{\"facts\":[[");
    sy_json_quote(out, name);
    sy_buf_char(out, ',');
    sy_json_quote(out, value);
    if (place != SY_NO_PLACE) {
        sy_buf_char(out, ',');
        sy_buf_number(out, (unsigned)place);
        sy_buf_char(out, ',');
        sy_buf_number(out, row);
    }
    sy_buf_char(out, ']');
}

void sy_lead_body_end(sy_buf *out, sy_slice wording_zh, sy_slice wording_en)
{
    sy_buf_text(out, out->len ? "],\"wording\":[" : "{\"facts\":[],\"wording\":[");
    sy_json_quote(out, wording_zh);
    sy_buf_char(out, ',');
    sy_json_quote(out, wording_en);
    sy_buf_text(out, "]}");
}

void sy_lead_texts(sy_buf *out, const sy_slice *texts, size_t n)
{
    sy_buf_char(out, '[');
    for (size_t i = 0; i < n; i++) {
        if (i) sy_buf_char(out, ',');
        sy_json_quote(out, texts[i]);
    }
    sy_buf_char(out, ']');
}

/* Each with its length before it: no two lists of texts are one. */
sy_status sy_lead_says(char out[SY_LEAD_SAYS], const sy_slice *texts, size_t n, sy_err *err)
{
    char hex[SY_DIGEST_TEXT];
    sy_digest d = {0};
    sy_status st = sy_digest_begin(&d, SY_SHA256, err);

    if (st != SY_OK) return st;
    for (size_t i = 0; i < n; i++) {
        const uint64_t len = texts[i].len;
        sy_digest_add(&d, &len, sizeof len);
        if (len) sy_digest_add(&d, texts[i].ptr, len);
    }
    sy_digest_end(&d, hex);
    snprintf(out, SY_LEAD_SAYS, "%.32s", hex);
    return SY_OK;
}

/* ---- the facts of two ---- */

/* The text that comes next, in its quotes; false where there is none. */
static bool next_text(const char **at, sy_slice *text)
{
    const char *from = strchr(*at, '"');

    if (!from) return false;
    const char *end = ++from;
    while (*end && *end != '"') end += *end == '\\' && end[1] ? 2 : 1;
    *text = (sy_slice){from, (size_t)(end - from)};
    *at = *end ? end + 1 : end;
    return true;
}

/* A name or a value: the colon is behind "wording", which ends them. */
static bool next_of_facts(const char **at, sy_slice *text)
{
    return next_text(at, text) && **at != ':';
}

bool sy_lead_same_facts(const char *a, const char *b)
{
    sy_slice x, y; /* first: "facts" */
    bool has_x = next_text(&a, &x), has_y = next_text(&b, &y);

    while (has_x && has_y && sy_slice_is(x, y)) {
        has_x = next_of_facts(&a, &x);
        has_y = next_of_facts(&b, &y);
    }
    return !has_x && !has_y;
}

/* ---- putting together ---- */

static json_t *source_of(const sy_lead *lead, const json_t *fact)
{
    const json_int_t at = json_integer_value(json_array_get(fact, 2));
    json_t *source = NULL;

    if (at >= 0 && (size_t)at < lead->n_places)
        source = json_loads(lead->places[at], JSON_ALLOW_NUL, NULL);
    if (source) json_object_set(source, "row", json_array_get(fact, 3));
    return source;
}

static json_t *facts_of(const sy_lead *lead, const json_t *list)
{
    json_t *facts = json_array(), *fact;
    size_t i;

    json_array_foreach((json_t *)list, i, fact)
    {
        json_t *whole = json_object();
        json_object_set(whole, "name", json_array_get(fact, 0));
        json_object_set(whole, "value", json_array_get(fact, 1));
        if (json_array_size(fact) == 4) json_object_set_new(whole, "source", source_of(lead, fact));
        json_array_append_new(facts, whole);
    }
    return facts;
}

json_t *sy_lead_whole(const sy_lead *lead)
{
    json_t *whole = json_loads(lead->common, JSON_ALLOW_NUL, NULL),
           *own = json_loads(lead->body, JSON_ALLOW_NUL, NULL),
           *parties = json_loads(lead->parties, JSON_ALLOW_NUL, NULL), *wording = json_object();
    const json_t *said = json_object_get(own, "wording");
    const bool is_whole = whole && own && parties && wording;

    if (is_whole) {
        json_object_set(wording, "zh", json_array_get(said, 0));
        json_object_set(wording, "en", json_array_get(said, 1));
        json_object_set(whole, "parties", parties);
        json_object_set(whole, "wording", wording);
        json_object_set_new(whole, "key", json_string(lead->key));
        json_object_set_new(whole, "facts", facts_of(lead, json_object_get(own, "facts")));
        json_object_set_new(whole, "act_date",
                            *lead->act_date ? json_string(lead->act_date) : json_null());
    }
    json_decref(own);
    json_decref(parties);
    json_decref(wording);
    if (is_whole) return whole;
    json_decref(whole);
    return NULL;
}
