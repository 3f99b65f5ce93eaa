/* prepare.h - for a process that forks: what every reader of a workspace does alike, done once.
 *
 *     sy_store_prepare();              // one thread still; 60 ms
 *     if (fork() == 0) ...             // opens workspaces in a fraction of the time */
#ifndef SY_STORE_PREPARE_H
#define SY_STORE_PREPARE_H

#ifdef __cplusplus
extern "C" {
#endif

/* What cannot be made ahead is made when it is needed, as ever. */
void sy_store_prepare(void);

#ifdef __cplusplus
}
#endif

#endif
