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


# Records for the reader alone: how long a byte takes must not depend on the shape.

RECORD = FIXTURES / "minutes" / "24-kengikai-jonin-iinkai.txt"
SENTENCE = "市民の皆様から頂いた御意見を踏まえ、来年度の予算に反映する方向で検討したい。"
HEAD = "第１回試験委員会　議事録\n\n日時　令和６年４月１日（月）午後１時から午後２時まで\n\n"


def write_record(folder, size):
    """A committee's record of about `size` bytes: its turns in another order, over and
    over, each with up to three paragraphs more."""
    chance, foreign = random.Random(1), sentences()
    head, turns, tail = [], [], []
    for line in RECORD.read_text(encoding="utf-8").split("\n"):
        if line.startswith("◯"):
            turns.append([line])
        elif turns and line.startswith("─"):
            tail = [line]
        elif turns and not tail:
            turns[-1].append(line)
        elif not turns:
            head.append(line)
    lines, length = head, 0
    while length < size:
        turn = chance.choice(turns) + ["　" + "".join(chance.sample(foreign, 2))
                                       for _ in range(chance.randrange(4))]
        lines += turn
        length += sum(len(line.encode()) + 1 for line in turn)
    return _write(folder, lines)


def write_line(folder, size):
    """One turn on one line."""
    return _write(folder, [HEAD + "◯委員長　" + SENTENCE * (size // len(SENTENCE.encode()))])


def write_headings(folder, count):
    """Numbered headings with a paragraph each."""
    return _write(folder, [HEAD] + [f"（{i % 90 + 1}）{SENTENCE[3:18]}について\n\n　{SENTENCE * 2}\n"
                                    for i in range(count)])


def write_levels(folder, count):
    """Bullets, each one cell farther in than the one above it."""
    marks = "・○◇■◆●▽△"
    return _write(folder, [HEAD + "１　議事\n"] + [
        f"{' ' * i}{marks[i % len(marks)]} {SENTENCE}" for i in range(count)])


def _write(folder, lines):
    path = folder / "record.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
