"""check.py NAME PROGRAM: asks a program every question NAME of the expected answers
under ../shared, and compares. Skips (77) where they are not at hand."""
import json
import os
import subprocess
import sys

name, program = sys.argv[1:3]
here = os.path.dirname(os.path.abspath(__file__))
shared = os.environ.get("SUYUAN_SHARED") or os.path.join(here, "../../../shared")
folder = os.path.join(shared, "data/transfers/finbench")
if not os.path.exists(os.path.join(folder, "expected_full_window.json")):
    print(f"skipped: {folder} is not here")
    sys.exit(77)


def cell(value):
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def rows(question):
    """The lines that the program should print."""
    result = question["result"]
    if name == "TCR3":
        return [str(result)]
    if name == "TCR7":
        return ["|".join(map(cell, result))]
    lines = ["|".join(map(cell, row)) for row in result]
    return lines + [str(question["paths_enumerated"])] if name == "TCR1" else lines


def check_ways(question, lines):
    """TCR5: the expected answers tell counts, the first and the last ten."""
    ways = [[int(a) for a in line.split("|")] for line in lines]
    lengths = {}
    for way in ways:
        lengths[str(len(way) - 1)] = lengths.get(str(len(way) - 1), 0) + 1
    return (len(ways) == question["count"] and lengths == question["by_len"]
            and ways[:10] == question["first10"] and ways[-10:] == question["last10"])


with open(os.path.join(folder, "expected_full_window.json")) as file:
    questions = [q for q in json.load(file) if q["q"] == name]
text = "".join(" ".join(map(str, q["params"])) + "\n" for q in questions)
ran = subprocess.run([program, os.path.join(folder, "snapshot")], input=text, text=True,
                     stdout=subprocess.PIPE, check=True)
wrong = 0
blocks, block = [], []
for line in ran.stdout.split("\n")[:-1]:
    if line:
        block.append(line)
    else:
        blocks.append(block)
        block = []
assert len(blocks) == len(questions) > 0, f"{len(blocks)} answers to {len(questions)} questions"
for question, lines in zip(questions, blocks):
    expected = None if name == "TCR5" else rows(question)
    if check_ways(question, lines) if name == "TCR5" else lines == expected:
        continue
    wrong += 1
    print(f"{question['params']}: expected {(expected or question)!s:.400}\n  got {lines!s:.400}")
print(f"{name}: {len(questions)} questions, {wrong} answered wrongly")
sys.exit(wrong > 0)
