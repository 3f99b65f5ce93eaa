/* commands.h - the commands, each in a file cmd_NAME.c. */
#ifndef SY_CLI_COMMANDS_H
#define SY_CLI_COMMANDS_H

#include "cli/command.h"

extern const sy_command sy_cmd_init;
extern const sy_command sy_cmd_case;
extern const sy_command sy_cmd_sources;
extern const sy_command sy_cmd_import;
extern const sy_command sy_cmd_mapping;
extern const sy_command sy_cmd_original;
extern const sy_command sy_cmd_template;
extern const sy_command sy_cmd_accounts;
extern const sy_command sy_cmd_board;
extern const sy_command sy_cmd_entries;
extern const sy_command sy_cmd_quality;
extern const sy_command sy_cmd_match;
extern const sy_command sy_cmd_parties;
extern const sy_command sy_cmd_receipt;
extern const sy_command sy_cmd_titles;
extern const sy_command sy_cmd_trace;
extern const sy_command sy_cmd_paths;
extern const sy_command sy_cmd_people;
extern const sy_command sy_cmd_pool;
extern const sy_command sy_cmd_watch;
extern const sy_command sy_cmd_reach;
extern const sy_command sy_cmd_cycles;
extern const sy_command sy_cmd_exchange;
extern const sy_command sy_cmd_find;
extern const sy_command sy_cmd_graph;
extern const sy_command sy_cmd_patterns;
extern const sy_command sy_cmd_inquiries;
extern const sy_command sy_cmd_clues;
extern const sy_command sy_cmd_request;
extern const sy_command sy_cmd_proxies;
extern const sy_command sy_cmd_diverted;
extern const sy_command sy_cmd_model;
extern const sy_command sy_cmd_lead;
extern const sy_command sy_cmd_key_cases;
extern const sy_command sy_cmd_results;
extern const sy_command sy_cmd_report;
extern const sy_command sy_cmd_serve;
extern const sy_command sy_cmd_sets;
extern const sy_command sy_cmd_users;
extern const sy_command sy_cmd_log;
extern const sy_command sy_cmd_verify;
extern const sy_command sy_cmd_backup;
extern const sy_command sy_cmd_restore;
extern const sy_command sy_cmd_synth;
extern const sy_command sy_cmd_evaluate;
extern const sy_command sy_cmd_completion;
extern const sy_command sy_cmd_help;

#endif
