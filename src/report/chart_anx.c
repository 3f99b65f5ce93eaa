/* chart_anx.c - a chart of i2 Analyst's Notebook 9 as XML: what stands on it in the order of
 * its schema (strengths, classes of attributes, types, summary, items, connections). Icons are
 * those that the program brings: Account, Person, Cash, Group. Two lines between the same cards are
 * drawn side by side (MultiplicityMultiple). A first item says in a block of text what the chart
 * shows; nobody reads the summary. The form was put together from public descriptions; no
 * licence of the program was at hand to open it with. */
#include <inttypes.h>
#include <string.h>

#include "base/civil.h"
#include "base/lang.h"
#include "report/chart_parts.h"

enum { WIDE = 300, HIGH = 160 };

static const struct {
    const char *id, *icon, *title;
} kinds[] = {[SY_CHART_ACCOUNT] = {"t0", "Account", N_("account")},
             [SY_CHART_PERSON] = {"t1", "Person", N_("person")},
             [SY_CHART_OUTSIDE] = {"t2", "Cash", N_("outside the accounts")},
             [SY_CHART_FOLD] = {"t3", "Group", N_("several as one")}};

static const char *const types[] = {[SY_CHART_TEXT] = "AttText",
                                    [SY_CHART_COUNT] = "AttNumber",
                                    [SY_CHART_MONEY] = "AttNumber",
                                    [SY_CHART_FLAG] = "AttFlag"};

/* An id of a class: cards and lines have their own, since a class has one type. */
static void put_class_id(sy_buf *b, char letter, const sy_chart_field *f)
{
    sy_buf_printf(b, "%c_%s", letter, f->id);
}

static void put_class_name(sy_buf *b, const char *name, char letter, const sy_chart_field *f)
{
    /* A name is a key in the chart, and "transfers" is one of both. */
    sy_chart_attribute(
        b, name, letter == 'l' && strcmp(f->id, "n") == 0 ? _("transfers summed") : _(f->title));
}

static void put_classes(sy_buf *b, char letter, const sy_chart_fields *fields)
{
    for (size_t i = 0; i < fields->n; i++) {
        const sy_chart_field *f = &fields->list[i];
        sy_buf_text(b, "<AttributeClass Id=\"");
        put_class_id(b, letter, f);
        sy_buf_char(b, '"');
        put_class_name(b, "Name", letter, f);
        sy_buf_printf(b,
                      " Type=\"%s\" IsUser=\"true\" UserCanAdd=\"true\" UserCanRemove=\"true\""
                      " Visible=\"false\"/>\n",
                      types[f->type]);
    }
}

static void put_values(sy_buf *b, char letter, const sy_chart_fields *fields, const void *of)
{
    char space[64];

    sy_buf_text(b, "<AttributeCollection>");
    for (size_t i = 0; i < fields->n; i++) {
        const sy_chart_field *f = &fields->list[i];
        const char *value = fields->value(space, of, i);
        if (!value) continue;
        sy_buf_text(b, "<Attribute");
        put_class_name(b, "AttributeClass", letter, f);
        sy_buf_text(b, " AttributeClassReference=\"");
        put_class_id(b, letter, f);
        sy_buf_char(b, '"');
        sy_chart_attribute(b, "Value", value);
        sy_buf_text(b, "/>");
    }
    sy_buf_text(b, "</AttributeCollection>");
}

static void put_types(sy_buf *b)
{
    sy_buf_text(b, "<EntityTypeCollection>\n");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        sy_buf_printf(b, "<EntityType Id=\"%s\"", kinds[i].id);
        sy_chart_attribute(b, "Name", _(kinds[i].title));
        sy_buf_printf(b, " PreferredRepresentation=\"RepresentAsIcon\" IconFile=\"%s\"/>\n",
                      kinds[i].icon);
    }
    sy_buf_text(b, "</EntityTypeCollection>\n<LinkTypeCollection>\n<LinkType Id=\"l0\"");
    sy_chart_attribute(b, "Name", _("transfers"));
    sy_buf_text(b, "/>\n</LinkTypeCollection>\n");
}

static void put_summary(sy_buf *b, const sy_chart *chart)
{
    sy_buf_text(b, "<Summary>\n<FieldCollection>\n<Field Type=\"SummaryFieldTitle\"");
    sy_chart_attribute(b, "Field", chart->title);
    sy_buf_text(b, "/>\n<Field Type=\"SummaryFieldComments\" Field=\"");
    sy_chart_remarks(b, chart, "&#10;");
    sy_buf_text(b, "\"/>\n</FieldCollection>\n</Summary>\n");
}

/* Above the topmost and left of the leftmost card. */
static void put_remarks(sy_buf *b, const sy_chart *chart)
{
    int32_t column = 0, slot = 0;

    for (size_t i = 0; i < chart->n_cards; i++) {
        const sy_chart_card *c = &chart->cards[i];
        if (i == 0 || c->column < column) column = c->column;
        if (i == 0 || c->slot < slot) slot = c->slot;
    }
    sy_buf_text(b, "<ChartItem Id=\"remarks\" Label=\"");
    sy_chart_remarks(b, chart, "&#10;");
    sy_buf_printf(b,
                  "\"><End X=\"%d\" Y=\"%d\" Z=\"0\"><Entity EntityId=\"%zu\" Identity=\"remarks\""
                  " LabelIsIdentity=\"false\"><TextBlock><TextBlockStyle Strength=\"Default\""
                  " Filled=\"false\"/></TextBlock></Entity></End></ChartItem>\n",
                  column * WIDE, (slot - 2) * HIGH, chart->n_cards + 1);
}

static void put_card(sy_buf *b, const sy_chart *chart, size_t i)
{
    const sy_chart_card *c = &chart->cards[i];

    sy_buf_printf(b, "<ChartItem Id=\"c%zu\"", i);
    sy_chart_attribute(b, "Label", c->title);
    if (*c->note) sy_chart_attribute(b, "Description", c->note);
    sy_buf_printf(b, " XPosition=\"%d\"><End X=\"%d\" Y=\"%d\" Z=\"0\"><Entity EntityId=\"%zu\"",
                  c->column * WIDE, c->column * WIDE, c->slot * HIGH, i + 1);
    sy_chart_attribute(b, "Identity", c->id);
    sy_buf_text(b, " LabelIsIdentity=\"false\"><Icon><IconStyle");
    sy_chart_attribute(b, "Type", _(kinds[c->kind].title));
    sy_buf_printf(b, " EntityTypeReference=\"%s\"/></Icon></Entity></End>", kinds[c->kind].id);
    put_values(b, 'c', &sy_chart_of_cards, c);
    sy_buf_text(b, "</ChartItem>\n");
}

static void put_line(sy_buf *b, const sy_chart *chart, size_t i)
{
    const sy_chart_line *l = &chart->lines[i];
    char label[64], at[SY_TIME_TEXT];

    sy_buf_printf(b, "<ChartItem Id=\"l%zu\"", i);
    sy_chart_attribute(b, "Label", sy_chart_label(label, l));
    sy_buf_printf(b, " DateSet=\"true\" TimeSet=\"%s\" DateTime=\"%s\">",
                  l->precision == SY_DATE ? "false" : "true",
                  sy_time_print(at, l->first, SY_SECOND));
    sy_buf_printf(b, "<Link End1Id=\"%zu\" End2Id=\"%zu\" ConnectionReference=\"many\">",
                  l->from + 1, l->to + 1);
    sy_buf_text(b, "<LinkStyle Strength=\"Default\" ArrowStyle=\"ArrowOnHead\"");
    sy_chart_attribute(b, "Type", _("transfers"));
    sy_buf_text(b, " LinkTypeReference=\"l0\"/></Link>");
    put_values(b, 'l', &sy_chart_of_lines, l);
    sy_buf_text(b, "</ChartItem>\n");
}

void sy_chart_anx(sy_buf *b, const sy_chart *chart)
{
    sy_buf_text(b, "<Chart IdReferenceLinking=\"false\">\n"
                   "<ApplicationVersion Major=\"9\" Minor=\"0\" Point=\"0\" Build=\"0\"/>\n"
                   "<StrengthCollection>\n"
                   "<Strength Id=\"s0\" Name=\"Default\" DotStyle=\"DotStyleSolid\"/>\n"
                   "</StrengthCollection>\n<AttributeClassCollection>\n");
    put_classes(b, 'c', &sy_chart_of_cards);
    put_classes(b, 'l', &sy_chart_of_lines);
    sy_buf_text(b, "</AttributeClassCollection>\n");
    put_types(b);
    put_summary(b, chart);
    sy_buf_text(b, "<ChartItemCollection>\n");
    put_remarks(b, chart);
    for (size_t i = 0; i < chart->n_cards; i++) put_card(b, chart, i);
    for (size_t i = 0; i < chart->n_lines; i++) put_line(b, chart, i);
    sy_buf_text(b, "</ChartItemCollection>\n<ConnectionCollection>\n<Connection Id=\"many\">"
                   "<ConnectionStyle Multiplicity=\"MultiplicityMultiple\"/></Connection>\n"
                   "</ConnectionCollection>\n</Chart>\n");
}
