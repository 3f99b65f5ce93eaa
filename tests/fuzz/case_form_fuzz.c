/* case_form_fuzz.c - any bytes as the form of a case. What it takes over is in the form in
 * which facts are stored; what is wrong has a row and a column. */
#include <stdint.h>
#include <string.h>

#include "base/civil.h"
#include "base/money.h"
#include "intake/case_form.h"
#include "memory.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void check_fact(const sy_case_field *f, const char *value)
{
    sy_precision precision;
    sy_minor fen;
    int64_t at;

    if (!value || !*value) return;
    if (f->kind == SY_CASE_YUAN) MUST(sy_minor_parse(&fen, sy_slice_of(value)) && fen >= 0);
    if (f->kind == SY_CASE_DATE) {
        MUST(sy_time_parse_iso(&at, &precision, sy_slice_of(value)) && precision == SY_DATE);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    sy_case_form form;
    sy_arena arena;

    sy_arena_init(&arena, NULL);
    if (sy_case_form_read(&form, memory_path(bytes, n), NULL, &arena, NULL) == SY_OK) {
        for (size_t i = 0; i < SY_CASE_FIELDS; i++) {
            check_fact(&sy_case_fields[i], *sy_case_field_in(&form.facts, i));
        }
        for (size_t i = 0; i < form.n_people; i++) {
            MUST(form.people[i].relation != SY_RELATION_NONE && *form.people[i].name);
        }
        MUST(form.n_warnings <= form.n_problems);
        for (size_t i = 0; i < form.n_problems; i++) {
            MUST(form.problems[i].row > 0 && *form.problems[i].column && form.problems[i].what);
        }
    }
    sy_arena_dispose(&arena);
    return 0;
}
