/* cmd_serve.c - suyuan serve: the page. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/reply.h"
#include "server/server.h"

enum { USUAL_PORT = 8470 };

static sy_status read_port(uint16_t *port, const char *text, sy_err *err)
{
    char *end = NULL;
    const unsigned long number = text ? strtoul(text, &end, 10) : USUAL_PORT;

    *port = (uint16_t)number;
    if (!text || (text[0] >= '0' && text[0] <= '9' && !*end && number <= UINT16_MAX)) return SY_OK;
    return sy_fail(err, SY_EINVAL, N_("--port \"%.20s\" is not a number up to 65535"), text);
}

/* Where cases are kept unless somebody says otherwise: ~/suyuan. */
static sy_status usual_folder(char **folder, sy_err *err)
{
    const char *home = getenv("HOME");

    *folder = home && *home ? sy_path_join(NULL, home, "suyuan") : NULL;
    return *folder ? SY_OK
                   : sy_fail(err, SY_EINVAL, N_("say where cases are kept: --cases FOLDER"));
}

static sy_status must_be_workspace(const char *path, sy_err *err)
{
    struct stat info;

    if (stat(path, &info) == 0) return SY_OK;
    return sy_fail(err, SY_EDATA, N_("%s: there is no workspace; suyuan init %s makes one"), path,
                   path);
}

static sy_status tell_address(sy_call *call, const sy_server *s, sy_err *err)
{
    sy_json j;

    if (!call->json) {
        printf(sy_call_has(call, "tls")
                   ? _("The page is at\n  %s\nUsers log in there (suyuan users); Ctrl-C ends it.\n")
                   : _("The page is at\n  %s\nOpen it in a browser on this computer; Ctrl-C ends "
                       "it.\n"),
               sy_server_address(s));
        return fflush(stdout) == 0 ? SY_OK : sy_fail_errno(err, "stdout");
    }
    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "address", sy_server_address(s));
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static sy_status read_network(sy_server_options *o, sy_call *call, sy_err *err)
{
    const char **names;

    o->listen = sy_call_option(call, "listen");
    o->certificate = sy_call_option(call, "tls");
    o->key = sy_call_option(call, "key");
    if (!o->certificate != !o->key)
        return sy_fail(err, SY_EINVAL, N_("--tls CERTIFICATE and --key KEY belong together"));
    const sy_status st = sy_call_list(call, "name", &names, &o->n_names, err);
    if (st == SY_OK) o->names = names;
    return st;
}

static sy_status run(sy_call *call, sy_err *err)
{
    sy_server_options options = {.workspace = call->n_words ? call->words[0] : NULL,
                                 .cases_folder = sy_call_option(call, "cases"),
                                 .web_dir = sy_call_option(call, "web-dir"),
                                 .commands = sy_commands};
    char *folder = NULL;
    sy_server *s = NULL;
    sy_status st = read_port(&options.port, sy_call_option(call, "port"), err);

    if (st == SY_OK && options.workspace && options.cases_folder)
        st = sy_fail(err, SY_EINVAL,
                     N_("a workspace, or --cases FOLDER for all of a folder: not both"));
    if (st == SY_OK) st = read_network(&options, call, err);
    if (st == SY_OK && options.workspace) st = must_be_workspace(options.workspace, err);
    if (st == SY_OK && !options.workspace && !options.cases_folder) {
        st = usual_folder(&folder, err);
        options.cases_folder = folder;
    }
    if (st == SY_OK) st = sy_server_start(&s, &options, err);
    if (st == SY_OK) st = tell_address(call, s, err);
    if (st == SY_OK) sy_server_wait(s);
    sy_server_stop(s);
    sy_drop(NULL, folder);
    return st;
}

static const sy_option options[] = {
    {.name = "port", .argument = N_("NUMBER"), .help = N_("port (8470); 0: any that is free")},
    {.name = "cases",
     .argument = N_("FOLDER"),
     .help = N_("show all workspaces of this folder (~/suyuan)")},
    {.name = "listen",
     .argument = N_("ADDRESS"),
     .help = N_("for other computers, too: an address of this one in numbers, 0.0.0.0 for all "
                "of them (then with --name); needs --tls, --key and users")},
    {.name = "tls",
     .argument = N_("FILE"),
     .help = N_("a certificate (PEM), with --key: the page by https, and users log in")},
    {.name = "key",
     .argument = N_("FILE"),
     .help = N_("the key of that certificate (PEM), which nobody else may read")},
    {.name = "name",
     .argument = N_("HOST"),
     .help = N_("by which name other computers call this one; again for more"),
     .is_list = true},
    {.name = "web-dir",
     .argument = N_("FOLDER"),
     .help = N_("the page's files from here, for who works on the page")},
    {.name = NULL},
};

const sy_command sy_cmd_serve = {
    .name = "serve",
    .words = "[WS]",
    .min_words = 0,
    .max_words = 1,
    .summary = N_("show cases in a browser"),
    .details =
        N_("Prints an address with a secret: whoever opens it works in the case. Without WS "
           "it shows all workspaces of a folder and can make new ones. Only this computer "
           "can reach it, unless --listen, --tls and users open it to others. The users are "
           "those of the folder of cases (suyuan users FOLDER), with WS of the folder in "
           "which it lies.\n"
           "Files that arrive in a case's folder of exchange are taken while it runs (suyuan "
           "exchange)."),
    .options = options,
    .example = "suyuan serve wang.suyuan\nsuyuan serve --cases /srv/cases --port 9000\n"
               "suyuan serve --cases /srv/cases --listen 192.168.1.20 --name suyuan.lan --tls "
               "server.crt --key server.key\n"
               "suyuan serve /srv/cases/wang.suyuan --listen 192.168.1.20 --tls server.crt --key "
               "server.key",
    .exits = N_("3 where certificate, key or the list of users cannot be used; 4 where the port is "
                "in use."),
    .cost = N_("each question is a process of its own; at most 256 connections, 4 jobs, and twice "
               "as many questions at once as there are processors: more of them wait."),
    .run = run,
};
