# A run that is not recorded, and two versions of a model on the same pools. Everybody is
# made up.
export XDG_CONFIG_HOME=$PWD/config
quiet() { "$@" >/dev/null; }
mkdir -p data/models
for kind in profiles pools dict; do ln -s "$HERE/../../$kind" data; done
for id in vehicle-two-files seal-lapsed; do
    cp -r "$HERE/../../models/$id" data/models
    sed -i 's/^version: .*/version: 1.0.0/' data/models/$id/model.yaml
done
export SUYUAN_DATA=$PWD/data
quiet suyuan init a.suyuan
cat > cases.csv <<'END'
案号,执行法院,被执行人姓名/名称,身份证号码/组织机构代码,立案时间,终本日期,执行标的,未履行金额
(2023)浙0699执12号,某县法院,样甲,330699198503150025,2023-01-10,2023-06-20,100000.00,80000.00
(2023)浙0699执30号,某县法院,样乙,330699199202291232,2023-01-10,2023-06-20,100000.00,60000.00
END
cat > cars.csv <<'END'
号牌号码,所有人,身份证明号码,机动车状态,初次登记日期,检验有效期止
浙D00001,样甲,330699198503150025,A,2020-03-02,2027-03-31
浙D00002,样乙,330699199202291232,K,2018-03-02,2024-03-31
浙D00003,样乙,330699199202291232,A,2024-03-02,2026-03-31
END
quiet suyuan pool a.suyuan load terminated-cases cases.csv
quiet suyuan pool a.suyuan load vehicles cars.csv

echo "== nothing is recorded"
suyuan model a.suyuan run --dry-run --as-of 2026-01-15
suyuan lead a.suyuan
suyuan model a.suyuan log
quiet suyuan model a.suyuan run vehicle-two-files --as-of 2026-01-15
cat > more.csv <<'END'
号牌号码,所有人,身份证明号码,机动车状态,初次登记日期,检验有效期止
浙D00009,样甲,330699198503150025,A,2021-03-02,2027-03-31
END
quiet suyuan pool a.suyuan load vehicles more.csv
suyuan model a.suyuan run vehicle-two-files --dry-run --as-of 2026-01-15
suyuan model a.suyuan run vehicle-two-files --dry-run --as-of 2026-01-15 --json | sed 's/"ms":[0-9]*/"ms":0/'

echo "== another version"
cp -r "$HERE/../../models/vehicle-two-files" newer
sed -i "s/^version: .*/version: 2.0.0/; s/{[^a-z}]*}/…/g" newer/model.yaml # it gives no facts
# It leaves out who has one car only, and calls the rest by another rule.
cat > newer/query.sql <<'END'
SELECT v.plate || ' ' || v.owner_id AS key, 'registered' AS rule,
       any_value(t.case_number) AS case_number, any_value(t.terminated) AS act_date,
       list(DISTINCT v.owner) AS parties
FROM vehicles v JOIN terminated_cases t ON t.debtor_id = v.owner_id
WHERE v.plate > '浙D00001'
GROUP BY v.plate, v.owner_id
END
suyuan model a.suyuan compare vehicle-two-files newer --as-of 2026-01-15
suyuan model a.suyuan show newer > shown
head -1 shown
suyuan model a.suyuan compare vehicle-two-files newer --as-of 2026-01-15
suyuan model a.suyuan compare vehicle-two-files newer --as-of 2026-01-15 --json |
    sed 's/"hash":"[0-9a-f]*"/"hash":"H"/g; s/"ms":[0-9]*/"ms":0/g'

echo "== other parameters"
suyuan model a.suyuan compare vehicle-two-files --against young_years=1 --set young_years=30 --as-of 2026-01-15
suyuan model a.suyuan compare vehicle-two-files --against months=1
suyuan model a.suyuan compare seal-lapsed newer
suyuan model a.suyuan compare
suyuan model a.suyuan compare nobody
