# The case's facts: given at once, later, taken back.
suyuan init a.suyuan --name 测试案 --debtor 钱流水 --debtor-id 330699197809118938 --claim 1,860,000
suyuan case a.suyuan
suyuan case a.suyuan --debtor-id 330699197809118939 --terminated 2023-08-14
suyuan case a.suyuan --terminated '' --json | python3 "$HERE/pretty.py"
suyuan case a.suyuan --resumed soon
