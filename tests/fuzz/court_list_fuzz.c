/* court_list_fuzz.c - any bytes as a list that came back from a court. What is taken over is
 * about leads that are there, in the form in which answers are kept, each lead once; what is
 * wrong has a row and a column. */
#include <stdint.h>
#include <string.h>

#include "casework/read_back.h"
#include "memory.h"
#include "store/model_runs.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static sy_docket *docket;
static const sy_ex_officio rules; /* none: nothing here goes out */

static void add_lead(sy_model_run *run, const char *id, const char *case_number)
{
    const sy_lead lead = {.id = id,
                          .model = "sample",
                          .version = "1",
                          .grade = 'B',
                          .rule = "any",
                          .case_number = case_number,
                          .court = "某县法院",
                          .key = id,
                          .parties = "[\"样甲\"]",
                          .common = "{\"duty\":\"may\",\"exits\":[\"file\"],"
                                    "\"object\":\"property\"}",
                          .body = "{\"facts\":[],\"wording\":[\"\",\"\"]}"};
    MUST(sy_model_run_lead(run, &lead, NULL) == SY_OK);
}

/* Two leads, once for the whole run: their codes are always the same. */
static void open_once(void)
{
    static const sy_model_run_record record = {"sample", "1", "h", "2026-01-15", "{}", "[]"};
    char folder[] = "/tmp/court-list-fuzz.XXXXXX", path[sizeof folder + 16], command[80];
    sy_model_run_tally tally;
    sy_model_run *run;
    static sy_workspace *ws; /* stays open: the docket reads from it */

    if (docket) return;
    MUST(mkdtemp(folder) != NULL);
    snprintf(path, sizeof path, "%s/a.suyuan", folder);
    MUST(sy_workspace_create(path, NULL) == SY_OK);
    MUST(sy_workspace_open(&ws, path, SY_WRITE, NULL) == SY_OK);
    MUST(sy_model_run_begin(&run, ws, &record, NULL) == SY_OK);
    add_lead(run, "00000000000000a1", "(2022)浙0699执1号");
    add_lead(run, "00000000000000a2", "(2022)浙0699执2号");
    MUST(sy_model_run_end(run, &tally, 0, NULL) == SY_OK);
    MUST(sy_docket_open(&docket, ws, &(sy_docket_options){.model = NULL}, NULL) == SY_OK);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    MUST(system(command) == 0);
}

static void check_answer(const sy_list_answer *a)
{
    for (int f = SY_LEAD_SEALED; f <= SY_LEAD_DISPOSED; f++) {
        const char *word = a->said.word[f];
        MUST(!word || strcmp(word, "是") == 0 || strcmp(word, "否") == 0 || strlen(word) == 10);
    }
    const char *state = a->said.word[SY_LEAD_STATE];
    MUST(!state || strcmp(state, "confirmed") == 0 || strcmp(state, "refuted") == 0);
    MUST(a->row > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    sy_read_back r;
    sy_arena arena;

    open_once();
    const sy_read_back_options options = {
        .rules = &rules, .day = "2026-03-01", .accepts_changed = n % 2 == 0};
    sy_arena_init(&arena, NULL);
    if (sy_read_back_read(&r, docket, memory_path(bytes, n), &options, &arena, NULL) == SY_OK) {
        MUST(r.n <= sy_docket_count(docket) && r.blank <= r.rows);
        for (size_t i = 0; i < r.n; i++) check_answer(&r.answers[i]);
        if (r.n == 2) MUST(r.answers[0].lead != r.answers[1].lead);
        for (size_t i = 0; i < r.n_problems; i++)
            MUST(r.problems[i].row > 0 && *r.problems[i].column && *r.problems[i].what);
    }
    sy_arena_dispose(&arena);
    return 0;
}
