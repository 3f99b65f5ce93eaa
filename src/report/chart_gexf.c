/* chart_gexf.c - GEXF 1.2 (gexf.net), the version that every reader knows. Money goes from
 * column to column to the right, so x is the column; y grows upwards there. */
#include <inttypes.h>

#include "base/lang.h"
#include "report/chart_parts.h"

enum { WIDE = 300, HIGH = 120 };

static const char *const types[] = {[SY_CHART_TEXT] = "string",
                                    [SY_CHART_COUNT] = "long",
                                    [SY_CHART_MONEY] = "double",
                                    [SY_CHART_FLAG] = "boolean"};

static void put_classes(sy_buf *b, const char *class, const sy_chart_fields *fields)
{
    sy_buf_printf(b, "<attributes class=\"%s\">\n", class);
    for (size_t i = 0; i < fields->n; i++) {
        const sy_chart_field *f = &fields->list[i];
        sy_buf_printf(b, "<attribute id=\"%s\"", f->id);
        sy_chart_attribute(b, "title", _(f->title));
        sy_buf_printf(b, " type=\"%s\"/>\n", types[f->type]);
    }
    sy_buf_text(b, "</attributes>\n");
}

static void put_values(sy_buf *b, const sy_chart_fields *fields, const void *of)
{
    char space[64];

    sy_buf_text(b, "<attvalues>");
    for (size_t i = 0; i < fields->n; i++) {
        const sy_chart_field *f = &fields->list[i];
        const char *value = fields->value(space, of, i);
        if (!value) continue;
        sy_buf_printf(b, "<attvalue for=\"%s\"", f->id);
        sy_chart_attribute(b, "value", value);
        sy_buf_text(b, "/>");
    }
    sy_buf_text(b, "</attvalues>");
}

static void put_card(sy_buf *b, const sy_chart_card *c)
{
    sy_buf_text(b, "<node");
    sy_chart_attribute(b, "id", c->id);
    sy_chart_attribute(b, "label", c->title);
    sy_buf_text(b, ">");
    put_values(b, &sy_chart_of_cards, c);
    sy_buf_printf(b, "<viz:position x=\"%d\" y=\"%d\" z=\"0\"/></node>\n", c->column * WIDE,
                  -c->slot * HIGH);
}

static void put_line(sy_buf *b, const sy_chart *chart, size_t i)
{
    const sy_chart_line *l = &chart->lines[i];
    char label[64], space[64];

    sy_buf_printf(b, "<edge id=\"%zu\"", i);
    sy_chart_attribute(b, "source", chart->cards[l->from].id);
    sy_chart_attribute(b, "target", chart->cards[l->to].id);
    sy_chart_attribute(b, "label", sy_chart_label(label, l));
    sy_chart_attribute(b, "weight", sy_chart_of_lines.value(space, l, 0));
    sy_buf_text(b, ">");
    put_values(b, &sy_chart_of_lines, l);
    sy_buf_text(b, "</edge>\n");
}

void sy_chart_gexf(sy_buf *b, const sy_chart *chart)
{
    sy_buf_text(b, "<gexf xmlns=\"http://www.gexf.net/1.2draft\""
                   " xmlns:viz=\"http://www.gexf.net/1.2draft/viz\" version=\"1.2\">\n<meta>\n");
    sy_buf_printf(b, "<creator>suyuan %s</creator>\n<description>", SUYUAN_VERSION);
    sy_chart_remarks(b, chart, "\n");
    sy_buf_text(b,
                "</description>\n</meta>\n<graph defaultedgetype=\"directed\" mode=\"static\">\n");
    put_classes(b, "node", &sy_chart_of_cards);
    put_classes(b, "edge", &sy_chart_of_lines);
    sy_buf_text(b, "<nodes>\n");
    for (size_t i = 0; i < chart->n_cards; i++) put_card(b, &chart->cards[i]);
    sy_buf_text(b, "</nodes>\n<edges>\n");
    for (size_t i = 0; i < chart->n_lines; i++) put_line(b, chart, i);
    sy_buf_text(b, "</edges>\n</graph>\n</gexf>\n");
}
