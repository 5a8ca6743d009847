#!/usr/bin/env python3
"""minutes.py PROGRAM FOLDER: the facts that `inspect` finds in whole minutes against those
a reader of the minutes wrote down beside them (NAME.txt, NAME.expect.json; the conventions
are in FOLDER/README.md).

Prints what is missing, wrong or invented, a table of the facts by kind and one of the
documents. Fails when a document has fewer right facts or more invented ones than
FOLDER/floors.txt allows. ACCEPT=1 in the environment raises the floors to what was found;
it never lowers one."""

import json
import os
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import publication as pub

MARKS = "○◯〇◎●◆◇■▼□△▽"
SIMPLE = ("title", "organ", "kind", "date", "start", "end", "place", "session", "newline")
ENCODINGS = {"CP932": "Shift_JIS", "UTF-8 BOM": "UTF-8", "UTF-16LE BOM": "UTF-16LE"}
JOINS = ("page-split", "line-wrap")


def bare(text):
    return re.sub(r"\s", "", text or "")


def alike(want, key, got):
    """As printed or as its …_alt, without white space."""
    answers = [want.get(key)] + ([want[key + "_alt"]] if key + "_alt" in want else [])
    return any(bare(answer) == bare(got) for answer in answers)


class Score:
    """The outcomes of one document, by kind of fact."""

    def __init__(self, name):
        self.name = name
        self.kinds = defaultdict(Counter)
        self.said = []

    def say(self, kind, outcome, want=None, got=None):
        self.kinds[kind][outcome] += 1
        if outcome != "right":
            self.said.append(f"  {kind} {outcome}: "
                             + (f"{got!r}" if want is None else f"{want!r}, got {got!r}"))

    def align(self, kind, want, got, equal, show):
        """Each of want and got once, along their longest common subsequence."""
        rows, columns = len(want), len(got)
        length = [[0] * (columns + 1) for _ in range(rows + 1)]
        for i in reversed(range(rows)):
            for j in reversed(range(columns)):
                length[i][j] = (length[i + 1][j + 1] + 1 if equal(want[i], got[j])
                                else max(length[i + 1][j], length[i][j + 1]))
        i = j = 0
        while i < rows or j < columns:
            if i < rows and j < columns and equal(want[i], got[j]):
                self.say(kind, "right")
                i, j = i + 1, j + 1
            elif j == columns or (i < rows and length[i + 1][j] >= length[i][j + 1]):
                self.say(kind, "missing", show(want[i]))
                i += 1
            else:
                self.say(kind, "invented", None, show(got[j]))
                j += 1

    def total(self):
        return sum(self.kinds.values(), Counter())


def score_head(score, want, got):
    for key in SIMPLE:
        expected, found = want[key], got.get(key)
        right = alike(want, key, found) if key != "session" else expected == found
        score.say(key, "right" if right else "invented" if expected is None
                  else "missing" if found is None else "wrong", expected, found)
    encoding = ENCODINGS.get(want["encoding"], want["encoding"])
    score.say("encoding", "right" if encoding == got["encoding"] else "wrong",
              encoding, got["encoding"])


def score_attendees(score, want, got):
    def same(expected, found):
        return found["name"] in (expected["name"], expected.get("name_alt"))

    score.align("attendee", want["attendees"], got["attendees"], same, lambda a: a["name"])
    for expected in want["attendees"]:
        found = next((a for a in got["attendees"] if same(expected, a)), None)
        if not found:
            continue
        for key in ("group", "affiliation"):
            score.say(key, "right" if alike(expected, key, found[key]) else "wrong",
                      (expected["name"], expected[key]), found[key])
        notes = {bare(note) for note in found["notes"]}
        right = notes == {bare(note) for note in expected["notes"]}
        score.say("notes", "right" if right or "affiliation_alt" in expected else "wrong",
                  (expected["name"], expected["notes"]), found["notes"])
    score.align("absent", want["absent"], got["absent"] or [],
                lambda a, b: bare(a) == bare(b), bare)


def score_agenda(score, want, got):
    def entry(item):
        return (bare(item["label"]).strip(MARKS) or None, bare(item["title"]).lstrip(MARKS))

    def same(expected, found):
        return entry(expected) == entry(found)

    for kind in ("agenda", "agenda_list"):
        score.align(kind, want[kind] or [], got[kind] or [], same, entry)


def score_body(score, want, got):
    turns = [bare(speech["speaker"]) for speech in got["speeches"]]
    score.say("speech_count", "right" if len(turns) == want["speech_count"] else "wrong",
              want["speech_count"], len(turns))
    speakers, found = [bare(name) for name in want["speakers"]], list(dict.fromkeys(turns))
    for name in speakers:
        score.say("speaker", "right" if name in found else "missing", name)
    for name in found:
        if name not in speakers:
            score.say("speaker", "invented", None, name)
    if want["list_items"] is not None:
        items = got["counts"]["items"]
        score.say("items", "right" if items == want["list_items"] else "wrong",
                  want["list_items"], items)
    joined = {change["line"] for change in got["changes"] if change["rule"] in JOINS}
    for line in want["paragraph_joins"]:
        score.say("join", "right" if line in joined else "missing", line)
    for line in sorted(joined - set(want["paragraph_joins"]) - set(want["other_joins"])):
        score.say("join", "invented", None, line)


def score_document(program, source):
    score = Score(source.stem)
    want = json.loads(source.with_suffix(".expect.json").read_text(encoding="utf-8"))
    got = pub.inspect(program, source)
    for part in (score_head, score_attendees, score_agenda, score_body):
        part(score, want, got)
    return score


def percent(counter):
    return f"{100 * counter['right'] / max(1, sum(counter.values())):6.1f} %"


def print_kinds(scores):
    kinds = defaultdict(Counter)
    for score in scores:
        for kind, counter in score.kinds.items():
            kinds[kind] += counter
    print(f"{'fact':14} {'right':>6} {'missing':>8} {'wrong':>6} {'invented':>9}")
    for kind, counter in [*kinds.items(), ("all", sum(kinds.values(), Counter()))]:
        print(f"{kind:14} {counter['right']:6} {counter['missing']:8} {counter['wrong']:6} "
              f"{counter['invented']:9} {percent(counter)}")


def read_floors(path):
    """{document: (fewest right, most invented)}"""
    floors = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, right, invented = line.split()
            floors[name] = (int(right), int(invented))
    return floors


def write_floors(path, floors, scores):
    lines = ["# document, fewest right facts, most invented facts (minutes.py, ACCEPT=1)"]
    for score in scores:
        total = score.total()
        right, invented = floors.get(score.name, (0, total["invented"]))
        lines.append(f"{score.name} {max(right, total['right'])} "
                     f"{min(invented, total['invented'])}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    program, folder = sys.argv[1], Path(sys.argv[2])
    scores = [score_document(program, source) for source in sorted(folder.glob("*.txt"))
              if source.with_suffix(".expect.json").exists()]
    floors = read_floors(folder / "floors.txt")
    if os.environ.get("ACCEPT") == "1":
        write_floors(folder / "floors.txt", floors, scores)
        floors = read_floors(folder / "floors.txt")
    fallen = []
    for score in scores:
        total = score.total()
        right, invented = floors.get(score.name, (sum(total.values()), 0))
        if total["right"] < right or total["invented"] > invented:
            fallen.append(f"{score.name}: {total['right']} right (floor {right}), "
                          f"{total['invented']} invented (at most {invented})")
        print(f"{score.name:34} {percent(total)} right, {total['missing']} missing, "
              f"{total['wrong']} wrong, {total['invented']} invented")
        print("".join(f"{line}\n" for line in score.said), end="")
    print_kinds(scores)
    print("".join(f"FAIL {line}\n" for line in fallen), end="")
    return 1 if fallen or not scores else 0


if __name__ == "__main__":
    sys.exit(main())
