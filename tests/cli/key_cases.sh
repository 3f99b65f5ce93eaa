# Key cases: named by a document, chosen by conditions with reasons, added by hand; what was
# done in them; petitions make leads ones on application. Everybody is made up.
export XDG_CONFIG_HOME=$PWD/config
quiet() { "$@" >/dev/null; }
key() { suyuan key-cases a.suyuan "$@" 2>&1; }
whoever() { sed 's/  20[0-9-]* [0-9:]*  [^ ]*/  T  样/; s/（2[0-9-]* [0-9:]* 由 [^ ]* 撤销）/（撤销）/; s/"who":"[^"]*"/"who":"样"/g; s/"at":"[^"]*"/"at":"T"/g; s/"undone_\(by\|at\)":"[^"]*"/"undone_\1":"T"/g'; }
quiet suyuan init a.suyuan
echo "== nothing is known"
key
cat > terminated.csv <<'END'
案号,执行法院,被执行人姓名/名称,身份证号码/组织机构代码,立案时间,终本日期,执行标的,未履行金额
(2023)浙0699执12号,某县法院,样甲,330699198503150025,2023-01-10,2023-06-20,1200000.00,800000.00
(2023)浙0699执30号,某县法院,样乙,330699199202291232,2023-01-10,2023-06-20,100000.00,60000.00
(2021)浙0699执7号,某县法院,样丙,330699198001010014,2021-01-10,2021-06-20,50000.00,50000.00
END
cat > cars.csv <<'END'
号牌号码,所有人,身份证明号码,机动车状态,初次登记日期,检验有效期止
浙D00001,样甲,330699198503150025,A,2020-03-02,2027-03-31
浙D00003,样乙,330699199202291232,A,2020-03-02,2026-03-31
浙D00004,样丙,330699198001010014,A,2020-03-02,2026-03-31
END
cat > cases.csv <<'END'
案号,执行法院,案由,原执行案号,立案日期,申请标的额,到位金额,结案方式,履行完毕日期
(2023)浙0699执12号,某县法院,民间借贷纠纷,,2023-01-10,1200000,400000,终结本次执行程序,
(2023)浙0699执30号,某县法院,追索劳动报酬纠纷,,2023-01-10,100000,40000,终结本次执行程序,
(2023)浙0699执恢9号,某县法院,追索劳动报酬纠纷,(2021)浙0699执7号,2023-01-10,50000,0,终结本次执行程序,
(2021)浙0699执7号,某县法院,追索劳动报酬纠纷,,2021-01-10,50000,0,终结本次执行程序,
(2024)浙0699执1号,某县法院,抚养费纠纷,,2024-01-10,9000000,9000000,执行完毕,2024-03-01
END
cat > petitions.csv <<'END'
登记编号,来访日期,渠道,申请人,案号,诉求类型
XF0001,2024-05-06,12309热线,样丁,(2023)浙0699执12号之一,终本异议
XF0002,2024-05-07,综治中心,样戊,(2024)浙0699执1号,催办
XF0003,2024-05-08,综治中心,样己,(2023)浙0699执恢9号,催办
XF0004,2024-05-09,综治中心,样庚,,催办
END
cat > named.csv <<'END'
案号,执行法院,交办文号,交办单位,交办日期,交办理由,办结期限
(2023)浙0699执30号,某县法院,某政法〔2026〕3号,某县委政法委,2026-01-05,欠薪,2026-06-30
END
quiet suyuan pool a.suyuan load terminated-cases terminated.csv
quiet suyuan pool a.suyuan load vehicles cars.csv
quiet suyuan pool a.suyuan load cases cases.csv
quiet suyuan pool a.suyuan load petitions petitions.csv
quiet suyuan pool a.suyuan load key-cases named.csv
quiet suyuan model a.suyuan run vehicle-two-files --as-of 2026-01-15

echo "== the list, and why"
key
key list --all
key show '（2023）浙0699执30号'
key --json
# Each reason with its rows, the closing of the case before it too.
key show '(2023)浙0699执恢9号'
key show '(2023)浙0699执30号' --json

echo "== what was done"
key done '(2023)浙0699执30号' --what 阅卷 --on 2026-02-03 --by 甲检 --note '=cmd'
key done '(2023)浙0699执12号' --what hearing --on 2026-02-05 --by 乙检
key drop '(2023)浙0699执12号' --note 另案办理
key add '(2020)浙0699执5号' --note 领导批示
key
key undo '(2023)浙0699执12号'
key undo
key
key show '(2023)浙0699执12号' | whoever
key show '(2023)浙0699执30号' --json | whoever

echo "== what cannot be"
key done '(2023)浙0699执12号' --what 旁听 --by 甲检
key done '(2023)浙0699执12号' --what 列席
key done '(2023)浙0699执12号' --what 列席 --by 甲检 --on 昨天
key done '(2099)浙0699执12号' --what 列席 --by 甲检
key add 某案
key show
key list x
key dance
quiet suyuan key-cases a.suyuan undo; quiet suyuan key-cases a.suyuan undo
key undo; key undo; key undo

echo "== leads on application and ex officio"
suyuan lead a.suyuan list --source application
suyuan lead a.suyuan list --source ex_officio --json | sed 's/.*"source":"\([a-z_]*\)","petition":\([^,]*\),.*/\1 \2/'
one=$(suyuan lead a.suyuan list --source application --json | sed 's/^{"leads":\[{"id":"\([0-9a-f]*\)".*/\1/')
suyuan lead a.suyuan move "$one" confirmed
suyuan lead a.suyuan move "$one" referred --measure property-referral
suyuan lead a.suyuan show "$one" | grep 来源
