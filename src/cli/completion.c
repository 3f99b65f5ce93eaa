/* completion.c - scripts for bash and zsh, from the table. Files complete as
 * files everywhere else; account numbers are not completed, since that would
 * open the case on every tab. */
#include "cli/help.h"

#include <string.h>

static void bash_options(FILE *out, const sy_option *list)
{
    for (const sy_option *o = list; o && o->name; o++) fprintf(out, " --%s", o->name);
}

static void bash(FILE *out)
{
    fputs("# bash completion for suyuan\n"
          "_suyuan()\n{\n"
          "    local current=${COMP_WORDS[COMP_CWORD]} command= word\n"
          "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
          "        case $word in -*) ;; *) command=$word; break ;; esac\n"
          "    done\n"
          "    local words=\n"
          "    case $command in\n"
          "    '') words=\"",
          out);
    for (size_t i = 0; sy_commands[i]; i++) fprintf(out, "%s ", sy_commands[i]->name);
    fputs("--help --version\" ;;\n", out);
    for (size_t i = 0; sy_commands[i]; i++) {
        const sy_command *c = sy_commands[i];
        fprintf(out, "    %s) words=\"", c->name);
        bash_options(out, c->options);
        bash_options(out, sy_common_options);
        fputs("\" ;;\n", out);
    }
    fputs("    esac\n"
          "    case $current:$command in\n"
          "    -*|*:) COMPREPLY=($(compgen -W \"$words\" -- \"$current\")) ;;\n"
          "    *) COMPREPLY=($(compgen -f -- \"$current\")) ;;\n"
          "    esac\n"
          "}\n"
          "complete -o filenames -F _suyuan suyuan\n",
          out);
}

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
