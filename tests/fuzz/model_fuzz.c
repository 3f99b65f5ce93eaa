/* model_fuzz.c - any bytes as whatever comes from who made a model, or out of its process:
 * model.yaml, a test, a pack, a lead on the wire, the tree of a query. The first byte says
 * which. What a pack holds, packs and reads back the same. */
#include <stdint.h>
#include <string.h>

#include "memory.h"
#include "model/model.h"
#include "model/pack.h"
#include "model/try.h"
#include "store/lead_row.h"
#include "store/query_tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void yaml(sy_slice text)
{
    sy_model *m = NULL;

    if (sy_model_parse(&m, NULL, "fuzz.yaml", text, SY_TEXT("SELECT 1"), NULL) != SY_OK) return;
    /* What was taken keeps the rules. */
    const bool is_of_court =
        m->object == SY_OBJECT_COURT_ACT || m->object == SY_OBJECT_COURT_OMISSION;
    MUST((is_of_court && m->duty == SY_DUTY_SHALL) || !(m->exits & 1u << SY_EXIT_RECOMMENDATION));
    MUST(m->n_data > 0 && m->n_basis > 0 && m->rules.n > 0);
    for (size_t i = 0; i < m->rules.n; i++) MUST(m->rules.items[i].grade >= m->grade);
    sy_model_free(m);
}

static void test(sy_slice text)
{
    sy_try_test *t = malloc(sizeof *t);
    sy_arena arena;

    sy_arena_init(&arena, NULL);
    if (t && sy_try_parse(t, "fuzz.test", text, &arena, NULL) == SY_OK)
        MUST(t->leads.n_columns > 0);
    sy_arena_dispose(&arena);
    free(t);
}

/* Fuzzers do not sign: what follows the byte is the list of files, signed here. */
static void pack(sy_slice body)
{
    static const char magic[] = "SUYUAN MODEL 1\n";
    static sy_pack_key key;
    static bool has_key;
    sy_model_files *files = malloc(sizeof *files), *again = malloc(sizeof *again);
    unsigned char maker[SY_PACK_PUBLIC];
    sy_buf out;

    (void)!sy_pack_read(files, maker, body, "fuzz", NULL);
    if (!has_key) has_key = sy_pack_key_make(&key, NULL) == SY_OK;
    sy_buf_init(&out, NULL, 1 << 24);
    sy_buf_text(&out, magic);
    sy_buf_slice(&out, body);
    if (files && again && sy_pack_sign(&out, &key, NULL) == SY_OK &&
        sy_pack_read(files, maker, (sy_slice){out.ptr, out.len}, "fuzz", NULL) == SY_OK) {
        sy_buf twice;
        for (size_t i = 0; i < files->n; i++)
            MUST(sy_model_file_name_is_good(sy_slice_of(files->items[i].name)));
        sy_buf_init(&twice, NULL, 1 << 24);
        MUST(sy_pack_write(&twice, files, &key, NULL) == SY_OK);
        MUST(sy_pack_read(again, maker, (sy_slice){twice.ptr, twice.len}, "fuzz", NULL) == SY_OK);
        MUST(again->n == files->n);
        sy_buf_dispose(&twice);
    }
    sy_buf_dispose(&out);
    free(files);
    free(again);
}

static void lead(sy_slice bytes)
{
    sy_arena arena;
    sy_lead_row row;

    sy_arena_init(&arena, NULL);
    if (sy_lead_row_read(&row, bytes, &arena, NULL) == SY_OK) MUST(row.key.len > 0);
    sy_arena_dispose(&arena);
}

static void tree(sy_slice json)
{
    static const char *const tables[] = {"vehicles"}, *const parameters[] = {"days"};
    const sy_query_rules rules = {tables, 1, parameters, 1};
    sy_query_place place;

    (void)!sy_query_tree_check(json, SY_TEXT("SELECT 1\nFROM x"), &rules, &place, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static void (*const readers[])(sy_slice) = {yaml, test, pack, lead, tree};

    if (n == 0) return 0;
    readers[bytes[0] % 5]((sy_slice){(const char *)bytes + 1, n - 1});
    return 0;
}
