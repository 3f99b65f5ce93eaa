/* yaml.h - small YAML files that people write, read strictly.
 *
 *     sy_yaml *y;
 *     sy_yaml_open(&y, NULL, "profiles/x.yaml", &err);
 *     const sy_yaml_node *root = sy_yaml_root(y);
 *     sy_yaml_known(y, root, keys, n_keys);            // refuses the rest
 *     sy_slice id = sy_yaml_get_text(y, root, "id", true);
 *     st = sy_yaml_finish(y, &err);                    // all that was wrong
 *     sy_yaml_free(y);
 *
 * A getter never fails by itself: it notes `file:line:column: what is wrong`
 * in the user's language and returns an empty value, so that one run shows
 * several mistakes; sy_yaml_finish turns the notes into an error. Texts and
 * nodes live as long as y. Any getter takes a NULL node and gives nothing. */
#ifndef SY_BASE_YAML_H
#define SY_BASE_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/alloc.h"
#include "base/err.h"
#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_yaml sy_yaml;
typedef struct yaml_node_s sy_yaml_node; /* libyaml's */

/* SY_EDATA where it is not YAML or empty, SY_ELIMIT past SY_MAX_YAML_BYTES. */
SY_MUST_USE sy_status sy_yaml_open(sy_yaml **out, const sy_alloc *al, const char *path,
                                   sy_err *err);
/* The same of a text; name stands in messages. */
SY_MUST_USE sy_status sy_yaml_parse(sy_yaml **out, const sy_alloc *al, const char *name,
                                    sy_slice text, sy_err *err);
void sy_yaml_free(sy_yaml *y);

const sy_yaml_node *sy_yaml_root(sy_yaml *y);

/* Notes a mistake at a node. The format is a message id. */
void sy_yaml_wrong(sy_yaml *y, const sy_yaml_node *at, const char *fmt, ...) SY_PRINTF(3, 4);
/* SY_OK, or SY_EDATA with the first mistakes, one a line. */
SY_MUST_USE sy_status sy_yaml_finish(sy_yaml *y, sy_err *err);

/* Notes keys of a mapping that are not in the list, and keys that stand twice. */
void sy_yaml_known(sy_yaml *y, const sy_yaml_node *mapping, const char *const *keys, size_t n_keys);

/* The value of a key; NULL when it is missing (noted when required). */
const sy_yaml_node *sy_yaml_get(sy_yaml *y, const sy_yaml_node *mapping, const char *key,
                                bool required);
sy_slice sy_yaml_get_text(sy_yaml *y, const sy_yaml_node *mapping, const char *key, bool required);
/* true, false, 是 or 否, nothing else. */
bool sy_yaml_get_bool(sy_yaml *y, const sy_yaml_node *mapping, const char *key, bool without);

/* Of a node itself: its text when it is a scalar (noted when it is not). */
sy_slice sy_yaml_text(sy_yaml *y, const sy_yaml_node *scalar);
/* Items of a sequence or pairs of a mapping; 0 for NULL. The first notes a
 * node that is not a sequence, the second one that is not a mapping. */
size_t sy_yaml_items(sy_yaml *y, const sy_yaml_node *sequence);
bool sy_yaml_is_list(const sy_yaml_node *node);
unsigned sy_yaml_line(const sy_yaml_node *node); /* from 1; of NULL: 1 */
size_t sy_yaml_pairs(sy_yaml *y, const sy_yaml_node *mapping);
const sy_yaml_node *sy_yaml_item(sy_yaml *y, const sy_yaml_node *sequence, size_t i);
void sy_yaml_pair(sy_yaml *y, const sy_yaml_node *mapping, size_t i, const sy_yaml_node **key,
                  const sy_yaml_node **value);

#ifdef __cplusplus
}
#endif

#endif
