/* proxy_person.c - reasons that lie in who uses the account: what it shares with the debtor,
 * where it is used, who its holder is, when its use began. */
#include <stdlib.h>

#include "flow/patterns.h"
#include "insight/proxy_parts.h"
#include "ledger/parties.h"

/* ---- shared traces ---- */

/* What the account file says of this account that the debtor has, too: bits of
 * 1 << sy_trace_weight. */
static uint32_t registered_with(sy_proxy_case *c, const sy_record *record)
{
    uint32_t bits = 0;

    for (size_t i = record->first; i < record->first + record->n; i++) {
        const sy_saying *say = &c->registry->sayings[i];
        const uint32_t said = sy_word_bits_in(c->names, say->value);
        if (say->what == SY_PART_PHONE && said & SY_WORD_PHONE) bits |= 1u << SY_WEIGH_PHONE;
        if (say->what == SY_PART_ADDRESS && said & SY_WORD_ADDRESS) bits |= 1u << SY_WEIGH_ADDRESS;
        if (say->what == SY_PART_AGENT && said & SY_WORD_DEBTOR) bits |= 1u << SY_WEIGH_AGENT;
        if (say->what == SY_PART_AGENT_PHONE && said & SY_WORD_PHONE) bits |= 1u << SY_WEIGH_AGENT;
        if (say->what == SY_PART_AGENT_ID && said & SY_WORD_IDENTITY) bits |= 1u << SY_WEIGH_AGENT;
        if (say->what == SY_PART_DEVICE && sy_proxy_has_device(c, say->value))
            bits |= 1u << SY_WEIGH_DEVICE;
    }
    return bits;
}

static uint32_t registered(sy_proxy_case *c, const sy_use *u)
{
    const sy_slice number = sy_slice_of(sy_flow_text(c->f, c->f->ledgers[u->ledger].number));
    const sy_record *record;
    uint32_t bits = 0;

    for (size_t i = 0; (record = sy_registry_account(c->registry, number, i)) != NULL; i++)
        bits |= registered_with(c, record);
    return bits;
}

/* What the row shows: a device at any time, an address on a day on which the debtor had
 * it, a counter or machine within minutes. */
static uint32_t row_traces(sy_proxy_case *c, const sy_use_row *r)
{
    const sy_scene *s = c->s;
    const int64_t day = sy_day_of(r->at), seconds = (int64_t)c->k->counter_minutes * 60;

    if (!r->has_own_row) return 0;
    if (sy_is_cash_row(r)) {
        const uint64_t counter = sy_counter_key(s, r->place);
        const bool met =
            counter && !r->date_only &&
            sy_sighting_between(&c->counters, counter, r->at - seconds, r->at + seconds);
        return met ? 1u << SY_WEIGH_COUNTER : 0;
    }
    const uint32_t ip = sy_proxy_value(c, s->word[SY_IP][r->place], SY_SHARED_IP);
    const uint32_t mac = sy_proxy_value(c, s->word[SY_MAC][r->place], SY_SHARED_MAC);
    uint32_t bits = mac ? 1u << SY_WEIGH_MAC : 0;
    if (ip && sy_sighting_between(&c->value_days, ip, day, day)) bits |= 1u << SY_WEIGH_IP;
    return bits;
}

static bool can_show(const sy_scene *s, const sy_use_row *r)
{
    return r->has_own_row && (s->word[SY_IP][r->place] || s->word[SY_MAC][r->place] ||
                              (sy_is_cash_row(r) && sy_counter_key(s, r->place)));
}

/* The strongest of what is shared weighs: one person who uses two accounts leaves several
 * traces. What a file says of the account itself weighs whole; what rows show, by amount. */
sy_status sy_hit_traces(sy_hit *h, sy_proxy_case *c, const sy_use *u, sy_err *err)
{
    const uint32_t said = registered(c, u);
    const sy_weight *weight = &c->k->code[SY_PROXY_SHARED_TRACE];
    sy_minor shown = 0, by_kind[SY_TRACE_WEIGHTS] = {0};
    int32_t best = 0;
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i < u->n; i++) {
        const sy_use_row *r = &u->rows[i];
        if (r->side == SY_SIDE_UNSEEN || !can_show(c->s, r)) continue;
        const uint32_t bits = row_traces(c, r);
        shown += r->size;
        h->bits |= bits;
        for (int k = 0; k < SY_TRACE_WEIGHTS; k++) by_kind[k] += bits >> k & 1 ? r->size : 0;
        if (bits) st = sy_hit_row(h, c, u, i, err);
    }
    for (int k = 0; k < SY_TRACE_WEIGHTS; k++) {
        const int32_t share = said >> k & 1 ? 1000 : sy_part_of(by_kind[k], shown);
        const int32_t part = weight->points == 0 ? 0
                                                 : sy_weight_points(weight, INT64_MAX, share) *
                                                       c->k->trace[k] / weight->points;
        if (part > best) best = part;
    }
    h->bits |= said;
    h->is_there = h->bits != 0;
    h->share = sy_part_of(h->amount, shown);
    h->part = best;
    h->times = said ? 1 : 0; /* a file says so, whatever the rows say */
    return st;
}

/* ---- places ---- */

/* Where the debtor is every day he is met by chance, too: what counts is more than the
 * share of days on which he was at that place. */
sy_status sy_hit_places(sy_hit *h, sy_proxy_case *c, const sy_use *u, sy_err *err)
{
    sy_minor whole = 0, expected = 0;
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i < u->n; i++) {
        const sy_use_row *r = &u->rows[i];
        if (!r->has_own_row || r->side == SY_SIDE_UNSEEN) continue;
        if (!sy_is_cash_row(r) && r->other != SY_OUTSIDE + SY_OUT_MERCHANT) continue;
        const uint64_t key = sy_place_key(c->s, r->place);
        const int64_t day = sy_day_of(r->at);
        if (key == 0) continue;
        const sy_minor permille =
            sy_part_of((sy_minor)sy_sightings_of(&c->places, key), c->days_of_debtor);
        whole += r->size;
        expected += r->size / 1000 * permille;
        if (sy_sighting_between(&c->places, key, day, day)) st = sy_hit_row(h, c, u, i, err);
    }
    h->share = sy_part_of(h->amount - expected, whole);
    h->is_there = h->is_there && h->share > 0;
    return st;
}

/* ---- profile ---- */

static const char *citizen_of(const sy_identity *p)
{
    for (size_t i = 0; i < p->n_ids; i++) {
        if (p->ids[i].kind == SY_ID_CITIZEN && p->ids[i].verdict == SY_ID_GOOD)
            return p->ids[i].at.text;
    }
    return NULL;
}

static int age_at(const char *number, int64_t at)
{
    int year, month, day;
    sy_civil now;

    sy_citizen_born(number, &year, &month, &day);
    sy_civil_from_seconds(&now, at);
    return now.year - year - (now.month < month || (now.month == month && now.day < day));
}

static bool is_student(const sy_proxy_case *c, const sy_identity *p)
{
    for (size_t i = 0; i < p->employers.n; i++) {
        if (sy_word_bits_in(c->k->terms, sy_slice_of(p->employers.items[i].text)) & SY_WORD_STUDENT)
            return true;
    }
    return false;
}

/* The most that came in within a year; *end: when that year ends. */
static sy_minor best_year(const sy_use *u, int64_t *end)
{
    sy_minor sum = 0, best = 0;
    size_t first = 0;

    for (size_t i = 0; i < u->n; i++) {
        const sy_use_row *r = &u->rows[i];
        if (r->amount < 0 || r->side == SY_SIDE_UNSEEN || r->side == SY_SIDE_OWN) continue;
        sum += r->size; /* fits: u->in did, or is at the limit */
        for (; u->rows[first].at <= r->at - 365LL * SY_DAY; first++) {
            const sy_use_row *f = &u->rows[first];
            if (f->amount > 0 && f->side != SY_SIDE_UNSEEN && f->side != SY_SIDE_OWN)
                sum -= f->size;
        }
        if (sum > best) {
            best = sum;
            *end = r->at;
        }
    }
    return best;
}

sy_status sy_hit_profile(sy_hit *h, sy_proxy_case *c, const sy_use *u, sy_err *err)
{
    const uint32_t party = sy_scene_party(c->s, u->ledger);
    int64_t end = 0;

    (void)err;
    if (party == SY_NONE || u->in == INT64_MAX) return SY_OK;
    const sy_identity *p = &c->s->parties->items[party];
    const char *number = citizen_of(p);
    if (!number) return SY_OK;
    h->amount = best_year(u, &end);
    if (h->amount == 0) return SY_OK;
    h->number = age_at(number, end);
    h->times = h->number < c->k->student && is_student(c, p);
    h->is_there = h->number >= c->k->old || h->number <= c->k->young || h->times;
    h->last = end;
    return SY_OK;
}

/* ---- around the days of the case ---- */

/* The day of the case that came last, at most so many days before; SY_CASE_DAYS. */
static sy_case_day just_after(const sy_proxy_case *c, int64_t day)
{
    sy_case_day found = SY_CASE_DAYS;

    for (int d = 0; d < SY_DAY_TERMINATED; d++) {
        const int64_t since = day - c->s->day[d];
        if (c->s->day[d] == SY_NO_DATE || since < 0 || since > c->k->around_days) continue;
        if (found == SY_CASE_DAYS || c->s->day[d] > c->s->day[found]) found = (sy_case_day)d;
    }
    return found;
}

enum { OPENED, FIRST_USED, WOKEN };

static void note_day(sy_hit *h, const sy_proxy_case *c, int64_t day, uint32_t how, sy_minor amount)
{
    const sy_case_day after = just_after(c, day);

    if (after == SY_CASE_DAYS || (h->is_there && h->amount >= amount)) return;
    h->is_there = true;
    h->amount = amount;
    h->first = day * SY_DAY;
    h->bits = how;
    h->number = (int32_t)after;
}

/* What came in within the days that count after row i, it among them. */
static sy_minor then_in(const sy_proxy_case *c, const sy_use *u, size_t i)
{
    const int64_t end = u->rows[i].at + (int64_t)c->k->around_days * SY_DAY;
    sy_minor sum = 0;

    for (; i < u->n && u->rows[i].at <= end; i++) {
        const sy_use_row *r = &u->rows[i];
        if (r->amount > 0 && r->side != SY_SIDE_UNSEEN && !sy_minor_add(&sum, sum, r->size))
            return INT64_MAX;
    }
    return sum;
}

/* A first row is a first use only where the case knows of earlier days. */
sy_status sy_hit_days(sy_hit *h, sy_proxy_case *c, const sy_use *u, sy_err *err)
{
    const int32_t opened = c->opened[u->account];
    const int64_t start = sy_day_of(c->f->time_base);
    int64_t last = INT64_MIN;

    (void)err;
    for (size_t i = 0; i < u->n; i++) {
        const sy_use_row *r = &u->rows[i];
        const int64_t day = sy_day_of(r->at);
        if (r->side == SY_SIDE_UNSEEN || r->other == SY_OUTSIDE + SY_OUT_FEE) continue;
        if (last == INT64_MIN) {
            if (opened != SY_NO_DAY) note_day(h, c, opened, OPENED, then_in(c, u, i));
            if (opened == SY_NO_DAY && u->is_supplied && day > start + c->k->around_days)
                note_day(h, c, day, FIRST_USED, then_in(c, u, i));
        } else if (u->is_supplied && day - last >= c->k->dormant_days) {
            note_day(h, c, day, WOKEN, then_in(c, u, i));
        }
        last = day;
    }
    return SY_OK;
}
