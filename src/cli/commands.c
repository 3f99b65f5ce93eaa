/* commands.c - the table of all commands, in the order of the work. */
#include "cli/commands.h"

/* clang-format off: a line each, so that two branches can each add one */
const sy_command *const sy_commands[] = {
    &sy_cmd_init,
    &sy_cmd_case,
    &sy_cmd_people,
    &sy_cmd_import,
    &sy_cmd_mapping,
    &sy_cmd_pool,
    &sy_cmd_template,
    &sy_cmd_accounts,
    &sy_cmd_entries,
    &sy_cmd_quality,
    &sy_cmd_match,
    &sy_cmd_parties,
    &sy_cmd_receipt,
    &sy_cmd_titles,
    &sy_cmd_trace,
    &sy_cmd_paths,
    &sy_cmd_reach,
    &sy_cmd_cycles,
    &sy_cmd_patterns,
    &sy_cmd_inquiries,
    &sy_cmd_clues,
    &sy_cmd_request,
    &sy_cmd_proxies,
    &sy_cmd_diverted,
    &sy_cmd_report,
    &sy_cmd_sets,
    &sy_cmd_verify,
    &sy_cmd_synth,
    &sy_cmd_evaluate,
    &sy_cmd_completion,
    &sy_cmd_help,
    NULL,
};
/* clang-format on */
