/* party_words.c - the tables of words, by enumerator. */
#include "report/party_words.h"

#include "base/lang.h"

const char *sy_party_kind_title(sy_party_kind kind)
{
    static const char *const titles[] = {N_("unknown"), N_("person"), N_("company")};
    return sy_tr(titles[kind]);
}

const char *sy_party_reason_title(sy_party_reason reason)
{
    static const char *const titles[SY_PARTY_REASONS] = {
        [SY_SAME_NAME] = N_("same name"),
        [SY_MASKED_NAME] = N_("the masked name fits nobody else"),
        [SY_SAME_DOCUMENT] = N_("same document"),
        [SY_MASKED_NUMBER] = N_("the masked ID number fits"),
        [SY_SAME_PHONE] = N_("same phone"),
        [SY_SAME_ADDRESS] = N_("same address"),
        [SY_SAME_EMAIL] = N_("same e-mail"),
        [SY_SAME_LEGAL] = N_("same legal representative"),
        [SY_SAME_BANK] = N_("same bank"),
        [SY_BOUND_CARD] = N_("bound card"),
    };
    return sy_tr(titles[reason]);
}

const char *sy_party_conflict_title(sy_party_conflict_code code)
{
    static const char *const titles[SY_PARTY_CONFLICTS] = {
        [SY_ONE_ID_TWO_NAMES] = N_("one ID number, several names"),
        [SY_ONE_ACCOUNT_TWO_IDS] = N_("one account, several ID numbers"),
        [SY_ONE_ACCOUNT_TWO_HOLDERS] = N_("one account, several holders"),
        [SY_ID_NUMBER_WRONG] = N_("an ID number that cannot be right"),
    };
    return sy_tr(titles[code]);
}

const char *sy_claim_origin_title(sy_claim_origin origin)
{
    static const char *const titles[] = {N_("account file"), N_("its own statement"),
                                         N_("another account's statement")};
    return sy_tr(titles[origin]);
}

const char *sy_id_verdict_title(sy_id_verdict verdict)
{
    switch (verdict) {
    case SY_ID_WRONG_CHECK:
        return _("the check digit is wrong");
    case SY_ID_IMPOSSIBLE:
        return _("no such day or region");
    case SY_ID_DAMAGED:
        return _("a spreadsheet has destroyed digits");
    case SY_ID_MASKED:
        return _("digits are hidden");
    case SY_ID_NOT:
        return _("of no known form");
    case SY_ID_GOOD:
    case SY_ID_UNCHECKED:
        break;
    }
    return "";
}
