# A picture of accounts: opened sides, what stands stays, people, mistakes.
set -e
suyuan init a.suyuan --sample >/dev/null
suyuan graph a.suyuan --account 6299990102562979425 --right 6299990102562979425 --top 4
suyuan graph a.suyuan --account 6299990102562979425 --left 6299990102562979425 --top 2 --sort count --json | python3 "$HERE/pretty.py"
suyuan graph a.suyuan --level person --right 安添足 --top 3 --since 2023-06-05 --least 10000
suyuan graph a.suyuan --placed 6299990102562979425@3@7,to:cash@4@7 --right 6299990102562979425 --top 2 --json | python3 "$HERE/pretty.py"
for wrong in "--account nobody" "--placed x" "--sort size" "--level town" "--top 0x"; do
    suyuan graph a.suyuan $wrong || echo "exit code $?"
done
