/* rejects.c - apart from the rest, since intake and flow both have rules. */
#include "report/rejects.h"

#include <stdio.h>

#include "intake/rules.h"
#include "report/markup.h"

void sy_write_reject_words(sy_buf *b, sy_slice rule)
{
    char id[80];

    snprintf(id, sizeof id, "%.*s", (int)(rule.len < sizeof id ? rule.len : sizeof id - 1),
             rule.len ? rule.ptr : "");
    sy_markup_text(b, sy_slice_of(sy_rule_words_of(id)), 0);
}
