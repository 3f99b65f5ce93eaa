/* A plain list: draws both ends heavy-tailed and lets an even clock run over
 * three years. Ends are renumbered by a fixed odd multiplier, so that busy
 * accounts do not stand side by side. */
#include "synth/synth.h"

#include <string.h>

#include "base/civil.h"
#include "base/lang.h"
#include "synth/out.h"
#include "synth/put.h"
#include "synth/random.h"

enum { DAYS = 1096, LINE = 80 };

static char *put_account(char *p, uint32_t account)
{
    /* 16 digits; odd times anything is one to one in 32 bits */
    memcpy(p, "629999", 6);
    return sy_put_digits(p + 6, 10, account * 2654435761u);
}

static void print_days(char days[DAYS][10])
{
    const int64_t first = sy_days_from_civil(2021, 1, 1);

    for (int64_t d = 0; d < DAYS; d++) {
        char text[SY_TIME_TEXT];
        memcpy(days[d], sy_time_print(text, (first + d) * SY_DAY, SY_DATE), 10);
    }
}

sy_status sy_synth_transfers(const char *path, uint64_t n, uint32_t accounts, uint64_t seed,
                             sy_err *err)
{
    char days[DAYS][10];
    sy_random r = {seed};
    sy_out o;
    sy_status st;

    if (accounts < 2 || n > 1ull << 36) {
        return sy_fail(err, SY_EINVAL, N_("%llu transfers of %u accounts cannot be made"),
                       (unsigned long long)n, accounts);
    }
    st = sy_out_open(&o, path, err);
    if (st != SY_OK) return st;
    print_days(days);
    sy_out_used(&o, stpcpy(sy_out_room(&o, LINE), "from,to,time,amount\n"));

    for (uint64_t i = 0; i < n && o.status == SY_OK; i++) {
        const uint64_t at = i * (DAYS * (uint64_t)SY_DAY) / n;
        const uint32_t from = sy_random_heavy(&r, accounts);
        uint32_t to = sy_random_heavy(&r, accounts);
        const uint64_t draw = sy_random_next(&r);
        /* 1.00 to 100,000.00 yuan, small ones more often */
        const int64_t fen = 100 + (int64_t)((draw >> 40) * (draw & 0xFFFFFF) % 9999901);

        if (to == from) to = to + 1 < accounts ? to + 1 : 0;
        char *p = put_account(sy_out_room(&o, LINE), from);
        *p++ = ',';
        p = put_account(p, to);
        *p++ = ',';
        memcpy(p, days[at / SY_DAY], 10);
        p[10] = ' ';
        p = sy_put_clock(p + 11, (uint32_t)(at % SY_DAY));
        *p++ = ',';
        p = sy_put_fen(p, fen);
        *p++ = '\n';
        sy_out_used(&o, p);
    }
    return sy_out_close(&o, err);
}
