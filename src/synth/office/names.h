/* names.h - names that are plainly invented: people called after lines of poems, companies
 * in towns that do not exist. No two people of one world share a name. */
#ifndef SY_SYNTH_OFFICE_NAMES_H
#define SY_SYNTH_OFFICE_NAMES_H

#include "synth/office/world.h"

/* The n-th person's name of this world: n below SY_PEOPLE_NAMES gives each only once. */
enum { SY_PEOPLE_NAMES = 30 * 70 };
const char *sy_name_person(sy_world *w, uint32_t n);
/* The town in which most of it happens, another one each seed. */
const char *sy_name_town(const sy_world *w);
/* "<town><two or four poetic characters><trade>": no two firms share the words. */
const char *sy_name_firm(sy_world *w, const char *trade);
/* Two to four poetic characters. */
const char *sy_name_words(sy_world *w);
const char *sy_name_phone(sy_world *w);
/* A dwelling in an invented estate. */
const char *sy_name_address(sy_world *w);
/* 17 digits that no bank's accounts begin with. */
const char *sy_name_account_number(sy_world *w);

#endif
