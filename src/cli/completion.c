/* completion.c - scripts for bash and zsh, from the table. What may stand at the first two places
 * is read from what follows the command's name: "WS [list|show ID]" is a folder, then list or
 * show. Elsewhere files complete as files; account numbers are not completed, since that would
 * open the case on every tab. */
#include "cli/help.h"

#include <string.h>

/* ---- what may stand where ---- */

/* What stands at a place, from 0, of a command's words: "[list|show ID]" of the above at 1. */
static const char *place_of(const char *words, size_t place)
{
    int depth = 0;

    for (; *words && place > 0; words++) {
        depth += *words == '[';
        depth -= *words == ']';
        place -= *words == ' ' && depth == 0;
    }
    return words;
}

/* The words in small letters with which its alternatives begin, a blank between two. */
static void put_verbs(FILE *out, const char *place)
{
    const int around = *place == '[';
    bool is_first = true, begins = true;
    int depth = 0;

    for (const char *p = place; *p && (*p != ' ' || depth > 0); p++) {
        const size_t n = strspn(p, "abcdefghijklmnopqrstuvwxyz-");
        depth += *p == '[';
        depth -= *p == ']';
        if (begins && n > 0) {
            fprintf(out, "%s%.*s", is_first ? "" : " ", (int)n, p);
            is_first = false;
            p += n - 1;
        }
        begins = (*p == '|' && depth == around) || (*p == '[' && p == place);
    }
}

static bool is_folder(const char *place)
{
    place += *place == '[';
    return strncmp(place, "WS", 2) == 0 || strncmp(place, "DIR", 3) == 0 ||
           strncmp(place, "FOLDER", 6) == 0;
}

/* ---- bash ---- */

static void put_commands(FILE *out)
{
    for (size_t i = 0; sy_commands[i]; i++)
        fprintf(out, "%s%s", i ? " " : "", sy_commands[i]->name);
}

static void bash_options(FILE *out, const sy_option *list)
{
    for (const sy_option *o = list; o && o->name; o++) fprintf(out, " --%s", o->name);
}

/* Those after which a value stands. */
static void bash_taking(FILE *out, const sy_option *list)
{
    for (const sy_option *o = list; o && o->name; o++) {
        if (o->argument) fprintf(out, " --%s", o->name);
        if (o->argument && o->letter) fprintf(out, " -%c", o->letter);
    }
}

static void bash_command(FILE *out, const sy_command *c)
{
    const char *first = place_of(c->words, 0);

    fprintf(out, "    %s) options=\"", c->name);
    bash_options(out, c->options);
    bash_options(out, sy_common_options);
    fputs("\" takes=\"", out);
    bash_taking(out, c->options);
    bash_taking(out, sy_common_options);
    fputs("\" first=\"", out);
    if (is_folder(first))
        fputs("-d", out);
    else if (strcmp(first, "[COMMAND]") == 0)
        put_commands(out);
    else
        put_verbs(out, first);
    fputs("\" second=\"", out);
    put_verbs(out, place_of(c->words, 1));
    fputs("\" ;;\n", out);
}

static void bash(FILE *out)
{
    fputs("# bash completion for suyuan\n"
          "_suyuan()\n{\n"
          "    local current=${COMP_WORDS[COMP_CWORD]} command= word value= n=0\n"
          "    local options= takes= first= second=\n"
          "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
          "        case $word in -*) ;; *) command=$word; break ;; esac\n"
          "    done\n"
          "    case $command in\n"
          "    '') options=\"",
          out);
    put_commands(out);
    fputs(" --help --version\" ;;\n", out);
    for (size_t i = 0; sy_commands[i]; i++) bash_command(out, sy_commands[i]);
    fputs("    esac\n"
          "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
          "        case \"$value $word\" in\n"
          "        *' =') value=1 ;;\n"
          "        ' -'*) case \" $takes \" in *\" $word \"*) value=1 ;; esac ;;\n"
          "        ' '*) n=$((n + 1)) ;;\n"
          "        *) value= ;;\n"
          "        esac\n"
          "    done\n"
          "    case $n:$value:$current in\n"
          "    0:*|*::-*) COMPREPLY=($(compgen -W \"$options\" -- \"$current\")); return ;;\n"
          "    1::*) word=$first ;;\n"
          "    2::*) word=$second ;;\n"
          "    *) word= ;;\n"
          "    esac\n"
          "    case $word in\n"
          "    '') COMPREPLY=($(compgen -f -- \"$current\")) ;;\n"
          "    -d) COMPREPLY=($(compgen -d -- \"$current\")) ;;\n"
          "    *) COMPREPLY=($(compgen -W \"$word\" -- \"$current\")) ;;\n"
          "    esac\n"
          "}\n"
          "complete -o filenames -F _suyuan suyuan\n",
          out);
}

/* ---- zsh ---- */

/* A text inside '...[...]' of zsh's _arguments: quotes and brackets out. */
static void zsh_text(FILE *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '\'')
            fputs("'\\''", out);
        else if (strchr("[]:\\", *text))
            fprintf(out, "\\%c", *text);
        else
            fputc(*text, out);
    }
}

static void zsh_options(FILE *out, const sy_option *list)
{
    for (const sy_option *o = list; o && o->name; o++) {
        fprintf(out, "        '%s--%s[", o->is_list ? "*" : "", o->name);
        zsh_text(out, sy_tr(o->help));
        fputs("]", out);
        if (o->argument) {
            fputs(":", out);
            zsh_text(out, sy_tr(o->argument));
            fputs(":_files", out);
        }
        fputs("' \\\n", out);
    }
}

/* The first two places; the name of the command is its first word there. */
static void zsh_places(FILE *out, const sy_command *c)
{
    for (size_t i = 0; i < 2; i++) {
        const char *place = place_of(c->words, i);
        const bool has_verbs = place[strspn(place, "[")] >= 'a' && place[strspn(place, "[")] <= 'z';
        if (is_folder(place)) fprintf(out, "        '%zu:folder:_files -/' \\\n", i + 2);
        if (!has_verbs) continue;
        fprintf(out, "        '%zu:what:(", i + 2);
        put_verbs(out, place);
        fputs(")' \\\n", out);
    }
}

static void zsh(FILE *out)
{
    fputs("#compdef suyuan\n"
          "_suyuan()\n{\n"
          "    local -a commands=(\n",
          out);
    for (size_t i = 0; sy_commands[i]; i++) {
        const sy_command *c = sy_commands[i];
        fprintf(out, "        '%s:", c->name);
        zsh_text(out, sy_tr(c->summary));
        fputs("'\n", out);
    }
    fputs("    )\n"
          "    if (( CURRENT == 2 )); then _describe command commands; return; fi\n"
          "    case $words[2] in\n",
          out);
    for (size_t i = 0; sy_commands[i]; i++) {
        const sy_command *c = sy_commands[i];
        fprintf(out, "    %s) _arguments \\\n", c->name);
        zsh_options(out, c->options);
        zsh_options(out, sy_common_options);
        zsh_places(out, c);
        fputs("        '*:file:_files' ;;\n", out);
    }
    fputs("    esac\n}\n_suyuan \"$@\"\n", out);
}

bool sy_help_completion(FILE *out, const char *shell)
{
    if (strcmp(shell, "bash") == 0)
        bash(out);
    else if (strcmp(shell, "zsh") == 0)
        zsh(out);
    else
        return false;
    return true;
}
