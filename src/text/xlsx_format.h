/* xlsx_format.h - which number formats mean a time, and serial numbers as text.
 *
 * A workbook stores 2023-05-01 12:00 as 45047.5; only the format of the cell
 * says that it is a time. Private to this folder. */
#ifndef SY_TEXT_XLSX_FORMAT_H
#define SY_TEXT_XLSX_FORMAT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

/* What a format shows; 0 for plain numbers. */
enum {
    SY_SHOWS_DATE = 1,
    SY_SHOWS_CLOCK = 2,
    SY_SHOWS_ELAPSED = 4 /* [h]:mm: hours past 24 */
};

/* Formats that have a number and no code in the file (ECMA-376 18.8.30, with
 * the Chinese ones): 14-22, 27-36, 45-47, 50-58. */
unsigned sy_format_of_id(uint32_t id);

/* A format code such as yyyy"年"m"月"d"日" or [$-804]h:mm:ss;@ */
unsigned sy_format_of_code(sy_slice code);

#define SY_SERIAL_TEXT 40
/* The serial number as YYYY-MM-DD, YYYY-MM-DD HH:MM:SS or HH:MM:SS, to the
 * nearest second; length, or 0 where it is no time (negative, past the year
 * 9999, not a number). In the 1900 system 0 is 1900-01-00 and 60 is
 * 1900-02-29, as spreadsheet programs show them. */
unsigned sy_serial_print(char out[SY_SERIAL_TEXT], sy_slice serial, unsigned shows, bool is_1904);

#endif
