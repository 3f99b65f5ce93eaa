/* stat_list.c - one list of columns, written as a workbook or as lines. */
#include "report/stat_list.h"

#include <stdio.h>

#include "base/lang.h"
#include "casework/hit_rate.h"
#include "report/workbook.h"
#include "text/csv.h"

enum { MOST_CELL = 160 };

/* A cell as text, or as a number; money in fen. */
typedef struct cell {
    enum { WORDS, COUNT, MONEY } kind;
    char words[MOST_CELL];
    int64_t number;
} cell;

static cell words(const char *text)
{
    cell c = {.kind = WORDS};
    snprintf(c.words, sizeof c.words, "%s", text);
    return c;
}

static cell count(size_t n)
{
    return (cell){.kind = COUNT, .number = (int64_t)n};
}

static cell model_of(const sy_lead_stat *s)
{
    return words(*s->model ? s->model : _("all models"));
}

static cell month_of(const sy_lead_stat *s)
{
    return words(*s->month ? s->month : _("in all"));
}

static cell share_of(const sy_lead_stat *s)
{
    const size_t judged = s->confirmed + s->refuted;
    char text[16];

    if (!judged) return words("");
    const sy_hit_rate p = sy_hit_rate_of(s->confirmed, judged);
    snprintf(text, sizeof text, "%u.%u%%", p.share / 10, p.share % 10);
    return words(text);
}

static cell interval_of(const sy_lead_stat *s)
{
    const size_t judged = s->confirmed + s->refuted;
    char text[SY_HIT_RATE_TEXT];

    if (!judged) return words("");
    const sy_hit_rate p = sy_hit_rate_of(s->confirmed, judged);
    return words(sy_hit_rate_print(text, &p));
}

static cell money_of(const sy_lead_stat *s)
{
    return (cell){.kind = MONEY, .number = s->money};
}

#define COUNTED(field)                                                                             \
    static cell field##_of(const sy_lead_stat *s)                                                  \
    {                                                                                              \
        return count(s->field);                                                                    \
    }
COUNTED(found)
COUNTED(confirmed)
COUNTED(refuted)
COUNTED(recommended)
COUNTED(referred)
COUNTED(replied)
COUNTED(adopted)
COUNTED(declined)

static const struct {
    const char *head;
    double width;
    cell (*of)(const sy_lead_stat *s);
} columns[] = {
    {N_("model"), 34, model_of},
    {N_("month"), 10, month_of},
    {N_("leads"), 9, found_of},
    {N_("found true"), 10, confirmed_of},
    {N_("found untrue"), 10, refuted_of},
    {N_("share true"), 10, share_of},
    {N_("between (95%)"), 18, interval_of},
    {N_("recommended"), 12, recommended_of},
    {N_("referred"), 9, referred_of},
    {N_("answered"), 9, replied_of},
    {N_("adopted"), 9, adopted_of},
    {N_("not adopted"), 9, declined_of},
    {N_("money recovered"), 18, money_of},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static const sy_lead_stat *row_of(const sy_lead_stats *stats, size_t i)
{
    return i < stats->n ? &stats->items[i] : &stats->all;
}

static void put_sheet_row(sy_workbook *w, const sy_lead_stat *s)
{
    for (size_t k = 0; k < COLUMNS; k++) {
        const cell c = columns[k].of(s);
        if (c.kind == WORDS)
            sy_workbook_string(w, c.words);
        else if (c.kind == COUNT)
            sy_workbook_count(w, (size_t)c.number);
        else
            sy_workbook_money(w, c.number);
    }
    sy_workbook_next(w);
}

sy_status sy_stat_list_xlsx(const char *path, const sy_lead_stats *stats, sy_err *err)
{
    double widths[COLUMNS];
    sy_workbook w;
    const sy_status st = sy_workbook_open(&w, path, err);

    if (st != SY_OK) return st;
    for (size_t k = 0; k < COLUMNS; k++) widths[k] = columns[k].width;
    sy_workbook_sheet(&w, _("leads by model and month"), widths, COLUMNS);
    for (size_t k = 0; k < COLUMNS; k++) sy_workbook_head(&w, _(columns[k].head));
    sy_workbook_next(&w);
    for (size_t i = 0; i <= stats->n; i++) put_sheet_row(&w, row_of(stats, i));
    return sy_workbook_close(&w, SY_OK, err);
}

static void put_line(sy_buf *out, const sy_lead_stat *s)
{
    char number[SY_MINOR_TEXT];

    for (size_t k = 0; k < COLUMNS; k++) {
        const cell c = columns[k].of(s);
        if (k) sy_buf_char(out, ',');
        if (c.kind == WORDS)
            sy_csv_put(out, sy_slice_of(c.words));
        else if (c.kind == COUNT)
            sy_buf_printf(out, "%lld", (long long)c.number);
        else
            sy_buf_text(out, sy_minor_print(number, c.number));
    }
    sy_buf_text(out, "\r\n");
}

sy_status sy_stat_list_csv(sy_buf *out, const sy_lead_stats *stats, sy_err *err)
{
    sy_buf_text(out, "\xEF\xBB\xBF");
    for (size_t k = 0; k < COLUMNS; k++) {
        if (k) sy_buf_char(out, ',');
        sy_csv_put(out, sy_slice_of(_(columns[k].head)));
    }
    sy_buf_text(out, "\r\n");
    for (size_t i = 0; i <= stats->n; i++) put_line(out, row_of(stats, i));
    const sy_status st = sy_buf_status(out);
    return st == SY_OK ? SY_OK : sy_fail(err, st, N_("no memory for a sentence"));
}
