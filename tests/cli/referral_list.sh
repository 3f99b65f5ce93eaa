# Leads that may be referred to the police: what is at hand, where it stands, what is missing.
# Only models with that exit; refuted ones only when they are asked for. Everybody is made up.
export XDG_CONFIG_HOME=$PWD/config
quiet() { "$@" >/dev/null; }
quiet suyuan init a.suyuan
cat > suits.csv <<'END'
案号,审理法院,案由,原告,原告证件号码,被告,被告证件号码,诉讼标的额,立案日期,结案日期,结案方式,被告答辩情况
(2024)浙0699民初1号,某县法院,民间借贷纠纷,样甲,330699198503150025,样乙,330699199202291232,500000.00,2024-03-01,2024-03-05,调解,无争议
(2024)浙0699民初2号,某县法院,民间借贷纠纷,样甲,330699198503150025,样丙,330699198001010014,50000.00,2024-03-01,2024-03-05,调解,无争议
END
cat > kin.csv <<'END'
姓名,证件号码,关系人姓名,关系人证件号码,关系
样乙,330699199202291232,样甲,330699198503150025,姐弟
样丙,330699198001010014,样甲,330699198503150025,=父子
END
cat > cases.csv <<'END'
案号,执行法院,被执行人姓名/名称,身份证号码/组织机构代码,终本日期
(2023)浙0699执12号,某县法院,样甲,330699198503150025,2023-06-20
END
cat > cars.csv <<'END'
号牌号码,所有人,身份证明号码,机动车状态,初次登记日期
浙D00001,样甲,330699198503150025,A,2020-03-02
END
quiet suyuan pool a.suyuan load suits suits.csv
quiet suyuan pool a.suyuan load kin kin.csv
quiet suyuan pool a.suyuan load terminated-cases cases.csv
quiet suyuan pool a.suyuan load vehicles cars.csv
echo "== nothing yet"
suyuan report a.suyuan referral-list -o list.html
quiet suyuan model a.suyuan run sham-suit-mediation vehicle-two-files --as-of 2026-01-15
echo "== two, and not the vehicle"
suyuan report a.suyuan referral-list -o list.html
sed -n '/<h1>/,$p' list.html
suyuan report a.suyuan referral-list -o list.xlsx
suyuan report a.suyuan referral-list -o again.xlsx
cmp list.xlsx again.xlsx && echo same bytes
suyuan report a.suyuan referral-list -o list.docx
python3 -c 'import zipfile; print(zipfile.ZipFile("list.docx").read("word/document.xml").decode())' | sed "s/<[^>]*>//g" | grep -E "公安局|尚未查证|移送函"
suyuan report a.suyuan referral-list -o list.pdf
echo "== in English; one model"
suyuan report a.suyuan referral-list --model sham-suit-mediation -o en.html --lang en
sed -n '/<h1>/,/<\/tr>/p' en.html
suyuan report a.suyuan referral-list --model vehicle-two-files -o none.html
