/* cmd_watch.c - suyuan watch: a folder of exchange that needs no one at the keyboard.
 *
 * A round: look, take what is whole, put it away, run models. Between rounds nothing is held:
 * not the workspace, not the files. A kill at any point costs nothing: an import is whole or
 * not there, and a file that was taken and not yet put away is known by its hash. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/civil.h"
#include "base/log.h"
#include "cli/commands.h"
#include "cli/stoppable.h"
#include "cli/watch.h"
#include "report/shown.h"
#include "store/arrivals.h"

enum {
    SOON_MS = 1000,      /* where a file is not whole yet */
    LATE_MS = 60 * 1000, /* a network sends no events */
    BUSY_MS = 2 * 1000,  /* the workspace is somebody else's */
    MINUTES = 24 * 60
};

static struct tm now_here(void)
{
    const time_t now = time(NULL);
    struct tm here = {0};

    (void)localtime_r(&now, &here);
    return here;
}

/* What goes on around the work is of this moment only. */
static bool is_passing(const char *event)
{
    return strcmp(event, "watching") == 0 || strcmp(event, "waiting") == 0 ||
           strcmp(event, "stopped") == 0;
}

static void keep(const sy_watch *w, const char *event, const char *file, const char *text)
{
    const struct tm here = now_here();
    sy_err why = {0};
    char when[32];

    if (!w->is_kept || is_passing(event)) return;
    strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%S", &here);
    const sy_arrival a = {when, event, file, text};
    if (sy_arrivals_add(w->workspace, &a, &why) != SY_OK) sy_debug("%s", why.text);
}

void sy_watch_say(const sy_watch *w, const char *event, const char *file, const char *fmt, ...)
{
    const struct tm here = now_here();
    char text[1024], when[32];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    keep(w, event, file, text);
    strftime(when, sizeof when, "%Y-%m-%d %H:%M:%S", &here);
    if (!w->call->json) {
        sy_buf line; /* names of files are whatever somebody made of them */
        sy_buf_init(&line, NULL, 1 << 14);
        sy_shown(&line, sy_slice_of(file ? file : ""), 0);
        sy_buf_text(&line, file ? "  " : "");
        sy_shown(&line, sy_slice_of(text), 0);
        printf("%s  %s\n", when, line.ptr ? line.ptr : "");
        sy_buf_dispose(&line);
    } else {
        sy_json j;
        when[10] = 'T';
        sy_json_init(&j, stdout);
        sy_json_object(&j);
        sy_json_key(&j, "time");
        sy_json_string(&j, when);
        sy_json_key(&j, "event");
        sy_json_string(&j, event);
        sy_json_key(&j, "file");
        sy_json_string(&j, file);
        sy_json_key(&j, "text");
        sy_json_string(&j, text);
        sy_json_end(&j);
        (void)!sy_json_finish(&j, NULL); /* a reader that is gone is told by the next round */
    }
    fflush(stdout);
}

sy_status sy_watch_open(sy_watch *w, sy_workspace **ws, sy_err *err)
{
    bool was_said = false;

    for (;;) {
        sy_err why = {0};
        const sy_status st = sy_workspace_open(ws, w->workspace, SY_WRITE, &why);
        if (st == SY_OK) return SY_OK;
        if (st != SY_EIO || (sy_call_has(w->call, "once") && !sy_call_has(w->call, "wait")))
            return sy_fail(err, st, "%s", why.text);
        if (!was_said) sy_watch_say(w, "waiting", NULL, _("waiting: %s"), why.text);
        was_said = true;
        if (sy_was_stopped()) return sy_fail(err, SY_ECANCEL, N_("stopped; nothing was changed"));
        sy_inbox_wait(w->inbox, BUSY_MS);
    }
}

/* ---- rounds ---- */

static int minute_of_day(void)
{
    const struct tm here = now_here();
    return here.tm_hour * 60 + here.tm_min;
}

/* Has the clock passed that minute since it showed `before`? Past midnight, too. */
static bool is_due(int daily, int before, int now)
{
    if (daily < 0 || before < 0 || before == now) return false;
    return before < now ? before < daily && daily <= now : daily > before || daily <= now;
}

/* A folder of a network comes and goes: that is said once. */
static sy_status look(sy_watch *w, sy_inbox_file **files, size_t *n, bool *is_busy, sy_err *err)
{
    sy_err why = {0};
    const sy_status st = sy_inbox_look(w->inbox, files, n, is_busy, &w->call->arena, &why);

    if (st != SY_EIO || sy_call_has(w->call, "once")) {
        w->is_blind = false;
        return st == SY_OK ? SY_OK : sy_fail(err, st, "%s", why.text);
    }
    if (!w->is_blind) sy_watch_say(w, "waiting", NULL, _("waiting: %s"), why.text);
    w->is_blind = true;
    *n = 0;
    return SY_OK;
}

static sy_status round_of(sy_watch *w, bool *is_busy, int *clock, sy_err *err)
{
    const int now = minute_of_day();
    bool has_news = *clock < 0, run = is_due(w->daily, *clock, now);
    bool has_come = false;
    sy_inbox_file *files = NULL;
    size_t n = 0;
    sy_status st = look(w, &files, &n, is_busy, err);

    *clock = now;
    if (st == SY_OK && (n || (has_news && w->runs_models) || run)) {
        keep(w, SY_ARRIVALS_BEGAN, NULL, NULL);
        if (n) st = sy_watch_take(w, files, n, &has_come, err);
        has_news = has_news || has_come;
        if (st == SY_OK && ((has_news && w->runs_models) || run)) st = sy_watch_models(w, err);
        if (st == SY_OK) keep(w, SY_ARRIVALS_ENDED, NULL, NULL);
    }
    sy_arena_clear(&w->call->arena);
    return st;
}

/* How long nothing needs to be done: to the next look, or to the daily run. */
static int sleep_of(const sy_watch *w, bool is_busy)
{
    const int left = w->daily < 0 ? MINUTES : (w->daily - minute_of_day() + MINUTES) % MINUTES;

    if (is_busy) return SOON_MS;
    return left <= 1 ? SOON_MS : LATE_MS;
}

static sy_status watch(sy_watch *w, sy_err *err)
{
    const bool once = sy_call_has(w->call, "once");
    int clock = -1; /* the first round: what a kill kept from running runs now */
    sy_stoppable s;
    sy_status st = SY_OK;

    sy_stoppable_begin(&s, 1); /* Ctrl-C ends it after the file that it is at */
    if (!once) sy_watch_say(w, "watching", NULL, _("watching %s"), w->call->words[1]);
    while (st == SY_OK && !sy_was_stopped()) {
        bool is_busy = false;
        st = round_of(w, &is_busy, &clock, err);
        if (once && !is_busy) break;
        if (st == SY_OK && !sy_was_stopped()) sy_inbox_wait(w->inbox, sleep_of(w, is_busy));
    }
    sy_stoppable_end(&s);
    if (sy_was_stopped() && (st == SY_OK || st == SY_ECANCEL)) {
        sy_watch_say(w, "stopped", NULL, "%s", _("stopped"));
        return SY_OK;
    }
    if (st == SY_OK && once && w->bad)
        return sy_fail(err, SY_EDATA, N_("%zu files or parts of files were left"), w->bad);
    return st;
}

/* ---- options ---- */

/* "06:30" */
static sy_status read_daily(int *minute, const char *text, sy_err *err)
{
    const bool is_time = strlen(text) == 5 && strspn(text, "0123456789:") == 5 && text[2] == ':' &&
                         strchr(text, ':') == text + 2 && !strchr(text + 3, ':');
    const int hour = atoi(text), rest = is_time ? atoi(text + 3) : 0;

    if (!is_time || hour > 23 || rest > 59)
        return sy_fail(err, SY_EINVAL, N_("--daily \"%.60s\" is not a time like 06:30"), text);
    *minute = hour * 60 + rest;
    return SY_OK;
}

static sy_status read_options(sy_watch *w, sy_err *err)
{
    const char *after = sy_call_option(w->call, "after"), *daily = sy_call_option(w->call, "daily");
    sy_status st = sy_call_list(w->call, "run", &w->models, &w->n_models, err);

    w->daily = -1;
    w->puts_away = true;
    w->runs_models = w->n_models > 0;
    if (w->n_models == 1 && strcmp(w->models[0], "all") == 0) w->n_models = 0;
    if (after && strcmp(after, "leave") == 0)
        w->puts_away = false;
    else if (after && strcmp(after, "move") != 0)
        return sy_fail(err, SY_EINVAL, N_("--after is move or leave, not \"%.60s\""), after);
    return st == SY_OK && daily ? read_daily(&w->daily, daily, err) : st;
}

static sy_status run(sy_call *call, sy_err *err)
{
    sy_call round = *call;
    sy_watch w = {.call = call, .workspace = call->words[0]};
    sy_workspace *ws = NULL;
    sy_status st = read_options(&w, err);

    sy_arena_init(&round.arena, NULL);
    w.call = &round;
    if (st == SY_OK) st = sy_inbox_open(&w.inbox, call->words[1], err);
    if (st == SY_OK) st = sy_watch_open(&w, &ws, err); /* it is there, and may be written */
    sy_workspace_close(ws);
    w.is_kept = st == SY_OK;
    if (st == SY_OK) st = sy_watch_check_models(&w, err);
    if (st == SY_OK) st = watch(&w, err);
    /* Files that were left have been named one by one. */
    if (st != SY_OK && w.bad == 0) keep(&w, "failed", NULL, err->text);
    sy_inbox_close(w.inbox);
    sy_arena_dispose(&round.arena);
    return st;
}

static const sy_option options[] = {
    {.name = "run",
     .argument = N_("ID"),
     .help = N_("models that run at the start and after something has come in; all: each of them"),
     .is_list = true},
    {.name = "daily",
     .argument = N_("HH:MM"),
     .help = N_("models run at this time too, whatever has come in: days go by")},
    {.name = "after",
     .argument = "move|leave",
     .help =
         N_("what becomes of a file that was taken: moved to DIR/done (move), or left (leave)")},
    {.name = "as-of",
     .argument = N_("DATE"),
     .help = N_("the day that counts as today for the models; else today")},
    {.name = "once", .help = N_("take what is there, and end")},
    {.name = "wait", .help = N_("with --once: wait while somebody else has the workspace")},
    {.name = NULL},
};

const sy_command sy_cmd_watch = {
    .name = "watch",
    .words = "WS DIR",
    .min_words = 2,
    .max_words = 2,
    .summary = N_("takes what arrives in a folder of exchange, and runs models on it"),
    .details = N_(
        "A file is taken once it is whole: nobody has it open for writing any more. It is "
        "recognised as import does it; in a subfolder that is called like a register (vehicles, "
        "机动车登记) it is that register. What was loaded before is known by its hash. A file that "
        "was taken is moved to DIR/done, never deleted, never over another; one that is not "
        "recognised, or of which a part is not, stays where it is, and the reason is said. "
        "Links, hidden files and folders below the subfolders are not looked at.\n"
        "Between two rounds the workspace is free for others; while they have it, watch waits. "
        "Ctrl-C ends it after the file that it is at; a kill loses nothing."),
    .options = options,
    .example = "suyuan watch wang.suyuan /srv/exchange/court\n"
               "suyuan watch wang.suyuan inbox --run all --daily 06:30\n"
               "suyuan watch wang.suyuan inbox --once",
    .exits = N_("with --once: 3 where a file was left, 4 where somebody else has the workspace."),
    .cost = N_("idle: one look at the folder a minute, or when something stirs."),
    .run = run,
};
