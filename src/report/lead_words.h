/* lead_words.h - cells of a lead that lists share. Private to report. */
#ifndef SY_REPORT_LEAD_WORDS_H
#define SY_REPORT_LEAD_WORDS_H

#include "base/buf.h"
#include "casework/docket.h"

/* Its parties, with 、 between them, into the empty b. */
void sy_lead_parties(sy_buf *b, sy_docket_lead *l);
/* What the model says of it, in Chinese or in the current language. */
const char *sy_lead_wording(sy_docket_lead *l, bool in_chinese);

/* Each into the empty b. Facts with file and row: "号牌号码：浙D00001（cars.csv 第 2 行）". */
void sy_lead_evidence(sy_buf *b, sy_docket_lead *l);
/* Conditions that nobody has recorded, and questions that stay open. */
void sy_lead_lacks(sy_buf *b, sy_docket_lead *l);
/* The articles in force on the day of the act. */
void sy_lead_law(sy_buf *b, sy_docket_lead *l);

#endif
