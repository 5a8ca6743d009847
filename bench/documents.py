"""Documents to time: the sample and variants of it, made the same way every time."""

import random
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "tests" / "fixtures"
SPEECH = re.compile(r"[\u3040-\u309f\u30a0-\u30ff\u4e00-\u9fff、]{20,}。")
FIRST = re.compile(r"第1回")
BULLET = "- "


def sample():
    return next(iter(sorted((ROOT / "input").glob("*.txt")))).read_text(encoding="utf-8")


def sentences():
    """Sentences of the fixtures: other characters than the sample's."""
    found = {}
    for path in sorted(FIXTURES.glob("*/*.txt")):
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a fixture of encodings
        found.update(dict.fromkeys(SPEECH.findall(text)))
    return list(found)


def variant(text, number, foreign):
    """The same document of another meeting: another session, the remarks in another order,
    one in ten with a sentence from elsewhere behind its own."""
    chance = random.Random(number)
    lines = FIRST.sub(f"第{number}回", text).split("\n")
    places = [i for i, line in enumerate(lines) if line.startswith(BULLET)]
    remarks = [lines[i] for i in places]
    chance.shuffle(remarks)
    for place, remark in zip(places, remarks):
        lines[place] = remark + (chance.choice(foreign) if chance.random() < 0.1 else "")
    return "\n".join(lines)


def write_sample(folder):
    path = folder / "sample.txt"
    path.write_text(sample(), encoding="utf-8")
    return path


def write_batch(folder, count):
    text, foreign = sample(), sentences()
    for number in range(1, count + 1):
        (folder / f"meeting-{number:05}.txt").write_text(
            variant(text, number, foreign), encoding="utf-8")
    return folder


def write_long(folder, characters):
    """One long meeting: the remarks of many, under the head of the first."""
    text, foreign = sample(), sentences()
    lines = text.rstrip("\n").split("\n")
    last = max(i for i, line in enumerate(lines) if line.startswith(BULLET))
    head, tail = lines[:last + 1], lines[last + 1:]
    length, number = len(text), 0
    while length < characters:
        number += 1
        more = [line for line in variant(text, number, foreign).split("\n")
                if line.startswith(BULLET)]
        head += more
        length += sum(len(line) + 1 for line in more)
    path = folder / "long.txt"
    path.write_text("\n".join(head + tail) + "\n", encoding="utf-8")
    return path


def remarks(characters):
    """Remarks without their bullets, about that many characters in all."""
    own = [line[len(BULLET):] for line in sample().split("\n") if line.startswith(BULLET)]
    foreign, out, total = sentences(), [], 0
    while total < characters:
        number = len(out)
        out.append(own[number % len(own)] + foreign[number % len(foreign)])
        total += len(out[-1])
    return out
