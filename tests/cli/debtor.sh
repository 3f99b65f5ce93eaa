# A trace without --from starts at the debtor's accounts, once the case names him.
suyuan synth demo --seed 3 >/dev/null
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan demo/statements demo/supplement >/dev/null 2>&1
suyuan trace a.suyuan; echo "exit $?"
suyuan case a.suyuan --debtor 钱流水 --judgment-effective 2022-06-20 >/dev/null
suyuan trace a.suyuan --since 2022-06-20 --summary | head -8
suyuan trace a.suyuan --backward; echo "exit $?"
# A second debtor, entered among the people, is one more place to start at.
suyuan people a.suyuan add --relation debtor --name 石敢当 >/dev/null
suyuan trace a.suyuan --since 2022-06-20 --summary | head -1
# Nobody of that name has a statement.
suyuan case a.suyuan --debtor 谁也不是 >/dev/null
suyuan people a.suyuan undo >/dev/null
suyuan trace a.suyuan; echo "exit $?"
