/* cells.c - what each cell of a row says. Who stands at the other end is seen from this
 * side: a wallet looks like its payment firm, a pocket like nothing but the summary. */
#include <stdio.h>
#include <string.h>

#include "synth/office/layouts.h"

bool sy_row_is_in(const sy_shown_row *r)
{
    return r->m->to == r->account;
}

static const sy_office_account *own(const sy_shown_row *r)
{
    return &r->w->accounts[r->account];
}

static const sy_actor *holder(const sy_shown_row *r)
{
    return &r->w->actors[own(r)->holder];
}

/* The account at the other end, NULL where that is outside or a pocket. */
static const sy_office_account *other(const sy_shown_row *r)
{
    const int account = sy_row_is_in(r) ? r->m->from : r->m->to;
    const sy_office_account *a = account == SY_NOBODY ? NULL : &r->w->accounts[account];

    return a && a->kind == SY_KIND_POCKET ? NULL : a;
}

int64_t sy_row_time(const sy_shown_row *r)
{
    return r->m->at + own(r)->bank->skew;
}

/* ---- times ---- */

static void put_date(sy_buf *out, const sy_shown_row *r)
{
    const char mark = r->layout->date_mark;
    sy_civil t;

    sy_civil_from_seconds(&t, sy_row_time(r));
    if (mark)
        sy_buf_printf(out, "%04d%c%02d%c%02d", t.year, mark, t.month, mark, t.day);
    else
        sy_buf_printf(out, "%04d%02d%02d", t.year, t.month, t.day);
}

static void put_clock(sy_buf *out, const sy_shown_row *r)
{
    sy_civil t;

    if (own(r)->bank->date_only) return;
    sy_civil_from_seconds(&t, sy_row_time(r));
    if (r->layout->date_mark)
        sy_buf_printf(out, "%02d:%02d:%02d", t.hour, t.minute, t.second);
    else
        sy_buf_printf(out, "%02d%02d%02d", t.hour, t.minute, t.second);
}

static void put_time(sy_buf *out, const sy_shown_row *r)
{
    put_date(out, r);
    if (own(r)->bank->date_only) return;
    if (r->layout->date_mark) sy_buf_char(out, ' ');
    put_clock(out, r);
}

/* ---- amounts ---- */

static void put_yuan(sy_buf *out, sy_minor fen)
{
    char text[SY_MINOR_TEXT];

    sy_buf_text(out, sy_minor_print(text, fen));
}

static sy_minor balance(const sy_shown_row *r)
{
    return sy_row_is_in(r) ? r->m->to_after : r->m->from_after;
}

/* ---- the other side ---- */

/* What a bank sees of a wallet: its firm. */
static const sy_office_payee *firm_of(const sy_office_account *a)
{
    static const sy_office_payee firms[] = {
        {"财付通支付科技有限公司", "Z2004944000010N", "", "", "", false},
        {"支付宝（中国）网络技术有限公司", "Z2007933000010N", "", "", "", false}};

    return &firms[strcmp(a->bank->name, "支付宝") == 0];
}

static const char *other_number(const sy_shown_row *r)
{
    const sy_office_account *a = other(r);

    if (a) return a->kind == SY_KIND_WALLET ? firm_of(a)->number : a->number;
    return r->m->payee ? r->m->payee->number : "";
}

static const char *other_name(const sy_shown_row *r)
{
    const sy_office_account *a = other(r);

    if (a) return a->kind == SY_KIND_WALLET ? firm_of(a)->name : r->w->actors[a->holder].name;
    return r->m->payee ? r->m->payee->name : "";
}

static const char *other_bank(const sy_shown_row *r)
{
    const sy_office_account *a = other(r);

    if (a) return a->kind == SY_KIND_WALLET ? "" : a->bank->name;
    return r->m->payee ? r->m->payee->bank : "";
}

static const char *merchant(const sy_shown_row *r)
{
    const sy_office_account *a = other(r);

    if (a) return a->kind == SY_KIND_WALLET ? r->w->actors[a->holder].name : "";
    return r->m->payee ? r->m->payee->merchant : "";
}

static void put_both(sy_buf *out, const char *first, const char *mark, const char *second)
{
    sy_buf_text(out, first);
    if (*first && *second) sy_buf_text(out, mark);
    sy_buf_text(out, second);
}

/* Networks for documentation (RFC 5737): addresses that nobody has. */
static void put_ip(sy_buf *out, int machine)
{
    static const char *const nets[] = {"203.0.113", "198.51.100", "192.0.2"};

    if (machine) sy_buf_printf(out, "%s.%d", nets[machine / 250 % 3], machine % 250 + 1);
}

/* Addresses that their owner made up, as the second bit says. */
static void put_mac(sy_buf *out, int machine)
{
    if (machine == 0 || machine == SY_SHARED_MACHINE) return;
    sy_buf_printf(out, "02-00-66-06-%02X-%02X", (unsigned)machine / 256, (unsigned)machine % 256);
}

static void put_own(sy_buf *out, const sy_shown_row *r, sy_cell cell)
{
    const sy_office_account *a = own(r);

    if (cell == SY_CELL_CARD && a->kind != SY_KIND_COMPANY) sy_buf_text(out, a->number);
    /* only a bank with a column for inner numbers has one that differs */
    if (cell == SY_CELL_CARD && a->kind == SY_KIND_COMPANY &&
        r->layout->columns[1].cell != SY_CELL_INNER) {
        sy_buf_text(out, a->number);
    }
    if (cell == SY_CELL_INNER) sy_buf_text(out, a->inner);
    if (cell == SY_CELL_HOLDER) sy_buf_text(out, holder(r)->name);
    if (cell == SY_CELL_HOLDER_ID) sy_buf_text(out, holder(r)->id);
    if (cell == SY_CELL_BANK) sy_buf_text(out, a->bank->name);
    if (cell == SY_CELL_HOLDER_KIND) sy_buf_text(out, holder(r)->is_company ? "单位" : "个人");
    if (cell == SY_CELL_BRANCH) sy_buf_printf(out, "%s%s支行", a->bank->name, holder(r)->place);
    if (cell == SY_CELL_PLACE) sy_buf_text(out, holder(r)->place);
}

void sy_cell_put(sy_buf *out, const sy_shown_row *r, sy_cell cell)
{
    const sy_office_move *m = r->m;
    const bool is_in = sy_row_is_in(r);

    /* clang-format off */
    switch (cell) {
    case SY_CELL_EMPTY: break;
    case SY_CELL_CARD: case SY_CELL_INNER: case SY_CELL_HOLDER: case SY_CELL_HOLDER_ID:
    case SY_CELL_BANK: case SY_CELL_HOLDER_KIND: case SY_CELL_BRANCH: case SY_CELL_PLACE:
        put_own(out, r, cell); break;
    case SY_CELL_TIME: put_time(out, r); break;
    case SY_CELL_DATE: put_date(out, r); break;
    case SY_CELL_CLOCK: put_clock(out, r); break;
    case SY_CELL_AMOUNT: put_yuan(out, m->amount); break;
    case SY_CELL_SIGNED: put_yuan(out, is_in ? m->amount : -m->amount); break;
    case SY_CELL_IN: if (is_in) put_yuan(out, m->amount); break;
    case SY_CELL_OUT: if (!is_in) put_yuan(out, m->amount); break;
    case SY_CELL_MINUS: if (!is_in) put_yuan(out, -m->amount); break;
    case SY_CELL_BALANCE: put_yuan(out, balance(r)); break;
    case SY_CELL_FEN: sy_buf_printf(out, "%lld", (long long)m->amount); break;
    case SY_CELL_FEN_BALANCE: sy_buf_printf(out, "%lld", (long long)balance(r)); break;
    case SY_CELL_DIRECTION: sy_buf_text(out, is_in ? r->layout->in : r->layout->out); break;
    case SY_CELL_OTHER_NUMBER: sy_buf_text(out, other_number(r)); break;
    case SY_CELL_OTHER_NAME: sy_buf_text(out, other_name(r)); break;
    case SY_CELL_OTHER_ID:
        if (other(r) && other(r)->bank == own(r)->bank) sy_buf_text(out, r->w->actors[other(r)->holder].id);
        break;
    case SY_CELL_OTHER_BANK: sy_buf_text(out, other_bank(r)); break;
    case SY_CELL_NUMBER_AND_NAME: put_both(out, other_number(r), "/", other_name(r)); break;
    case SY_CELL_NAME_AND_NUMBER: put_both(out, other_name(r), " ", other_number(r)); break;
    case SY_CELL_CASH: sy_buf_text(out, m->payee && m->payee->is_cash ? "现金" : "转账"); break;
    case SY_CELL_SUMMARY: sy_buf_text(out, m->summary); break;
    case SY_CELL_CURRENCY: sy_buf_text(out, r->layout->currency); break;
    case SY_CELL_SUCCESS: sy_buf_text(out, (m->flags & SY_MOVE_FAILED) ? "失败" : "成功"); break;
    case SY_CELL_IP: put_ip(out, m->machine); break;
    case SY_CELL_MAC: put_mac(out, m->machine); break;
    case SY_CELL_SERIAL: sy_buf_printf(out, "%lld%08u%d", (long long)(m->at / SY_DAY), m->order, is_in); break;
    case SY_CELL_NOTE: sy_buf_text(out, m->note); break;
    case SY_CELL_NOTE_MERCHANT: put_both(out, m->note, " ", merchant(r)); break;
    case SY_CELL_NOTE_OTHER: put_both(out, m->note, " ", other_name(r)); break;
    case SY_CELL_MERCHANT: sy_buf_text(out, merchant(r)); break;
    case SY_CELL_TYPE: sy_buf_text(out, m->payee ? m->payee->type : "转账"); break;
    case SY_CELL_LINE: sy_buf_printf(out, "%u", r->line); break;
    }
    /* clang-format on */
}
