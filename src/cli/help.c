/* help.c - usage for people and the manual page, both from the table. */
#include "cli/help.h"

#include <string.h>

#include "cli/table.h"
#include "report/shown.h"

enum { WIDTH = 96, LEFT = 26 };

static const char exit_codes[] =
    N_("0 done; 2 wrong usage; 3 bad input; 4 engine or system; 5 a bug of this program");

/* "  left          right", right wrapped in its own column. */
static void pair(FILE *out, const char *left, const char *right, size_t column)
{
    const size_t used = 2 + sy_width(sy_slice_of(left));

    fprintf(out, "  %s", left);
    if (used + 2 > column)
        fprintf(out, "\n%*s", (int)column, "");
    else
        fprintf(out, "%*s", (int)(column - used), "");
    sy_print_wrapped(out, right, column, WIDTH);
}

void sy_help_overview(FILE *out)
{
    fprintf(out, _("suyuan %s: follow a debtor's money through bank statements\n"), SUYUAN_VERSION);
    fprintf(out, _("\nusage: suyuan COMMAND ... [--json] [--lang zh|en]\n\ncommands:\n"));
    for (size_t i = 0; sy_commands[i]; i++) {
        pair(out, sy_commands[i]->name, sy_tr(sy_commands[i]->summary), 14);
    }
    fprintf(out, _("\nsuyuan help COMMAND tells more. A first case:\n"));
    fputs("  suyuan synth demo\n"
          "  suyuan init case.suyuan\n"
          "  suyuan import case.suyuan demo/statements\n"
          "  suyuan accounts case.suyuan\n"
          "  suyuan trace case.suyuan --from ",
          out);
    fprintf(out, "%s\n", _("ACCOUNT"));
    fprintf(out, _("\nexit codes: %s\n"), _(exit_codes));
}

/* "--since TIME", "-o, --output FILE". */
static void name_of(char *text, size_t size, const sy_option *o)
{
    char letter[8] = "";

    if (o->letter) snprintf(letter, sizeof letter, "-%c, ", o->letter);
    snprintf(text, size, "%s--%s%s%s%s", letter, o->name, o->argument ? " " : "",
             o->argument ? sy_tr(o->argument) : "", o->is_list ? "…" : "");
}

static void print_options(FILE *out, const sy_option *list)
{
    for (const sy_option *o = list; o && o->name; o++) {
        char left[128];
        name_of(left, sizeof left, o);
        pair(out, left, sy_tr(o->help), LEFT);
    }
}

/* Each line of text begun with two blanks. */
static void print_lines(FILE *out, const char *text)
{
    while (*text) {
        const size_t n = strcspn(text, "\n");
        fprintf(out, "  %.*s\n", (int)n, text);
        text += n + (text[n] == '\n');
    }
}

void sy_help_command(FILE *out, const sy_command *c)
{
    fprintf(out, "%s\n\n", sy_tr(c->summary));
    fprintf(out, _("usage: suyuan %s %s%s\n"), c->name, c->words,
            c->options && c->options->name ? _(" [options]") : "");
    if (c->details) {
        fputs("\n", out);
        sy_print_wrapped(out, sy_tr(c->details), 0, WIDTH);
    }
    fprintf(out, "\n%s\n", _("options:"));
    print_options(out, c->options);
    print_options(out, sy_common_options);
    if (c->example) {
        fprintf(out, "\n%s\n", _("examples:"));
        print_lines(out, c->example);
    }
    fprintf(out, _("\nexit codes: %s\n"), _(exit_codes));
    if (c->exits) sy_print_wrapped(out, sy_tr(c->exits), 0, WIDTH);
    if (c->cost) fprintf(out, _("cost: %s\n"), sy_tr(c->cost));
}

/* ---- manual page ---- */

/* Text for roff: a hyphen is a minus sign, a backslash itself, and no line
 * begins with a control character. */
static void roff(FILE *out, const char *text)
{
    bool at_line_start = true;

    for (; *text; text++) {
        if (at_line_start && (*text == '.' || *text == '\'')) fputs("\\&", out);
        if (*text == '-')
            fputs("\\-", out);
        else if (*text == '\\')
            fputs("\\e", out);
        else
            fputc(*text, out);
        at_line_start = *text == '\n';
    }
}

static void man_options(FILE *out, const sy_option *list)
{
    for (const sy_option *o = list; o && o->name; o++) {
        char left[128];
        name_of(left, sizeof left, o);
        fputs(".TP\n.B ", out);
        roff(out, left);
        fputs("\n", out);
        roff(out, sy_tr(o->help));
        fputs("\n", out);
    }
}

static void man_command(FILE *out, const sy_command *c)
{
    fprintf(out, ".SS %s\n.B suyuan %s\n", c->name, c->name);
    roff(out, c->words);
    fputs("\n.PP\n", out);
    roff(out, sy_tr(c->summary));
    fputs("\n", out);
    if (c->details) {
        fputs(".PP\n", out);
        roff(out, sy_tr(c->details));
        fputs("\n", out);
    }
    man_options(out, c->options);
    if (c->example) {
        fputs(".PP\n.nf\n", out);
        roff(out, c->example);
        fputs("\n.fi\n", out);
    }
    if (c->exits) {
        fputs(".PP\n", out);
        roff(out, sy_tr(c->exits));
        fputs("\n", out);
    }
    if (c->cost) {
        fputs(".PP\n", out);
        fprintf(out, _("cost: %s\n"), sy_tr(c->cost));
    }
}

void sy_help_man(FILE *out)
{
    /* Ragged and without hyphens: Chinese text has no blanks to stretch. */
    fprintf(out, ".TH SUYUAN 1 \"\" \"suyuan %s\"\n.ad l\n.nh\n", SUYUAN_VERSION);
    fprintf(out, ".SH %s\nsuyuan \\- ", _("NAME"));
    fprintf(out, "%s\n", _("follow a debtor's money through bank statements"));
    fprintf(out, ".SH %s\n.B suyuan\n", _("SYNOPSIS"));
    fprintf(out, "%s\n", _("COMMAND ... [\\-\\-json] [\\-\\-lang zh|en]"));
    fprintf(out, ".SH %s\n", _("COMMANDS"));
    for (size_t i = 0; sy_commands[i]; i++) man_command(out, sy_commands[i]);
    fprintf(out, ".SH %s\n", _("COMMON OPTIONS"));
    man_options(out, sy_common_options);
    fprintf(out, ".SH %s\n", _("EXIT CODES"));
    roff(out, _(exit_codes));
    fprintf(out, "\n.SH %s\n", _("ENVIRONMENT"));
    fprintf(out, ".TP\n.B SUYUAN_THREADS\n%s\n", _("threads to use"));
    fprintf(out, ".TP\n.B SUYUAN_LOG\n%s\n", _("\"debug\": phases and their times on stderr"));
    fprintf(out, ".TP\n.B SUYUAN_DATA\n%s\n", _("the folder of profiles and dictionaries"));
}
