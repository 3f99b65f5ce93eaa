/* ask.h - a question to the person at the terminal. */
#ifndef SY_CLI_ASK_H
#define SY_CLI_ASK_H

#include <stdbool.h>

/* Whether somebody can be asked: input and messages are a terminal. */
bool sy_can_ask(void);
/* Prints the question and [y/N] to stderr; true for y, yes, 是, 好. */
bool sy_ask(const char *question);

#endif
