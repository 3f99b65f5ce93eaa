/* user.h - by which name a process records what is decided, and from which address that was
 * asked: the server sets these variables for the commands that it runs (server/task.h); without
 * them, the account's name counts, and a terminal of this computer. */
#ifndef SY_BASE_USER_H
#define SY_BASE_USER_H

#define SY_USER_VARIABLE "SUYUAN_USER"
#define SY_FROM_VARIABLE "SUYUAN_FROM"

#endif
