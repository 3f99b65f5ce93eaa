/* titles.h - words and JSON for what a file's title states. */
#ifndef SY_CLI_TITLES_H
#define SY_CLI_TITLES_H

#include "base/json.h"
#include "store/stated.h"

extern const char *const sy_title_names[SY_TITLE_FIELDS]; /* "holder", ...: keys of JSON */
extern const char *const sy_title_places[3];              /* "line", "sheet", "file-name" */

enum { SY_PLACE_WORDS = 64 };
/* "row 2", "name of the file", in the user's language. */
const char *sy_title_place_words(const sy_title_row *title, char words[SY_PLACE_WORDS]);
/* Its key and object. */
void sy_title_json(sy_json *j, const sy_title_row *title);

#endif
