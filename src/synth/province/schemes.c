/* schemes.c - all families in turn. */
#include "synth/province/schemes.h"

#define FIRST_OF(name) sy_##name##_schemes,
static const sy_scheme *const families[] = {SY_FAMILIES(FIRST_OF)};
enum { FAMILIES = sizeof families / sizeof *families };

static unsigned share_of(const sy_scheme *scheme)
{
    return scheme->share ? scheme->share : 1;
}

uint64_t sy_scenes(uint64_t copies)
{
    uint64_t n = 0;

    for (size_t f = 0; f < FAMILIES; f++) {
        for (const sy_scheme *scheme = families[f]; scheme->play; scheme++) n += share_of(scheme);
    }
    return n * copies;
}

void sy_scene_play(sy_stage *s, uint64_t scene)
{
    uint64_t turn = scene % sy_scenes(1);

    sy_stage_begin(s, scene);
    for (size_t f = 0; f < FAMILIES; f++) {
        for (const sy_scheme *scheme = families[f]; scheme->play; scheme++) {
            if (turn < share_of(scheme)) {
                s->scheme = scheme;
                scheme->play(s);
                return;
            }
            turn -= share_of(scheme);
        }
    }
}

void sy_scheme_judge(sy_stage *s, const char *key)
{
    const sy_scheme *scheme = s->scheme;

    if (scheme->why)
        sy_near(s, scheme->model, scheme->rule, scheme->why, key);
    else
        sy_plant(s, scheme->model, scheme->rule, key);
}
