/* deadline.h - until when a court has to answer a recommendation.
 *
 * Three months from the day it was given, one more where the court's president extends them
 * (法发〔2016〕30号 13; its text is not at hand). Whether he did is not known here: both days
 * are told. The start day is not counted; a month ends on the same day or the month's last. */
#ifndef SY_CASEWORK_DEADLINE_H
#define SY_CASEWORK_DEADLINE_H

#include "casework/docket.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_REPLY_MONTHS = 3, SY_REPLY_EXTENSION = 1, SY_REPLY_NEAR_DAYS = 15 };

typedef enum sy_due {
    SY_DUE_NONE, /* no recommendation waits for an answer */
    SY_DUE_RUNNING,
    SY_DUE_NEAR, /* SY_REPLY_NEAR_DAYS and less are left */
    SY_DUE_LATE, /* over, unless it was extended */
    SY_DUE_OVER, /* over in any case */
    SY_DUES
} sy_due;

typedef struct sy_deadline {
    sy_due due;
    int32_t given, by, extended; /* days since 1970; of SY_DUE_NONE: 0 */
} sy_deadline;

/* today: days since 1970. */
sy_deadline sy_deadline_of(const sy_docket_lead *l, int32_t today);

const char *sy_due_name(sy_due due);  /* "near"; "" for none */
const char *sy_due_title(sy_due due); /* translated; "" for none and running */

#ifdef __cplusplus
}
#endif

#endif
