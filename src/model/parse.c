/* parse.c - a folder or two texts in, a judged model out; and the hash that names exactly
 * what was run: of every file of the folder, by name. */
#include "model/load.h"

#include <string.h>

#include "base/file.h"
#include "base/lang.h"
#include "model/files.h"
#include "store/query_tree.h"
#include "suyuan/limits.h"

/* The structure with its arena: what a caller gets is the first member. */
typedef struct owned {
    sy_model model;
    sy_arena arena;
    const sy_alloc *al;
} owned;

static owned *new_owned(const sy_alloc *al)
{
    owned *o = sy_new(al, sizeof *o);

    if (!o) return NULL;
    o->al = al;
    sy_arena_init(&o->arena, al);
    return o;
}

void sy_model_free(sy_model *m)
{
    owned *o = (owned *)m;

    if (!o) return;
    sy_arena_dispose(&o->arena);
    sy_drop(o->al, o);
}

sy_slice sy_model_without_mark(sy_slice text)
{
    const sy_slice mark = SY_TEXT("\xEF\xBB\xBF");

    if (!sy_slice_starts(text, mark)) return text;
    return (sy_slice){text.ptr + mark.len, text.len - mark.len};
}

static sy_status keep_sql(owned *o, sy_slice sql, sy_err *err)
{
    const size_t trick = sy_model_text_trick(sql);

    if (sql.len > SY_MAX_QUERY_BYTES) {
        return sy_fail(err, SY_ELIMIT, N_("%s: larger than %zu bytes"), "query.sql",
                       (size_t)SY_MAX_QUERY_BYTES);
    }
    if (trick < sql.len) {
        const sy_query_place at = sy_query_place_of(sql, trick);
        return sy_fail_at(err, SY_EDATA, at.line,
                          N_("%s:%u:%u: a character that is not seen, or a mark that turns the "
                             "direction of writing: delete it"),
                          o->model.sql_path ? o->model.sql_path : "query.sql", at.line, at.column);
    }
    o->model.sql = sy_arena_text(&o->arena, sql.ptr, sql.len);
    o->model.sql_len = sql.len;
    return o->model.sql ? SY_OK : sy_fail_nomem(err);
}

static sy_status parse(owned *o, const char *name, sy_slice yaml, sy_slice sql, sy_err *err)
{
    sy_model_reader r = {.arena = &o->arena, .sql = sy_model_without_mark(sql)};
    sy_status st = sy_yaml_parse(&r.y, o->al, name, yaml, err);

    if (st != SY_OK) return st;
    sy_model_read(&r, &o->model);
    sy_model_judge(&r, &o->model);
    st = r.has_no_memory ? sy_fail_nomem(err) : sy_yaml_finish(r.y, err);
    sy_yaml_free(r.y);
    return st == SY_OK ? keep_sql(o, r.sql, err) : st;
}

static sy_status hand_over(sy_model **out, owned *o, sy_status st)
{
    if (st == SY_OK)
        *out = &o->model;
    else
        sy_model_free(o ? &o->model : NULL);
    return st;
}

sy_status sy_model_parse(sy_model **out, const sy_alloc *al, const char *name, sy_slice yaml,
                         sy_slice sql, sy_err *err)
{
    owned *o = new_owned(al);

    *out = NULL;
    if (!o) return sy_fail_nomem(err);
    return hand_over(out, o, parse(o, name, yaml, sql, err));
}

/* ---- a folder ---- */

static sy_status hash_files(owned *o, const sy_model_files *files, sy_err *err)
{
    sy_digest d = {0};
    sy_status st = sy_digest_begin(&d, SY_SHA256, err);

    for (size_t i = 0; i < files->n && st == SY_OK; i++) {
        const sy_model_file *f = &files->items[i];
        const uint64_t lengths[2] = {strlen(f->name), f->bytes.len};
        sy_digest_add(&d, lengths, sizeof lengths);
        sy_digest_add(&d, f->name, lengths[0]);
        sy_digest_add(&d, f->bytes.ptr, f->bytes.len);
    }
    if (st == SY_OK)
        sy_digest_end(&d, o->model.hash);
    else
        sy_digest_dispose(&d);
    return st;
}

/* What is kept is copied: the files may go. title: a folder or a pack, for messages. */
static sy_status take_files(owned *o, const sy_model_files *files, const char *title, sy_err *err)
{
    const sy_slice yaml = sy_model_files_get(files, "model.yaml"),
                   sql = sy_model_files_get(files, "query.sql");
    char *yaml_path = sy_path_join(o->al, title, "model.yaml"),
         *sql_path = sy_path_join(o->al, title, "query.sql");
    sy_status st = yaml_path && sql_path ? SY_OK : sy_fail_nomem(err);

    if (st == SY_OK) {
        o->model.folder = sy_arena_text(&o->arena, title, strlen(title));
        o->model.sql_path = sy_arena_text(&o->arena, sql_path, strlen(sql_path));
        st = o->model.folder && o->model.sql_path ? parse(o, yaml_path, yaml, sql, err)
                                                  : sy_fail_nomem(err);
    }
    if (st == SY_OK) st = hash_files(o, files, err);
    sy_drop(o->al, yaml_path);
    sy_drop(o->al, sql_path);
    return st;
}

sy_status sy_model_of_files(sy_model **out, const sy_alloc *al, const sy_model_files *files,
                            const char *title, sy_err *err)
{
    owned *o = new_owned(al);

    *out = NULL;
    if (!o) return sy_fail_nomem(err);
    o->model.origin = SY_MODEL_OF_FILE;
    return hand_over(out, o, take_files(o, files, title, err));
}

sy_status sy_model_load(sy_model **out, const sy_alloc *al, const char *folder,
                        sy_model_origin origin, sy_err *err)
{
    owned *o = new_owned(al);
    sy_model_files *files = sy_new(al, sizeof *files);

    *out = NULL;
    sy_status st =
        o && files ? sy_model_files_read(files, &o->arena, folder, err) : sy_fail_nomem(err);
    if (st == SY_OK) {
        o->model.origin = origin;
        st = take_files(o, files, folder, err);
    }
    sy_drop(al, files);
    return hand_over(out, o, st);
}
