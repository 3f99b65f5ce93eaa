/* The small case from end to end: tell the story, write the statements, write
 * the truth. */
#include "synth/synth.h"

#include "base/alloc.h"
#include "base/file.h"
#include "synth/statement.h"
#include "synth/story.h"
#include "synth/truth.h"

static void sum_up(sy_synth_result *result, const sy_book *b, const sy_statements *s)
{
    *result = (sy_synth_result){
        .files = s->n_files, .matches = b->matches, .properties = (uint32_t)b->n_planted};
    for (int i = 0; i < b->n_accounts; i++) result->accounts += b->accounts[i].is_supplied;
    for (int i = 0; i < s->n_sheets; i++) {
        result->rows += s->sheets[i].rows;
        result->accepted += s->sheets[i].accepted;
        result->duplicate += s->sheets[i].duplicate;
        result->rejected += s->sheets[i].rejected;
    }
}

sy_status sy_synth_small(const char *dir, uint64_t seed, sy_synth_result *result, sy_err *err)
{
    sy_book *book = sy_new(NULL, sizeof *book);
    sy_statements *statements = sy_new(NULL, sizeof *statements);
    sy_status st = book && statements ? sy_make_folder(dir, err) : sy_fail_nomem(err);

    if (st != SY_OK) goto done;
    sy_story_tell(book, seed);
    st = sy_statements_write(statements, book, dir, err);
    if (st == SY_OK) st = sy_truth_write(book, statements, seed, dir, err);
    if (st == SY_OK) sum_up(result, book, statements);

done:
    sy_drop(NULL, statements);
    sy_drop(NULL, book);
    return st;
}
