# What a word processor makes of a model's document and of a letter to a bank: the words of the page,
# in their order.
command -v soffice >/dev/null || { echo "skipped: LibreOffice is not installed"; exit 77; }
set -e
export XDG_CONFIG_HOME=$PWD/config
suyuan init a.suyuan >/dev/null
# A court that would like to be markup, and one that turns the line round.
cat > seals.csv <<'END'
案号,查封法院,查封类型,财产类型,号牌号码,查封日期,查封到期日,申请续封日期
(2022)浙0699执1号,"某县<b>&法院'""",首封,车辆,浙D00004,2022-05-10,2024-05-09,2024-04-20
(2022)浙0699执2号,某县‮院法,首封,车辆,浙D00005,2022-05-10,2024-05-09,2024-04-20
END
suyuan pool a.suyuan load seals seals.csv >/dev/null
suyuan model a.suyuan run seal-lapsed --as-of 2026-01-15 >/dev/null
for id in $(suyuan lead a.suyuan list --json | grep -o '"id":"[0-9a-f]\{16\}"' | cut -d'"' -f4); do
    suyuan lead a.suyuan move "$id" confirmed --on 2026-01-16 --as-of 2026-02-01 >/dev/null
done
for lang in zh en; do
    for kind in docx html; do
        suyuan --lang $lang model a.suyuan dossier seal-lapsed -o "$lang.$kind" --as-of 2026-02-01 >/dev/null
    done
done
for lang in zh en; do suyuan --lang $lang report a.suyuan leads --model seal-lapsed -o "leads-$lang.docx" >/dev/null; done
suyuan report a.suyuan leads --model seal-lapsed -o again.docx >/dev/null && cmp again.docx leads-zh.docx && echo "the same twice"
suyuan request a.suyuan add --what statement --person "样甲<w:t>&'\"" --identity 330699198503150025 --account 6222021234567890003 \
    --institution "样县‮行银</w:p>" --from 2023-01-01 --to 2023-12-31 --ground rules-64-4 --why "样甲 ]]> 转款" \
    --approver 样丁 --officer 样乙,样丙 >/dev/null
for lang in zh en; do
    for kind in docx html; do suyuan --lang $lang request a.suyuan text 1 -o "letter-$lang.$kind" >/dev/null; done
done
suyuan request a.suyuan text 1 -o again.docx >/dev/null && cmp again.docx letter-zh.docx && echo "the same twice"
office() { soffice "-env:UserInstallation=file://$PWD/profile" --headless --convert-to "$@" >/dev/null 2>&1; }
office txt:Text:UTF8 zh.docx en.docx letter-zh.docx letter-en.docx leads-zh.docx leads-en.docx
python3 "$HERE/same_words.py" zh.html zh.txt
python3 "$HERE/same_words.py" en.html en.txt
python3 "$HERE/same_words.py" letter-zh.html letter-zh.txt 800
python3 "$HERE/same_words.py" letter-en.html letter-en.txt
echo "a letter about leads"
cat leads-zh.txt
sed -n 1,5p leads-en.txt
office pdf zh.docx letter-zh.docx
pdftotext -layout letter-zh.pdf - | grep -E '协助查询函|〔|致|年.*月.*日|（印章）|审批' | head -9 |
    sed -E 's/^ {8,}/        /' # by how much a line is set in differs by a blank between machines
pdfinfo zh.pdf | grep 'Page size'
pages=$(pdfinfo zh.pdf | sed -n 's/^Pages: *//p')
test "$(pdftotext zh.pdf - | grep -c -- '— *[0-9]* *—')" = "$pages" && echo "each page has its number"
