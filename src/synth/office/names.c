/* Surname and given name are drawn from two tables by one walk over all pairs, whose start
 * and step depend on the seed. */
#include "synth/office/names.h"

static const char *const surnames[30] = {
    "钱", "花", "柳", "云", "甄", "石", "钟", "向", "白", "江", "雪", "竹", "松", "梅", "夏",
    "秋", "温", "水", "燕", "鹿", "叶", "桑", "路", "时", "安", "山", "宁", "游", "乐", "古"};

static const char *const given[70] = {
    "流水", "有期", "成荫", "春暖", "满楼", "有财", "如故", "长明", "渡舟", "听雨", "问路", "归雁",
    "望月", "知返", "不语", "无迹", "有意", "照壁", "敲棋", "煮茶", "采菊", "折桂", "踏歌", "临风",
    "观潮", "枕石", "漱玉", "挂帆", "拾穗", "扫雪", "寻梅", "卧云", "听泉", "种豆", "晒书", "摇橹",
    "放鹤", "看山", "数星", "捣衣", "补天", "填海", "移山", "追日", "射虎", "画龙", "点睛", "添足",
    "守株", "刻舟", "画饼", "望梅", "止渴", "借箭", "还珠", "抱柱", "尾生", "叶公", "塞翁", "愚公",
    "东风", "西窗", "南柯", "北辰", "半夏", "当归", "茯苓", "远志", "重楼", "忍冬"};

enum { WORDS = 60 };

static const char *const towns[] = {"虚构市", "乌有县", "子虚市", "亡是县", "无名市", "忘川县"};

static const char *const words[WORDS] = {
    "长虹", "流霞", "飞雪", "听松", "凌波", "揽月", "逐浪", "沉香", "碧落", "丹青", "云帆", "星河",
    "竹影", "梧桐", "芙蓉", "琥珀", "青花", "紫藤", "白鹭", "朱雀", "玄武", "凤栖", "龙吟", "鹤鸣",
    "鱼跃", "春泥", "夏荷", "秋水", "冬青", "晨曦", "暮鼓", "晚钟", "渔舟", "樵歌", "牧笛", "桃源",
    "兰亭", "曲水", "高山", "弦歌", "锦瑟", "霓裳", "羽衣", "千帆", "万卷", "百川", "九霄", "八方",
    "三叠", "两岸", "一叶", "双桥", "半山", "满庭", "临江", "望海", "听潮", "归舟", "问津", "远行"};

const char *sy_name_person(sy_world *w, uint32_t n)
{
    /* 1187 is prime and divides 2100 not, so the walk meets every pair once */
    const uint64_t k =
        (sy_random_mix(w->seed + 77) % SY_PEOPLE_NAMES + (uint64_t)n * 1187) % SY_PEOPLE_NAMES;

    return sy_world_text(w, "%s%s", surnames[k % 30], given[k / 30]);
}

const char *sy_name_town(const sy_world *w)
{
    return towns[sy_random_mix(w->seed + 5) % (sizeof towns / sizeof *towns)];
}

const char *sy_name_words(sy_world *w)
{
    const char *first = SY_ONE_OF(w, words), *second = SY_ONE_OF(w, words);

    return sy_chance(w, 70) ? first : sy_world_text(w, "%s%s", first, second);
}

const char *sy_name_firm(sy_world *w, const char *trade)
{
    /* nor does it divide 60 * 61: no two firms have the same words */
    enum { PAIRS = WORDS * (WORDS + 1) };
    const uint64_t k =
        (sy_random_mix(w->seed + 78) % PAIRS + (uint64_t)w->n_firms++ * 1187) % PAIRS;
    const uint64_t second = k / WORDS;

    return sy_world_text(w, "%s%s%s%s", sy_name_town(w), words[k % WORDS],
                         second < WORDS ? words[second] : "", trade);
}

const char *sy_name_phone(sy_world *w)
{
    /* 1 and then 0: no mobile number begins like that */
    return sy_world_text(w, "10%09u", sy_below(w, 1000000000));
}

const char *sy_name_address(sy_world *w)
{
    const char *estate = SY_ONE_OF(w, words), *road = SY_ONE_OF(w, words);

    return sy_world_text(w, "%s%s路%u号%s苑%u幢%u室", sy_name_town(w), road, 1 + sy_below(w, 200),
                         estate, 1 + sy_below(w, 30), 101 + sy_below(w, 20) * 100 + sy_below(w, 4));
}

const char *sy_name_account_number(sy_world *w)
{
    const uint32_t high = sy_below(w, 100000000), low = sy_below(w, 10000000);

    return sy_world_text(w, "99%08u%07u", high, low);
}
