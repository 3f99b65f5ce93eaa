/* clue_words.c - clues in words: what one rests on, and which register to ask next. Every
 * sentence speaks of a lead; whose the thing is, the register says. */
#include "base/civil.h"
#include "base/lang.h"
#include "insight/clue_parts.h"

enum { STEPS_TOLD = 6, LONGEST_SAID = 48 };

const char *sy_clue_standing_name(sy_clue_standing s)
{
    static const char *const names[] = {"debtor", "household", "others"};
    return names[s];
}

const char *sy_clue_standing_label(sy_clue_standing s)
{
    static const char *const labels[] = {N_("the debtor's own"),
                                         N_("common property of the household in question"),
                                         N_("in another's name")};
    return _(labels[s]);
}

const char *sy_clue_aside_name(sy_clue_aside a)
{
    static const char *const names[] = {"",       "own-money", "use-only", "given-back",
                                        "frozen", "refuted"};
    return names[a];
}

const char *sy_clue_aside_label(sy_clue_aside a)
{
    static const char *const labels[] = {
        "", N_("paid by another, and nothing ties it to the debtor"),
        N_("shows use only, not whose it is"), N_("all that was paid came back"),
        N_("frozen, as the file on measures says"), N_("refuted by a person")};
    return labels[a][0] ? _(labels[a]) : "";
}

/* ---- what it rests on ---- */

static void tell_money(sy_buf *out, int64_t amount)
{
    char text[SY_MINOR_TEXT];
    sy_buf_text(out, sy_minor_print_grouped(text, amount));
}

/* A row in its own words, where they are few; else as the dictionary calls its sign. */
static void tell_step(sy_buf *out, const sy_clue_row *r)
{
    char day[SY_TIME_TEXT];
    const bool is_short = r->said.len > 0 && r->said.len <= LONGEST_SAID;

    sy_buf_printf(out, "%s ", sy_time_print(day, r->at, SY_DATE));
    sy_buf_slice(out, is_short ? r->said : sy_slice_of(r->sign->label));
    sy_buf_char(out, ' ');
    tell_money(out, r->amount);
    if (r->is_back) sy_buf_text(out, _(" (came back)"));
}

static bool is_told(const sy_clue_row *r)
{
    return r->sign && (r->counts || r->is_back || r->sign->role == SY_FITS);
}

/* The first steps by time; of an instalment or premium that repeats the first alone. */
static void tell_steps(sy_buf *out, const sy_clue *k)
{
    size_t told = 0, left = 0;

    for (size_t i = 0; i < k->n_rows; i++) {
        const sy_clue_row *r = &k->rows[i];
        bool again = false;
        if (!is_told(r)) continue;
        for (size_t j = 0; told < STEPS_TOLD && j < i && !again; j++) {
            again = k->rows[j].sign == r->sign && k->rows[j].amount == r->amount;
        }
        if (again || told == STEPS_TOLD) {
            left++;
            continue;
        }
        if (told++) sy_buf_text(out, " → ");
        tell_step(out, r);
    }
    if (left) sy_buf_printf(out, _(" and %zu more rows"), left);
}

static void tell_uses(sy_buf *out, const sy_clue *k, bool told)
{
    size_t n = 0;
    const sy_property_sign *sign = NULL;

    for (size_t i = 0; i < k->n_rows; i++) {
        if (!k->rows[i].sign || k->rows[i].sign->role != SY_USES || k->rows[i].counts) continue;
        if (!sign) sign = k->rows[i].sign;
        n++;
    }
    if (n == 0) return;
    if (told) sy_buf_text(out, _("; "));
    sy_buf_printf(out, _("use shown by %zu rows (%s)"), n, sign->label);
}

static void tell_price(sy_buf *out, const sy_clue *k)
{
    if (!k->price_most) return;
    sy_buf_text(out, _("; by the tax the price was about "));
    tell_money(out, k->price_least);
    if (k->price_most == k->price_least) return;
    sy_buf_text(out, _(" to "));
    tell_money(out, k->price_most);
}

static void tell_account(sy_buf *out, const sy_clue *k)
{
    char day[SY_TIME_TEXT];

    if (k->is_supplied) {
        sy_buf_printf(out, _("money lay there after the last row, of %s, and the file on measures "
                             "does not name the account as frozen"),
                      sy_time_print(day, k->last, SY_DATE));
        return;
    }
    if (k->first > k->last) {
        sy_buf_text(out, _("an account in the debtor's name; no row shows it, and there is no "
                           "statement of it"));
        return;
    }
    sy_buf_printf(out, _("an account in the debtor's name without a statement; the others show "
                         "%zu rows up to %s"),
                  k->n_rows, sy_time_print(day, k->last, SY_DATE));
}

sy_status sy_clue_reason(sy_buf *out, const sy_clue *k)
{
    if (k->asset == SY_ASSET_OWN_ACCOUNT) {
        tell_account(out, k);
        return sy_buf_status(out);
    }
    if (!k->sign) {
        sy_buf_text(out, _("put aside within the account and not taken out by the end of the "
                           "statement"));
        return sy_buf_status(out);
    }
    const size_t before = out->len;
    tell_steps(out, k);
    if (k->shapes & SY_CLUE_MONTHLY) {
        sy_buf_printf(out, _("; %u equal monthly payments of "), k->times);
        tell_money(out, k->each);
    }
    if (k->shapes & SY_CLUE_YEARLY) sy_buf_text(out, _("; every year in the same month"));
    tell_price(out, k);
    tell_uses(out, k, out->len > before);
    return sy_buf_status(out);
}

/* ---- what to ask next ---- */

static const char *const next_steps[SY_ASSET_CLASSES] = {
    [SY_ASSET_REAL_ESTATE] =
        N_("ask the real-estate register and the housing office (signed contracts, deposit "
           "accounts) by name and number of the holder, spouse and minor children; get the "
           "contract, and the tax return from the tax office"),
    [SY_ASSET_VEHICLE] =
        N_("ask the vehicle office by owner, plate and frame number; get invoice and order of "
           "the dealer, insurance and toll-tag registration; look for where the car stands"),
    [SY_ASSET_INSURANCE] =
        N_("ask the insurer for the policy: holder, insured, beneficiary, cash value, loans on "
           "it; property insurance points to a car, not to cash value"),
    [SY_ASSET_OWN_ACCOUNT] =
        N_("ask the bank for balance and statement; check whether the account is frozen"),
    [SY_ASSET_INCOME] =
        N_("ask the payer for contract and amount; income may be withheld, leaving what debtor "
           "and dependants need to live (Civil Procedure Law 254)"),
    [SY_ASSET_RECEIVABLE] =
        N_("ask the customer for contracts, invoices and what is still owed; a due claim may be "
           "frozen with a notice to perform to the creditor"),
    [SY_ASSET_SECURITIES] =
        N_("ask the broker and the depository (中国结算) for holdings and cash"),
    [SY_ASSET_WEALTH] = N_("ask the bank or fund company for units and value"),
    [SY_ASSET_DEPOSIT] = N_("ask the bank for term deposits and certificates under the account"),
    [SY_ASSET_EQUITY] =
        N_("ask the company register for shareholders and capital paid in; get the transfer "
           "contract"),
    [SY_ASSET_RENT] =
        N_("find what is let and to whom; ask the real-estate register for the owner; rent may "
           "be withheld"),
    [SY_ASSET_PRECIOUS_METAL] =
        N_("ask the seller for invoice and buyer; look for it at home and in safe-deposit boxes"),
    [SY_ASSET_CRYPTO] = N_("keep chats and order records of the trades; ask the payee who he is"),
    [SY_ASSET_OTHER] = N_("ask the lender for the contract: what the loan was for and what "
                          "secures it"),
    [SY_ASSET_CONSUMPTION] =
        N_("compare with the order that restricts consumption; ask the seller for the order and "
           "who used it"),
};

const char *sy_clue_next(const sy_clue *k)
{
    return next_steps[k->asset] ? _(next_steps[k->asset]) : "";
}
