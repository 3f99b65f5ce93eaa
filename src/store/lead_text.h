/* lead_text.h - what a lead says, taken apart and put together.
 *
 * Thousands of leads of one model say the same articles, questions and steps of verification,
 * and name the same few files. These texts are stored once; of its own a lead has the rest:
 *
 *     common  {"basis":[...],"duty":"shall","exits":[...],"missing":[...], ...}
 *     places  {"file":"v.csv","sha256":"...","sheet":null}, ...
 *     body    {"facts":[["号牌号码","浙D00001",0,17],["备注","无"]],"wording":["...","..."]}
 *
 * A fact is its name, its value, and where it has a place the number of that place among the
 * lead's and the row. All of it is written in one way (keys in order, no blanks), so that
 * equal texts mean equal leads. */
#ifndef SY_STORE_LEAD_TEXT_H
#define SY_STORE_LEAD_TEXT_H

#include <jansson.h>

#include "base/buf.h"
#include "store/model_runs.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- writing a body: each fact, then its end ---- */

/* place: SY_NO_PLACE, or the number of one of the lead's places. */
enum { SY_NO_PLACE = -1 };
void sy_lead_body_fact(sy_buf *out, sy_slice name, sy_slice value, int place, uint32_t row);
void sy_lead_body_end(sy_buf *out, sy_slice wording_zh, sy_slice wording_en);
/* A list of texts: ["甲","乙"]. */
void sy_lead_texts(sy_buf *out, const sy_slice *texts, size_t n);

/* A digest of what a lead says: the same where none of the texts differs. */
enum { SY_LEAD_SAYS = 33 };
SY_MUST_USE sy_status sy_lead_says(char out[SY_LEAD_SAYS], const sy_slice *texts, size_t n,
                                   sy_err *err);

/* ---- reading ---- */

/* Whether two bodies have the same facts in the same order, wherever these stand. */
bool sy_lead_same_facts(const char *a, const char *b);

/* Everything that a lead with its body says, the caller's (json_decref): what is in common,
 * and "act_date", "facts" as {"name", "value", "source": {"file", "sheet", "row", "sha256"}},
 * "key", "parties", "wording" as {"zh", "en"}. NULL: out of memory, or no JSON. */
json_t *sy_lead_whole(const sy_lead *lead);

#ifdef __cplusplus
}
#endif

#endif
