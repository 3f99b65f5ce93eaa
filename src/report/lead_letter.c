/* lead_letter.c - a letter about leads of one kind (类案): the letter, then the list of its cases.
 * What the office found out and asks for is its own to write: there stand blanks. */
#include <string.h>

#include "base/lang.h"
#include "report/document.h"
#include "report/lead_list.h"
#include "report/lead_words.h"

enum { MOST_TEXT = 1 << 17, MOST_LAWS = 16, COLUMNS = 6 };

typedef struct writer {
    sy_document d;
    const sy_lead_table *list;
    bool recommends; /* it may be a 检察建议 */
    sy_buf text;     /* what is being written */
} writer;

static sy_slice written(const writer *w)
{
    return (sy_slice){w->text.len ? w->text.ptr : "", w->text.len};
}

static void put_written(writer *w, sy_line_style style)
{
    sy_document_line(&w->d, style, written(w));
    sy_buf_clear(&w->text);
}

static void put(writer *w, sy_line_style style, const char *text)
{
    sy_document_line(&w->d, style, sy_slice_of(text));
}

/* ---- what kind of letter ---- */

static bool may_recommend(const sy_lead_table *list)
{
    for (size_t i = 0; i < list->n; i++) {
        if (!sy_docket_has_exit(list->leads[i], SY_EXIT_RECOMMENDATION)) return false;
    }
    return !list->is_referral;
}

static const char *addressee(const sy_lead_table *list)
{
    const char *court = list->leads[0]->lead.court;

    if (list->is_referral) return _("________ Public Security Bureau");
    for (size_t i = 0; i < list->n; i++) {
        if (strcmp(list->leads[i]->lead.court, court) != 0) return _("________ People's Court");
    }
    return *court ? court : _("________ People's Court");
}

/* ---- the letter ---- */

static void put_head(writer *w)
{
    put(w, SY_LINE_TITLE,
        w->list->is_referral ? _("Letter referring leads (draft)")
        : w->recommends      ? _("Procuratorial recommendation (draft)")
                             : _("Letter about leads of civil enforcement (draft)"));
    put(w, SY_LINE_CENTRE, _("(____) ______ no. __"));
    sy_buf_printf(&w->text, _("To %s:"), addressee(w->list));
    put_written(w, SY_LINE_FLUSH);
    sy_buf_printf(
        &w->text,
        _("In supervising civil enforcement this office compared data and looked into the "
          "%zu leads of the list behind this letter."),
        w->list->n);
    put_written(w, SY_LINE_TEXT);
}

static void put_unconfirmed(writer *w)
{
    size_t n = 0;

    for (size_t i = 0; i < w->list->n; i++) n += w->list->leads[i]->verdict != SY_LEAD_IS_TRUE;
    if (n == 0) return;
    sy_buf_printf(&w->text,
                  _("(Before it goes out: %zu of them have not been confirmed; check them, or take "
                    "them out. This line does not go out.)"),
                  n);
    put_written(w, SY_LINE_TEXT);
}

/* Each article once, in the order of the leads; where they are too many, the list has them not
 * either, and the office writes its own. */
static void put_laws(writer *w)
{
    sy_buf laws[MOST_LAWS];
    size_t n = 0;

    for (size_t i = 0; i < w->list->n && n < MOST_LAWS; i++) {
        sy_buf_init(&laws[n], NULL, MOST_TEXT);
        sy_lead_law(&laws[n], w->list->leads[i]);
        bool is_new = laws[n].len > 0;
        for (size_t k = 0; k < n && is_new; k++)
            is_new =
                laws[k].len != laws[n].len || memcmp(laws[k].ptr, laws[n].ptr, laws[n].len) != 0;
        if (is_new) {
            sy_document_line(&w->d, SY_LINE_TEXT, (sy_slice){laws[n].ptr, laws[n].len});
            n++;
        } else {
            sy_buf_dispose(&laws[n]);
        }
    }
    if (n == 0) put(w, SY_LINE_TEXT, "________");
    for (size_t k = 0; k < n; k++) sy_buf_dispose(&laws[k]);
}

static void put_letter(writer *w)
{
    put_head(w);
    put_unconfirmed(w);
    sy_document_section(&w->d, _("What was found"));
    put(w, SY_LINE_TEXT, sy_lead_wording(w->list->leads[0], sy_lang_get() == SY_LANG_ZH));
    if (w->list->n > 1) put(w, SY_LINE_TEXT, _("The other cases: see the list."));
    sy_document_section(&w->d, _("Legal basis"));
    put_laws(w);
    sy_document_section(&w->d, w->recommends ? _("What is recommended") : _("What is asked"));
    put(w, SY_LINE_TEXT, "________");
    put(w, SY_LINE_TEXT,
        _("Please answer this office in writing within the time that the law sets."));
    put(w, SY_LINE_TEXT, _("Enclosed: list of cases"));
    put(w, SY_LINE_SIGN, _("________ People's Procuratorate (seal)"));
    put(w, SY_LINE_SIGN, _("____ (year) __ (month) __ (day)"));
}

/* ---- the list ---- */

static void put_lead(writer *w, sy_docket_lead *l, size_t number)
{
    char count[24], money[SY_MINOR_TEXT];
    sy_buf parties;

    sy_buf_init(&parties, NULL, MOST_TEXT);
    sy_lead_parties(&parties, l);
    snprintf(count, sizeof count, "%zu", number);
    const char *const cells[COLUMNS] = {count,
                                        l->lead.case_number,
                                        parties.len ? parties.ptr : "",
                                        sy_lead_wording(l, false),
                                        l->lead.has_amount ? sy_minor_print(money, l->lead.amount)
                                                           : "",
                                        sy_lead_state_title(l->state)};
    sy_document_row(&w->d, cells, COLUMNS, SY_ROW_PLAIN);
    sy_buf_dispose(&parties);
}

static void put_list(writer *w)
{
    static const unsigned shares[COLUMNS] = {4, 13, 9, 24, 10, 8};
    const char *const head[COLUMNS] = {
        _("no."), _("case number"), _("party"), _("what the lead says"), _("amount"), _("result")};

    sy_document_page(&w->d);
    put(w, SY_LINE_TITLE, w->list->title);
    sy_document_table(&w->d, shares, COLUMNS);
    sy_document_row(&w->d, head, COLUMNS, SY_ROW_HEAD);
    for (size_t i = 0; i < w->list->n; i++) put_lead(w, w->list->leads[i], i + 1);
    sy_document_table_end(&w->d);
}

sy_status sy_lead_letter_docx(const char *path, const sy_lead_table *list, sy_err *err)
{
    writer w = {.list = list, .recommends = may_recommend(list)};

    SY_ASSERT(list->n > 0);
    sy_document_init(&w.d, NULL);
    sy_buf_init(&w.text, NULL, MOST_TEXT);
    put_letter(&w);
    put_list(&w);
    sy_status st = sy_buf_status(&w.text) == SY_ENOMEM ? sy_fail_nomem(err)
                                                       : sy_document_save(&w.d, path, err);
    sy_buf_dispose(&w.text);
    sy_document_dispose(&w.d);
    return st;
}
