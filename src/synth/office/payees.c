/* A table of kinds of payees, each with words around an invented name; a payee is one of a
 * kind, paid directly, or through one of the two payment firms, as the drawn form says. */
#include "synth/office/payees.h"

#include "synth/office/names.h"

typedef struct kind {
    const char *form; /* %s: an invented word */
    const char *summary;
    int64_t least, most; /* yuan */
} kind;

/* clang-format off */
static const kind kinds[] = {
    {"%s小学", "伙食费", 200, 900}, {"%s中学", "校服费", 150, 600}, {"阳光%s幼儿园", "保教费", 800, 2600},
    {"%s职业学校", "学杂费", 600, 2600}, {"%s小学食堂", "消费", 8, 40}, {"%s机关食堂", "食堂充值", 50, 300},
    {"%s纺织厂食堂", "消费", 8, 30}, {"%s大药房", "消费", 12, 380}, {"太平%s药店", "消费", 10, 260},
    {"%s人民医院", "门诊", 20, 1800}, {"%s中医院", "医药费", 30, 900}, {"%s社区卫生服务中心", "挂号", 10, 200},
    {"%s口腔门诊部", "医疗", 100, 3800}, {"%s街道办事处", "工本费", 5, 40}, {"%s社区居民委员会", "卫生费", 30, 120},
    {"置业路%s停车场", "停车费", 3, 40}, {"地产大厦%s停车场", "停车", 3, 40}, {"%s智慧停车", "停车费", 2, 30},
    {"%s商场停车场", "消费", 5, 30}, {"%s加油站", "加油", 100, 420}, {"%s石油站", "消费", 120, 400},
    {"%s超市", "消费", 10, 360}, {"%s便利店", "消费", 4, 60}, {"平安里%s菜场", "消费", 6, 90},
    {"%s水果店", "消费", 10, 120}, {"车厘子%s水果", "消费", 20, 160}, {"%s面馆", "消费", 10, 60},
    {"大家乐%s餐饮", "消费", 20, 260}, {"%s餐饮管理有限公司", "消费", 30, 600}, {"%s茶餐厅", "消费", 20, 180},
    {"%s奶茶", "消费", 8, 40}, {"太平洋里%s咖啡", "消费", 15, 80}, {"黄金%s糕点", "消费", 12, 160},
    {"金条%s饼屋", "消费", 10, 90}, {"%s美发", "消费", 25, 380}, {"理想%s发廊", "消费", 30, 200},
    {"%s洗衣店", "洗衣", 20, 120}, {"友邦%s吊顶", "材料费", 100, 900}, {"%s五金店", "消费", 8, 260},
    {"保险箱%s五金", "消费", 60, 400}, {"现代%s厨具", "消费", 30, 700}, {"%s家电维修", "维修费", 40, 400},
    {"%s服饰", "消费", 40, 700}, {"%s鞋业门店", "消费", 60, 500}, {"宝来%s童装", "消费", 40, 300},
    {"%s百货有限公司", "消费", 20, 800}, {"%s母婴用品", "消费", 40, 600}, {"%s书店", "图书", 15, 200},
    {"证券大厦%s快餐", "消费", 12, 40}, {"期货巷%s小吃", "消费", 8, 40}, {"%s快递服务点", "快递费", 8, 60},
    {"%s通信营业厅", "话费", 20, 200}, {"%s广播电视网络", "收视费", 20, 40}, {"%s自来水有限公司", "水费", 20, 140},
    {"%s供电公司", "电费", 40, 420}, {"%s燃气有限公司", "燃气费", 30, 180}, {"%s公交公司", "公交充值", 20, 100},
    {"%s出行", "打车", 8, 70}, {"%s客运中心", "车票", 10, 120}, {"%s保洁服务部", "保洁", 60, 300},
    {"%s家政服务", "家政", 80, 600}, {"%s影城", "电影票", 30, 160}, {"%s体育馆", "场地费", 20, 160},
    {"%s棋牌室", "消费", 20, 120}, {"%s宠物医院", "诊疗", 60, 800}, {"%s花店", "消费", 20, 300},
    {"人民币%s收藏社", "纪念币", 20, 300}, {"%s慈善基金会", "捐款", 10, 200}, {"%s社会保险中心", "社保缴费", 200, 900},
    {"%s医疗保障局", "医保缴费", 200, 450}, {"%s公共资源交易中心", "投标保证金", 500, 5000},
    {"%s打印社", "打印", 2, 60}, {"%s眼镜店", "消费", 80, 900}, {"%s房卡制作店", "工本费", 5, 30},
    {"购物车%s商行", "消费", 10, 300}, {"%s手机维修", "维修", 40, 500}, {"%s健身房", "会员费", 100, 900},
    {"%s游泳馆", "门票", 20, 60}, {"%s培训中心", "培训费", 200, 2600}, {"%s驾驶培训", "学车费", 300, 2800},
    {"%s电动自行车行", "修理", 20, 260}, {"%s自行车店", "消费", 30, 600}, {"%s陶瓷店", "消费", 30, 400},
    {"%s农资店", "农资", 30, 700}, {"%s苗圃", "消费", 20, 300}, {"%s茶叶店", "消费", 40, 700},
    {"%s烟酒商行", "消费", 20, 900}, {"%s肉铺", "消费", 15, 160}, {"%s水产", "消费", 20, 260},
    {"%s豆腐坊", "消费", 4, 30}, {"%s包子铺", "消费", 3, 30}, {"%s酱菜厂门市", "消费", 5, 60},
    {"%s裁缝店", "消费", 10, 160}, {"%s殡仪服务站", "服务费", 100, 900}, {"%s公证咨询", "咨询费", 50, 400},
    {"%s彩扩", "消费", 10, 160}, {"%s网络科技有限公司", "会员", 10, 60}, {"%s信息技术有限公司", "充值", 10, 100},
    {"%s旧货市场", "消费", 20, 400}, {"%s窗帘店", "消费", 80, 900}, {"%s灯饰店", "消费", 40, 700},
    {"龙门%s客栈", "餐费", 40, 400}, {"金地角%s文具", "文具", 5, 80}, {"新城小区%s快递驿站", "快递费", 5, 30},
    {"绿城路%s早餐", "消费", 4, 20}, {"中海路%s烧烤", "消费", 30, 260}, {"阳光路%s干洗", "洗衣", 20, 100}};
/* clang-format on */
enum { KINDS = sizeof kinds / sizeof *kinds };

static const sy_office_payee *through(sy_world *w, const char *name)
{
    static const char *const types[] = {"网联支付", "快捷支付", "网上支付"};
    const sy_office_payee tenpay = {.name = sy_chance(w, 60) ? "财付通支付科技有限公司"
                                                             : "财付通-扫二维码付款",
                                    .number = "Z2004944000010N",
                                    .merchant = name,
                                    .type = SY_ONE_OF(w, types)};
    const sy_office_payee alipay = {.name = sy_chance(w, 60) ? "支付宝（中国）网络技术有限公司"
                                                             : "支付宝-消费",
                                    .number = "Z2007933000010N",
                                    .merchant = name,
                                    .type = SY_ONE_OF(w, types)};

    return sy_world_payee(w, sy_chance(w, 60) ? &tenpay : &alipay);
}

static const sy_office_payee *directly(sy_world *w, const char *name)
{
    const sy_office_payee pos = {
        .name = name, .merchant = sy_chance(w, 50) ? name : "", .type = "POS消费"};
    const sy_office_payee account = {.name = name,
                                     .number = sy_name_account_number(w),
                                     .bank = sy_world_text(w, "%s农村商业银行", sy_name_town(w)),
                                     .type = "转账"};

    return sy_world_payee(w, sy_chance(w, 75) ? &pos : &account);
}

static void make_one(sy_everyday *e, sy_world *w)
{
    const kind *k = &kinds[sy_below(w, KINDS)];
    const char *word = sy_name_words(w);
    char core[128];
    size_t n = 0;

    for (const char *c = k->form; *c && n + 1 < sizeof core; c++) {
        if (c[0] == '%' && c[1] == 's') {
            for (const char *d = word; *d && n + 1 < sizeof core; d++) core[n++] = *d;
            c++;
        } else {
            core[n++] = *c;
        }
    }
    core[n] = 0;
    const char *name = sy_world_text(w, "%s%s", sy_chance(w, 60) ? sy_name_town(w) : "", core);
    e->payee = sy_chance(w, 65) ? through(w, name) : directly(w, name);
    e->summary = sy_chance(w, 50) ? k->summary : "消费";
    e->least = k->least * SY_YUAN;
    e->most = k->most * SY_YUAN;
}

void sy_payees_make(sy_payees *p, sy_world *w, size_t n)
{
    p->n = 0;
    p->list = sy_arena_get(&w->arena, n * sizeof *p->list);
    if (!p->list) {
        w->is_out_of_memory = true;
        return;
    }
    p->n = n;
    for (size_t i = 0; i < n; i++) make_one(&p->list[i], w);
    const sy_office_payee machine = {.type = "ATM", .is_cash = true},
                          counter = {.type = "柜面", .is_cash = true}, interest = {.type = "结息"},
                          fee = {.type = "收费"}, message = {.type = "收费"},
                          repayment = {.name = "信用卡还款专户", .type = "信用卡还款"};
    p->cash_machine = sy_world_payee(w, &machine);
    p->counter = sy_world_payee(w, &counter);
    p->interest = sy_world_payee(w, &interest);
    p->fee = sy_world_payee(w, &fee);
    p->message_fee = sy_world_payee(w, &message);
    p->card_repayment = sy_world_payee(w, &repayment);
}

const sy_everyday *sy_payees_draw(const sy_payees *p, sy_world *w)
{
    return &p->list[sy_random_heavy(&w->r, (uint32_t)p->n)];
}
