/* lead_words.c - out of the body of a lead. */
#include "report/lead_words.h"

#include "base/lang.h"
#include "casework/fact_names.h"

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

void sy_lead_evidence(sy_buf *b, sy_docket_lead *l)
{
    const json_t *list = json_object_get(sy_docket_body(l), "facts");
    char title[SY_FACT_NAME];

    sy_buf_clear(b);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *fact = json_array_get(list, i), *source = json_object_get(fact, "source");
        const char *name = json_string_value(json_object_get(fact, "name")),
                   *value = json_string_value(json_object_get(fact, "value")),
                   *file = json_string_value(json_object_get(source, "file")),
                   *sheet = json_string_value(json_object_get(source, "sheet"));

        if (!name || !value || !*value) continue;
        sy_buf_printf(b, "%s%s%s%s", b->len ? _("; ") : "", sy_fact_name(title, name), _(": "),
                      value);
        if (!file) continue;
        sy_buf_printf(b, _(" (%s%s%s, row %lld)"), file, sheet ? " " : "", sheet ? sheet : "",
                      (long long)json_integer_value(json_object_get(source, "row")));
    }
}

static void put_words(sy_buf *b, const json_t *list, const char *mark)
{
    const char *key = sy_lang_get() == SY_LANG_EN ? "en" : "zh";

    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *text = json_string_value(json_object_get(json_array_get(list, i), key));
        if (text) sy_buf_printf(b, "%s%s%s", b->len ? "；" : "", mark, text);
    }
}

void sy_lead_lacks(sy_buf *b, sy_docket_lead *l)
{
    const json_t *body = sy_docket_body(l);

    sy_buf_clear(b);
    put_words(b, json_object_get(body, "missing"), _("not recorded: "));
    put_words(b, json_object_get(body, "questions"), _("to be checked: "));
}

void sy_lead_law(sy_buf *b, sy_docket_lead *l)
{
    const json_t *list = json_object_get(sy_docket_body(l), "basis");

    sy_buf_clear(b);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *text = json_string_value(json_object_get(json_array_get(list, i), "text"));
        if (text) sy_buf_printf(b, "%s%s", b->len ? "；" : "", text);
    }
}
