/* party_words.h - what a person is told of parties.h. */
#ifndef SY_REPORT_PARTY_WORDS_H
#define SY_REPORT_PARTY_WORDS_H

#include "ledger/parties.h"

#ifdef __cplusplus
extern "C" {
#endif

const char *sy_party_kind_title(sy_party_kind kind);         /* 个人 */
const char *sy_party_reason_title(sy_party_reason reason);   /* 同名 */
const char *sy_party_conflict_title(sy_party_conflict_code); /* 一个证件号码两个姓名 */
const char *sy_claim_origin_title(sy_claim_origin origin);   /* 账户信息 */
const char *sy_id_verdict_title(sy_id_verdict verdict);      /* 校验位不符; "" for good ones */

#ifdef __cplusplus
}
#endif

#endif
