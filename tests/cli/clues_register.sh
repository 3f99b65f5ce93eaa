# Clues looked up in registers: a car that was his helper's and has gone on, a flat that stands,
# a policy under another name than the payer's, a parking space that no register shows.
set -e
suyuan synth demo --seed 3 >/dev/null
suyuan init a.suyuan --debtor 钱流水 --judgment-effective 2022-06-20 >/dev/null
suyuan import a.suyuan demo/statements >/dev/null
states() {
    suyuan clues a.suyuan --json | python3 -c '
import json, sys
for clue in json.load(sys.stdin)["clues"]:
    register = clue.get("register")
    if clue["class"] in ("real_estate", "vehicle", "insurance"):
        entry = register.get("entry")
        if entry: register["entry"] = "...-" + entry.split("-", 1)[1]
        later = register.get("until_entry")
        if later: register["until_entry"] = "...-" + later.split("-", 1)[1]
        print(clue["class"], register)'
}
echo "nothing loaded"
states
cat >vehicles.csv <<'END'
号牌号码,发证机关,所有人,身份证明号码,初次登记日期,转移登记日期,销售价格(万元),机动车状态,中文品牌
00001,浙D,柳成荫,33069919860526252X,2023-03-09,,28.58,A,虚构牌
00002,浙D,柳成荫,33069919860526252X,2016-03-09,,9.8,A,虚构牌
00001,浙D,虚构受让人,330699197001019989,2023-03-09,2023-08-01,,A,虚构牌
00003,浙D,向春暖,330699195103030864,2023-03-10,,28.58,A,虚构牌
END
cat >flats.csv <<'END'
坐落,不动产权证号,权利人,证件号码,登记时间,取得价格(万元),权属状态
云溪路1号5幢101室,浙(2022)虚构市不动产权第0000001号,向春暖,330699195103030864,2022-12-20,167,现势
云溪路9号,浙(2015)虚构市不动产权第0000002号,钟有时,330699199005233914,2015-01-05,80,现势
END
cat >policies.csv <<'END'
保险公司,保单号,险种,投保人,投保人证件号码,承保日期,期交保费,现金价值,保单状态
岁岁安人寿,P00000001,终身寿险,花有意,330699198409143734,2022-08-10,35000,61000,有效
END
suyuan import a.suyuan vehicles.csv flats.csv policies.csv
echo "loaded"
states
said() { suyuan clues a.suyuan --class "$1" --lang "${2:-zh}" | grep -A1 -e 登记比对 -e '^ *register:'; }
said vehicle
said real_estate en
echo "somebody of the case has the policy"
suyuan people a.suyuan add --relation 其他亲属 --name 花有意 --identity 330699198409143734 >/dev/null
said insurance
echo "somebody of whom there is no statement"
cat >wife.csv <<'END'
坐落,不动产权证号,权利人,证件号码,登记时间,取得价格(万元),权属状态
云溪路1号地下1层C1车位,浙(2023)虚构市不动产权第0000003号,虚构妻,330699199202291232,2023-06-20,30,现势
END
suyuan import a.suyuan wife.csv >/dev/null
suyuan people a.suyuan add --relation 配偶 --name 虚构妻 --identity 330699199202291232 >/dev/null
said real_estate
echo "ended"
sed 's/有效/退保/; s/保单状态/保单状态,退保日期/; s/退保$/退保,2024-09-01/' policies.csv >later.csv
suyuan import a.suyuan later.csv >/dev/null
said insurance
