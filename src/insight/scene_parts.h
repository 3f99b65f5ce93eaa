/* scene_parts.h - the steps in which a scene is made, each in a file of its own; private
 * to src/insight. All take what they need from the scene and add their own part. */
#ifndef SY_INSIGHT_SCENE_PARTS_H
#define SY_INSIGHT_SCENE_PARTS_H

#include "insight/scene.h"

/* parties, party_of, relation, debtors, people, fits. */
SY_MUST_USE sy_status sy_scene_find_people(sy_scene *s, const sy_scene_options *options,
                                           sy_err *err);
/* word, flags, texts. */
SY_MUST_USE sy_status sy_scene_read_words(sy_scene *s, sy_err *err);
/* seeds: his accounts and more. */
SY_MUST_USE sy_status sy_scene_find_seeds(sy_scene *s, const sy_scene_options *options,
                                          sy_err *err);
/* traces, matched. */
SY_MUST_USE sy_status sy_scene_trace(sy_scene *s, sy_err *err);

#endif
