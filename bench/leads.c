/* leads.c - what recording leads costs: leads LEADS [MODEL]. Writes CSV: step, leads, seconds, MB.
 *
 * A run of one model, without its query: ten facts a lead, as vehicle-two-files gives them.
 * Then the same run again, one in which a tenth says something else, and the list. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/progress.h"
#include "model/lead.h"
#include "model/library.h"
#include "store/model_runs.h"

enum { FACTS = 10, SOURCES = 5 };

static void must(sy_status st, const sy_err *err)
{
    if (st == SY_OK) return;
    fprintf(stderr, "leads: %s\n", err->text);
    exit(1);
}

static bool place_of(void *ctx, uint32_t source, sy_lead_place *place)
{
    static char path[SOURCES][40];
    (void)ctx;

    snprintf(path[source % SOURCES], sizeof path[0], "车管所/vehicles-%02u.csv", source);
    *place = (sy_lead_place){path[source % SOURCES], NULL,
                             "516047fa74289926dcf3d8b4db930fc3ae7113e4aab692426a5895ac6594a684"};
    return true;
}

typedef struct made_row {
    char key[48], plate[24], case_number[48], party[24], words[160];
    sy_slice parties[1];
    sy_lead_fact facts[FACTS];
} made_row;

static sy_lead_row row_of(made_row *m, unsigned i, bool is_other)
{
    static const char *const names[FACTS] = {"号牌号码", "车辆识别代号", "品牌",     "使用性质",
                                             "所有人",   "机动车状态",   "登记日期", "初次登记日期",
                                             "使用迹象", "终本案件"};

    snprintf(m->key, sizeof m->key, "L%016u 330699%012u", i, i);
    snprintf(m->plate, sizeof m->plate, "浙D%05u", i % 100000);
    snprintf(m->case_number, sizeof m->case_number, "(2024)浙9939执%u号", i);
    snprintf(m->party, sizeof m->party, "虚构%u", i % 5000);
    snprintf(m->words, sizeof m->words, "%s，子虚市逐浪区人民法院，终本 2025-01-16，未履行 %u.00 元",
             m->case_number, is_other ? i + 1 : i);
    m->parties[0] = sy_slice_of(m->party);
    for (int f = 0; f < FACTS; f++)
        m->facts[f] = (sy_lead_fact){.name = sy_slice_of(names[f]),
                                     .value = sy_slice_of(f == 9   ? m->words
                                                          : f == 0 ? m->plate
                                                                   : "2022-07-31"),
                                     .has_place = true,
                                     .source = f == 9 ? 0 : 1 + i % (SOURCES - 1),
                                     .row = i};
    return (sy_lead_row){.key = sy_slice_of(m->key),
                         .case_number = sy_slice_of(m->case_number),
                         .court = SY_TEXT("子虚市逐浪区人民法院"),
                         .parties = m->parties,
                         .n_parties = 1,
                         .facts = m->facts,
                         .n_facts = FACTS,
                         .has_amount = true,
                         .amount = (int64_t)i * 100,
                         .has_act_date = true,
                         .act_date = 20000,
                         .rank = i};
}

/* tenth: every tenth lead says something else. */
static void run_once(sy_workspace *ws, const sy_model *m, unsigned n, bool tenth)
{
    const sy_model_run_record record = {m->id, m->version, m->hash, "2026-01-15", "{}", "[]"};
    sy_model_run_tally tally;
    sy_lead_maker maker;
    sy_model_run *run;
    sy_made_lead made;
    sy_err err = {0};

    must(sy_model_run_begin(&run, ws, &record, &err), &err);
    sy_lead_maker_init(&maker, m, NULL, 0, place_of, NULL);
    for (unsigned i = 0; i < n; i++) {
        made_row space;
        const sy_lead_row row = row_of(&space, i, tenth && i % 10 == 0);
        must(sy_lead_make(&made, &maker, &row, &err), &err);
        must(sy_model_run_lead(run, &made.lead, &err), &err);
    }
    sy_lead_maker_dispose(&maker);
    must(sy_model_run_end(run, &tally, 1, &err), &err);
}

static void list(sy_workspace *ws)
{
    sy_lead *leads;
    sy_arena arena;
    size_t n;
    sy_err err = {0};

    sy_arena_init(&arena, NULL);
    must(sy_leads(ws, NULL, &leads, &n, &arena, &err), &err);
    sy_arena_dispose(&arena);
}

static void told(const char *step, unsigned n, int64_t begun)
{
    struct rusage used;

    getrusage(RUSAGE_SELF, &used);
    printf("%s,%u,%.3f,%ld\n", step, n, (double)(sy_now_ms() - begun) / 1000,
           used.ru_maxrss >> 10);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    const unsigned n = argc > 1 ? (unsigned)atoi(argv[1]) : 100000;
    const char *tmp = getenv("TMPDIR");
    char folder[200], path[240], command[260];
    sy_workspace *ws;
    sy_models *models;
    struct stat info;
    sy_err err = {0};

    snprintf(folder, sizeof folder, "%s/leads.XXXXXX", tmp ? tmp : "/tmp");
    if (!mkdtemp(folder)) return 1;
    snprintf(path, sizeof path, "%s/w.suyuan", folder);
    must(sy_models_load(&models, NULL, NULL, &err), &err);
    const sy_model *m = sy_models_find(models, argc > 2 ? argv[2] : "vehicle-two-files");
    if (!m) return 1;
    must(sy_workspace_create(path, &err), &err);
    must(sy_workspace_open(&ws, path, SY_WRITE, &err), &err);
    puts("step,leads,seconds,peak_mb");
    int64_t begun = sy_now_ms();
    run_once(ws, m, n, false);
    told("first run", n, begun);
    begun = sy_now_ms();
    run_once(ws, m, n, false);
    told("the same again", n, begun);
    begun = sy_now_ms();
    run_once(ws, m, n, true);
    told("a tenth says something else", n, begun);
    begun = sy_now_ms();
    list(ws);
    told("list", n, begun);
    begun = sy_now_ms();
    sy_workspace_close(ws);
    told("close", n, begun);
    snprintf(command, sizeof command, "%s/decisions.sqlite", path);
    if (stat(command, &info) == 0)
        printf("bytes a lead,%u,%lld,\n", n, (long long)info.st_size / n);
    sy_models_free(models);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command) != 0;
}
