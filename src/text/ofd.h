/* ofd.h - the words of an OFD document (GB/T 33190): a zip of xml, whose text
 * objects say where each character stands. Private to this folder. */
#ifndef SY_TEXT_OFD_H
#define SY_TEXT_OFD_H

#include "base/err.h"
#include "text/words.h"

/* Appends the words of all pages. SY_EDATA when it is damaged; SY_ELIMIT. */
SY_MUST_USE sy_status sy_ofd_words(sy_words *words, const char *path, sy_err *err);

#endif
