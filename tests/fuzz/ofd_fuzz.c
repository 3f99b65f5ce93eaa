/* ofd_fuzz.c - OFD documents. An input that is no zip is taken as the content of
 * a page, and packed with what leads to it: most mutations of whole files only
 * break their check sums. */
#include <stdint.h>
#include <string.h>
#include <zip.h>

#include "walk.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const char root[] = "<OFD><DocBody><DocRoot>Doc/D.xml</DocRoot></DocBody></OFD>";
static const char pages[] =
    "<Document><CommonData><TemplatePage ID='9' BaseLoc='P.xml'/></CommonData><Pages>"
    "<Page ID='1' BaseLoc='P.xml'/><Page ID='2' BaseLoc='/Doc/P.xml'/></Pages></Document>";

static void add(zip_t *zip, const char *name, const void *bytes, size_t n)
{
    zip_source_t *s = zip_source_buffer(zip, bytes, n, 0);
    const zip_int64_t i = zip_file_add(zip, name, s, 0);
    if (i < 0) abort();
    zip_set_file_compression(zip, (zip_uint64_t)i, ZIP_CM_STORE, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    zip_error_t why;
    char packed[1 << 16];

    if (n >= 2 && bytes[0] == 'P' && bytes[1] == 'K') {
        walk_file(memory_path(bytes, n));
        return 0;
    }
    zip_error_init(&why);
    zip_source_t *out = zip_source_buffer_create(NULL, 0, 0, &why);
    zip_t *zip = out ? zip_open_from_source(out, ZIP_TRUNCATE, &why) : NULL;
    if (!zip) abort();
    add(zip, "OFD.xml", root, sizeof root - 1);
    add(zip, "Doc/D.xml", pages, sizeof pages - 1);
    add(zip, "Doc/P.xml", bytes, n);
    zip_source_keep(out);
    if (zip_close(zip) != 0 || zip_source_open(out) != 0) abort();
    const zip_int64_t size = zip_source_read(out, packed, sizeof packed);
    zip_source_close(out);
    zip_source_free(out);
    if (size > 0 && size < (zip_int64_t)sizeof packed) {
        walk_file(memory_path(packed, (size_t)size));
    }
    return 0;
}
