/* yaml.c - libyaml's document tree, where every node keeps its line, with
 * getters that note mistakes instead of returning them. Aliases are nodes that
 * are met twice, never copied, so a small file stays small. Keys that stand
 * twice are found against the list of known keys, not against each other: the
 * time is linear in the file. */
#include "base/yaml.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <yaml.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/lang.h"
#include "suyuan/limits.h"

enum { MOST_MISTAKES = 8, MOST_KNOWN = 128, LONGEST_MISTAKES = 4096 };

struct sy_yaml {
    yaml_document_t document;
    bool is_loaded;
    char *name;
    sy_buf mistakes;
    unsigned n_mistakes;
    const sy_alloc *al;
};

static sy_status load(sy_yaml *y, sy_slice text, sy_err *err)
{
    yaml_parser_t parser;
    sy_status st = SY_OK;

    if (!yaml_parser_initialize(&parser)) return sy_fail_nomem(err);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text.ptr, text.len);
    if (!yaml_parser_load(&parser, &y->document)) {
        const yaml_mark_t *m = &parser.problem_mark;
        if (parser.error == YAML_MEMORY_ERROR)
            st = sy_fail_nomem(err);
        else
            st = sy_fail_at(err, SY_EDATA, m->line + 1, N_("%s:%zu:%zu: not YAML: %s"), y->name,
                            m->line + 1, m->column + 1, parser.problem ? parser.problem : "?");
    } else {
        y->is_loaded = true;
        if (!yaml_document_get_root_node(&y->document)) {
            st = sy_fail(err, SY_EDATA, N_("%s: the file is empty"), y->name);
        }
    }
    yaml_parser_delete(&parser);
    return st;
}

sy_status sy_yaml_parse(sy_yaml **out, const sy_alloc *al, const char *name, sy_slice text,
                        sy_err *err)
{
    *out = NULL;
    if (text.len > SY_MAX_YAML_BYTES) {
        return sy_fail(err, SY_ELIMIT, N_("%s: larger than %zu bytes"), name,
                       (size_t)SY_MAX_YAML_BYTES);
    }
    sy_yaml *y = sy_new(al, sizeof *y);
    if (!y) return sy_fail_nomem(err);
    y->al = al;
    sy_buf_init(&y->mistakes, al, LONGEST_MISTAKES);
    y->name = sy_copy_text(al, name, strlen(name));
    sy_status st = y->name ? load(y, text, err) : sy_fail_nomem(err);
    if (st != SY_OK) {
        sy_yaml_free(y);
        return st;
    }
    *out = y;
    return SY_OK;
}

sy_status sy_yaml_open(sy_yaml **out, const sy_alloc *al, const char *path, sy_err *err)
{
    char *text = NULL;
    size_t len = 0;

    *out = NULL;
    sy_status st = sy_file_read(al, &text, &len, path, SY_MAX_YAML_BYTES, err);
    if (st == SY_OK) st = sy_yaml_parse(out, al, path, (sy_slice){text, len}, err);
    sy_drop(al, text);
    return st;
}

void sy_yaml_free(sy_yaml *y)
{
    if (!y) return;
    if (y->is_loaded) yaml_document_delete(&y->document);
    sy_buf_dispose(&y->mistakes);
    sy_drop(y->al, y->name);
    sy_drop(y->al, y);
}

const sy_yaml_node *sy_yaml_root(sy_yaml *y)
{
    return yaml_document_get_root_node(&y->document);
}

void sy_yaml_wrong(sy_yaml *y, const sy_yaml_node *at, const char *fmt, ...)
{
    char text[512];
    va_list args;
    const int n = snprintf(text, sizeof text, ":%zu:%zu: ", at ? at->start_mark.line + 1 : 1,
                           at ? at->start_mark.column + 1 : 1);

    va_start(args, fmt);
    vsnprintf(text + n, sizeof text - (size_t)n, sy_tr(fmt), args);
    va_end(args);
    /* A wording lacks the same fact in both languages. */
    if (sy_slice_holds((sy_slice){y->mistakes.ptr, y->mistakes.len}, sy_slice_of(text))) return;
    if (y->n_mistakes++ >= MOST_MISTAKES) return;
    sy_buf_printf(&y->mistakes, "%s%s%s", y->mistakes.len ? "\n" : "", y->name, text);
}

sy_status sy_yaml_finish(sy_yaml *y, sy_err *err)
{
    if (y->n_mistakes == 0) return SY_OK;
    if (!y->mistakes.ptr) return sy_fail_nomem(err);
    return sy_fail(err, SY_EDATA, "%s", y->mistakes.ptr);
}

unsigned sy_yaml_line(const sy_yaml_node *node)
{
    return node ? (unsigned)node->start_mark.line + 1 : 1;
}

static sy_slice scalar(const sy_yaml_node *n)
{
    return (sy_slice){(const char *)n->data.scalar.value, n->data.scalar.length};
}

static const sy_yaml_node *node(sy_yaml *y, int index)
{
    return yaml_document_get_node(&y->document, index);
}

sy_slice sy_yaml_text(sy_yaml *y, const sy_yaml_node *n)
{
    if (!n) return (sy_slice){"", 0};
    if (n->type == YAML_SCALAR_NODE) return scalar(n);
    sy_yaml_wrong(y, n, N_("a text is expected here"));
    return (sy_slice){"", 0};
}

size_t sy_yaml_items(sy_yaml *y, const sy_yaml_node *n)
{
    if (!n) return 0;
    if (n->type == YAML_SEQUENCE_NODE) {
        return (size_t)(n->data.sequence.items.top - n->data.sequence.items.start);
    }
    sy_yaml_wrong(y, n, N_("a list is expected here"));
    return 0;
}

bool sy_yaml_is_list(const sy_yaml_node *n)
{
    return n && n->type == YAML_SEQUENCE_NODE;
}

size_t sy_yaml_pairs(sy_yaml *y, const sy_yaml_node *n)
{
    if (!n) return 0;
    if (n->type == YAML_MAPPING_NODE) {
        return (size_t)(n->data.mapping.pairs.top - n->data.mapping.pairs.start);
    }
    sy_yaml_wrong(y, n, N_("lines of the form `key: value` are expected here"));
    return 0;
}

const sy_yaml_node *sy_yaml_item(sy_yaml *y, const sy_yaml_node *n, size_t i)
{
    return node(y, n->data.sequence.items.start[i]);
}

void sy_yaml_pair(sy_yaml *y, const sy_yaml_node *n, size_t i, const sy_yaml_node **key,
                  const sy_yaml_node **value)
{
    *key = node(y, n->data.mapping.pairs.start[i].key);
    *value = node(y, n->data.mapping.pairs.start[i].value);
}

void sy_yaml_known(sy_yaml *y, const sy_yaml_node *mapping, const char *const *keys, size_t n_keys)
{
    bool seen[MOST_KNOWN] = {false};
    const size_t n = sy_yaml_pairs(y, mapping);

    SY_ASSERT(n_keys <= MOST_KNOWN);
    for (size_t i = 0; i < n && y->n_mistakes < MOST_MISTAKES; i++) {
        const sy_yaml_node *key, *value;
        size_t k = 0;

        sy_yaml_pair(y, mapping, i, &key, &value);
        sy_slice text = sy_yaml_text(y, key);
        while (k < n_keys && !sy_slice_is(text, sy_slice_of(keys[k]))) k++;
        if (k == n_keys) {
            sy_yaml_wrong(y, key, N_("\"%.*s\" is not known here"), (int)text.len, text.ptr);
        } else if (seen[k]) {
            sy_yaml_wrong(y, key, N_("\"%s\" stands twice"), keys[k]);
        } else {
            seen[k] = true;
        }
    }
}

const sy_yaml_node *sy_yaml_get(sy_yaml *y, const sy_yaml_node *mapping, const char *key,
                                bool required)
{
    const size_t n = sy_yaml_pairs(y, mapping);
    const sy_slice wanted = sy_slice_of(key);

    for (size_t i = 0; i < n; i++) {
        const sy_yaml_node *k, *value;
        sy_yaml_pair(y, mapping, i, &k, &value);
        if (k->type == YAML_SCALAR_NODE && sy_slice_is(scalar(k), wanted)) return value;
    }
    if (required && mapping) sy_yaml_wrong(y, mapping, N_("\"%s\" is missing"), key);
    return NULL;
}

sy_slice sy_yaml_get_text(sy_yaml *y, const sy_yaml_node *mapping, const char *key, bool required)
{
    return sy_yaml_text(y, sy_yaml_get(y, mapping, key, required));
}

bool sy_yaml_get_bool(sy_yaml *y, const sy_yaml_node *mapping, const char *key, bool without)
{
    const sy_yaml_node *n = sy_yaml_get(y, mapping, key, false);

    if (!n) return without;
    sy_slice text = n->type == YAML_SCALAR_NODE ? scalar(n) : (sy_slice){"", 0};
    if (sy_slice_is(text, SY_TEXT("true")) || sy_slice_is(text, SY_TEXT("是"))) return true;
    if (sy_slice_is(text, SY_TEXT("false")) || sy_slice_is(text, SY_TEXT("否"))) return false;
    sy_yaml_wrong(y, n, N_("\"%s\" wants true or false (是 or 否)"), key);
    return without;
}
