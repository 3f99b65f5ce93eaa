/* today.c - by the computer's own clock and place: a day of an office is no day of UTC. */
#include "cli/today.h"

#include "base/civil.h"

sy_status sy_call_today(int32_t *day, const sy_call *call, const char *option, sy_err *err)
{
    const char *text = option ? sy_call_option(call, option) : NULL;
    sy_precision precision;
    int64_t at;

    if (!text) {
        *day = sy_today();
        return SY_OK;
    }
    if (!sy_time_parse_iso(&at, &precision, sy_slice_of(text)) || precision != SY_DATE)
        return sy_fail(err, SY_EINVAL,
                       sy_date_is_shaped(sy_slice_of(text))
                           ? N_("--%s: there is no day %.60s in the calendar")
                           : N_("--%s \"%.60s\" is not a date YYYY-MM-DD"),
                       option, text);
    *day = (int32_t)sy_day_of(at);
    return SY_OK;
}
