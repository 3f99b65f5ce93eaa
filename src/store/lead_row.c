/* lead_row.c - texts with their length before them, numbers of eight bytes with a byte that
 * says whether they are known; the byte order is the machine's, since both ends are. */
#include "store/lead_row.h"

#include "base/lang.h"
#include "base/utf8.h"
#include "suyuan/limits.h"

const sy_lead_column sy_lead_columns[SY_LEAD_COLUMNS] = {
    {"key", SY_LEAD_AS_TEXT},        {"rule", SY_LEAD_AS_TEXT},     {"case_number", SY_LEAD_AS_TEXT},
    {"court", SY_LEAD_AS_TEXT},      {"amount", SY_LEAD_AS_NUMBER}, {"act_date", SY_LEAD_AS_DAY},
    {"rank", SY_LEAD_AS_NUMBER},     {"parties", SY_LEAD_AS_TEXTS}, {"missing", SY_LEAD_AS_TEXTS},
    {"questions", SY_LEAD_AS_TEXTS}, {"facts", SY_LEAD_AS_FACTS},
};

void sy_lead_put_text(sy_buf *out, sy_slice text)
{
    const uint32_t n = (uint32_t)text.len;

    sy_buf_add(out, &n, sizeof n);
    sy_buf_slice(out, text);
}

void sy_lead_put_number(sy_buf *out, bool is_known, int64_t number)
{
    sy_buf_char(out, is_known ? 1 : 0);
    sy_buf_add(out, &number, sizeof number);
}

void sy_lead_put_count(sy_buf *out, uint32_t n)
{
    sy_buf_add(out, &n, sizeof n);
}

typedef struct reader {
    sy_slice left;
    sy_arena *arena;
    sy_status status; /* the first failure */
} reader;

static bool take(reader *r, void *to, size_t n)
{
    if (r->status == SY_OK && r->left.len < n) r->status = SY_EDATA;
    if (r->status != SY_OK) return false;
    memcpy(to, r->left.ptr, n);
    r->left.ptr += n;
    r->left.len -= n;
    return true;
}

static sy_slice take_text(reader *r)
{
    uint32_t n = 0;
    sy_slice text = {"", 0};

    if (!take(r, &n, sizeof n)) return text;
    if (n > r->left.len || (n && sy_utf8_valid_prefix(r->left.ptr, n) != n)) {
        r->status = SY_EDATA;
        return text;
    }
    text = (sy_slice){r->left.ptr, n};
    r->left.ptr += n;
    r->left.len -= n;
    return text;
}

static bool take_number(reader *r, int64_t *number)
{
    char is_known = 0;

    *number = 0;
    if (!take(r, &is_known, 1) || !take(r, number, sizeof *number)) return false;
    if (is_known != 0 && is_known != 1) r->status = SY_EDATA;
    return is_known == 1;
}

/* Items for a list of size bytes each; NULL with n 0 where there are none. */
static void *take_count(reader *r, size_t *n, size_t size)
{
    uint32_t count = 0;

    *n = 0;
    if (!take(r, &count, sizeof count)) return NULL;
    if (count > SY_MAX_LEAD_ITEMS) {
        r->status = SY_ELIMIT;
        return NULL;
    }
    void *items = sy_arena_get(r->arena, ((size_t)count + 1) * size);
    if (!items)
        r->status = SY_ENOMEM;
    else
        *n = count;
    return items;
}

static const sy_slice *take_texts(reader *r, size_t *n)
{
    sy_slice *items = take_count(r, n, sizeof *items);

    for (size_t i = 0; i < *n; i++) items[i] = take_text(r);
    return items;
}

static const sy_lead_fact *take_facts(reader *r, size_t *n)
{
    sy_lead_fact *items = take_count(r, n, sizeof *items);

    for (size_t i = 0; i < *n; i++) {
        int64_t at;
        items[i].name = take_text(r);
        items[i].value = take_text(r);
        items[i].has_place = take_number(r, &at);
        items[i].source = (uint32_t)((uint64_t)at >> 32);
        items[i].row = (uint32_t)(uint64_t)at;
    }
    return items;
}

sy_status sy_lead_row_read(sy_lead_row *out, sy_slice bytes, sy_arena *arena, sy_err *err)
{
    reader r = {bytes, arena, SY_OK};
    int64_t day;

    *out = (sy_lead_row){0};
    out->key = take_text(&r);
    out->rule = take_text(&r);
    out->case_number = take_text(&r);
    out->court = take_text(&r);
    out->has_amount = take_number(&r, &out->amount);
    out->has_act_date = take_number(&r, &day);
    out->act_date = (int32_t)day;
    if (day != out->act_date) r.status = SY_EDATA;
    (void)take_number(&r, &out->rank);
    out->parties = take_texts(&r, &out->n_parties);
    out->missing = take_texts(&r, &out->n_missing);
    out->questions = take_texts(&r, &out->n_questions);
    out->facts = take_facts(&r, &out->n_facts);
    if (r.status == SY_OK && (r.left.len > 0 || out->key.len == 0)) r.status = SY_EDATA;
    if (r.status == SY_OK) return SY_OK;
    if (r.status == SY_ENOMEM) return sy_fail_nomem(err);
    if (r.status == SY_ELIMIT)
        return sy_fail(err, SY_ELIMIT, N_("a lead with more than %u facts"), SY_MAX_LEAD_ITEMS);
    return sy_fail(err, SY_EDATA, N_("the model's process gave an answer that is none"));
}
