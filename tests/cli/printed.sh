# Statements that were printed: PDF of three banks, OFD; and pages that cannot be read.
python3 "$HERE/printed.py" .
set -e
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan abc.pdf boc.ofd cmb.pdf scan.pdf locked.pdf
suyuan accounts a.suyuan --all
suyuan quality a.suyuan
suyuan entries a.suyuan --account 6299990000000000540
echo "where there is no pdftotext"
mkdir only
ln -s "$(command -v suyuan)" only/suyuan
(PATH=$PWD/only && suyuan import a.suyuan cmb.pdf boc.pdf boc.ofd --dry-run)
echo "the same statement as PDF"
suyuan import a.suyuan boc.pdf
