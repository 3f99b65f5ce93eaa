/* user.h - by which name a process records what is decided: the server sets this variable
 * for the commands that it runs (server/task.h); without it, the account's name counts. */
#ifndef SY_BASE_USER_H
#define SY_BASE_USER_H

#define SY_USER_VARIABLE "SUYUAN_USER"

#endif
