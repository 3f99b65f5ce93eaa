/* json.h - writes JSON as it goes, in constant memory.
 *
 *     sy_json j;
 *     sy_json_init(&j, stdout);
 *     sy_json_object(&j);
 *     sy_json_key(&j, "rows");    sy_json_int(&j, 3);
 *     sy_json_key(&j, "amount");  sy_json_minor(&j, 30000);   // "300.00"
 *     sy_json_end(&j);
 *     st = sy_json_finish(&j, &err);     // newline, flush, write errors
 *
 * (Reading is jansson's. That library builds a tree first, which a trace of
 * millions of rows must not.) Text that is not UTF-8 gets U+FFFD. */
#ifndef SY_BASE_JSON_H
#define SY_BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/civil.h"
#include "base/err.h"
#include "base/money.h"
#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_JSON_DEPTH = 32 };

typedef struct sy_json {
    FILE *out;
    int depth;
    bool is_object[SY_JSON_DEPTH], has_items[SY_JSON_DEPTH], after_key;
} sy_json;

void sy_json_init(sy_json *j, FILE *out);
void sy_json_object(sy_json *j);
void sy_json_array(sy_json *j);
void sy_json_end(sy_json *j); /* of the innermost object or array */
void sy_json_key(sy_json *j, const char *key);
void sy_json_text(sy_json *j, sy_slice text);
void sy_json_string(sy_json *j, const char *text); /* NULL gives null */
void sy_json_int(sy_json *j, int64_t value);
void sy_json_bool(sy_json *j, bool value);
void sy_json_null(sy_json *j);
void sy_json_value(sy_json *j, sy_slice json); /* is JSON already */
void sy_json_minor(sy_json *j, sy_minor amount);
void sy_json_time(sy_json *j, int64_t at, sy_precision precision);
SY_MUST_USE sy_status sy_json_finish(sy_json *j, sy_err *err);

/* One text in quotes, for JSON that is put together in memory. */
void sy_json_quote(sy_buf *out, sy_slice text);

#ifdef __cplusplus
}
#endif

#endif
