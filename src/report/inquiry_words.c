/* inquiry_words.c - an inquiry in words: what is known, and what is not. */
#include "report/inquiry_words.h"

#include "base/buf.h"
#include "base/civil.h"
#include "base/lang.h"
#include "base/money.h"
#include "report/telling.h"
#include "report/words.h"

enum { MOST_LINE = 8192 };

static const char *keep(sy_buf *line, sy_arena *arena)
{
    const char *text = sy_buf_status(line) == SY_OK
                           ? sy_arena_text(arena, line->ptr ? line->ptr : "", line->len)
                           : NULL;
    sy_buf_dispose(line);
    return text;
}

static void part(sy_buf *line)
{
    if (line->len) sy_buf_text(line, _("; "));
}

static void add_onward(sy_buf *line, const sy_flow *f, const sy_inquiry *i)
{
    char money[SY_MINOR_TEXT];

    if (i->n_onward == 0) return;
    part(line);
    sy_buf_printf(line, _("known rows would lead %s yuan on, to "),
                  sy_minor_print_grouped(money, i->opens));
    for (size_t k = 0; k < i->n_onward; k++) {
        const uint32_t to = i->onward[k].to;
        const bool outside = sy_is_outside(to);
        const char *who = outside ? sy_outside_title(sy_outside_kind(to)) : sy_ledger_holder(f, to);
        if (k) sy_buf_text(line, _(", "));
        sy_buf_printf(line, "%s%s%s", who, *who && !outside ? " " : "",
                      outside ? "" : sy_ledger_number(f, to));
    }
    if (i->n_targets > i->n_onward) {
        sy_buf_printf(line, _(" and %zu others"), i->n_targets - i->n_onward);
    }
}

static void add_request(sy_buf *line, const sy_inquiry *i)
{
    const sy_request *r = i->request;

    if (!r) return;
    part(line);
    sy_buf_printf(line, _("request %lld: %s"), (long long)r->number,
                  sy_request_state_label(r->state));
    if (r->state == SY_REQUEST_IS_REFUSED) {
        sy_buf_printf(line, " (%s)", r->word[SY_REQUEST_REASON]);
    }
}

const char *sy_inquiry_why(const sy_scene *s, const sy_inquiry *i, sy_arena *arena)
{
    sy_buf line;

    sy_buf_init(&line, NULL, MOST_LINE);
    for (int r = 0; r < SY_ASK_REASONS; r++) {
        if (!(i->reasons >> r & 1u)) continue;
        part(&line);
        sy_buf_text(&line, sy_inquiry_reason_label((sy_inquiry_reason)r));
        if (r == SY_ASK_IN_VAIN && *i->answer) sy_buf_printf(&line, " (%s)", i->answer);
    }
    add_onward(&line, s->f, i);
    add_request(&line, i);
    return keep(&line, arena);
}

const char *sy_inquiry_missing(const sy_inquiry *i, sy_arena *arena)
{
    char from[SY_TIME_TEXT], to[SY_TIME_TEXT];
    sy_buf line;

    sy_buf_init(&line, NULL, MOST_LINE);
    for (size_t k = 0; k < i->n_missing; k++) {
        if (k) sy_buf_text(&line, _(", "));
        sy_buf_printf(&line, _("%s to %s"),
                      sy_time_print(from, (int64_t)i->missing[k].from * SY_DAY, SY_DATE),
                      sy_time_print(to, (int64_t)i->missing[k].to * SY_DAY, SY_DATE));
    }
    return keep(&line, arena);
}

const char *sy_inquiry_bank(const sy_inquiry *i, sy_arena *arena)
{
    sy_buf line;

    if (!i->bank_is_guess) return i->bank;
    sy_buf_init(&line, NULL, MOST_LINE);
    sy_buf_printf(&line, _("%s (by the card number)"), i->bank);
    return keep(&line, arena);
}
