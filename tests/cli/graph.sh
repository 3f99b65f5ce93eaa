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
# Folded, traced, with the transfers behind the links; and what is no longer there.
suyuan graph a.suyuan --placed 6299990102562979425@0@0,fold:g1@1@,nobody@2@0 --fold g1=6299990500265397797,g1=6299990802810292584,g1=nothing \
    --trace 6299990102562979425 --trace-since 2023-06-05 --rule lifo --since 2024-05-01 --until 2024-10-31 --transfers 2 --offset 3 --json | python3 "$HERE/pretty.py"
suyuan graph a.suyuan --placed 6299990102562979425@0@0,6299990500265397797@1@0 --since 2024-05-01 --periods --json | python3 -c '
import json, sys
p = json.load(sys.stdin)["periods"]
print(p["unit"], len(p["list"]), *(tuple(x.values()) for x in p["list"] if x["n"]), sep="\n")'
# The cards of people as those of their accounts.
suyuan graph a.suyuan --placed citizen:330699198701175522@1@5 --json | python3 "$HERE/pretty.py"
for wrong in "--fold x" "--trace nobody" "--trace 6299990102562979425 --rule most" "--trace to:cash" "--transfers 100000 --json"; do
    suyuan graph a.suyuan $wrong || echo "exit code $?"
done
