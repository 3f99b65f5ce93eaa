/* chart_graphml.c - GraphML (graphml.graphdrawing.org). Keys of cards begin with c_, keys of
 * lines with l_: a key has one meaning in the whole file. */
#include <inttypes.h>

#include "base/lang.h"
#include "report/chart_parts.h"
#include "report/markup.h"

static const char *const types[] = {[SY_CHART_TEXT] = "string",
                                    [SY_CHART_COUNT] = "long",
                                    [SY_CHART_MONEY] = "double",
                                    [SY_CHART_FLAG] = "boolean"};

static void put_keys(sy_buf *b, const char *of, char letter, const sy_chart_fields *fields)
{
    for (size_t i = 0; i < fields->n; i++) {
        const sy_chart_field *f = &fields->list[i];
        sy_buf_printf(b, "<key id=\"%c_%s\" for=\"%s\"", letter, f->id, of);
        sy_chart_attribute(b, "attr.name", _(f->title));
        sy_buf_printf(b, " attr.type=\"%s\"/>\n", types[f->type]);
    }
}

static void put_data(sy_buf *b, const char *key, const char *value)
{
    sy_buf_printf(b, "<data key=\"%s\">", key);
    sy_markup_escaped(b, sy_slice_of(value), 0);
    sy_buf_text(b, "</data>");
}

static void put_values(sy_buf *b, char letter, const sy_chart_fields *fields, const void *of)
{
    char space[64];

    for (size_t i = 0; i < fields->n; i++) {
        const sy_chart_field *f = &fields->list[i];
        const char *value = fields->value(space, of, i);
        if (!value) continue;
        sy_buf_printf(b, "<data key=\"%c_%s\">", letter, f->id);
        sy_markup_escaped(b, sy_slice_of(value), 0);
        sy_buf_text(b, "</data>");
    }
}

static void put_card(sy_buf *b, const sy_chart_card *c)
{
    sy_buf_text(b, "<node");
    sy_chart_attribute(b, "id", c->id);
    sy_buf_text(b, ">");
    put_data(b, "label", c->title);
    put_values(b, 'c', &sy_chart_of_cards, c);
    sy_buf_printf(b, "<data key=\"column\">%d</data><data key=\"slot\">%d</data></node>\n",
                  c->column, c->slot);
}

static void put_line(sy_buf *b, const sy_chart *chart, const sy_chart_line *l)
{
    char space[64];

    sy_buf_text(b, "<edge");
    sy_chart_attribute(b, "source", chart->cards[l->from].id);
    sy_chart_attribute(b, "target", chart->cards[l->to].id);
    sy_buf_text(b, ">");
    put_data(b, "line", sy_chart_label(space, l));
    put_values(b, 'l', &sy_chart_of_lines, l);
    sy_buf_text(b, "</edge>\n");
}

void sy_chart_graphml(sy_buf *b, const sy_chart *chart)
{
    sy_buf_text(b, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n<desc>");
    sy_chart_remarks(b, chart, "\n");
    sy_buf_text(b, "</desc>\n"
                   "<key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n"
                   "<key id=\"line\" for=\"edge\" attr.name=\"label\" attr.type=\"string\"/>\n"
                   "<key id=\"column\" for=\"node\" attr.name=\"column\" attr.type=\"int\"/>\n"
                   "<key id=\"slot\" for=\"node\" attr.name=\"slot\" attr.type=\"int\"/>\n");
    put_keys(b, "node", 'c', &sy_chart_of_cards);
    put_keys(b, "edge", 'l', &sy_chart_of_lines);
    sy_buf_text(b, "<graph edgedefault=\"directed\">\n");
    for (size_t i = 0; i < chart->n_cards; i++) put_card(b, &chart->cards[i]);
    for (size_t i = 0; i < chart->n_lines; i++) put_line(b, chart, &chart->lines[i]);
    sy_buf_text(b, "</graph>\n</graphml>\n");
}
