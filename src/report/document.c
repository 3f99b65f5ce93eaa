/* document.c - WordprocessingML, ISO/IEC 29500: the body is written here, how it looks is in
 * document_styles.xml, which is compiled in. */
#include "report/document.h"

#include <string.h>

#include "base/lang.h"
#include "report/markup.h"
#include "report/page.h"
#include "report/zip_file.h"

extern const char sy_document_styles[];    /* document_styles.xml */
extern const char sy_document_numbering[]; /* document_numbering.xml */

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define WORD "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define KIND "application/vnd.openxmlformats-officedocument.wordprocessingml."

enum {
    MOST_BODY = 64 << 20,
    TEXT_WIDTH = 8844 /* twentieths of a point: A4 less 28 mm and 26 mm */
};

static const char types[] =
    XML "<Types xmlns=\"" PACKAGE "content-types\">"
        "<Default Extension=\"rels\" ContentType=\""
        "application/vnd.openxmlformats-package.relationships+xml\"/>"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        "<Override PartName=\"/word/document.xml\" ContentType=\"" KIND "document.main+xml\"/>"
        "<Override PartName=\"/word/styles.xml\" ContentType=\"" KIND "styles+xml\"/>"
        "<Override PartName=\"/word/numbering.xml\" ContentType=\"" KIND "numbering+xml\"/>"
        "<Override PartName=\"/word/footer1.xml\" ContentType=\"" KIND "footer+xml\"/></Types>";

static const char package_parts[] =
    XML "<Relationships xmlns=\"" PACKAGE "relationships\"><Relationship Id=\"r1\" "
        "Type=\"" OFFICE "/officeDocument\" Target=\"word/document.xml\"/></Relationships>";

static const char document_parts[] =
    XML "<Relationships xmlns=\"" PACKAGE "relationships\">"
        "<Relationship Id=\"r1\" Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/>"
        "<Relationship Id=\"r2\" Type=\"" OFFICE "/numbering\" Target=\"numbering.xml\"/>"
        "<Relationship Id=\"r3\" Type=\"" OFFICE "/footer\" Target=\"footer1.xml\"/>"
        "</Relationships>";

static const char footer[] =
    XML "<w:ftr xmlns:w=\"" WORD "\"><w:p><w:pPr><w:pStyle w:val=\"Foot\"/></w:pPr>"
        "<w:r><w:t xml:space=\"preserve\">— </w:t></w:r>"
        "<w:fldSimple w:instr=\"PAGE\"><w:r><w:t>1</w:t></w:r></w:fldSimple>"
        "<w:r><w:t xml:space=\"preserve\"> —</w:t></w:r></w:p></w:ftr>";

static const char body_begins[] =
    XML "<w:document xmlns:w=\"" WORD "\" xmlns:r=\"" OFFICE "\"><w:body>\n";

/* GB/T 9704: 37 mm above, 28 mm to the left; the text is 156 mm by 225 mm. */
static const char body_ends[] =
    "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"r3\"/>"
    "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"
    "<w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" "
    "w:header=\"851\" w:footer=\"1400\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>\n";

void sy_document_init(sy_document *d, const sy_alloc *al)
{
    *d = (sy_document){.columns = 0};
    sy_buf_init(&d->body, al, MOST_BODY);
    sy_buf_text(&d->body, body_begins);
}

void sy_document_dispose(sy_document *d)
{
    sy_buf_dispose(&d->body);
}

/* ---- lines ---- */

static void put_run(sy_document *d, sy_slice text)
{
    if (text.len == 0) return;
    sy_buf_text(&d->body, "<w:r><w:t xml:space=\"preserve\">");
    sy_markup_escaped(&d->body, text, 0);
    sy_buf_text(&d->body, "</w:t></w:r>");
}

static void begin_paragraph(sy_document *d, const char *style)
{
    sy_buf_printf(&d->body, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s</w:pPr>", style,
                  d->is_new_page ? "<w:pageBreakBefore/>" : "");
    d->is_new_page = false;
}

static void put_paragraph(sy_document *d, const char *style, sy_slice text)
{
    begin_paragraph(d, style);
    put_run(d, text);
    sy_buf_text(&d->body, "</w:p>\n");
}

static const char *text_style(void)
{
    return sy_lang_get() == SY_LANG_ZH ? "Indented" : "Text";
}

void sy_document_line(sy_document *d, sy_line_style style, sy_slice text)
{
    static const char *const names[SY_LINE_STYLES] = {
        [SY_LINE_TITLE] = "Title",   [SY_LINE_TEXT] = "Text", [SY_LINE_FLUSH] = "Text",
        [SY_LINE_CENTRE] = "Centre", [SY_LINE_SIGN] = "Sign", [SY_LINE_ITEM] = "Item",
        [SY_LINE_CODE] = "Code"};

    put_paragraph(d, style == SY_LINE_TEXT ? text_style() : names[style], text);
}

void sy_document_numbered(sy_document *d, const char *number, sy_slice text)
{
    begin_paragraph(d, text_style());
    put_run(d, sy_slice_of(number));
    put_run(d, SY_TEXT(". "));
    put_run(d, text);
    sy_buf_text(&d->body, "</w:p>\n");
}

void sy_document_page(sy_document *d)
{
    d->is_new_page = true;
}

void sy_document_section(sy_document *d, const char *title)
{
    begin_paragraph(d, "Heading1");
    sy_buf_text(&d->body, "<w:r><w:t xml:space=\"preserve\">");
    sy_page_number(&d->body, ++d->sections);
    sy_buf_text(&d->body, "</w:t></w:r>");
    put_run(d, sy_slice_of(title));
    sy_buf_text(&d->body, "</w:p>\n");
}

/* ---- tables ---- */

static void put_widths(sy_document *d)
{
    sy_buf_text(&d->body, "<w:tblGrid>");
    for (size_t i = 0; i < d->columns; i++)
        sy_buf_printf(&d->body, "<w:gridCol w:w=\"%u\"/>", d->widths[i]);
    sy_buf_text(&d->body, "</w:tblGrid>\n");
}

void sy_document_table(sy_document *d, const unsigned *shares, size_t n)
{
    unsigned sum = 0;

    SY_ASSERT(n <= SY_DOCUMENT_COLUMNS);
    for (size_t i = 0; i < n; i++) sum += shares[i];
    for (size_t i = 0; i < n; i++) d->widths[i] = TEXT_WIDTH * shares[i] / (sum ? sum : 1);
    d->columns = n;
    put_paragraph(d, "Gap", (sy_slice){0}); /* else two tables would become one */
    sy_buf_printf(&d->body,
                  "<w:tbl><w:tblPr><w:tblStyle w:val=\"Lines\"/><w:tblW w:w=\"%u\" "
                  "w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr>",
                  (unsigned)TEXT_WIDTH);
    put_widths(d);
}

void sy_document_row(sy_document *d, const char *const *cells, size_t n, sy_row_style style)
{
    sy_buf_text(&d->body, style == SY_ROW_HEAD
                              ? "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
                              : "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    for (size_t i = 0; i < d->columns; i++) {
        const bool is_label = style == SY_ROW_HEAD || (style == SY_ROW_FACT && i == 0);
        sy_buf_printf(&d->body, "<w:tc><w:tcPr><w:tcW w:w=\"%u\" w:type=\"dxa\"/></w:tcPr>",
                      d->widths[i]);
        put_paragraph(d, is_label ? "Label" : "Cell", sy_slice_of(i < n ? cells[i] : ""));
        sy_buf_text(&d->body, "</w:tc>");
    }
    sy_buf_text(&d->body, "</w:tr>\n");
}

void sy_document_table_end(sy_document *d)
{
    sy_buf_text(&d->body, "</w:tbl>");
    put_paragraph(d, "Gap", (sy_slice){0});
}

sy_status sy_document_save(sy_document *d, const char *path, sy_err *err)
{
    sy_buf_text(&d->body, body_ends);
    if (sy_buf_status(&d->body) == SY_ELIMIT)
        return sy_fail(err, SY_ELIMIT, N_("%s: the document is too long"), path);
    if (sy_buf_status(&d->body) != SY_OK) return sy_fail_nomem(err);
    const sy_zip_part parts[] = {
        {"[Content_Types].xml", sy_slice_of(types)},
        {"_rels/.rels", sy_slice_of(package_parts)},
        {"word/document.xml", {d->body.ptr, d->body.len}},
        {"word/_rels/document.xml.rels", sy_slice_of(document_parts)},
        {"word/styles.xml", sy_slice_of(sy_document_styles)},
        {"word/numbering.xml", sy_slice_of(sy_document_numbering)},
        {"word/footer1.xml", sy_slice_of(footer)},
    };
    return sy_zip_file_write(path, parts, sizeof parts / sizeof *parts, err);
}
