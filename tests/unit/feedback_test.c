/* feedback_test.c - verdicts counted by version, against a count by hand. */
#include "case_leads.h"

#include "casework/feedback.h"
#include "scarcity.h"

enum { LEADS = 4, RUNS = 8, VERSIONS = 3 };

/* What happened: which version ran, and what it said of each lead: 0 nothing, 1, 2. */
typedef struct world {
    int version[RUNS], said[RUNS][LEADS];
    int verdict[LEADS], judged[LEADS]; /* sy_lead_verdict; after which run, -1 */
} world;

static const char *const ids[LEADS] = {"l0", "l1", "l2", "l3"};
static const char *const versions[VERSIONS] = {"1.2.0", "1.10.0", "1.10.0"};
static const char *const hashes[VERSIONS] = {"h0", "h1", "h2"};

static void run_version(office *o, const world *w, int r)
{
    const sy_model_run_record record = {
        "m", versions[w->version[r]], hashes[w->version[r]], "2026-01-15", "{}", "[]"};
    sy_model_run_tally tally;
    sy_model_run *run;
    sy_err err = {0};

    assert_ok(sy_model_run_begin(&run, o->ws, &record, &err), err);
    for (int i = 0; i < LEADS; i++) {
        const given g = {.id = ids[i],
                         .object = "court-omission",
                         .duty = "shall",
                         .value = w->said[r][i] == 1 ? "甲" : "乙"};
        texts said;
        if (!w->said[r][i]) continue;
        texts_of(&said, &g);
        const sy_lead lead = {.id = ids[i],
                              .model = "m",
                              .version = record.version,
                              .grade = 'B',
                              .rule = w->said[r][i] == 1 ? "early" : "late",
                              .case_number = "",
                              .court = "",
                              .key = ids[i],
                              .parties = "[]",
                              .common = said.common,
                              .body = said.body};
        assert_ok(sy_model_run_lead(run, &lead, &err), err);
    }
    assert_ok(sy_model_run_end(run, &tally, 1, &err), err);
}

static void judge(office *o, world *w, int r, int i, bool is_true)
{
    sy_err err = {0};
    const char *to = is_true ? "confirmed" : "refuted";

    look(o);
    if (!sy_docket_find(o->docket, ids[i]) || lead_of(o, ids[i])->lead.has_vanished) return;
    if (w->verdict[i]) return;
    assert_ok(say(o, ids[i], (sy_lead_said){.word = {[SY_LEAD_STATE] = "checking"}}, &err), err);
    assert_ok(say(o, ids[i], (sy_lead_said){.word = {[SY_LEAD_STATE] = to}}, &err), err);
    w->verdict[i] = is_true ? SY_LEAD_IS_TRUE : SY_LEAD_IS_FALSE;
    w->judged[i] = r;
}

/* Runs around r in which lead i said the same, one after the other; marks their versions. */
static void mark(const world *w, int i, int r, int with[VERSIONS], int mark_as)
{
    const int said = w->said[r][i];

    for (int k = r; k >= 0 && w->said[k][i] == said; k--) {
        if (!with[w->version[k]]) with[w->version[k]] = mark_as;
    }
    for (int k = r; k < RUNS && w->said[k][i] == said; k++) {
        if (!with[w->version[k]]) with[w->version[k]] = mark_as;
    }
}

static int last_run_of(const world *w, int i)
{
    int r = RUNS - 1;

    while (r >= 0 && !w->said[r][i]) r--;
    return r;
}

/* By hand: for each version the leads it gave, and those with a verdict. */
static void count_slowly(const world *w, sy_feedback_tally of[VERSIONS])
{
    for (int i = 0; i < LEADS; i++) {
        const int last = last_run_of(w, i);
        int with[VERSIONS] = {0};
        enum { JUDGED = 1, WAITS = 2 };
        if (last < 0) continue;
        const int judged = w->verdict[i] ? w->judged[i] : last;
        mark(w, i, judged, with, JUDGED);
        mark(w, i, last, with, w->said[judged][i] == w->said[last][i] ? JUDGED : WAITS);
        for (int v = 0; v < VERSIONS; v++) {
            if (!with[v]) continue;
            of[v].leads++;
            if (with[v] == WAITS)
                of[v].open++;
            else if (w->verdict[i] == SY_LEAD_IS_TRUE)
                of[v].confirmed++;
            else if (w->verdict[i] == SY_LEAD_IS_FALSE)
                of[v].refuted++;
            else if (last == RUNS - 1)
                of[v].open++;
            else
                of[v].vanished++;
        }
    }
}

static int version_of(const sy_feedback_line *l)
{
    for (int v = 0; v < VERSIONS; v++) {
        if (strcmp(l->hash, hashes[v]) == 0) return v;
    }
    return -1;
}

static void check_lines(const world *w, const sy_feedback_line *lines, size_t n)
{
    sy_feedback_tally slow[VERSIONS] = {{0}}, rules[VERSIONS] = {{0}};
    uint64_t leads = 0;

    count_slowly(w, slow);
    for (int i = 0; i < LEADS; i++) leads += last_run_of(w, i) >= 0;
    for (size_t k = 0; k < n; k++) {
        const sy_feedback_tally *t = &lines[k].tally;
        const int v = version_of(&lines[k]);
        assert_int_equal(t->leads, t->confirmed + t->refuted + t->open + t->vanished);
        if (lines[k].level == SY_FEEDBACK_MODEL) assert_int_equal(t->leads, leads);
        if (lines[k].level == SY_FEEDBACK_RULE) assert_true(sy_feedback_add(&rules[v], t));
        if (lines[k].level != SY_FEEDBACK_VERSION) continue;
        assert_int_equal(t->leads, slow[v].leads);
        assert_int_equal(t->confirmed, slow[v].confirmed);
        assert_int_equal(t->refuted, slow[v].refuted);
        assert_int_equal(t->open, slow[v].open);
        assert_int_equal(t->vanished, slow[v].vanished);
        slow[v].leads = 0; /* seen */
    }
    for (int v = 0; v < VERSIONS; v++) assert_int_equal(slow[v].leads, 0);
    for (size_t k = 0; k < n; k++) { /* rules of a version are its whole */
        if (lines[k].level == SY_FEEDBACK_VERSION)
            assert_memory_equal(&rules[version_of(&lines[k])], &lines[k].tally,
                                sizeof lines[k].tally);
    }
}

/* Each number of a line counts as many leads as the list of it has. */
static void numbers_are_of_leads(office *o, const sy_feedback_line *l)
{
    static const char *const outcomes[] = {"confirmed", "refuted", "open", "vanished"};
    const sy_feedback_tally *t = &l->tally;
    const uint64_t told[] = {t->confirmed, t->refuted, t->open, t->vanished, t->leads};
    const sy_feedback_line wanted = {.version = l->level ? l->version : NULL,
                                     .hash = l->level ? l->hash : NULL,
                                     .rule = l->level == SY_FEEDBACK_RULE ? l->rule : NULL};

    for (size_t k = 0; k < sizeof told / sizeof *told; k++) {
        sy_feedback_outcome outcome = SY_FEEDBACK_ANY;
        bool is_in[LEADS], is_asked[LEADS];
        uint64_t found = 0;
        sy_err err = {0};
        if (k < sizeof outcomes / sizeof *outcomes)
            assert_true(sy_feedback_outcome_from(&outcome, outcomes[k]));
        for (size_t i = 0; i < LEADS; i++) is_in[i] = i < sy_docket_count(o->docket);
        assert_ok(sy_feedback_counted(is_in, o->docket, o->ws, &wanted, outcome, &o->arena, &err),
                  err);
        for (size_t i = 0; i < LEADS; i++) found += is_in[i];
        assert_int_equal(found, told[k]);
        for (size_t i = 0; i < LEADS; i++) /* of some alone */
            is_asked[i] = i % 2 && i < sy_docket_count(o->docket);
        assert_ok(
            sy_feedback_counted(is_asked, o->docket, o->ws, &wanted, outcome, &o->arena, &err),
            err);
        for (size_t i = 0; i < LEADS; i++) assert_int_equal(is_asked[i], i % 2 && is_in[i]);
    }
}

static void verdicts_count_for_each_version_that_said_it_so(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        dice d = {seed * 7919};
        world w = {0};
        sy_feedback_line *lines;
        void *made = NULL;
        sy_err err = {0};
        size_t n, total = 0;

        assert_int_equal(open_office(&made), 0);
        office *o = made;
        for (int r = 0; r < RUNS; r++) {
            w.version[r] = r > 0 && roll_below(&d, 2) ? w.version[r - 1] : (int)roll_below(&d, 3);
            for (int i = 0; i < LEADS; i++) w.said[r][i] = (int)roll_below(&d, 5) * 2 / 3;
            for (int i = 0; i < LEADS; i++) w.said[r][i] = w.said[r][i] > 2 ? 1 : w.said[r][i];
            run_version(o, &w, r);
            judge(o, &w, r, (int)roll_below(&d, LEADS), roll_below(&d, 2));
        }
        look(o);
        assert_ok(sy_feedback_read(&lines, &n, o->ws, &(sy_feedback_options){0}, &o->arena, &err),
                  err);
        check_lines(&w, lines, n);
        for (size_t k = 0; k < n; k++) numbers_are_of_leads(o, &lines[k]);

        /* Counted once, the lines of versions add up to the model's. */
        const sy_feedback_options once = {.counts_once = true};
        assert_ok(sy_feedback_read(&lines, &n, o->ws, &once, &o->arena, &err), err);
        for (size_t k = 0; k < n; k++)
            total += lines[k].level == SY_FEEDBACK_VERSION ? lines[k].tally.leads : 0;
        assert_true(n == 0 || total == lines[0].tally.leads);
        close_office(&made);
    }
}

static void what_was_done_counts_once_and_stays_after_closing(void **state)
{
    office *o = *state;
    world w = {.said = {{1}}};
    sy_feedback_line *lines;
    sy_err err = {0};
    size_t n;

    run_version(o, &w, 0);
    look(o);
    static const char *const way[] = {"checking", "confirmed", "recommended",
                                      "replied",  "adopted",   "closed"};
    for (size_t i = 0; i < sizeof way / sizeof *way; i++) {
        sy_lead_said said = {.word = {[SY_LEAD_STATE] = way[i]}};
        if (i == 2) said.word[SY_LEAD_ITEM] = "6";
        if (i == 4) said.word[SY_LEAD_MONEY] = "12345.67";
        assert_ok(say(o, ids[0], said, &err), err);
    }
    assert_ok(
        sy_feedback_read(&lines, &n, o->ws, &(sy_feedback_options){.model = "m"}, &o->arena, &err),
        err);
    assert_int_equal(n, 3);
    const sy_feedback_tally *t = &lines[0].tally;
    assert_int_equal(t->measures[SY_EXIT_RECOMMENDATION], 1);
    assert_int_equal(t->replied, 1);
    assert_int_equal(t->adopted, 1);
    assert_int_equal(t->recovered, 1234567);
    assert_ok(
        sy_feedback_read(&lines, &n, o->ws, &(sy_feedback_options){.model = "x"}, &o->arena, &err),
        err);
    assert_int_equal(n, 0);
    const sy_feedback_options late = {.since = "9999-01-01"}, early = {.until = "2000-01-01"};
    assert_ok(sy_feedback_read(&lines, &n, o->ws, &late, &o->arena, &err), err);
    assert_int_equal(n, 0);
    assert_ok(sy_feedback_read(&lines, &n, o->ws, &early, &o->arena, &err), err);
    assert_int_equal(n, 0);
}

static void survives_every_failed_allocation(void **state)
{
    office *o = *state;
    world w = {.version = {0, 1}, .said = {{1, 1}, {2, 1}}};
    sy_status st = SY_ENOMEM;
    (void)state;

    run_version(o, &w, 0);
    judge(o, &w, 0, 0, true);
    run_version(o, &w, 1);
    for (long n = 0; st != SY_OK; n++) {
        sy_feedback_line *lines;
        size_t count;
        sy_arena arena;
        sy_err err = {0};

        sy_arena_init(&arena, NULL);
        begin_scarcity(n);
        st = sy_feedback_read(&lines, &count, o->ws, &(sy_feedback_options){0}, &arena, &err);
        if (st == SY_OK)
            st = sy_feedback_counted((bool[LEADS]){true, true, true}, o->docket, o->ws,
                                     &(sy_feedback_line){.rule = "late"}, SY_FEEDBACK_ANY, &arena,
                                     &err);
        end_scarcity();
        if (st != SY_OK && st != SY_ENOMEM) fail_msg("status %d: %s", (int)st, err.text);
        sy_arena_dispose(&arena);
        assert_true(n < 1000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verdicts_count_for_each_version_that_said_it_so),
        cmocka_unit_test_setup_teardown(what_was_done_counts_once_and_stays_after_closing,
                                        open_office, close_office),
        cmocka_unit_test_setup_teardown(survives_every_failed_allocation, open_office,
                                        close_office),
    };
    return cmocka_run_group_tests_name("feedback", tests, NULL, NULL);
}
