/* proxy_debtor.c - where the debtor was, and with what: his devices and network addresses
 * (with the days), the counters and machines he stood at (with the times), the places of
 * his cash and card rows (with the days). */
#include <stdlib.h>
#include <string.h>

#include "insight/proxy_parts.h"

static int by_key(const void *a, const void *b)
{
    const sy_sighting *x = a, *y = b;

    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

static sy_status see(sy_sightings *s, uint64_t key, int64_t at, sy_err *err)
{
    void *items = s->list;

    if (!sy_grow(NULL, &items, &s->capacity, s->n, s->n + 1, sizeof *s->list))
        return sy_fail_nomem(err);
    s->list = items;
    s->list[s->n++] = (sy_sighting){key, at};
    return SY_OK;
}

/* The first that does not come before (key, at). */
static size_t first_at(const sy_sightings *list, uint64_t key, int64_t at)
{
    const sy_sighting wanted = {key, at};
    size_t low = 0, high = list->n;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (by_key(&list->list[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool sy_sighting_between(const sy_sightings *list, uint64_t key, int64_t from, int64_t to)
{
    const size_t i = first_at(list, key, from);
    return i < list->n && list->list[i].key == key && list->list[i].at <= to;
}

size_t sy_sightings_of(const sy_sightings *list, uint64_t key)
{
    return first_at(list, key + 1, INT64_MIN) - first_at(list, key, INT64_MIN);
}

static void keep_once(sy_sightings *s)
{
    size_t n = 0;

    for (size_t i = 0; i < s->n; i++) {
        if (n == 0 || by_key(&s->list[n - 1], &s->list[i]) != 0) s->list[n++] = s->list[i];
    }
    s->n = n;
}

/* ---- keys of rows ---- */

uint64_t sy_counter_key(const sy_scene *s, uint32_t place)
{
    const uint64_t branch = s->word[SY_BRANCH][place];

    if (s->word[SY_TERMINAL][place]) return 1ull << 63 | branch << 32 | s->word[SY_TERMINAL][place];
    return s->word[SY_TELLER][place] && branch ? branch << 32 | s->word[SY_TELLER][place] : 0;
}

uint64_t sy_place_key(const sy_scene *s, uint32_t place)
{
    if (s->word[SY_BRANCH][place]) return s->word[SY_BRANCH][place];
    return s->word[SY_PLACE][place];
}

bool sy_is_cash_row(const sy_use_row *r)
{
    return r->flags & SY_ENTRY_CASH || r->other == SY_OUTSIDE + SY_OUT_CASH;
}

/* ---- devices and addresses ---- */

static int by_text(const void *a, const void *b)
{
    return sy_slice_compare(*(const sy_slice *)a, *(const sy_slice *)b);
}

/* Clean values with their kind before them: an address is no device. Empty: says nothing. */
static sy_slice value_text(char out[SY_TRACE_TEXT + 1], sy_slice raw, sy_trace_kind kind)
{
    char clean[SY_TRACE_TEXT];
    const sy_slice value = sy_trace_clean(clean, kind, raw);

    if (value.len == 0) return (sy_slice){"", 0};
    out[0] = (char)('a' + kind);
    memcpy(out + 1, value.ptr, value.len);
    return (sy_slice){out, value.len + 1};
}

static const sy_slice *find_value(const sy_proxy_case *c, sy_slice raw, sy_trace_kind kind)
{
    char out[SY_TRACE_TEXT + 1];
    const sy_slice value = value_text(out, raw, kind);

    if (value.len == 0 || c->n_values == 0) return NULL;
    return bsearch(&value, c->values, c->n_values, sizeof value, by_text);
}

uint32_t sy_proxy_value(sy_proxy_case *c, uint32_t text, sy_trace_kind kind)
{
    if (text == 0) return 0;
    if (c->value_of[text] == 0) {
        const sy_slice *found = find_value(c, c->s->texts[text], kind);
        c->value_of[text] = found ? (uint32_t)(found - c->values) + 2 : 1;
    }
    return c->value_of[text] - 1;
}

bool sy_proxy_has_device(const sy_proxy_case *c, sy_slice device)
{
    return find_value(c, device, SY_SHARED_DEVICE) != NULL;
}

typedef struct debtor_rows {
    sy_proxy_case *c;
    size_t capacity;
    uint8_t *taken;      /* by text */
    int64_t first, last; /* days */
} debtor_rows;

static sy_status take_value(debtor_rows *d, sy_slice raw, sy_trace_kind kind, sy_err *err)
{
    sy_proxy_case *c = d->c;
    char out[SY_TRACE_TEXT + 1];
    void *items = c->values;
    const sy_slice value = value_text(out, raw, kind);

    if (value.len == 0) return SY_OK;
    const char *copy = sy_arena_text(c->s->arena, value.ptr, value.len);
    if (!copy || !sy_grow(NULL, &items, &d->capacity, c->n_values, c->n_values + 1, sizeof value))
        return sy_fail_nomem(err);
    c->values = items;
    c->values[c->n_values++] = (sy_slice){copy, value.len};
    return SY_OK;
}

static sy_status take_text(debtor_rows *d, uint32_t text, sy_trace_kind kind, sy_err *err)
{
    if (text == 0 || d->taken[text]) return SY_OK;
    d->taken[text] = 1;
    return take_value(d, d->c->s->texts[text], kind, err);
}

/* Devices that his accounts are registered with. */
static sy_status take_devices(debtor_rows *d, sy_err *err)
{
    sy_proxy_case *c = d->c;
    const sy_flow *f = c->f;
    sy_status st = SY_OK;

    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        const sy_slice number = sy_slice_of(sy_flow_text(f, f->ledgers[l].number));
        const sy_record *record;
        if (!sy_scene_is_debtor(c->s, sy_scene_party(c->s, l))) continue;
        for (size_t i = 0; (record = sy_registry_account(c->registry, number, i)) != NULL; i++) {
            const sy_slice said = sy_record_get(c->registry, record, SY_PART_DEVICE);
            if (st == SY_OK && said.len) st = take_value(d, said, SY_SHARED_DEVICE, err);
        }
    }
    return st;
}

typedef sy_status row_fn(debtor_rows *d, const sy_scene_row *r, bool is_cash, sy_err *err);

static sy_status each_row(debtor_rows *d, row_fn *fn, sy_err *err)
{
    const sy_scene *s = d->c->s;
    const sy_flow *f = s->f;
    sy_status st = SY_OK;

    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        if (!sy_scene_is_debtor(s, sy_scene_party(s, l))) continue;
        for (uint32_t i = f->row_begin[l]; st == SY_OK && i < f->row_begin[l + 1]; i++) {
            const sy_scene_row r = sy_scene_row_at(s, l, i);
            if (r.place == SY_NONE) continue;
            const bool is_cash =
                s->flags[r.place] & SY_ENTRY_CASH || r.other == SY_OUTSIDE + SY_OUT_CASH;
            st = fn(d, &r, is_cash, err);
        }
    }
    return st;
}

static sy_status find_values(debtor_rows *d, const sy_scene_row *r, bool is_cash, sy_err *err)
{
    const sy_scene *s = d->c->s;
    sy_status st = SY_OK;

    if (is_cash) return SY_OK; /* a machine's address, not a person's */
    st = take_text(d, s->word[SY_MAC][r->place], SY_SHARED_MAC, err);
    return st == SY_OK ? take_text(d, s->word[SY_IP][r->place], SY_SHARED_IP, err) : st;
}

static sy_status see_row(debtor_rows *d, const sy_scene_row *r, bool is_cash, sy_err *err)
{
    sy_proxy_case *c = d->c;
    const sy_scene *s = c->s;
    const int64_t day = sy_day_of(r->at);
    const uint64_t counter = sy_counter_key(s, r->place), place = sy_place_key(s, r->place);
    const uint32_t ip = is_cash ? 0 : sy_proxy_value(c, s->word[SY_IP][r->place], SY_SHARED_IP);
    sy_status st = SY_OK;

    if (day < d->first) d->first = day;
    if (day > d->last) d->last = day;
    if (ip) st = see(&c->value_days, ip, day, err);
    if (st == SY_OK && is_cash && counter && !r->date_only)
        st = see(&c->counters, counter, r->at, err);
    if (st == SY_OK && (is_cash || r->other == SY_OUTSIDE + SY_OUT_MERCHANT) && place)
        st = see(&c->places, place, day, err);
    return st;
}

/* ---- a carrier's address, a branch's device: shared by too many to say anything ---- */

static sy_status count_holders(sy_sightings *h, sy_proxy_case *c, sy_err *err)
{
    const sy_flow *f = c->f;
    sy_status st = SY_OK;

    for (uint32_t l = 0; l < f->n_ledgers && c->n_values; l++) {
        const uint32_t who = sy_who_holds(c->w, c->s, l);
        if (who == SY_NONE || f->ledgers[l].flags & SY_L_NO_STATEMENT) continue;
        for (uint32_t i = f->row_begin[l]; st == SY_OK && i < f->row_begin[l + 1]; i++) {
            const uint32_t x = f->rows[i] >> 1,
                           place = f->rows[i] & 1 ? f->in_place[x] : f->out_place[x];
            if (place == SY_NONE || c->s->flags[place] & SY_ENTRY_CASH) continue;
            const uint32_t mac = sy_proxy_value(c, c->s->word[SY_MAC][place], SY_SHARED_MAC);
            const uint32_t ip = sy_proxy_value(c, c->s->word[SY_IP][place], SY_SHARED_IP);
            if (mac) st = see(h, mac, who, err);
            if (st == SY_OK && ip) st = see(h, ip, who, err);
        }
    }
    return st;
}

static sy_status forget_common(sy_proxy_case *c, sy_err *err)
{
    sy_sightings h = {0}; /* (value, holder) */
    uint8_t *common = sy_new_array(NULL, c->n_values + 2, 1);
    sy_status st = common ? count_holders(&h, c, err) : sy_fail_nomem(err);
    int32_t n = 0;

    if (st == SY_OK && h.n) qsort(h.list, h.n, sizeof *h.list, by_key);
    const sy_sighting *list = h.list;
    for (size_t i = 0; st == SY_OK && i < h.n; i++) {
        if (i == 0 || list[i].key != list[i - 1].key) n = 0;
        if (i == 0 || by_key(&list[i - 1], &list[i]) != 0) n++;
        if (n > c->k->shared_holders) common[list[i].key] = 1;
    }
    for (size_t t = 0; st == SY_OK && t < c->s->n_texts; t++) {
        if (c->value_of[t] > 1 && common[c->value_of[t] - 1]) c->value_of[t] = 1;
    }
    sy_drop(NULL, h.list);
    sy_drop(NULL, common);
    return st;
}

sy_status sy_proxy_find_debtor(sy_proxy_case *c, sy_err *err)
{
    debtor_rows d = {.c = c, .first = INT64_MAX, .last = INT64_MIN};
    sy_sightings *const lists[] = {&c->value_days, &c->counters, &c->places};
    size_t n = 0;

    d.taken = sy_new_array(NULL, c->s->n_texts, 1);
    if (!d.taken) return sy_fail_nomem(err);
    sy_status st = each_row(&d, find_values, err);
    if (st == SY_OK) st = take_devices(&d, err);
    if (st == SY_OK && c->n_values) qsort(c->values, c->n_values, sizeof *c->values, by_text);
    for (size_t i = 0; i < c->n_values; i++) {
        if (n == 0 || by_text(&c->values[n - 1], &c->values[i]) != 0) c->values[n++] = c->values[i];
    }
    c->n_values = n;
    if (st == SY_OK) st = forget_common(c, err);
    if (st == SY_OK) st = each_row(&d, see_row, err);
    for (size_t i = 0; st == SY_OK && i < sizeof lists / sizeof *lists; i++) {
        if (lists[i]->n) qsort(lists[i]->list, lists[i]->n, sizeof *lists[i]->list, by_key);
    }
    keep_once(&c->places);
    c->days_of_debtor = d.first <= d.last ? d.last - d.first + 1 : 0;
    sy_drop(NULL, d.taken);
    return st;
}
