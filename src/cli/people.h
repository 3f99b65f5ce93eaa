/* people.h - people of a case, shown. */
#ifndef SY_CLI_PEOPLE_H
#define SY_CLI_PEOPLE_H

#include "cli/command.h"
#include "store/people.h"

/* A table for people; an array of objects as the value of the key "people". */
SY_MUST_USE sy_status sy_people_print(sy_call *call, const sy_case_person *list, size_t n,
                                      sy_err *err);
/* people_suggest.c: lists who may belong to the debtor; one of them as a line to be added:
 * name, number, relation where it is to be seen, and in the note where it is known from. */
SY_MUST_USE sy_status sy_people_suggest(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_people_proposed(sy_case_person *person, sy_call *call, const char *id,
                                         sy_err *err);
void sy_people_json(sy_json *j, const sy_case_person *list, size_t n);

#endif
