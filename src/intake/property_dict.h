/* property_dict.h - the dictionary of property as it is kept; private to src/intake. */
#ifndef SY_INTAKE_PROPERTY_DICT_H
#define SY_INTAKE_PROPERTY_DICT_H

#include "intake/property.h"
#include "text/terms.h"

/* Where a word is looked for, and whether it speaks for its sign or against it. */
enum {
    SY_WORD_IN_NAMES = 1,
    SY_WORD_IN_WORDS = 2,
    SY_WORD_AGAINST = 4 /* a `not` of the sign */
};

typedef struct sy_property_term {
    sy_slice written, folded;
    uint16_t sign;
    uint8_t where; /* SY_WORD_... */
} sy_property_term;

typedef struct sy_property_dict {
    sy_property_words shown; /* first: the public view is this address */
    const sy_alloc *al;
    sy_arena arena;
    sy_property_sign *signs;
    sy_property_term *terms;
    size_t n_signs, n_terms, signs_capacity, terms_capacity;
    sy_terms *search; /* of all folded terms, by their numbers */
} sy_property_dict;

#endif
