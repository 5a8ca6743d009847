"""The rules of JLREQ that the positions of glyphs are held to, written from the norm as
characters, not as the program's classes. Lengths are in em.

A line is a list of Char; a block is (name, [line, …]) as typesetting.pair gives it.
"""

from collections import namedtuple

import publication as pub

# A character: its origin x and baseline y in pt, its own width in em, and the white space
# that stands before it.
Char = namedtuple("Char", "page x y size c width white", defaults=[""])

CLOSING = set("’”）〕］｝〉》」』】｠〗〙〟»")
FULL_STOP = set("。．")
COMMA = set("、，")
MIDDLE_DOT = set("・：；")
OPENING = set("‘“（〔［｛〈《「『【｟〖〘〝«")
SMALL = set("ーヽヾゝゞ々〻ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ")
# 3.1.7: cl-02 03 04 05 06 07 09 10 11 never begin a line.
NO_START = CLOSING | set("‐〜゠–～") | set("！？‼⁇⁈⁉") | MIDDLE_DOT | FULL_STOP | COMMA | SMALL
# 3.1.8: cl-01 never ends one.
NO_END = OPENING
# 3.1.10: not parted when they follow each other; a figure and its unit.
INSEPARABLE = ("――", "——", "……", "‥‥")
UNITS = set("％‰℃°′″￠")
# A glyph narrower than this has no half em of its own, em.
FULL_WIDTH = 0.9
EXACT = 0.005  # mutool's positions are told to a thousandth of a point


def is_plain(c):
    return c[0] in SMALL or pub.is_kana_or_kanji(c[0])


def is_latin(c):
    return c[0].isascii() and c[0].isalnum()


def is_digit(c):
    return c[0] in "0123456789０１２３４５６７８９"


def kind_of(char):
    """O C F M D: opening, closing, full stop, comma, middle dot; P plain, L Latin, X what
    no rule here speaks of."""
    c = char.c[0]
    for kind, members in (("O", OPENING), ("C", CLOSING), ("F", FULL_STOP), ("M", COMMA),
                          ("D", MIDDLE_DOT)):
        if c in members:
            return kind if char.width >= FULL_WIDTH else "X"
    return "P" if is_plain(c) else "L" if is_latin(c) else "X"


# Where the body begins and ends in its cell (3.1.2); others fill it.
BODY = {"O": (0.5, 1.0), "C": (0.0, 0.5), "F": (0.0, 0.5), "M": (0.0, 0.5), "D": (0.25, 0.75)}


def body_of(char):
    return BODY.get(kind_of(char), (0.0, char.width))


def gap_between(a, b):
    return (b.x - a.x) / a.size + body_of(b)[0] - body_of(a)[1]


# (before, after): least and most of the gap, and whether 3.8.4 may stretch it. Punctuation
# gains up to a quarter em, or what the template allows.
def bounds_of(a, b, punctuation_max):
    half = 0.5 + punctuation_max
    if a == "X" or b == "X":
        return None
    if a == "O":
        return (0, 0.25, False) if b == "D" else (0, 0, False)
    if b in "CFM":
        return (0, 0.25, False) if a == "D" else (0, 0, False)
    if a == "D" or b == "D":
        low = {"DD": (0, 0.5), "FD": (0.5, 0.75)}.get(a + b, (0, 0.25))
        return (*low, False)
    if a == "F":
        return (0.5, half, True)
    if a in "CM" or b == "O":
        return (0, half, True)
    if a + b == "PP":
        return (0, 0.25, True)
    return (0.125, 0.5, True) if a + b in ("PL", "LP") else None


def gaps_of(line, punctuation_max):
    """(kinds, gap, low, high, open) of each gap that a rule speaks of. A blank of the
    source between two Latin words is a word space (3.2.3)."""
    for a, b in zip(line, line[1:]):
        if abs(a.size - b.size) > 0.01 or abs(a.y - b.y) > 0.5:
            continue
        kinds = kind_of(a) + kind_of(b)
        if b.white:
            if kinds == "LL" and b.white == " ":
                yield "word space", gap_between(a, b), 0.25, 0.5, True
            continue
        bounds = bounds_of(*kinds, punctuation_max)
        if bounds:
            yield (kinds, gap_between(a, b), *bounds)


def told(line):
    return "".join(c.white + c.c for c in line)


def check_gaps(line, full, punctuation_max, running=True):
    """Faults of the gaps of one line. What passes its upper bound must do so at all places
    alike (3.8.4 d); plain text comes after all others (3.8.3, 3.8.4). Outside running text
    blanks that are no text part plain characters, the parts of a heading or a person."""
    gaps = [gap for gap in gaps_of(line, punctuation_max) if running or gap[0] != "PP"]
    faults = []
    # Where the rest of the line is another element (a name in a speaker's label), whether
    # it is full is not known. A line that nothing may be stretched in is spaced at all
    # places alike.
    may_pass = full or not running
    closed = [gap - high for _, gap, _, high, _ in gaps]
    spaced = may_pass and closed and not any(opens for *_, opens in gaps) and \
        min(closed) > EXACT and max(closed) - min(closed) < 2 * EXACT
    for kinds, gap, low, high, opens in gaps:
        if gap < low - EXACT or gap > high + EXACT and not (opens and may_pass or spaced):
            faults.append(f"a gap {kinds} of {gap:.3f} em, not in {low}–{high}")
    over = [gap - high for _, gap, _, high, opens in gaps if opens]
    if over and max(over) > EXACT and max(over) - min(over) > 2 * EXACT:
        faults.append(f"passing all bounds by {min(over):.3f} to {max(over):.3f} em, not evenly")
    plain = [gap for kinds, gap, *_ in gaps if kinds == "PP"]
    if plain and max(plain) - min(plain) > EXACT:
        faults.append(f"plain text set apart by {min(plain):.3f} to {max(plain):.3f} em")
    if plain and max(plain) > EXACT:
        for kinds, gap, _, high, opens in gaps:
            least = 0.75 if kinds[0] in "CFM" or kinds[1] == "O" else high
            if opens and kinds != "PP" and gap < least - EXACT:
                faults.append(f"plain text set apart while {kinds} has {gap:.3f} em")
    if any(kinds in ("PL", "LP") and gap < 0.25 - EXACT for kinds, gap, *_ in gaps):
        for kinds, gap, low, *_ in gaps:
            if kinds in ("CP", "MP", "PO", "CO", "MO", "CL", "ML", "LO", "word space") \
                    and gap > low + EXACT:
                faults.append(f"Japanese-Latin squeezed while {kinds} has {gap:.3f} em")
    return faults


def check_ends(before, after, room):
    """Faults of a break between two lines of a block. `room`: the measure, em."""
    faults = []
    a, b = before[-1].c, after[0].c
    if b[0] in NO_START:
        faults.append("begins with what must not")
    if a[0] in NO_END and len(before) > 1:
        faults.append("ends with what must not")
    if after[0].white:
        return faults
    if a[-1] + b[0] in INSEPARABLE and a[-1] == b[0]:
        faults.append("parts what is inseparable")
    if is_digit(a) and (is_digit(b) or b[0] in UNITS):
        run = 1
        for line, step in ((before, -1), (after, 1)):
            for c in line[::step]:
                if not is_digit(c.c):
                    break
                run += 1
        if run < room:
            faults.append("parts a number")
    return faults


def is_set_apart(line, following):
    """Whether a blank of the source as wide as two characters parts two lines of a block:
    then the first has its natural width, as before a tab."""
    return following[0].white.count("\u3000") + following[0].white.count("\t") >= 2


def line_ends(line):
    """Where a line may be said to end, pt: with the last em square, or a closing mark with
    its half, a middle dot with three quarters (3.1.9)."""
    last = line[-1]
    shares = [last.width]
    if kind_of(last) in BODY:
        shares.append(body_of(last)[1])
    return [last.x + share * last.size for share in shares]


def check_pages(blocks, last_line_min):
    """Faults of page breaks: (block name, lines) in order."""
    faults = []
    for (name, lines), (_, following) in zip(blocks, blocks[1:]):
        if name in ("heading", "term", "speaker") and lines and following and \
                following[0][0].page > lines[-1][0].page:
            faults.append(f"a {name} stands alone at the page's foot: {told(lines[-1])}")
    for name, lines in blocks:
        if len(lines) > 1 and lines[-1][0].page > lines[-2][0].page and \
                sum(len(c.c) for c in lines[-1]) < last_line_min:
            faults.append(f"alone at the page's head: {told(lines[-1])}")
    return faults


def check_grid(lines, pitch):
    """Faults of lines of running text that do not stand on the grid of that pitch, pt: all
    baselines of one size are whole pitches apart, on every page."""
    faults, first = [], {}
    for line in lines:
        size, y = round(line[0].size, 2), line[0].y
        steps = (y - first.setdefault(size, y)) / pitch
        if abs(steps - round(steps)) * pitch > 0.01:
            faults.append(f"stands {abs(steps - round(steps)):.3f} lines off the grid: "
                          f"{told(line)}")
    return faults
