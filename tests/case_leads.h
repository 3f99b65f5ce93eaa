/* case_leads.h - a workspace with leads in it, as a run of a model would leave them. */
#ifndef SY_CASE_LEADS_H
#define SY_CASE_LEADS_H

#include "test.h"

#include "scratch.h"

#include "casework/moves.h"

typedef struct office {
    char folder[SCRATCH];
    char path[SCRATCH + 32];
    sy_workspace *ws;
    sy_docket *docket;
    sy_ex_officio rules;
    sy_arena arena;
} office;

typedef struct given { /* a lead */
    const char *id, *model, *rule, *court, *case_number, *object, *duty, *act_date, *value;
    char grade;
    int64_t amount;
} given;

typedef struct texts {
    char common[1000], body[1000];
} texts;

/* As model/lead.c writes them. */
static inline void texts_of(texts *t, const given *g)
{
    const bool is_courts = strncmp(g->object, "court-", 6) == 0 && strcmp(g->duty, "shall") == 0;
    snprintf(t->common, sizeof t->common,
             "{\"basis\":[{\"text\":\"样法第一条\"}],\"duty\":\"%s\","
             "\"exits\":[%s\"reminder\",\"property-referral\",\"police\",\"file\"],"
             "\"missing\":[],\"object\":\"%s\",\"questions\":[],\"status\":\"in-force\","
             "\"verify\":[]}",
             g->duty, is_courts ? "\"recommendation\"," : "", g->object);
    snprintf(t->body, sizeof t->body,
             "{\"facts\":[[\"号牌\",\"%s\"]],\"wording\":[\"样\",\"sample\"]}", g->value);
}

/* One run of one model, with these leads. */
static inline void run_model(office *o, const char *model, const given *list, size_t n)
{
    const sy_model_run_record record = {model, "1.0.0", "h", "2026-01-15", "{}", "[]"};
    sy_model_run_tally tally;
    sy_model_run *run;
    sy_err err = {0};

    assert_ok(sy_model_run_begin(&run, o->ws, &record, &err), err);
    for (size_t i = 0; i < n; i++) {
        texts said;
        if (strcmp(list[i].model, model) != 0) continue;
        texts_of(&said, &list[i]);
        const sy_lead lead = {.id = list[i].id,
                              .model = model,
                              .version = "1.0.0",
                              .grade = list[i].grade,
                              .rule = list[i].rule,
                              .case_number = list[i].case_number,
                              .court = list[i].court,
                              .act_date = list[i].act_date,
                              .has_amount = list[i].amount > 0,
                              .amount = list[i].amount,
                              .rank = 10 - (int64_t)i,
                              .key = list[i].id,
                              .parties = "[\"样甲\"]",
                              .common = said.common,
                              .body = said.body};
        assert_ok(sy_model_run_lead(run, &lead, &err), err);
    }
    assert_ok(sy_model_run_end(run, &tally, 1, &err), err);
}

/* Reads everything anew. */
static inline void look(office *o)
{
    sy_err err = {0};

    sy_docket_close(o->docket);
    assert_ok(sy_docket_open(&o->docket, o->ws, &(sy_docket_options){0}, &err), err);
}

static inline sy_docket_lead *lead_of(office *o, const char *id)
{
    sy_docket_lead *l = sy_docket_find(o->docket, id);

    assert_non_null(l);
    return l;
}

/* Says it of one lead and looks; err may be NULL. */
static inline sy_status say(office *o, const char *id, sy_lead_said said, sy_err *err)
{
    sy_docket_lead *l = lead_of(o, id);
    sy_lead_left *others;
    size_t n_left;
    const sy_status st =
        sy_leads_say(o->ws, SY_STEPS_OF_LEADS, &l, 1, &said, &o->rules, &others, &n_left, &o->arena, err);

    look(o);
    return st;
}

static inline int open_office(void **state)
{
    office *o = calloc(1, sizeof *o);
    sy_err err = {0};

    if (!o) return -1;
    scratch_make(o->folder);
    sy_arena_init(&o->arena, NULL);
    snprintf(o->path, sizeof o->path, "%s/case.suyuan", o->folder);
    *state = o;
    if (sy_workspace_create(o->path, &err) == SY_OK &&
        sy_workspace_open(&o->ws, o->path, SY_WRITE, &err) == SY_OK &&
        sy_ex_officio_load(&o->rules, NULL, &o->arena, &err) == SY_OK)
        return 0;
    print_error("%s\n", err.text);
    return -1;
}

static inline int close_office(void **state)
{
    office *o = *state;

    sy_docket_close(o->docket);
    sy_workspace_close(o->ws);
    sy_arena_dispose(&o->arena);
    scratch_remove(o->folder);
    free(o);
    return 0;
}

#endif
