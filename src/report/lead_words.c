/* lead_words.c - out of the body of a lead. */
#include "report/lead_words.h"

#include "base/lang.h"

void sy_lead_parties(sy_buf *b, sy_docket_lead *l)
{
    const json_t *list = json_object_get(sy_docket_body(l), "parties");

    sy_buf_clear(b);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *name = json_string_value(json_array_get(list, i));
        sy_buf_printf(b, "%s%s", i ? "、" : "", name ? name : "");
    }
}

const char *sy_lead_wording(sy_docket_lead *l, bool in_chinese)
{
    const json_t *words = json_object_get(sy_docket_body(l), "wording");
    const bool is_english = !in_chinese && sy_lang_get() == SY_LANG_EN;
    const char *text = json_string_value(json_object_get(words, is_english ? "en" : "zh"));

    return text ? text : "";
}
