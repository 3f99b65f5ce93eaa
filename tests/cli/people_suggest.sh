# Who stands beside the debtor in files and registers: proposals, one of them taken over.
set -e
suyuan init a.suyuan --debtor 虚构甲 --debtor-id 330699198503150025 >/dev/null
cat >statement.csv <<'END'
交易卡号,交易户名,交易证件号码,交易时间,收付标志,交易金额,交易余额,交易对手账卡号,对手户名,摘要说明
6299990000000000011,虚构甲,330699198503150025,2023-01-02 09:00:00,进,1000.00,1000.00,6299990000000000029,虚构乙,转账
6299990000000000011,虚构甲,330699198503150025,2023-01-03 09:00:00,出,200.00,800.00,6299990000000000029,虚构乙,转账
END
cat >accounts.csv <<'END'
账户开户名称,开户人证件号码,交易卡号,账号开户时间,账户状态,联系电话,通信地址,代理人,法人代表
虚构甲,330699198503150025,6299990000000000011,2015-01-02,正常,13900000001,样县一街1号2单元301室,虚构己,
虚构丁,330699199202291232,6299990000000000060,2015-01-02,正常,13900000002,样县一街1号2单元301室,,
虚构戊,330699197001019989,6299990000000000078,2015-01-02,正常,13900000001,样县二街2号,虚构甲,
虚构商贸有限公司,91330683MA2000019N,6299990000000000086,2018-01-02,正常,0575-00000000,样县三街3号,,虚构甲
END
cat >companies.csv <<'END'
企业名称,统一社会信用代码,法定代表人,股东,股东证件号码,认缴出资额(万元),登记状态
虚构商贸有限公司,91330683MA2000019N,虚构甲,虚构甲,330699198503150025,50,存续
虚构建材有限公司,,虚构庚,虚构甲,330699198503150025,20,存续
END
cat >flats.csv <<'END'
坐落,不动产权证号,权利人,证件号码,登记时间,权属状态
样县一街1号2单元301室,浙(2015)样县不动产权第0000001号,虚构甲、虚构丁,330699198503150025、330699199202291232,2015-01-05,现势
END
suyuan import a.suyuan statement.csv accounts.csv companies.csv flats.csv
suyuan people a.suyuan suggest
suyuan people a.suyuan suggest --lang en
id() { suyuan people a.suyuan suggest --json | python3 -c '
import json, sys
print(next(p["id"] for p in json.load(sys.stdin)["proposals"] if p["name"] == sys.argv[1]))' "$1"; }
echo "taken over"
suyuan people a.suyuan add "$(id 虚构商贸有限公司)"
suyuan people a.suyuan add "$(id 虚构丁)" || echo "exit $?"
suyuan people a.suyuan add "$(id 虚构丁)" --relation 配偶 --json | python3 "$HERE/pretty.py"
suyuan people a.suyuan suggest --json | python3 "$HERE/pretty.py"
suyuan people a.suyuan add 00000000 --relation 配偶 || echo "exit $?"
