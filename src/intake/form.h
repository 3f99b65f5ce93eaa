/* form.h - a text with holes: what one cell holds of several things.
 *
 *     sy_form f;
 *     sy_form_read(&f, SY_TEXT("{other-number}/{other-name}"), hole_of, ctx);
 *     sy_form_match(&f, SY_TEXT("6217001234567890122/张三"), found);
 *     found[0]   6217001234567890122
 *     found[2]   张三                    (found[1] is the "/" itself)
 *
 * Texts between holes stand for themselves, full and half width alike. A hole
 * takes at least one character; {} takes what nobody wants, also nothing. Where
 * several ways fit, a hole for words takes as little as it can and one for a
 * number as much as it can, from the left. Private to intake. */
#ifndef SY_INTAKE_FORM_H
#define SY_INTAKE_FORM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_FORM_PARTS = 9, SY_FORM_LITERAL = 32, SY_FORM_TEXT = 256 };
enum { SY_NO_HOLE = -1, SY_HOLE_UNNAMED = -2, SY_HOLE_UNKNOWN = -3 };

typedef enum sy_hole_kind {
    SY_HOLE_WORDS,
    SY_HOLE_NUMBER, /* of an account: letters, digits, *, at least 6 and 4 of them no letters */
    SY_HOLE_AMOUNT  /* digits, points, commas, signs */
} sy_hole_kind;

typedef struct sy_form_part {
    int hole; /* as hole_of numbers it, or SY_NO_HOLE, SY_HOLE_UNNAMED */
    sy_hole_kind kind;
    uint32_t literal[SY_FORM_LITERAL]; /* code points, half width */
    size_t n_literal;
} sy_form_part;

typedef struct sy_form {
    sy_form_part parts[SY_FORM_PARTS];
    size_t n;
} sy_form;

/* The number of a hole's name, or SY_HOLE_UNKNOWN. */
typedef int sy_hole_fn(sy_slice name, sy_hole_kind *kind);

/* False when it is no form: a brace without its partner, an unknown or second
 * hole of a name, two holes for words side by side, or too long. */
bool sy_form_read(sy_form *out, sy_slice text, sy_hole_fn *hole_of);

/* found[i]: what part i holds, trimmed, views into text. False when text has
 * another form; texts past SY_FORM_TEXT characters fit a single hole only.
 * Cost: at most parts * characters^2 steps. */
bool sy_form_match(const sy_form *f, sy_slice text, sy_slice found[SY_FORM_PARTS]);

/* Does it take any text at all: a single hole for words? */
bool sy_form_takes_all(const sy_form *f);

#ifdef __cplusplus
}
#endif

#endif
