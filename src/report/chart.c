/* chart.c - one list of fields that all forms print, and which form a file's ending means. */
#include "report/chart.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/money.h"
#include "report/chart_parts.h"
#include "report/markup.h"

#define MOST_BYTES ((size_t)256 << 20)

/* ---- the fields ---- */

static const char *or_none(const char *text)
{
    return text && *text ? text : NULL;
}

static const char *count(char *space, int64_t n)
{
    snprintf(space, 64, "%" PRId64, n);
    return space;
}

enum { KIND, NUMBER, HOLDER, BANK, SUPPLIED, IN, OUT, N_IN, N_OUT, NOTE, CARD_FIELDS };
static const sy_chart_field of_cards[CARD_FIELDS] = {
    [KIND] = {"kind", N_("kind"), SY_CHART_TEXT},
    [NUMBER] = {"number", N_("account number"), SY_CHART_TEXT},
    [HOLDER] = {"holder", N_("holder"), SY_CHART_TEXT},
    [BANK] = {"bank", N_("bank"), SY_CHART_TEXT},
    [SUPPLIED] = {"supplied", N_("statement supplied"), SY_CHART_FLAG},
    [IN] = {"in", N_("came in (yuan)"), SY_CHART_MONEY},
    [OUT] = {"out", N_("went out (yuan)"), SY_CHART_MONEY},
    [N_IN] = {"n_in", N_("transfers in"), SY_CHART_COUNT},
    [N_OUT] = {"n_out", N_("transfers out"), SY_CHART_COUNT},
    [NOTE] = {"note", N_("note"), SY_CHART_TEXT},
};

const char *sy_chart_kind_name(sy_chart_kind kind)
{
    static const char *const names[] = {"account", "person", "outside", "fold"};
    return names[kind];
}

static const char *card_value(char *space, const void *of, size_t i)
{
    const sy_chart_card *c = of;

    switch (i) {
    case KIND:
        return sy_chart_kind_name(c->kind);
    case NUMBER:
        return or_none(c->number);
    case HOLDER:
        return or_none(c->holder);
    case BANK:
        return or_none(c->bank);
    case SUPPLIED:
        return c->kind >= SY_CHART_OUTSIDE ? NULL : c->is_supplied ? "true" : "false";
    case IN:
        return sy_minor_print(space, c->in);
    case OUT:
        return sy_minor_print(space, c->out);
    case N_IN:
        return count(space, (int64_t)c->n_in);
    case N_OUT:
        return count(space, (int64_t)c->n_out);
    default:
        return or_none(c->note);
    }
}

enum { AMOUNT, TRANSFERS, FIRST, LAST, TRACED, TRANSFER, LINE_FIELDS };
static const sy_chart_field of_lines[LINE_FIELDS] = {
    [AMOUNT] = {"amount", N_("amount (yuan)"), SY_CHART_MONEY},
    [TRANSFERS] = {"n", N_("transfers"), SY_CHART_COUNT},
    [FIRST] = {"first", N_("first"), SY_CHART_TEXT},
    [LAST] = {"last", N_("last"), SY_CHART_TEXT},
    [TRACED] = {"traced", N_("of it traced money (yuan)"), SY_CHART_MONEY},
    [TRANSFER] = {"transfer", N_("number of the row"), SY_CHART_TEXT},
};

static const char *line_value(char *space, const void *of, size_t i)
{
    const sy_chart_line *l = of;

    switch (i) {
    case AMOUNT:
        return sy_minor_print(space, l->amount);
    case TRANSFERS:
        return count(space, (int64_t)l->n);
    case TRACED:
        return l->tainted < 0 ? NULL : sy_minor_print(space, l->tainted);
    case TRANSFER:
        return or_none(l->transfer);
    default:
        return sy_time_print(space, i == FIRST ? l->first : l->last, l->precision);
    }
}

const sy_chart_fields sy_chart_of_cards = {of_cards, CARD_FIELDS, card_value};
const sy_chart_fields sy_chart_of_lines = {of_lines, LINE_FIELDS, line_value};

const char *sy_chart_label(char space[64], const sy_chart_line *line)
{
    char money[SY_MINOR_TEXT];

    snprintf(space, 64, line->n > 1 ? "%s (%" PRIu64 ")" : "%s",
             sy_minor_print_grouped(money, line->amount), line->n);
    return space;
}

/* ---- small steps ---- */

void sy_chart_attribute(sy_buf *b, const char *name, const char *text)
{
    sy_buf_printf(b, " %s=\"", name);
    sy_markup_escaped(b, sy_slice_of(text), 0);
    sy_buf_char(b, '"');
}

void sy_chart_remarks(sy_buf *b, const sy_chart *chart, const char *between)
{
    for (size_t i = 0; i < chart->n_remarks; i++) {
        if (i) sy_buf_text(b, between);
        sy_markup_escaped(b, sy_slice_of(chart->remarks[i]), 0);
    }
}

static const struct {
    const char *ending;
    void (*put)(sy_buf *b, const sy_chart *chart);
} forms[] = {{".gexf", sy_chart_gexf}, {".graphml", sy_chart_graphml}, {".anx", sy_chart_anx}};

sy_status sy_chart_write(const char *path, const sy_chart *chart, sy_err *err)
{
    const size_t n = sizeof forms / sizeof *forms;
    size_t f = 0;
    sy_buf b;

    while (f < n && !sy_slice_ends(sy_slice_of(path), sy_slice_of(forms[f].ending))) f++;
    if (f == n)
        return sy_fail(err, SY_EINVAL, N_("%s: a picture is written as .gexf, .graphml or .anx"),
                       path);
    sy_buf_init(&b, NULL, MOST_BYTES);
    sy_buf_text(&b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    forms[f].put(&b, chart);
    sy_status st = sy_buf_status(&b);
    st = st == SY_OK ? sy_file_write(path, b.ptr, b.len, err)
                     : sy_fail(err, st, N_("%s: the picture is too large"), path);
    sy_buf_dispose(&b);
    return st;
}
