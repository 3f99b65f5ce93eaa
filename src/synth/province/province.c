/* province.c - parts side by side, as cities would send their files: each has a file of every
 * pool, a stretch of the background and its share of the scenes, scattered among it. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/civil.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/parallel.h"
#include "suyuan/limits.h"
#include "synth/province/background.h"
#include "synth/province/flows.h"
#include "synth/province/planted.h"
#include "synth/province/schemes.h"
#include "synth/synth.h"

/* Vehicles of one part: a file of some hundred MB. */
enum { VEHICLES_OF_PART = 1000000, COPIES = 1000, FEWEST_COPIES = 3 };

typedef struct made_file {
    char name[64];
    uint64_t rows;
} made_file;

typedef struct maker {
    const char *dir;
    const sy_pools *pools;
    sy_province p;
    unsigned parts;
    made_file *files; /* of a pool its parts, then the next pool */
    sy_planted *planted;
} maker;

static made_file *file_of(const maker *m, int pool, unsigned part)
{
    return &m->files[(unsigned)pool * m->parts + part];
}

/* ---- one part ---- */

/* The definition's heading of each field; those of amounts say their unit, which for some is not
 * the definition's. */
static sy_status put_header(sy_out *out, int table, const sy_pool *pool, sy_err *err)
{
    const sy_province_table *t = &sy_province_tables[table];

    for (size_t i = 0; i < t->n; i++) {
        const sy_pool_column *column = NULL;
        for (size_t k = 0; k < pool->n_columns; k++) {
            if (strcmp(pool->columns[k].sql, t->fields[i].name) == 0) column = &pool->columns[k];
        }
        if (!column)
            return sy_fail(err, SY_EDATA, N_("the pool \"%s\" has no column \"%s\""), pool->id,
                           t->fields[i].name);
        char *p = sy_out_room(out, SY_MAX_PATH);
        if (i) *p++ = ',';
        p = stpcpy(p, column->zh);
        if (t->fields[i].kind == SY_CELL_fen) p = stpcpy(p, "（元）");
        if (i + 1 == t->n) *p++ = '\n';
        sy_out_used(out, p);
    }
    return SY_OK;
}

static const sy_pool *pool_of(const maker *m, int pool)
{
    char id[64];

    snprintf(id, sizeof id, "%s", sy_province_tables[pool].name);
    for (char *p = id; *p; p++) {
        if (*p == '_') *p = '-';
    }
    return sy_pools_find(m->pools, id);
}

static sy_status open_files(maker *m, sy_out *outs, unsigned part, sy_err *err)
{
    sy_status st = SY_OK;

    for (int pool = 0; pool < SY_PROVINCE_POOL_COUNT && st == SY_OK; pool++) {
        char *path = sy_path_join(NULL, m->dir, file_of(m, pool, part)->name);
        st = path ? sy_out_open(&outs[pool], path, err) : sy_fail_nomem(err);
        sy_drop(NULL, path);
        if (st == SY_OK) st = put_header(&outs[pool], pool, pool_of(m, pool), err);
    }
    return st;
}

/* Scenes number part, part + parts, ... are this part's, a stretch of the background before
 * each. */
static void put_rows(maker *m, sy_stage *s, unsigned part)
{
    const uint64_t scenes = (m->p.scenes + m->parts - 1 - part) / m->parts, of = scenes + 1;

    for (uint64_t i = 0; i < of; i++) {
        sy_background_put(s, part * of + i, part * of + i + 1, of * m->parts);
        if (i < scenes) sy_scene_play(s, part + i * m->parts);
    }
}

/* All with statements are of the first part. */
static sy_status put_flows(maker *m, sy_stage *s, sy_err *err)
{
    char *path = sy_path_join(NULL, m->dir, SY_PROVINCE_STATEMENTS "/交易明细.csv");
    sy_out out = {.fd = -1};
    sy_status st = path ? sy_out_open(&out, path, err) : sy_fail_nomem(err);

    if (st == SY_OK) {
        char *p = sy_out_room(&out, SY_MAX_PATH);
        sy_out_used(&out, stpcpy(p, sy_statement_heading));
        s->statement = &out;
        for (uint64_t i = 0; i < sy_flow_scenes(); i++) sy_flow_play(s, i);
        s->statement = NULL;
    }
    const sy_status closed = sy_out_close(&out, st == SY_OK ? err : NULL);
    sy_drop(NULL, path);
    return st == SY_OK ? closed : st;
}

static sy_status make_part(maker *m, unsigned part, sy_err *err)
{
    sy_out outs[SY_PROVINCE_POOL_COUNT];
    sy_stage *s = sy_new(NULL, sizeof *s);
    sy_status st = s ? SY_OK : sy_fail_nomem(err);

    for (int pool = 0; pool < SY_PROVINCE_POOL_COUNT; pool++) outs[pool] = (sy_out){.fd = -1};
    if (st == SY_OK) st = open_files(m, outs, part, err);
    if (st == SY_OK) {
        *s = (sy_stage){.p = &m->p, .outs = outs};
        put_rows(m, s, part);
        if (part == 0) st = put_flows(m, s, err);
    }
    for (int pool = 0; pool < SY_PROVINCE_POOL_COUNT; pool++) {
        const sy_status closed = sy_out_close(&outs[pool], st == SY_OK ? err : NULL);
        if (st == SY_OK) st = closed;
        if (s) file_of(m, pool, part)->rows = s->rows[pool];
    }
    sy_drop(NULL, s);
    return st;
}

/* ---- the truth ---- */

static sy_status gather_truth(maker *m, sy_err *err)
{
    sy_stage *s = sy_new(NULL, sizeof *s);

    if (!s) return sy_fail_nomem(err);
    *s = (sy_stage){.p = &m->p, .planted = m->planted};
    for (uint64_t i = 0; i < m->p.scenes; i++) sy_scene_play(s, i);
    for (uint64_t i = 0; i < sy_flow_scenes(); i++) sy_flow_play(s, i);
    sy_drop(NULL, s);
    return SY_OK;
}

static void put_head(maker *m, sy_out *out, sy_stage *s)
{
    char day[SY_TIME_TEXT];
    char *p = sy_out_room(out, SY_MAX_PATH);

    sy_time_print(day, (int64_t)m->p.today * SY_DAY, SY_DATE);
    p += sprintf(p, "{\"kind\": \"province\", \"seed\": %llu, \"scale\": %u, \"as_of\": \"%s\",\n",
                 (unsigned long long)m->p.seed, m->p.scale, day);
    p += sprintf(p, "\"planted_from\": %d,\n\"files\": [", SY_SCENE_CASES_FROM / SY_COURTS);
    sy_out_used(out, p);
    for (unsigned i = 0; i < SY_PROVINCE_POOL_COUNT * m->parts; i++) {
        const made_file *f = &m->files[i];
        p = sy_out_room(out, SY_MAX_PATH);
        p += sprintf(p, "%s\n{\"pool\": \"%s\", \"path\": \"%s\", \"rows\": %llu}", i ? "," : "",
                     pool_of(m, (int)(i / m->parts))->id, f->name, (unsigned long long)f->rows);
        sy_out_used(out, p);
    }
    p = sy_out_room(out, SY_MAX_PATH);
    sy_out_used(out, sy_flow_tell(stpcpy(p, "],\n"), s));
}

static sy_status write_truth(maker *m, sy_err *err)
{
    sy_out out = {.fd = -1};
    sy_stage *s = sy_new(NULL, sizeof *s);
    char *path = sy_path_join(NULL, m->dir, "truth.json");
    sy_status st = path && s ? sy_out_open(&out, path, err) : sy_fail_nomem(err);

    if (st == SY_OK) {
        *s = (sy_stage){.p = &m->p};
        put_head(m, &out, s);
        st = sy_planted_write(m->planted, &out, err);
        char *p = sy_out_room(&out, 4);
        sy_out_used(&out, stpcpy(p, "}\n"));
    }
    const sy_status closed = sy_out_close(&out, st == SY_OK ? err : NULL);
    sy_drop(NULL, path);
    sy_drop(NULL, s);
    return st == SY_OK ? closed : st;
}

static sy_status write_readme(const maker *m, sy_err *err)
{
    static const char text[] =
        "本文件夹是程序编造的全省监督数据，用来测试和计时，其中的人、企业、车辆、案件都不存在：\n"
        "证件号码用没有使用的行政区划 330699，号牌用没有使用的发牌机关 浙M 至 浙Z，"
        "法院代码用没有使用的 浙99。\n"
        "pools/ 是各数据池的文件；statements/ 是少数人的流水，供读取流水分析结果的模型；truth.json "
        "写明哪些是故意安排的违法情形，哪些是差一点的。\n";
    char *path = sy_path_join(NULL, m->dir, "README.txt");
    const sy_status st =
        path ? sy_file_write(path, text, sizeof text - 1, err) : sy_fail_nomem(err);

    sy_drop(NULL, path);
    return st;
}

/* ---- all ---- */

static sy_status plan_files(maker *m, sy_err *err)
{
    m->parts = (unsigned)((m->p.vehicles + VEHICLES_OF_PART - 1) / VEHICLES_OF_PART);
    m->files = sy_new_array(NULL, SY_PROVINCE_POOL_COUNT * m->parts, sizeof *m->files);
    if (!m->files) return sy_fail_nomem(err);
    for (int pool = 0; pool < SY_PROVINCE_POOL_COUNT; pool++) {
        const sy_pool *definition = pool_of(m, pool);
        if (!definition)
            return sy_fail(err, SY_EDATA, N_("there is no pool \"%s\""),
                           sy_province_tables[pool].name);
        for (unsigned part = 0; part < m->parts; part++) {
            made_file *f = file_of(m, pool, part);
            snprintf(f->name, sizeof f->name, "pools/%s-%02u.csv", definition->id, part + 1);
        }
    }
    return SY_OK;
}

static sy_status work(void *ctx, size_t part, sy_err *err)
{
    maker *m = ctx;
    return part < m->parts ? make_part(m, (unsigned)part, err) : gather_truth(m, err);
}

static sy_status make_folder(const char *dir, const char *name, sy_err *err)
{
    char *folder = sy_path_join(NULL, dir, name);
    const sy_status st = folder ? sy_make_folder(folder, err) : sy_fail_nomem(err);

    sy_drop(NULL, folder);
    return st;
}

sy_status sy_synth_province(const char *dir, uint64_t seed, unsigned scale, const sy_pools *pools,
                            sy_synth_result *result, sy_err *err)
{
    maker m = {.dir = dir, .pools = pools};
    sy_status st = SY_OK;

    *result = (sy_synth_result){0};
    if (scale < 1 || scale > SY_PROVINCE_SMALLEST)
        return sy_fail(err, SY_EINVAL, N_("a province is made at a scale of 1/1 to 1/%d"),
                       SY_PROVINCE_SMALLEST);
    sy_province_init(&m.p, seed, scale);
    m.p.scenes = sy_scenes(COPIES / scale > FEWEST_COPIES ? COPIES / scale : FEWEST_COPIES);
    SY_ASSERT(m.p.scenes + sy_flow_scenes() <= sy_province_most_scenes());
    st = make_folder(dir, "pools", err);
    if (st == SY_OK) st = make_folder(dir, SY_PROVINCE_STATEMENTS, err);
    if (st == SY_OK) st = plan_files(&m, err);
    if (st == SY_OK) st = sy_planted_new(&m.planted, err);
    if (st == SY_OK) st = sy_parallel(m.parts + 1, work, &m, err);
    if (st == SY_OK) st = write_truth(&m, err);
    if (st == SY_OK) st = write_readme(&m, err);
    result->files = SY_PROVINCE_POOL_COUNT * m.parts;
    for (unsigned i = 0; i < result->files && m.files; i++) result->rows += m.files[i].rows;
    sy_planted_free(m.planted);
    sy_drop(NULL, m.files);
    return st;
}
