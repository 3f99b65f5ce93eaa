/* report_stats.c - suyuan report WS stats: what became of the leads, to take away. */
#include "base/file.h"
#include "casework/lead_stats.h"
#include "cli/lead.h"
#include "cli/report.h"
#include "cli/today.h"
#include "report/stat_list.h"

enum { MOST_LINES = 64 << 20 };

static sy_status write_lines(const char *path, const sy_lead_stats *stats, sy_err *err)
{
    sy_buf lines;

    sy_buf_init(&lines, NULL, MOST_LINES);
    sy_status st = sy_stat_list_csv(&lines, stats, err);
    if (st == SY_OK) st = sy_file_write(path, lines.ptr, lines.len, err);
    sy_buf_dispose(&lines);
    return st;
}

sy_status sy_report_stats(sy_call *call, const char *path, sy_err *err)
{
    const bool is_lines = sy_slice_ends(sy_slice_of(path), SY_TEXT(".csv"));
    sy_lead_desk desk = {0};
    sy_lead_stats stats;
    int32_t today;

    if (!is_lines && !sy_slice_ends(sy_slice_of(path), SY_TEXT(".xlsx")))
        return sy_fail(err, SY_EINVAL, N_("counts of leads are .xlsx or .csv"));
    sy_status st = sy_call_today(&today, call, NULL, err);
    if (st == SY_OK)
        st = sy_lead_desk_open(&desk, call, SY_READ,
                               (sy_docket_options){.model = sy_call_option(call, "model")}, today,
                               err);
    if (st == SY_OK) st = sy_lead_stats_of(&stats, desk.docket, today, &call->arena, err);
    if (st == SY_OK)
        st = is_lines ? write_lines(path, &stats, err) : sy_stat_list_xlsx(path, &stats, err);
    sy_lead_desk_close(&desk);
    return st;
}
