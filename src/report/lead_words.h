/* lead_words.h - cells of a lead that lists share. Private to report. */
#ifndef SY_REPORT_LEAD_WORDS_H
#define SY_REPORT_LEAD_WORDS_H

#include "base/buf.h"
#include "casework/docket.h"

/* Its parties, with 、 between them, into the empty b. */
void sy_lead_parties(sy_buf *b, sy_docket_lead *l);
/* What the model says of it, in Chinese or in the current language. */
const char *sy_lead_wording(sy_docket_lead *l, bool in_chinese);

#endif
