/* results.c - written through jansson with sorted keys, so that the same results give the
 * same bytes; read strictly: every key once and of its kind, nothing else. */
#include "casework/results.h"

#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "base/lang.h"
#include "base/utf8.h"
#include "suyuan/limits.h"

static const char magic[] = "SUYUAN RESULTS 1\n";
enum { LONGEST_NAME = 200, LONGEST_WORD = 80 };

/* The counts of a tally, by their keys. */
static const struct {
    const char *key;
    size_t at;
} counts[] = {
    {"leads", offsetof(sy_feedback_tally, leads)},
    {"confirmed", offsetof(sy_feedback_tally, confirmed)},
    {"refuted", offsetof(sy_feedback_tally, refuted)},
    {"open", offsetof(sy_feedback_tally, open)},
    {"vanished", offsetof(sy_feedback_tally, vanished)},
    {"replied", offsetof(sy_feedback_tally, replied)},
    {"adopted", offsetof(sy_feedback_tally, adopted)},
    {"declined", offsetof(sy_feedback_tally, declined)},
};
enum { COUNTS = sizeof counts / sizeof *counts };

static uint64_t *count_of(sy_feedback_tally *t, size_t i)
{
    return (uint64_t *)((char *)t + counts[i].at);
}

/* ---- what may stand in it ---- */

/* A word that can be shown: not empty, one line, no longer than most. */
static bool is_word(const char *text, size_t most)
{
    const size_t n = strlen(text);

    return n > 0 && n <= most && sy_utf8_valid_prefix(text, n) == n && !strpbrk(text, "\t\r\n") &&
           sy_model_text_is_plain((sy_slice){text, n});
}

static bool is_day(const char *text)
{
    sy_precision precision;
    int64_t at;

    return strlen(text) == 10 && sy_time_parse_iso(&at, &precision, sy_slice_of(text)) &&
           precision == SY_DATE;
}

static const char *wrong_head(const sy_results *r)
{
    if (!is_word(r->office, LONGEST_NAME)) return _("the office has no name, or none for a line");
    if (*r->part && !is_word(r->part, LONGEST_NAME)) return _("the part has no name for a line");
    if (!is_day(r->since) || !is_day(r->until) || !is_day(r->written))
        return _("a day is not YYYY-MM-DD");
    if (strcmp(r->since, r->until) > 0) return _("its time ends before it begins");
    return NULL;
}

static bool is_hash(const char *text)
{
    return strspn(text, "0123456789abcdef") == 64 && text[64] == '\0';
}

static const char *wrong_line(const sy_feedback_line *l)
{
    const sy_feedback_tally *t = &l->tally;
    const uint64_t judged = t->confirmed + t->refuted;
    uint64_t measures = 0;

    if (!is_word(l->model, LONGEST_WORD) || !is_word(l->version, LONGEST_WORD) ||
        !is_word(l->rule, LONGEST_WORD) || !is_hash(l->hash))
        return _("a model, version, hash or rule is none");
    for (int i = 0; i < SY_EXITS; i++)
        measures = t->measures[i] > measures ? t->measures[i] : measures;
    if (judged + t->open + t->vanished != t->leads || measures > t->leads ||
        t->replied > t->leads || t->adopted + t->declined > t->replied || t->recovered < 0)
        return _("the counts of a line do not fit together");
    return NULL;
}

/* ---- writing ---- */

static json_t *write_line(const sy_feedback_line *l)
{
    sy_feedback_tally t = l->tally;
    char money[SY_MINOR_TEXT];
    json_t *line =
        json_pack("{s:s, s:s, s:s, s:s, s:s}", "model", l->model, "version", l->version, "hash",
                  l->hash, "rule", l->rule, "recovered", sy_minor_print(money, t.recovered));
    json_t *measures = json_object();

    for (size_t i = 0; i < COUNTS; i++)
        json_object_set_new(line, counts[i].key, json_integer((json_int_t)*count_of(&t, i)));
    for (int i = 0; i < SY_EXITS; i++) {
        if (t.measures[i])
            json_object_set_new(measures, sy_model_exit_name((sy_model_exit)i),
                                json_integer((json_int_t)t.measures[i]));
    }
    json_object_set_new(line, "measures", measures);
    return line;
}

sy_status sy_results_write(sy_buf *out, const sy_results *r, const sy_pack_key *key, sy_err *err)
{
    const char *wrong = wrong_head(r);
    json_t *lines = json_array();

    for (size_t i = 0; i < r->n && !wrong; i++) wrong = wrong_line(&r->lines[i]);
    for (size_t i = 0; i < r->n && !wrong; i++)
        json_array_append_new(lines, write_line(&r->lines[i]));
    json_t *all = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:o}", "office", r->office, "part",
                            r->part, "since", r->since, "until", r->until, "written", r->written,
                            "program", SUYUAN_VERSION, "lines", lines);
    char *text = all && !wrong ? json_dumps(all, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    json_decref(all);
    if (wrong) return sy_fail(err, SY_EINVAL, "%s", wrong);
    if (!text) return sy_fail_nomem(err);
    sy_buf_text(out, magic);
    sy_buf_text(out, text);
    free(text);
    return sy_pack_sign(out, key, err);
}

/* ---- reading ---- */

typedef struct reader {
    sy_arena *arena;
    const char *wrong; /* the first thing, translated */
    bool has_no_memory;
} reader;

static const char *take_text(reader *r, json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);
    const char *copy = "";

    if (!json_is_string(value) || strlen(json_string_value(value)) != json_string_length(value)) {
        if (!r->wrong) r->wrong = _("a text is missing, or is none");
    } else {
        copy = sy_arena_text(r->arena, json_string_value(value), json_string_length(value));
        if (!copy) r->has_no_memory = true;
    }
    json_object_del(object, key);
    return copy ? copy : "";
}

static uint64_t take_count(reader *r, json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);
    const json_int_t count = json_integer_value(value);

    if (!r->wrong && (!json_is_integer(value) || count < 0 || count > SY_MAX_RESULTS_COUNT))
        r->wrong = _("a count is missing, or is none");
    json_object_del(object, key);
    return r->wrong ? 0 : (uint64_t)count;
}

static void read_measures(reader *r, sy_feedback_tally *t, json_t *line)
{
    json_t *measures = json_incref(json_object_get(line, "measures"));

    if (!json_is_object(measures) && !r->wrong) r->wrong = _("a line has no measures");
    for (int i = 0; i < SY_EXITS; i++) {
        const char *key = sy_model_exit_name((sy_model_exit)i);
        if (json_object_get(measures, key)) t->measures[i] = take_count(r, measures, key);
    }
    if (json_object_size(measures) && !r->wrong) r->wrong = _("there is a measure that is none");
    json_object_del(line, "measures");
    json_decref(measures);
}

static void read_line(reader *r, sy_feedback_line *l, json_t *line)
{
    if (!json_is_object(line) && !r->wrong) r->wrong = _("a line is none");
    *l = (sy_feedback_line){.level = SY_FEEDBACK_RULE,
                            .model = take_text(r, line, "model"),
                            .version = take_text(r, line, "version"),
                            .hash = take_text(r, line, "hash"),
                            .rule = take_text(r, line, "rule")};
    for (size_t i = 0; i < COUNTS; i++)
        *count_of(&l->tally, i) = take_count(r, line, counts[i].key);
    read_measures(r, &l->tally, line);
    const char *money = take_text(r, line, "recovered");
    if (!sy_minor_parse(&l->tally.recovered, sy_slice_of(money)) && !r->wrong)
        r->wrong = _("an amount of money is none");
    if (json_object_size(line) && !r->wrong) r->wrong = _("a line says more than it may");
    if (!r->wrong) r->wrong = wrong_line(l);
}

static void read_lines(reader *r, sy_results *out, json_t *lines)
{
    uint64_t leads = 0;

    out->n = json_array_size(lines);
    if (!json_is_array(lines) || out->n > SY_MAX_RESULTS_LINES) {
        r->wrong = _("there are no lines, or too many");
        out->n = 0;
    }
    out->lines = sy_arena_get(r->arena, (out->n + 1) * sizeof *out->lines);
    r->has_no_memory = r->has_no_memory || !out->lines;
    for (size_t i = 0; i < out->n && !r->wrong && !r->has_no_memory; i++) {
        read_line(r, &out->lines[i], json_array_get(lines, i));
        if (i > 0 && !r->wrong && sy_feedback_order(&out->lines[i - 1], &out->lines[i]) >= 0)
            r->wrong = _("its lines are not in their order, or one is there twice");
        leads += out->lines[i].tally.leads;
        if (leads > SY_MAX_RESULTS_COUNT && !r->wrong)
            r->wrong = _("more leads than an office has");
    }
}

static void read_all(reader *r, sy_results *out, json_t *all)
{
    json_t *lines = json_incref(json_object_get(all, "lines"));

    if (!json_is_object(all)) r->wrong = _("it is not one object of JSON");
    out->office = take_text(r, all, "office");
    out->part = take_text(r, all, "part");
    out->since = take_text(r, all, "since");
    out->until = take_text(r, all, "until");
    out->written = take_text(r, all, "written");
    (void)take_text(r, all, "program");
    json_object_del(all, "lines");
    if (json_object_size(all) && !r->wrong) r->wrong = _("it says more than it may");
    if (!r->wrong) r->wrong = wrong_head(out);
    if (!r->wrong) read_lines(r, out, lines);
    json_decref(lines);
}

sy_status sy_results_read(sy_results *out, sy_slice bytes, const char *title, sy_arena *arena,
                          sy_err *err)
{
    reader r = {.arena = arena};
    sy_slice content;

    *out = (sy_results){.title = title};
    if (bytes.len > SY_MAX_RESULTS_BYTES)
        return sy_fail(err, SY_ELIMIT, N_("%s: larger than %zu bytes"), title,
                       (size_t)SY_MAX_RESULTS_BYTES);
    const sy_status st = sy_pack_open(&content, out->maker, bytes, SY_TEXT(magic), title,
                                      _("no file of results"), err);
    if (st != SY_OK) return st;
    json_t *all = json_loadb(content.ptr, content.len, JSON_REJECT_DUPLICATES, NULL);
    if (!all) return sy_fail(err, SY_EDATA, "%s: %s", title, _("it is not one object of JSON"));
    read_all(&r, out, all);
    json_decref(all);
    if (r.has_no_memory) return sy_fail_nomem(err);
    return r.wrong ? sy_fail(err, SY_EDATA, "%s: %s", title, r.wrong) : SY_OK;
}

/* ---- adding up ---- */

static bool overlap(const sy_results *a, const sy_results *b)
{
    return strcmp(a->office, b->office) == 0 && strcmp(a->part, b->part) == 0 &&
           strcmp(a->since, b->until) <= 0 && strcmp(b->since, a->until) <= 0;
}

static sy_status refuse_doubles(const sy_results *list, size_t n, sy_err *err)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < i; k++) {
            if (!overlap(&list[i], &list[k])) continue;
            return sy_fail(err, SY_EDATA,
                           N_("%s and %s report the same days of %s%s%s (%s to %s, %s to %s): "
                              "leave one out"),
                           list[k].title, list[i].title, list[i].office, *list[i].part ? " " : "",
                           list[i].part, list[k].since, list[k].until, list[i].since,
                           list[i].until);
        }
    }
    return SY_OK;
}

sy_status sy_results_sum(sy_feedback_line **lines, size_t *n, const sy_results *list, size_t n_list,
                         sy_arena *arena, sy_err *err)
{
    sy_status st = refuse_doubles(list, n_list, err);
    size_t total = 0, at = 0;

    if (st != SY_OK) return st;
    for (size_t i = 0; i < n_list; i++) total += list[i].n;
    sy_feedback_line *all = sy_arena_get(arena, (total + 1) * sizeof *all);
    if (!all) return sy_fail_nomem(err);
    for (size_t i = 0; i < n_list; i++) {
        if (list[i].n) memcpy(all + at, list[i].lines, list[i].n * sizeof *all);
        at += list[i].n;
    }
    return sy_feedback_sum(lines, n, all, total, arena, err);
}
