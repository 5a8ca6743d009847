"""A PDF file as plain Python, read by qpdf: objects, streams, contents, fonts.

Nothing here knows the program that wrote the file.
"""

import base64
import json
import re
import struct
import subprocess


class Stream:
    def __init__(self, entries, data):
        self.entries = entries
        self.data = data


def text_of(value):
    """A text string of qpdf's JSON, version 2."""
    if value.startswith("u:"):
        return value[2:]
    raw = bytes.fromhex(value[2:])
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be")
    return raw.decode("latin-1")


def bytes_of(value):
    if value.startswith("b:"):
        return bytes.fromhex(value[2:])
    return value[2:].encode("latin-1" if value.isascii() else "utf-8")


class Document:
    def __init__(self, data, model):
        self.data = data
        self.objects = model["qpdf"][1]
        self.trailer = self.objects["trailer"]["value"]
        self.catalog = self.get(self.trailer["/Root"])

    @classmethod
    def read(cls, path):
        done = subprocess.run(
            ["qpdf", "--json=2", "--json-stream-data=inline",
             "--decode-level=generalized", path], capture_output=True, check=False)
        if done.returncode not in (0, 3):
            raise ValueError(done.stderr.decode())
        with open(path, "rb") as file:
            return cls(file.read(), json.loads(done.stdout))

    def get(self, value):
        """The object behind a reference; anything else as it is."""
        while isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            entry = self.objects.get("obj:" + value)
            if entry is None:
                return None
            if "stream" in entry:
                stream = entry["stream"]
                return Stream(stream["dict"], base64.b64decode(stream.get("data", "")))
            value = entry["value"]
        return value

    def entries(self, value):
        value = self.get(value)
        if isinstance(value, Stream):
            return value.entries
        return value if isinstance(value, dict) else {}

    def array(self, value):
        value = self.get(value)
        if value is None:
            return []
        return value if isinstance(value, list) else [value]

    def pages(self):
        """References of the pages in order."""
        def walk(reference):
            node = self.entries(reference)
            if node.get("/Type") == "/Pages":
                for kid in self.array(node.get("/Kids")):
                    yield from walk(kid)
            else:
                yield reference
        return list(walk(self.catalog["/Pages"]))

    def streams(self):
        return [self.get(key[4:]) for key, entry in self.objects.items()
                if key.startswith("obj:") and "stream" in entry]

    def dictionaries(self):
        """Every dictionary of the file, those inside others too."""
        def walk(value):
            if isinstance(value, dict):
                yield value
                for inner in value.values():
                    yield from walk(inner)
            elif isinstance(value, list):
                for inner in value:
                    yield from walk(inner)
        for key, entry in self.objects.items():
            yield from walk(entry["stream"]["dict"] if "stream" in entry
                            else entry["value"])

    def tree(self, root, leaf):
        """Keys and values of a name tree or number tree, in file order."""
        node = self.entries(root)
        pairs = self.array(node.get(leaf))
        yield from zip(pairs[::2], pairs[1::2])
        for kid in self.array(node.get("/Kids")):
            yield from self.tree(kid, leaf)

    def contents(self, page):
        streams = self.array(self.entries(page).get("/Contents"))
        return b"\n".join(self.get(s).data for s in streams)


# ---- Content streams ----

TOKEN = re.compile(
    rb"[\0\t\n\f\r ]+|%[^\r\n]*|(?P<open><<|\[)|(?P<close>>>|\])|<(?P<hex>[^<>]*)>"
    rb"|(?P<string>\()|/(?P<name>[^\0\t\n\f\r ()<>\[\]{}/%]*)"
    rb"|(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))|(?P<word>[^\0\t\n\f\r ()<>\[\]{}/%]+)")


def read_string(data, at):
    out, depth = bytearray(), 1
    escapes = {b"n": 10, b"r": 13, b"t": 9, b"b": 8, b"f": 12}
    while depth:
        c = data[at:at + 1]
        at += 1
        if c == b"\\":
            c = data[at:at + 1]
            at += 1
            if c in escapes:
                out.append(escapes[c])
            elif c.isdigit():
                digits = re.match(rb"[0-7]{1,3}", data[at - 1:at + 2]).group()
                at += len(digits) - 1
                out.append(int(digits, 8) & 255)
            elif c not in b"\r\n":
                out += c
            continue
        depth += (c == b"(") - (c == b")")
        if depth:
            out += c
    return bytes(out), at


class Operators(list):
    """(operator, operands) of a content stream. Names are str with their slash."""

    def __init__(self, data):
        super().__init__()
        stack, operands, at = [], [], 0
        while at < len(data):
            match = TOKEN.match(data, at)
            at = match.end()
            kind = match.lastgroup
            if kind == "open":
                stack.append(operands)
                operands = []
            elif kind == "close":
                inner, operands = operands, stack.pop()
                if match.group() == b">>":
                    inner = dict(zip(inner[::2], inner[1::2]))
                operands.append(inner)
            elif kind == "hex":
                digits = re.sub(rb"[^0-9A-Fa-f]", b"", match["hex"]).decode()
                operands.append(bytes.fromhex(digits + "0" * (len(digits) % 2)))
            elif kind == "string":
                value, at = read_string(data, at)
                operands.append(value)
            elif kind == "name":
                operands.append("/" + match["name"].decode())
            elif kind == "number":
                operands.append(float(match["number"]))
            elif kind == "word":
                self.append((match["word"].decode(), operands))
                operands = []


# ---- Fonts ----

class TrueType:
    def __init__(self, data):
        self.tables = {}
        for i in range(struct.unpack(">H", data[4:6])[0]):
            tag, _, offset, length = struct.unpack(">4sIII", data[12 + 16 * i:28 + 16 * i])
            self.tables[tag.decode()] = data[offset:offset + length]
        self.em = struct.unpack(">H", self.tables["head"][18:20])[0]
        self.count = struct.unpack(">H", self.tables["maxp"][4:6])[0]
        self.metrics = struct.unpack(">H", self.tables["hhea"][34:36])[0]

    def has(self, cid):
        return cid < self.count

    def width(self, cid):
        at = min(cid, self.metrics - 1) * 4
        return struct.unpack(">H", self.tables["hmtx"][at:at + 2])[0] * 1000 / self.em


class CFF:
    """A bare CFF table (Adobe Technical Note 5176), charstrings without subroutines."""

    def __init__(self, data):
        self.data = data
        at = data[2]
        _, at = self.index(at)
        tops, at = self.index(at)
        _, at = self.index(at)
        _, at = self.index(at)
        top = self.dictionary(tops[0])
        self.charstrings, _ = self.index(int(top[17][0]))
        self.em = 1000
        if 1207 in top:
            self.em = 1 / top[1207][0]
        self.glyphs = self.charset(int(top[15][0])) if 1230 in top else \
            {i: i for i in range(len(self.charstrings))}
        if 1230 in top:
            dicts, _ = self.index(int(top[1236][0]))
            self.privates = [self.private(self.dictionary(d)) for d in dicts]
            self.select = self.fd_select(int(top[1237][0]))
        else:
            self.privates = [self.private(top)]
            self.select = [0] * len(self.charstrings)

    def index(self, at):
        count = struct.unpack(">H", self.data[at:at + 2])[0]
        if not count:
            return [], at + 2
        size = self.data[at + 2]
        offsets = [int.from_bytes(self.data[at + 3 + i * size:at + 3 + (i + 1) * size], "big")
                   for i in range(count + 1)]
        base = at + 2 + (count + 1) * size
        return ([self.data[base + a:base + b] for a, b in zip(offsets, offsets[1:])],
                base + offsets[-1])

    @staticmethod
    def dictionary(data):
        result, operands, at = {}, [], 0
        while at < len(data):
            b = data[at]
            at += 1
            if b <= 21:
                key = b
                if b == 12:
                    key = 1200 + data[at]
                    at += 1
                result[key], operands = operands, []
            elif b == 28:
                operands.append(struct.unpack(">h", data[at:at + 2])[0])
                at += 2
            elif b == 29:
                operands.append(struct.unpack(">i", data[at:at + 4])[0])
                at += 4
            elif b == 30:
                digits = ""
                while "f" not in digits:
                    digits += data[at:at + 1].hex()
                    at += 1
                digits = digits.split("f")[0]
                for code, sign in (("a", "."), ("c", "E-"), ("b", "E"), ("e", "-")):
                    digits = digits.replace(code, sign)
                operands.append(float(digits))
            elif b <= 246:
                operands.append(b - 139)
            elif b <= 250:
                operands.append((b - 247) * 256 + data[at] + 108)
                at += 1
            else:
                operands.append(-(b - 251) * 256 - data[at] - 108)
                at += 1
        return result

    def private(self, font):
        size, at = map(int, font.get(18, (0, 0)))
        entries = self.dictionary(self.data[at:at + size])
        return entries.get(20, [0])[0], entries.get(21, [0])[0]

    def charset(self, at):
        glyphs, glyph, kind = {0: 0}, 1, self.data[at]
        at += 1
        while glyph < len(self.charstrings):
            cid = struct.unpack(">H", self.data[at:at + 2])[0]
            more = int.from_bytes(self.data[at + 2:at + 2 + kind], "big")
            at += 2 + kind
            for i in range(more + 1):
                glyphs[cid + i] = glyph
                glyph += 1
        return glyphs

    def fd_select(self, at):
        if self.data[at] == 0:
            return list(self.data[at + 1:at + 1 + len(self.charstrings)])
        result = []
        for i in range(struct.unpack(">H", self.data[at + 1:at + 3])[0]):
            first, fd, end = struct.unpack(">HBH", self.data[at + 3 + 3 * i:at + 8 + 3 * i])
            result += [fd] * (end - first)
        return result

    def has(self, cid):
        return cid in self.glyphs

    def width(self, cid):
        """Note 5177, 3.1: the width stands before the operands of the first operator."""
        glyph = self.glyphs[cid]
        default, nominal = self.privates[self.select[glyph]]
        code, stack, at = self.charstrings[glyph], [], 0
        while at < len(code):
            b = code[at]
            at += 1
            if b == 28:
                stack.append(struct.unpack(">h", code[at:at + 2])[0])
                at += 2
            elif 32 <= b <= 246:
                stack.append(b - 139)
            elif 247 <= b <= 250:
                stack.append((b - 247) * 256 + code[at] + 108)
                at += 1
            elif 251 <= b <= 254:
                stack.append(-(b - 251) * 256 - code[at] - 108)
                at += 1
            elif b == 255:
                stack.append(struct.unpack(">i", code[at:at + 4])[0] / 65536)
                at += 4
            else:
                break
        wants = {14: 0, 21: 2, 4: 1, 22: 1}.get(b)  # endchar, rmoveto, vmoveto, hmoveto
        odd = len(stack) % 2 if wants is None else len(stack) > wants
        return (nominal + stack[0] if odd else default) * 1000 / self.em


class Font:
    """A Type0 font with its descendant."""

    def __init__(self, document, reference):
        self.entries = document.entries(reference)
        self.descendant = document.entries(
            document.array(self.entries.get("/DescendantFonts"))[0])
        self.descriptor = document.entries(self.descendant.get("/FontDescriptor"))
        file2 = document.get(self.descriptor.get("/FontFile2"))
        file3 = document.get(self.descriptor.get("/FontFile3"))
        self.file = file2 or file3
        self.program = None
        if file2:
            self.program = TrueType(file2.data)
        elif file3:
            self.program = CFF(file3.data)
        self.gids = document.get(self.descendant.get("/CIDToGIDMap"))
        self.widths = self.read_widths(document)
        self.unicode = self.read_unicode(document.get(self.entries.get("/ToUnicode")))

    def read_widths(self, document):
        widths, row = {}, list(document.array(self.descendant.get("/W")))
        while row:
            first, second = row.pop(0), row.pop(0)
            if isinstance(second, list):
                widths.update((first + i, w) for i, w in enumerate(second))
            else:
                width = row.pop(0)
                widths.update((c, width) for c in range(first, second + 1))
        return widths

    def width(self, cid):
        return self.widths.get(cid, self.descendant.get("/DW", 1000))

    def glyph(self, cid):
        """What the program knows a CID by: a CFF program by itself."""
        if not isinstance(self.gids, Stream):
            return cid
        return int.from_bytes(self.gids.data[2 * cid:2 * cid + 2], "big")

    def has(self, cid):
        glyph = self.glyph(cid)
        return glyph > 0 and (not self.program or self.program.has(glyph))

    def program_width(self, cid):
        return self.program.width(self.glyph(cid))

    @staticmethod
    def read_unicode(stream):
        if not isinstance(stream, Stream):
            return {}
        result = {}
        for name, operands in Operators(stream.data):
            if name == "endbfchar":
                for code, text in zip(operands[::2], operands[1::2]):
                    result[int.from_bytes(code, "big")] = text.decode("utf-16-be",
                                                                      "surrogatepass")
            elif name == "endbfrange":
                for first, last, text in zip(*[iter(operands)] * 3):
                    base = int.from_bytes(text, "big")
                    for i in range(int.from_bytes(last, "big")
                                   - int.from_bytes(first, "big") + 1):
                        result[int.from_bytes(first, "big") + i] = \
                            (base + i).to_bytes(len(text), "big").decode("utf-16-be")
        return result
