/* words.c - what enumerations are called for people. */
#include "base/lang.h"
#include "model/model.h"

const char *sy_model_object_title(sy_model_object object)
{
    static const char *const titles[SY_OBJECTS] = {
        N_("act of the court"), N_("omission of the court"), N_("property"),
        N_("debtor"),           N_("third party"),           N_("officer of the court"),
    };
    return _(titles[object]);
}

const char *sy_model_duty_title(sy_model_duty duty)
{
    static const char *const titles[SY_DUTIES] = {N_("shall"), N_("may"), N_("none")};
    return _(titles[duty]);
}

const char *sy_model_exit_title(sy_model_exit way)
{
    static const char *const titles[SY_EXITS] = {
        N_("procuratorial recommendation"),
        N_("reminder"),
        N_("referral of property to the court"),
        N_("telling the creditor"),
        N_("referral to the police"),
        N_("referral on duty crimes"),
        N_("kept on file"),
    };
    return _(titles[way]);
}

const char *sy_model_family_title(sy_model_family family)
{
    static const char *const titles[SY_FAMILIES] = {
        N_("vehicles"),
        N_("termination of the procedure"),
        N_("passive enforcement"),
        N_("over-sealing and third parties"),
        N_("auctions"),
        N_("property after termination"),
        N_("sham suits"),
        N_("refusal to comply"),
        N_("nodes compared"),
        N_("key cases"),
        N_("other models"),
    };
    return _(titles[family]);
}
