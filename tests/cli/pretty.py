"""pretty.py [KEY...]: JSON on stdin in lines that a person can compare; with
keys, only these of the outermost object."""
import json
import sys

answer = json.load(sys.stdin)
if sys.argv[1:]:
    answer = {key: answer[key] for key in sys.argv[1:]}
json.dump(answer, sys.stdout, ensure_ascii=False, indent=1)
print()
