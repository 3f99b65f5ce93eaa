/* clues_register.c - what registers say of a clue. Where none was loaded, nothing is printed:
 * what to ask of which register is the clue's own next step. */
#include <stdio.h>

#include "base/buf.h"
#include "base/civil.h"
#include "base/lang.h"
#include "cli/clues.h"
#include "cli/reply.h"
#include "cli/table.h"

enum { INDENT = 4, WIDTH = 100, MOST_TEXT = 1 << 16 };

/* NULL for spending, which is no asset. */
static const sy_registered *of(const sy_clues_run *r, const sy_clue *k)
{
    if (k < r->k->items || k >= r->k->items + r->k->n) return NULL;
    return &r->found[k - r->k->items];
}

sy_status sy_clue_register_print(const sy_clues_run *r, const sy_clue *k, sy_err *err)
{
    const sy_registered *found = of(r, k);
    sy_buf b;

    if (!found || found->state == SY_REGISTERED_NOWHERE) return SY_OK;
    sy_buf_init(&b, NULL, MOST_TEXT);
    sy_buf_text(&b, _("register: "));
    sy_status st = sy_registered_words(&b, found);
    if (st == SY_OK) {
        printf("%*s", INDENT, "");
        sy_print_wrapped(stdout, b.ptr, INDENT, WIDTH);
    }
    sy_buf_dispose(&b);
    return st == SY_OK ? SY_OK : sy_fail(err, st, N_("no memory for a sentence"));
}

static void day_json(sy_json *j, const char *key, int32_t day)
{
    char text[SY_TIME_TEXT];

    sy_reply_string(j, key,
                    day == SY_NO_DAY ? NULL : sy_time_print(text, (int64_t)day * SY_DAY, SY_DATE));
}

/* As the id of an entry: file, sheet, row. */
static void entry_json(sy_json *j, const char *key, const sy_source *source,
                       const sy_registration *row)
{
    char id[SY_ENTRY_ID];

    if (!source || !row) {
        sy_reply_string(j, key, NULL);
        return;
    }
    sy_reply_string(j, key, sy_entry_id_print(id, source->sha256, source->sheet, row->row));
}

static void row_json(sy_json *j, const sy_registered *f)
{
    sy_reply_string(j, "by", sy_registered_by_name(f->by));
    sy_json_key(j, "keys");
    sy_json_array(j);
    for (size_t i = 0; i < SY_POOL_KEYS; i++) {
        if (*f->at->keys[i]) sy_json_string(j, f->at->keys[i]);
    }
    sy_json_end(j);
    sy_reply_slice(j, "asset", sy_slice_of(f->at->asset));
    sy_reply_slice(j, "owner", sy_slice_of(f->at->owner));
    sy_reply_slice(j, "owner_id", sy_slice_of(f->at->owner_id));
    sy_reply_bool(j, "other_than_holder", f->is_other);
    day_json(j, "since", f->at->since);
    entry_json(j, "entry", f->source, f->at);
    if (f->state != SY_REGISTERED_HERE) {
        day_json(j, "until", f->day);
        sy_reply_slice(j, "to", sy_slice_of(f->to));
        sy_reply_slice(j, "to_id", sy_slice_of(f->to_id));
        entry_json(j, "until_entry", f->then_source, f->then);
    }
    sy_reply_int(j, "others", f->n_others);
}

static void words_in(sy_json *j, sy_lang lang, const char *key, const sy_registered *f)
{
    sy_buf b;

    sy_lang_set(lang);
    sy_buf_init(&b, NULL, MOST_TEXT);
    if (sy_registered_words(&b, f) == SY_OK) {
        sy_json_key(j, key);
        sy_json_text(j, (sy_slice){b.ptr, b.len});
    }
    sy_buf_dispose(&b);
}

static void words_json(sy_json *j, const sy_registered *f)
{
    const sy_lang before = sy_lang_get();

    words_in(j, SY_LANG_ZH, "words", f);
    words_in(j, SY_LANG_EN, "words_en", f);
    sy_lang_set(before);
}

static void place_json(sy_json *j, const sy_source *source, uint32_t row)
{
    sy_json_key(j, "place");
    sy_json_object(j);
    sy_reply_string(j, "file", source->path);
    sy_reply_string(j, "sheet", source->sheet_name[0] ? source->sheet_name : NULL);
    sy_reply_int(j, "row", row);
    sy_json_end(j);
}

void sy_clue_register_json(sy_json *j, const sy_clues_run *r, const sy_clue *k)
{
    const sy_registered *f = of(r, k);

    if (!f) return;
    sy_json_key(j, "register");
    sy_json_object(j);
    sy_reply_string(j, "state", sy_registered_name(f->state));
    sy_reply_string(j, "pool", f->pool ? f->pool->id : NULL);
    if (f->pool) {
        day_json(j, "known_until", f->known_until);
        sy_reply_bool(j, "old", f->is_old);
        words_json(j, f);
    }
    if (f->at && f->source) place_json(j, f->source, f->at->row);
    if (f->at) row_json(j, f);
    sy_json_end(j);
}
