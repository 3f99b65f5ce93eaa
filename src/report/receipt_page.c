/* receipt_page.c - the receipt as one HTML page, for A4 on its side. Its style is
 * the page's own: a form to be signed looks like a form, with a frame round
 * every cell. */
#include "report/receipt.h"

#include <string.h>

#include "base/civil.h"
#include "base/lang.h"
#include "report/markup.h"
#include "report/page.h"

static const char style[] =
    "<style>\n"
    "@media screen { body { max-width: 1320px; padding: 40px 48px; } }\n"
    "h1 { text-align: center; letter-spacing: .2em; margin-bottom: 14px; }\n"
    ".receipt { border-top: 1px solid var(--ink); border-left: 1px solid var(--ink); }\n"
    ".receipt th, .receipt td { border: 0; border-right: 1px solid var(--ink);"
    " border-bottom: 1px solid var(--ink); padding: 5px 6px; color: var(--ink); }\n"
    ".receipt th { text-align: center; vertical-align: middle; background: var(--faint); }\n"
    ".receipt .mono { font-size: 10px; line-height: 1.3; white-space: nowrap; }\n"
    ".receipt small { color: var(--ink); }\n"
    "h2 { border: 0; font-size: 15px; margin: 22px 0 4px; }\n"
    ".facts { margin: 0 0 6px; }\n"
    ".sign { display: flex; gap: 40px; margin: 40px 0 10px; break-inside: avoid; }\n"
    ".sign div { flex: 1; }\n"
    ".sign p { display: flex; gap: 8px; align-items: flex-end; margin: 16px 0; }\n"
    ".sign i { flex: 1; border-bottom: 1px solid var(--ink); }\n"
    "@page { size: A4 landscape; margin: 14mm 12mm; }\n"
    "@media print { footer { display: none; } .receipt { font-size: 8pt; } .receipt .mono { font-size: 7pt; } }\n"
    "</style>\n";

static void fact(sy_buf *b, const char *name, const char *value)
{
    if (!value || !*value) return;
    sy_buf_printf(b, "<div><dt>%s</dt><dd>", name);
    sy_markup_text(b, sy_slice_of(value), 0);
    sy_buf_text(b, "</dd></div>\n");
}

static void delivery(sy_buf *b, const sy_receipt_batch *batch, size_t number)
{
    const sy_delivery_words *w = &batch->delivery->words;

    sy_buf_printf(b, "<h2>");
    sy_buf_printf(b, _("Delivery %zu"), number);
    sy_buf_text(b, "</h2>\n<dl class=\"facts\">\n");
    fact(b, _("medium"), w->medium);
    fact(b, _("ground"), w->ground);
    fact(b, _("its number"), w->number);
    fact(b, _("answers request"), w->request);
    fact(b, _("receiver"), w->received_by);
    fact(b, _("imported (UTC)"), batch->delivery->at);
    sy_buf_text(b, "</dl>\n");
}

static void day(sy_buf *b, int32_t d)
{
    sy_markup_time(b, (int64_t)d * SY_DAY, SY_DATE);
}

/* 64 digits on two lines of 32. */
static void hash_text(sy_buf *b, const char *hex)
{
    sy_buf_printf(b, "%.32s", hex);
    if (strlen(hex) > 32) sy_buf_printf(b, "<br>%s", hex + 32);
}

static void number_cell(sy_buf *b, uint64_t n)
{
    sy_buf_printf(b, "<td class=\"n\">%llu</td>", (unsigned long long)n);
}

static void file_row(sy_buf *b, const sy_receipt_file *f, size_t number)
{
    sy_buf_printf(b, "<tr><td class=\"n\">%zu</td><td>", number);
    sy_markup_text(b, sy_slice_of(f->path), 0);
    if (f->sheets > 1) {
        sy_buf_text(b, "<small>");
        sy_buf_printf(b, _("%u sheets"), f->sheets);
        sy_buf_text(b, "</small>");
    }
    if (f->state != SY_ORIGINAL_WHOLE) {
        sy_buf_printf(b, "<small><b>%s</b></small>", sy_original_words(f->state));
    }
    sy_buf_text(b, "</td><td>");
    sy_markup_text(b, sy_slice_of(f->banks), 0);
    sy_buf_text(b, "</td><td class=\"t\">");
    if (f->has_period) {
        day(b, f->first_day);
        sy_buf_text(b, "<br>");
        day(b, f->last_day);
    }
    sy_buf_text(b, "</td>");
    number_cell(b, f->rows);
    number_cell(b, f->accepted);
    number_cell(b, f->duplicate);
    number_cell(b, f->rejected);
    number_cell(b, f->size);
    sy_buf_text(b, "<td class=\"mono\">");
    hash_text(b, f->sha256);
    if (*f->archive) {
        sy_buf_printf(b, "<br>%s<br>", _("in archive"));
        hash_text(b, f->archive);
    }
    sy_buf_text(b, "</td><td class=\"mono\">");
    hash_text(b, f->sm3);
    sy_buf_text(b, "</td></tr>\n");
}

static void table(sy_buf *b, const sy_receipt_batch *batch)
{
    const char *heads[] = {_("no."),   _("file"),     _("bank"),      _("period"),
                           _("rows"),  _("accepted"), _("duplicate"), _("rejected"),
                           _("bytes"), "SHA-256",     "SM3"};

    sy_buf_text(b, "<table class=\"receipt\">\n<thead><tr>");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        sy_buf_printf(b, "<th>%s</th>", heads[i]);
    }
    sy_buf_text(b, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < batch->n_files; i++) file_row(b, &batch->files[i], i + 1);
    sy_buf_text(b, "</tbody></table>\n");
}

static void signature(sy_buf *b, const char *who)
{
    sy_buf_printf(b, "<div><p>%s<i></i></p><p>%s<i></i></p></div>\n", who, _("Date:"));
}

sy_status sy_receipt_page(sy_buf *b, const sy_receipt *r, sy_err *err)
{
    sy_page page;

    sy_page_open(&page, b, _("List of electronic data received"));
    sy_buf_text(b, style);
    sy_buf_printf(b, "<h1>%s</h1>\n<dl class=\"facts\">\n", _("List of electronic data received"));
    fact(b, _("case"), r->facts.name);
    fact(b, _("case number"), r->facts.number);
    sy_buf_text(b, "</dl>\n");
    for (size_t i = 0; i < r->n_batches; i++) {
        delivery(b, &r->batches[i], i + 1);
        table(b, &r->batches[i]);
    }
    sy_buf_printf(b, "<p class=\"soft\">%s</p>\n",
                  _("Both hashes were made from the kept originals when this list was written."));
    sy_buf_text(b, "<div class=\"sign\">\n");
    signature(b, _("Handed over by (signature):"));
    signature(b, _("Received by (signature):"));
    sy_buf_text(b, "</div>\n");
    sy_page_close(&page);
    return sy_buf_status(b) == SY_OK ? SY_OK : sy_fail_nomem(err);
}
