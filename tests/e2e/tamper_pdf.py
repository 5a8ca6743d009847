"""Alters PDFs through pikepdf: each function changes one thing of an open file and says
what it did; None where the file has nothing of the kind."""

import re

import pikepdf

STRING = re.compile(rb"<([0-9a-f]{4,})>")
SEQUENCE = re.compile(rb"/\w+<</MCID \d+>>BDC\n(.*?)EMC\n", re.S)


def content(pdf, random):
    """(page, bytes of its content stream)."""
    page = random.choice(list(pdf.pages))
    return page, page.Contents.read_bytes()


def put(pdf, page, data):
    page.Contents = pdf.make_stream(data)


def strings(data):
    return [m for m in STRING.finditer(data) if len(m[1]) % 4 == 0]


def with_string(pdf, random, change):
    """Replaces one shown string by what change(codes) makes of its list of codes."""
    page, data = content(pdf, random)
    found = strings(data)
    if not found:
        return None
    at = random.choice(found)
    codes = [at[1][i:i + 4] for i in range(0, len(at[1]), 4)]
    new = change(codes)
    if new is None or new == codes:
        return None
    put(pdf, page, data[:at.start(1)] + b"".join(new) + data[at.end(1):])
    return f"codes of page {page.index + 1}"


def glyph_replaced(pdf, random):
    def change(codes):
        other = random.choice(strings(content(pdf, random)[1]))[1][:4]
        where = random.randrange(len(codes))
        return codes[:where] + [other] + codes[where + 1:]
    return with_string(pdf, random, change)


def glyph_removed(pdf, random):
    def change(codes):
        where = random.randrange(len(codes))
        return codes[:where] + codes[where + 1:]
    return with_string(pdf, random, change)


def glyph_doubled(pdf, random):
    def change(codes):
        where = random.randrange(len(codes))
        return codes[:where] + [codes[where]] + codes[where:]
    return with_string(pdf, random, change)


def glyphs_swapped(pdf, random):
    def change(codes):
        if len(codes) < 2:
            return None
        where = random.randrange(len(codes) - 1)
        return codes[:where] + [codes[where + 1], codes[where]] + codes[where + 2:]
    return with_string(pdf, random, change)


def sequence_removed(pdf, random):
    page, data = content(pdf, random)
    found = list(SEQUENCE.finditer(data))
    if not found:
        return None
    at = random.choice(found)
    put(pdf, page, data[:at.start(1)] + data[at.end(1):])
    return f"a sequence of page {page.index + 1} is empty"


def sequence_made_artifact(pdf, random):
    page, data = content(pdf, random)
    found = list(re.finditer(rb"/\w+<</MCID \d+>>BDC", data))
    if not found:
        return None
    at = random.choice(found)
    put(pdf, page, data[:at.start()] + b"/Artifact BMC" + data[at.end():])
    return f"a sequence of page {page.index + 1} is an artifact"


def sequence_hidden(pdf, random):
    page, data = content(pdf, random)
    found = list(SEQUENCE.finditer(data))
    if not found:
        return None
    at = random.choice(found)
    put(pdf, page, data[:at.start(1)] + b"3 Tr\n" + at[1] + b"0 Tr\n" + data[at.end(1):])
    return f"a sequence of page {page.index + 1} is invisible"


def identifiers_swapped(pdf, random):
    page, data = content(pdf, random)
    found = list(re.finditer(rb"/MCID (\d+)>>", data))
    if len(found) < 2:
        return None
    a, b = sorted(random.sample(found, 2), key=lambda m: m.start())
    put(pdf, page, data[:a.start(1)] + b[1] + data[a.end(1):b.start(1)] + a[1] +
        data[b.end(1):])
    return f"MCID {a[1].decode()} and {b[1].decode()} of page {page.index + 1} are swapped"


def fonts_swapped(pdf, random):
    page, data = content(pdf, random)
    found = list(re.finditer(rb"/([HV]\d+(?:\.\d+)?) [\d.]+ Tf", data))
    names = sorted({m[1] for m in found})
    if len(names) < 2:
        return None
    at = random.choice(found)
    other = random.choice([n for n in names if n != at[1]])
    put(pdf, page, data[:at.start(1)] + other + data[at.end(1):])
    return f"{at[1].decode()} is {other.decode()} on page {page.index + 1}"


def text_painted(pdf, random):
    """Glyphs that stand on the page and in no sequence, or in an artifact."""
    page, data = content(pdf, random)
    fonts = re.findall(rb"/[HV]\d+ [\d.]+ Tf", data)
    found = [m for m in strings(data) if len(m[1]) >= 12]
    if not fonts or not found:
        return None
    codes = random.choice(found)[1]
    codes = codes[8:12] + codes[:8]
    shown = b"BT " + random.choice(fonts) + b" 20 20 Td <" + codes + b"> Tj ET\n"
    if random.random() < 0.5:
        shown = b"/Artifact <</Type/Pagination>> BDC " + shown + b"EMC\n"
    put(pdf, page, data + shown)
    return f"text more on page {page.index + 1}"


def unicode_map_altered(pdf, random):
    page = random.choice(list(pdf.pages))
    font = page.Resources.Font[random.choice(sorted(page.Resources.Font.keys()))]
    if "/ToUnicode" not in font:
        return None
    data = font.ToUnicode.read_bytes()
    found = list(re.finditer(rb"<[0-9A-F]{4}> ?<([0-9A-F]{4})>", data))
    if not found:
        return None
    at = random.choice(found)
    other = random.choice([b"9F50", b"5DF2", b"0041", b"FA19"])
    if other == at[1]:
        return None
    font.ToUnicode.write(data[:at.start(1)] + other + data[at.end(1):])
    return f"a ToUnicode entry is {other.decode()}"


def actual_text_added(pdf, random):
    page, data = content(pdf, random)
    found = list(re.finditer(rb"<</MCID \d+>>BDC", data))
    if not found:
        return None
    at = random.choice(found)
    put(pdf, page, data[:at.end() - 5] + b"/ActualText<FEFF53CD5BFE>" + data[at.end() - 5:])
    return f"an ActualText on page {page.index + 1}"


def actual_text_altered(pdf, random):
    pages = [p for p in pdf.pages if b"/ActualText" in p.Contents.read_bytes()]
    if not pages:
        return None
    page = random.choice(pages)
    data = page.Contents.read_bytes()
    at = random.choice(list(re.finditer(rb"/ActualText<FEFF([0-9A-F]+)>", data)))
    new = random.choice([b"53CD", b"", at[1] + at[1][-4:]])
    put(pdf, page, data[:at.start(1)] + new + data[at.end(1):])
    return f"an ActualText of page {page.index + 1}"


def elements(pdf):
    """Every structure element with more than one kid."""
    queue, found = [pdf.Root.StructTreeRoot.K], []
    while queue:
        node = queue.pop()
        if isinstance(node, pikepdf.Array):
            queue.extend(node)
        elif isinstance(node, pikepdf.Dictionary) and "/K" in node:
            if isinstance(node.K, pikepdf.Array) and len(node.K) > 1:
                found.append(node)
            queue.append(node.K)
    return found


def kids_swapped(pdf, random):
    found = elements(pdf)
    if not found:
        return None
    element = random.choice(found)
    kids = list(element.K)
    where = random.randrange(len(kids) - 1)
    kids[where], kids[where + 1] = kids[where + 1], kids[where]
    element.K = pikepdf.Array(kids)
    return f"kids of a {element.S} are swapped"


def kid_removed(pdf, random):
    found = elements(pdf)
    if not found:
        return None
    element = random.choice(found)
    kids = list(element.K)
    del kids[random.randrange(len(kids))]
    element.K = pikepdf.Array(kids)
    return f"a {element.S} has lost a kid"


def element_spelled(pdf, random):
    element = random.choice(elements(pdf) or [pdf.Root.StructTreeRoot.K])
    if isinstance(element, pikepdf.Array):
        return None
    element.ActualText = pikepdf.String("可決")
    return f"a {element.S} has an ActualText"


def pages_swapped(pdf, random):
    if len(pdf.pages) < 2:
        return None
    a, b = sorted(random.sample(range(len(pdf.pages)), 2))
    pages = pdf.pages
    pages[a].Contents, pages[b].Contents = pages[b].Contents, pages[a].Contents
    return f"contents of pages {a + 1} and {b + 1} are swapped"


def title_altered(pdf, random):
    del random
    pdf.docinfo["/Title"] = "無関係の会議"
    return "the title in the document information"


def metadata_altered(pdf, random):
    data = pdf.Root.Metadata.read_bytes()
    at = re.search(rb"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", data)
    if not at:
        return None
    pdf.Root.Metadata.write(data[:at.start(1)] + b"x" + data[at.end(1):])
    del random
    return "the title in the metadata"


def attachment_altered(pdf, random):
    names = sorted(pdf.attachments.keys())
    if not names:
        return None
    name = random.choice(names)
    stream = pdf.attachments[name].get_file().obj
    data = bytearray(stream.read_bytes())
    if not data:
        return None
    data[random.randrange(len(data))] ^= 1
    stream.write(bytes(data))
    return f"a bit of {name}"


ALTERATIONS = [
    glyph_replaced, glyph_replaced, glyph_removed, glyph_doubled, glyphs_swapped,
    sequence_removed, sequence_made_artifact, sequence_hidden, identifiers_swapped,
    fonts_swapped, text_painted, unicode_map_altered, unicode_map_altered,
    actual_text_added, actual_text_altered, kids_swapped, kid_removed, element_spelled,
    pages_swapped, title_altered, metadata_altered, attachment_altered,
]


def altered(path, random):
    """(the file's bytes after one alteration, what it was)."""
    while True:
        with pikepdf.open(path) as pdf:
            alter = random.choice(ALTERATIONS)
            what = alter(pdf, random)
            if what is None:
                continue
            out = path.with_suffix(".altered")
            pdf.save(out, compress_streams=False, static_id=True)
        data = out.read_bytes()
        out.unlink()
        return data, f"{alter.__name__}: {what}"


def rewritten(path, random):
    """(the same PDF, its streams and objects written another way; what was done)."""
    mode = random.choice([pikepdf.ObjectStreamMode.disable,
                          pikepdf.ObjectStreamMode.generate])
    compress = random.random() < 0.5
    out = path.with_suffix(".rewritten")
    with pikepdf.open(path) as pdf:
        pdf.save(out, compress_streams=compress, object_stream_mode=mode,
                 recompress_flate=compress, linearize=random.random() < 0.3)
    data = out.read_bytes()
    out.unlink()
    return data, f"rewritten: {mode}, compressed: {compress}"
