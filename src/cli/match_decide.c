/* match_decide.c - suyuan match confirm, reject, undo.
 *
 * What two rows may be to each other follows from what the program thinks of
 * them, else from the rows: one ledger or two, one direction or both. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/match.h"
#include "cli/open.h"
#include "cli/reply.h"

static sy_status answer(sy_call *call, const char *text, const char *name, size_t n, sy_err *err)
{
    sy_json j;

    if (!call->json) {
        puts(text);
        return SY_OK;
    }
    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "done", name);
    sy_reply_int(&j, "decisions", n);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static sy_status answer_verdict(sy_call *call, sy_match_kind kind, sy_verdict verdict,
                                size_t decided, sy_err *err)
{
    static const char *const texts[SY_MATCH_KINDS][2] = {
        [SY_MATCH_SIDES] = {N_("kept: they are the two sides of one transfer"),
                            N_("kept: they are two transfers")},
        [SY_MATCH_REVERSAL] = {N_("kept: the one takes the other back"),
                               N_("kept: neither takes the other back")},
        [SY_MATCH_DUPLICATE] = {N_("kept: it is one row, and counts once"),
                                N_("kept: they are two rows, and both count")},
        [SY_MATCH_SHADOW] = {N_("kept: it is one payment, and counts once"),
                             N_("kept: they are two payments")},
        [SY_MATCH_ACCOUNT] = {N_("kept: the two numbers are one account"),
                              N_("kept: they are two accounts")},
    };
    const bool is_yes = verdict == SY_VERDICT_CONFIRMED;

    if (decided == 0 && !call->json) puts(_("this has been decided so before; nothing changes"));
    if (decided == 0 && !call->json) return SY_OK;
    return answer(call, sy_tr(texts[kind][!is_yes]), is_yes ? "confirmed" : "rejected", decided,
                  err);
}

/* ---- two rows ---- */

typedef struct two {
    uint32_t places[2];
    sy_evidence *rows;
    sy_match_kind kind;
    bool is_turned; /* the second word is the first of the match */
} two;

/* The ledger in which a row stands; SY_NONE where it moves nothing. */
static uint32_t ledger_of(const sy_flow *f, uint32_t place)
{
    for (uint32_t t = 0; t < f->n_transfers; t++) {
        if (f->flags[t] & SY_T_PSEUDO) continue;
        if (f->out_place[t] == place) return f->from[t];
        if (f->in_place[t] == place) return f->to[t];
    }
    return SY_NONE;
}

/* What the program thinks of the two. */
static bool find_known(two *w, const sy_quality *q)
{
    for (size_t i = 0; i < q->n_matches; i++) {
        const sy_match *m = &q->matches[i];
        const bool straight = m->a == w->places[0] && m->b == w->places[1];
        if (!straight && (m->a != w->places[1] || m->b != w->places[0])) continue;
        w->kind = m->kind;
        w->is_turned = !straight;
        return true;
    }
    return false;
}

static bool is_wallet(const sy_quality *q, const sy_flow *f, uint32_t ledger)
{
    for (size_t i = 0; i < q->n_ledgers; i++) {
        const sy_ledger_quality *g = &q->ledgers[i];
        if (strcmp(g->number, sy_flow_text(f, f->ledgers[ledger].number)) == 0) return g->is_wallet;
    }
    return false;
}

/* From the rows themselves. */
static sy_status derive(two *w, sy_call *call, const sy_quality *q, const sy_flow *f, sy_err *err)
{
    const uint32_t own[] = {ledger_of(f, w->places[0]), ledger_of(f, w->places[1])};
    const sy_evidence *r = w->rows;
    const bool same_way = (r[0].amount < 0) == (r[1].amount < 0);
    const bool same_size = same_way ? r[0].amount == r[1].amount : r[0].amount == -r[1].amount;

    for (int i = 0; i < 2; i++) {
        if (own[i] != SY_NONE) continue;
        return sy_fail(
            err, SY_EDATA,
            N_("entry \"%.80s\" moves no money (it failed, repeats another row, or moves "
               "0.00): there is nothing to decide"),
            call->words[2 + i]);
    }
    if (own[0] == own[1]) {
        if (!same_size) {
            return sy_fail(err, SY_EDATA,
                           N_("the rows stand in one ledger and their amounts "
                              "differ: neither repeats the other or takes it back"));
        }
        w->kind = same_way ? SY_MATCH_DUPLICATE : SY_MATCH_REVERSAL;
        w->is_turned =
            same_way || r[0].at == r[1].at ? w->places[0] > w->places[1] : r[0].at > r[1].at;
        return SY_OK;
    }
    if (!same_way) {
        w->kind = SY_MATCH_SIDES;
        w->is_turned = r[0].amount > 0;
        return SY_OK;
    }
    const bool wallets[] = {is_wallet(q, f, own[0]), is_wallet(q, f, own[1])};
    if (!same_size || wallets[0] == wallets[1]) {
        return sy_fail(err, SY_EDATA,
                       N_("both rows %s: they cannot be the two sides of a transfer"),
                       r[0].amount < 0 ? _("pay out") : _("pay in"));
    }
    w->kind = SY_MATCH_SHADOW;
    w->is_turned = wallets[0];
    return SY_OK;
}

static sy_status find_two(two *w, sy_call *call, sy_case *c, sy_err *err)
{
    sy_quality *q = NULL;
    sy_status st = SY_OK;

    for (int i = 0; i < 2; i++) {
        w->places[i] = sy_case_find_place(c, sy_slice_of(call->words[2 + i]));
        if (w->places[i] == SY_NONE) {
            return sy_fail(err, SY_EDATA, N_("no file of this workspace has an entry \"%.80s\""),
                           call->words[2 + i]);
        }
    }
    if (w->places[0] == w->places[1]) {
        return sy_fail(err, SY_EDATA, N_("\"%.80s\" is named twice: a match needs two rows"),
                       call->words[2]);
    }
    st = sy_case_evidence(c, &w->rows, w->places, 2, &call->arena, err);
    if (st != SY_OK) return st;
    for (int i = 0; i < 2; i++) {
        if (w->rows[i].serial.ptr) continue; /* the row was read */
        return sy_fail(err, SY_EDATA, N_("no file of this workspace has an entry \"%.80s\""),
                       call->words[2 + i]);
    }
    st = sy_case_quality(c, &q, &call->arena, err);
    if (st != SY_OK || find_known(w, q)) return st;
    return derive(w, call, q, sy_case_flow(c), err);
}

static sy_status decide_two_rows(sy_call *call, sy_case *c, sy_verdict verdict, sy_err *err)
{
    two w = {0};
    size_t decided = 0;
    sy_status st = find_two(&w, call, c, err);

    if (st != SY_OK) return st;
    const sy_match_decision d = {.kind = w.kind,
                                 .verdict = verdict,
                                 .a = sy_slice_of(w.rows[w.is_turned].id),
                                 .b = sy_slice_of(w.rows[!w.is_turned].id)};
    st = sy_match_decide(sy_case_workspace(c), &decided, &d, 1, err);
    return st == SY_OK ? answer_verdict(call, w.kind, verdict, decided, err) : st;
}

/* ---- two accounts ---- */

typedef struct look {
    sy_slice wanted[2];
    bool found[2];
} look;

static sy_status see_number(void *ctx, uint32_t id, sy_slice number, sy_err *err)
{
    look *l = ctx;

    (void)id, (void)err;
    for (int i = 0; i < 2; i++) l->found[i] = l->found[i] || sy_slice_is(number, l->wanted[i]);
    return SY_OK;
}

static sy_status decide_two_accounts(sy_call *call, sy_case *c, sy_verdict verdict, sy_err *err)
{
    look l = {.wanted = {sy_slice_of(call->words[2]), sy_slice_of(call->words[3])}};
    size_t decided = 0;
    sy_status st = sy_facts_accounts(sy_case_workspace(c), see_number, &l, err);

    for (int i = 0; st == SY_OK && i < 2; i++) {
        if (l.found[i]) continue;
        st = sy_fail(err, SY_EDATA,
                     N_("\"%.80s\" is neither an entry nor an account number of this "
                        "workspace"),
                     call->words[2 + i]);
    }
    const int order = sy_slice_compare(l.wanted[0], l.wanted[1]);
    if (st == SY_OK && order == 0) {
        st = sy_fail(err, SY_EDATA, N_("\"%.80s\" is named twice"), call->words[2]);
    }
    if (st != SY_OK) return st;
    const sy_match_decision d = {.kind = SY_MATCH_ACCOUNT,
                                 .verdict = verdict,
                                 .a = l.wanted[order > 0],
                                 .b = l.wanted[order < 0]};
    st = sy_match_decide(sy_case_workspace(c), &decided, &d, 1, err);
    return st == SY_OK ? answer_verdict(call, SY_MATCH_ACCOUNT, verdict, decided, err) : st;
}

/* ---- all of a kind ---- */

static char *id_of(sy_call *call, const sy_quality *q, uint32_t place)
{
    uint32_t row;
    const sy_source *s = sy_quality_row(q, place, &row);
    char id[SY_ENTRY_ID];

    sy_entry_id_print(id, s->sha256, s->sheet, row);
    return sy_arena_text(&call->arena, id, strlen(id));
}

static sy_status collect(sy_call *call, const sy_quality *q, sy_verdict verdict,
                         sy_match_decision **list, size_t *n, sy_err *err)
{
    sy_match_filter f;
    sy_status st = sy_match_read_filter(&f, call, err);

    *n = 0;
    if (st != SY_OK) return st;
    f.states = 1u << SY_MATCH_SUSPECTED;
    *list = sy_arena_get(&call->arena, (q->n_matches + q->n_joins + 1) * sizeof **list);
    if (!*list) return sy_fail_nomem(err);
    for (size_t i = 0; i < q->n_matches; i++) {
        const sy_match *m = &q->matches[i];
        if (!sy_match_wanted(&f, m->kind, m->state, m->reason, m->amount)) continue;
        const char *a = id_of(call, q, m->a), *b = id_of(call, q, m->b);
        if (!a || !b) return sy_fail_nomem(err);
        (*list)[(*n)++] = (sy_match_decision){
            .kind = m->kind, .a = sy_slice_of(a), .b = sy_slice_of(b), .verdict = verdict};
    }
    for (size_t i = 0; i < q->n_joins; i++) {
        const sy_join *j = &q->joins[i];
        if (!sy_match_wanted(&f, SY_MATCH_ACCOUNT, j->state, j->reason, j->amount)) continue;
        (*list)[(*n)++] = (sy_match_decision){.kind = SY_MATCH_ACCOUNT,
                                              .a = sy_slice_of(j->a),
                                              .b = sy_slice_of(j->b),
                                              .verdict = verdict};
    }
    return SY_OK;
}

static sy_status decide_all(sy_call *call, sy_case *c, sy_verdict verdict, sy_err *err)
{
    sy_match_decision *list = NULL;
    sy_quality *q = NULL;
    size_t n = 0, decided = 0;
    char text[200];
    sy_status st = sy_case_quality(c, &q, &call->arena, err);

    if (st == SY_OK) st = collect(call, q, verdict, &list, &n, err);
    if (st == SY_OK && n) st = sy_match_decide(sy_case_workspace(c), &decided, list, n, err);
    if (st != SY_OK) return st;
    snprintf(text, sizeof text,
             _("%zu decided at once; suyuan match WS undo takes all of them back"), decided);
    return answer(call, decided ? text : _("nothing suspected fits: nothing changes"),
                  verdict == SY_VERDICT_CONFIRMED ? "confirmed" : "rejected", decided, err);
}

/* ---- the commands ---- */

/* "HHHHHHHHHHHH-S-R"; account numbers have no such form. */
static bool is_entry(const char *word)
{
    sy_entry_place place;
    return sy_entry_id_read(&place, sy_slice_of(word));
}

sy_status sy_match_verdict(sy_call *call, sy_verdict verdict, sy_err *err)
{
    const bool by_rule = sy_call_option(call, "rule") != NULL;
    sy_match_filter checked;
    sy_case *c = NULL;
    sy_status st = sy_match_read_filter(&checked, call, err);

    if (st != SY_OK) return st;
    if (call->n_words != (by_rule ? 2u : 4u)) {
        return sy_fail(err, SY_EINVAL,
                       N_("say which two entries or accounts: suyuan match WS %s A B; or which "
                          "rule: --rule RULE"),
                       call->words[1]);
    }
    st = sy_open_case(&c, call, SY_WRITE, err);
    if (st == SY_OK && by_rule)
        st = decide_all(call, c, verdict, err);
    else if (st == SY_OK && (is_entry(call->words[2]) || is_entry(call->words[3]))) {
        st = decide_two_rows(call, c, verdict, err);
    } else if (st == SY_OK) {
        st = decide_two_accounts(call, c, verdict, err);
    }
    sy_case_close(c);
    return st;
}

sy_status sy_match_take_back(sy_call *call, sy_err *err)
{
    size_t undone = 0;
    long long id = 0;
    char *end = NULL, text[200];
    sy_workspace *ws = NULL;
    sy_status st = SY_OK;

    if (call->n_words == 3) {
        id = strtoll(call->words[2], &end, 10);
        if (id <= 0 || *end) {
            return sy_fail(err, SY_EINVAL,
                           N_("\"%.60s\" is not the number of a decision (suyuan "
                              "match WS log lists them)"),
                           call->words[2]);
        }
    }
    st = sy_open_workspace(&ws, call, SY_WRITE, err);
    if (st == SY_OK) st = sy_match_undo(ws, id, &undone, err);
    sy_workspace_close(ws);
    if (st != SY_OK) return st;
    if (!undone) return sy_fail(err, SY_EDATA, N_("there is no such decision to take back"));
    snprintf(text, sizeof text, _("%zu decisions that were made at once were taken back"), undone);
    return answer(call, undone == 1 ? _("the decision was taken back") : text, "undone", undone,
                  err);
}
