/* The tree is jansson's; what is wanted is copied out of it. A key that is missing or of
 * another kind stops the reading with its name: a half-read truth would measure nothing. */
#include "evaluate/truth.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/civil.h"
#include "base/file.h"
#include "base/lang.h"
#include "evaluate/truth_case.h"

enum { MAX_TRUTH = 256 << 20, ID_DIGITS = 12 };

typedef struct reader {
    sy_arena *arena;
    const json_t *files;
    const char *path;
    sy_err *err;
    sy_status status;
} reader;

static void fail(reader *r, const char *key)
{
    if (r->status != SY_OK) return;
    r->status = sy_fail(r->err, SY_EDATA, N_("%s: \"%s\" is missing or not what it should be"),
                        r->path, key);
}

static void *room(reader *r, size_t n, size_t size)
{
    void *p = sy_arena_get(r->arena, (n + 1) * size);

    if (!p && r->status == SY_OK) r->status = sy_fail_nomem(r->err);
    return p;
}

static const char *copy(reader *r, const char *text)
{
    const char *out = sy_arena_text(r->arena, text, strlen(text));

    if (!out && r->status == SY_OK) r->status = sy_fail_nomem(r->err);
    return out ? out : "";
}

/* NULL where the value is null or not there. */
static const char *text_or_null(reader *r, const json_t *from, const char *key)
{
    const json_t *value = json_object_get(from, key);

    return json_is_string(value) ? copy(r, json_string_value(value)) : NULL;
}

static const char *text(reader *r, const json_t *from, const char *key)
{
    const char *out = text_or_null(r, from, key);

    if (!out) fail(r, key);
    return out ? out : "";
}

static json_t *list(reader *r, const json_t *from, const char *key, size_t *n)
{
    json_t *value = json_object_get(from, key);

    if (!json_is_array(value)) fail(r, key);
    *n = json_array_size(value);
    return value;
}

static sy_minor money(reader *r, const json_t *from, const char *key)
{
    const json_t *value = json_object_get(from, key);
    sy_minor fen = 0;

    if (!json_is_string(value) || !sy_minor_parse(&fen, sy_slice_of(json_string_value(value)))) {
        fail(r, key);
    }
    return fen;
}

/* ---- the case ---- */

static void read_facts(reader *r, sy_case_facts *f, const json_t *from)
{
    const struct {
        char **field;
        const char *key;
    } fields[] = {{&f->name, "name"},
                  {&f->debtor, "debtor"},
                  {&f->debtor_id, "debtor_id"},
                  {&f->claim, "claim"},
                  {&f->suit_served, "suit_served"},
                  {&f->judgment_effective, "judgment_effective"},
                  {&f->enforcement_filed, "enforcement_filed"},
                  {&f->report_ordered, "report_ordered"},
                  {&f->consumption_restricted, "consumption_restricted"},
                  {&f->terminated, "terminated"},
                  {&f->resumed, "resumed"}};

    text(r, from, "debtor");
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        *fields[i].field = (char *)(uintptr_t)text_or_null(r, from, fields[i].key);
    }
}

static bool read_day(int32_t *day, const char *date)
{
    int64_t at = 0;
    sy_precision precision;

    if (!date || !sy_time_parse_iso(&at, &precision, sy_slice_of(date))) return false;
    *day = (int32_t)sy_day_of(at);
    return true;
}

static void read_imports(reader *r, sy_truth *t, const json_t *root)
{
    const json_t *from = list(r, root, "imports", &t->n_imports);

    t->imports = room(r, t->n_imports, sizeof *t->imports);
    for (size_t i = 0; t->imports && i < t->n_imports; i++) {
        const json_t *one = json_array_get(from, i);
        sy_true_import *import = &t->imports[i];
        import->folder = text(r, one, "folder");
        import->has_period = read_day(&import->from_day, text_or_null(r, one, "from")) &&
                             read_day(&import->to_day, text_or_null(r, one, "to"));
    }
}

static void read_people(reader *r, sy_truth *t, const json_t *root)
{
    size_t n;
    const json_t *from = list(r, root, "people", &n);

    t->people = room(r, n, sizeof *t->people);
    for (size_t i = 0; t->people && i < n; i++) {
        const json_t *one = json_array_get(from, i);
        sy_case_person p = {.name = text(r, one, "name"),
                            .identity = text(r, one, "identity"),
                            .phone = text(r, one, "phone"),
                            .address = text(r, one, "address"),
                            .note = ""};
        if (sy_relation_from_name(&p.relation, text(r, one, "relation")) &&
            p.relation != SY_RELATION_NONE) {
            t->people[t->n_people++] = p;
        }
    }
}

static void read_case(reader *r, sy_truth *t, const json_t *root)
{
    read_facts(r, &t->facts, json_object_get(root, "case"));
    read_imports(r, t, root);
    read_people(r, t, root);
}

sy_status sy_truth_case_read(sy_truth *t, const json_t *root, const char *path, sy_arena *arena,
                             sy_err *err)
{
    reader r = {.arena = arena, .path = path, .err = err};

    *t = (sy_truth){0};
    read_case(&r, t, root);
    return r.status;
}

/* ---- clues ---- */

/* "HHHHHHHHHHHH-0-ROW" of a row of a file: every file of these cases is one table. */
static const char *entry_of(reader *r, const json_t *place)
{
    const char *file = json_string_value(json_object_get(place, "file"));
    const json_t *row = json_object_get(place, "row");

    for (size_t i = 0; file && i < json_array_size(r->files); i++) {
        const json_t *one = json_array_get(r->files, i);
        const char *path = json_string_value(json_object_get(one, "path"));
        const char *hash = json_string_value(json_object_get(one, "sha256"));
        char id[64];
        if (!path || !hash || strcmp(path, file) != 0) continue;
        snprintf(id, sizeof id, "%.*s-0-%lld", ID_DIGITS, hash, (long long)json_integer_value(row));
        return copy(r, id);
    }
    fail(r, "places");
    return NULL;
}

static void read_row(reader *r, sy_true_row *row, const json_t *from)
{
    const json_t *funded = json_object_get(from, "funded");
    size_t n;
    const json_t *places = list(r, from, "places", &n);

    row->amount = money(r, from, "amount");
    row->is_receipt = strcmp(text(r, from, "part"), "receipt") == 0;
    for (int rule = 0; rule < SY_RULES; rule++) {
        row->funded[rule] = money(r, funded, sy_rule_name((sy_rule)rule));
    }
    for (size_t i = 0; i < n && i < SY_TRUE_PLACES; i++) {
        row->entries[i] = entry_of(r, json_array_get(places, i));
    }
}

static void read_clue(reader *r, sy_true_clue *k, const json_t *from)
{
    const json_t *rows = list(r, from, "entries", &k->n_rows);
    sy_true_row *out = room(r, k->n_rows, sizeof *out);

    k->kind = text(r, from, "class");
    k->item = text(r, from, "item");
    k->account = text(r, from, "account");
    k->holder = text(r, from, "holder");
    k->payee = text(r, from, "payee");
    k->is_innocent = json_is_true(json_object_get(from, "innocent"));
    k->is_open = json_is_true(json_object_get(from, "open"));
    for (size_t i = 0; out && i < k->n_rows; i++) read_row(r, &out[i], json_array_get(rows, i));
    k->rows = out;
}

static void read_clues(reader *r, sy_truth *t, const json_t *root)
{
    size_t n, spent;
    const json_t *clues = list(r, root, "clues", &n),
                 *spending = list(r, root, "high_consumption", &spent);

    t->n_clues = n + spent;
    t->clues = room(r, t->n_clues, sizeof *t->clues);
    for (size_t i = 0; t->clues && i < t->n_clues; i++) {
        read_clue(r, &t->clues[i],
                  i < n ? json_array_get(clues, i) : json_array_get(spending, i - n));
    }
}

static void read_accounts(reader *r, sy_true_account **out, size_t *n, const json_t *root,
                          const char *key)
{
    const json_t *from = list(r, root, key, n);

    *out = room(r, *n, sizeof **out);
    for (size_t i = 0; *out && i < *n; i++) {
        const json_t *one = json_array_get(from, i);
        const char *make = text_or_null(r, one, "make");
        (*out)[i] =
            (sy_true_account){text(r, one, "account"), text(r, one, "holder"), make ? make : ""};
    }
}

static void read_all(reader *r, sy_truth *t, const json_t *root)
{
    r->files = json_object_get(root, "files");
    if (strcmp(text(r, root, "size"), "office") != 0) fail(r, "size");
    read_case(r, t, root);
    read_clues(r, t, root);
    read_accounts(r, &t->proxies, &t->n_proxies, root, "proxies");
    read_accounts(r, &t->hard_negatives, &t->n_hard_negatives, root, "hard_negatives");
    read_accounts(r, &t->withheld, &t->n_withheld, root, "withheld");
    read_accounts(r, &t->gaps, &t->n_gaps, root, "gaps");
}

sy_status sy_truth_read(sy_truth *t, const char *dir, sy_arena *arena, sy_err *err)
{
    char *path = sy_path_join(NULL, dir, "truth.json");
    reader r = {.arena = arena, .path = path, .err = err};
    json_error_t at;
    char *bytes = NULL;
    size_t len = 0;
    json_t *root = NULL;

    *t = (sy_truth){0};
    if (!path) return sy_fail_nomem(err);
    if (access(path, F_OK) != 0) {
        r.status =
            sy_fail(err, SY_EDATA, N_("%s: no made-up case: there is no truth.json in it"), dir);
    } else {
        r.status = sy_file_read(NULL, &bytes, &len, path, MAX_TRUTH, err);
    }
    if (r.status == SY_OK) {
        root = json_loadb(bytes, len, 0, &at);
        if (root)
            read_all(&r, t, root);
        else
            r.status = sy_fail(err, SY_EDATA, N_("%s: line %d: %s"), path, at.line, at.text);
    }
    json_decref(root);
    sy_drop(NULL, bytes);
    sy_drop(NULL, path);
    return r.status;
}
