/* proxy_words.c - each reason as a sentence for a person, in one language. Figures name
 * their rule; nothing here says more than that an account is suspected. */
#include "insight/proxy_parts.h"

enum { MOST_SENTENCE = 2048 };

typedef struct teller {
    const sy_proxy_case *c;
    const sy_use *u;
    const sy_hit *h;
    sy_buf b;
    char text[5][SY_MINOR_TEXT + SY_TIME_TEXT];
} teller;

/* Money and days into the teller's own room, by number of the place. */
static const char *yuan(teller *t, int i, sy_minor amount)
{
    return sy_minor_print_grouped(t->text[i], amount);
}

static const char *date(teller *t, int i, int64_t at)
{
    return sy_time_print(t->text[i], at, SY_DATE);
}

static void list(teller *t, uint32_t bits, const char *const names[], const uint32_t *bit, size_t n)
{
    size_t told = 0;

    for (size_t i = 0; i < n; i++) {
        if (!(bits & bit[i])) continue;
        if (told++) sy_buf_text(&t->b, _(", "));
        sy_buf_text(&t->b, _(names[i]));
    }
}

static void tell_bills(teller *t)
{
    static const char *const names[] = {N_("his phone number"),
                                        N_("his name"),
                                        N_("his address"),
                                        N_("his child's name"),
                                        N_("the number of the case"),
                                        N_("a customer number for "
                                           "which he paid, too")};
    static const uint32_t bit[] = {SY_WORD_PHONE, SY_WORD_DEBTOR, SY_WORD_ADDRESS,
                                   SY_WORD_CHILD, SY_WORD_CASE,   SY_WORD_KEY};

    sy_buf_printf(&t->b,
                  _("pays bills that seem to be the debtor's: %zu rows, %s yuan; they show "),
                  t->h->n, yuan(t, 0, t->h->amount));
    list(t, t->h->bits, names, bit, sizeof bit / sizeof *bit);
}

static void tell_income(teller *t)
{
    const sy_hit *h = t->h;

    sy_buf_printf(&t->b,
                  _("\"%.*s\" paid the debtor %s yuan until %s, and pays into this account "
                    "from %s on"),
                  (int)h->what.len, h->what.ptr ? h->what.ptr : "", yuan(t, 0, h->lower),
                  date(t, 1, h->first), date(t, 2, h->last));
    if (h->times > 1) sy_buf_printf(&t->b, _("; so do %u more"), h->times - 1);
    sy_buf_printf(&t->b, _("; in all %zu rows, %s yuan"), h->n, yuan(t, 3, h->amount));
}

static void tell_traces(teller *t)
{
    static const char *const names[SY_TRACE_WEIGHTS] = {N_("a network card (MAC)"),
                                                        N_("a device"),
                                                        N_("a phone number"),
                                                        N_("the debtor as agent"),
                                                        N_("a network address on the same day"),
                                                        N_("an address"),
                                                        N_("a counter or machine within minutes")};
    uint32_t bit[SY_TRACE_WEIGHTS];

    for (int k = 0; k < SY_TRACE_WEIGHTS; k++) bit[k] = 1u << k;
    sy_buf_text(&t->b, _("has in common with the debtor: "));
    list(t, t->h->bits, names, bit, SY_TRACE_WEIGHTS);
    if (t->h->n) sy_buf_printf(&t->b, _(" (%zu rows, %s yuan)"), t->h->n, yuan(t, 0, t->h->amount));
}

static void tell_mirrors(teller *t)
{
    sy_buf_printf(&t->b,
                  _("passes money on, to the debtor or from him, within %d hours: %s yuan in %zu "
                    "rows with him"),
                  t->h->number, yuan(t, 0, t->h->amount), t->h->n);
}

static void tell_bounds(teller *t)
{
    sy_buf_printf(&t->b,
                  _("%s yuan of it the debtor's (first in, first out; at least %s, at most "
                    "%s, as far as the statements supplied reach)"),
                  yuan(t, 1, t->h->amount), yuan(t, 2, t->h->lower), yuan(t, 3, t->h->upper));
}

static void tell_money(teller *t)
{
    if (t->c->s->since == INT64_MIN)
        sy_buf_printf(&t->b, _("%s yuan came in; "), yuan(t, 0, t->u->in_since));
    else
        sy_buf_printf(&t->b, _("%s yuan came in since %s; "), yuan(t, 0, t->u->in_since),
                      date(t, 4, t->c->s->since));
    tell_bounds(t);
}

static void tell_property(teller *t)
{
    const sy_slice payee = t->h->what;

    if (payee.len)
        sy_buf_printf(&t->b, _("pays %s yuan for a flat, a car or a policy (\"%.*s\"); "),
                      yuan(t, 0, t->h->other_amount), (int)payee.len, payee.ptr);
    else
        sy_buf_printf(&t->b, _("pays %s yuan for a flat, a car or a policy; "),
                      yuan(t, 0, t->h->other_amount));
    tell_bounds(t);
}

static void tell_profile(teller *t)
{
    if (t->h->times)
        sy_buf_printf(&t->b,
                      _("the holder was %d and a student; in the year to %s %s yuan came in"),
                      t->h->number, date(t, 0, t->h->last), yuan(t, 1, t->h->amount));
    else
        sy_buf_printf(&t->b, _("the holder was %d; in the year to %s %s yuan came in"),
                      t->h->number, date(t, 0, t->h->last), yuan(t, 1, t->h->amount));
}

static void tell_days(teller *t)
{
    static const char *const how[] = {N_("opened on %s"), N_("first used on %s"),
                                      N_("used again on %s after a long rest")};

    sy_buf_printf(&t->b, _(how[t->h->bits]), date(t, 0, t->h->first));
    sy_buf_printf(&t->b, _("; %s %d days before; then %s yuan came in"),
                  sy_case_day_label((sy_case_day)t->h->number),
                  (int)(sy_day_of(t->h->first) - t->c->s->day[t->h->number]),
                  yuan(t, 1, t->h->amount));
}

static void tell_against(teller *t, sy_proxy_code code)
{
    const sy_hit *h = t->h;

    switch (code) {
    case SY_PROXY_OWN_LIVING:
        sy_buf_printf(&t->b,
                      _("the holder lives on it: wages, pension and daily spending are "
                        "%d.%d%% of what it moves (%s yuan)"),
                      h->share / 10, h->share % 10, yuan(t, 0, h->amount));
        break;
    case SY_PROXY_LOAN_REPAID:
        sy_buf_printf(&t->b, _("a loan between the two was repaid before %s: %zu rows, %s yuan"),
                      date(t, 1, t->c->s->since), h->n, yuan(t, 0, h->amount));
        break;
    case SY_PROXY_TRADE:
        sy_buf_printf(&t->b,
                      _("trade with many: %u others, the largest with %d.%d%%; %d.%d%% with "
                        "people who have nothing to do with the debtor"),
                      h->times, h->number / 10, h->number % 10, h->share / 10, h->share % 10);
        break;
    case SY_PROXY_LONG_HISTORY:
        sy_buf_printf(&t->b, _("was used for %d months before %s, with %s yuan moved"), h->number,
                      date(t, 1, t->c->s->since), yuan(t, 0, h->amount));
        break;
    default:
        sy_buf_printf(&t->b, _("keeps other people's money by its kind: \"%.*s\""),
                      (int)h->what.len, h->what.ptr ? h->what.ptr : "");
    }
}

static void tell(teller *t, sy_proxy_code code)
{
    switch (code) {
    case SY_PROXY_PAYS_BILLS:
        tell_bills(t);
        break;
    case SY_PROXY_RECEIVES_INCOME:
        tell_income(t);
        break;
    case SY_PROXY_SHARED_TRACE:
        tell_traces(t);
        break;
    case SY_PROXY_MIRRORS:
        tell_mirrors(t);
        break;
    case SY_PROXY_DEBTOR_MONEY:
        tell_money(t);
        break;
    case SY_PROXY_BUYS_PROPERTY:
        tell_property(t);
        break;
    case SY_PROXY_PROFILE:
        tell_profile(t);
        break;
    case SY_PROXY_AROUND_DAYS:
        tell_days(t);
        break;
    case SY_PROXY_PLACES:
        sy_buf_printf(&t->b,
                      _("cash and card rows at places where the debtor was the same day: "
                        "%zu rows, %s yuan"),
                      t->h->n, yuan(t, 0, t->h->amount));
        break;
    case SY_PROXY_NAMES_DEBTOR:
        sy_buf_printf(&t->b,
                      _("rows with others name the debtor in their words: %zu rows, %s "
                        "yuan"),
                      t->h->n, yuan(t, 0, t->h->amount));
        break;
    default:
        tell_against(t, code);
    }
}

const char *sy_proxy_sentence(const sy_proxy_case *c, const sy_use *u, sy_proxy_code code,
                              const sy_hit *h, sy_lang lang)
{
    const sy_lang was = sy_lang_get();
    teller t = {.c = c, .u = u, .h = h};
    const char *kept = NULL;

    sy_buf_init(&t.b, NULL, MOST_SENTENCE);
    sy_lang_set(lang);
    tell(&t, code);
    sy_lang_set(was);
    if (sy_buf_status(&t.b) == SY_OK) kept = sy_arena_text(c->s->arena, t.b.ptr, t.b.len);
    sy_buf_dispose(&t.b);
    return kept;
}
