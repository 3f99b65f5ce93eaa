/* load.h - the two steps of reading a model. Private to this folder. */
#ifndef SY_MODEL_LOAD_H
#define SY_MODEL_LOAD_H

#include "base/yaml.h"
#include "model/model.h"

typedef struct sy_model_reader {
    sy_yaml *y;
    sy_arena *arena;
    sy_slice sql; /* which facts it names */
    bool has_no_memory;
} sy_model_reader;

/* Of a file of a model: Windows' editor puts a mark before the text. */
sy_slice sy_model_without_mark(sy_slice text);
/* Both note mistakes in y. */
void sy_model_read(sy_model_reader *r, sy_model *m);
void sy_model_judge(sy_model_reader *r, const sy_model *m);

#endif
