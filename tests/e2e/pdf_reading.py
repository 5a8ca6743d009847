"""A finished PDF as the rows of pdf_conformance.py look at it, and the list of the rows."""

from lxml import etree

from pdf_model import Font, Operators, Stream, bytes_of

ROWS = []


def row(name, norm):
    """Registers a check: a function from a Reading to descriptions of violations."""
    def register(function):
        ROWS.append((name, norm, function))
        return function
    return register


# ---- What the rows look at ----

class Element:
    def __init__(self, reference, entries, parent):
        self.reference = reference
        self.entries = entries
        self.parent = parent
        self.kids = []      # Elements
        self.content = []   # (page reference, MCID)
        self.objects = []   # references of annotations
        self.order = []     # all of these as they stand

    @property
    def type(self):
        return self.entries.get("/S", "")[1:]

    def attribute(self, document, key):
        for attributes in document.array(self.entries.get("/A")):
            if isinstance(attributes, dict) and key in attributes:
                return attributes[key]
        return None

    def walk(self):
        yield self
        for kid in self.kids:
            yield from kid.walk()


class Shown:
    """One string of glyphs with the marked content around it."""

    def __init__(self, page, font, codes, marks):
        self.page, self.font, self.codes, self.marks = page, font, codes, marks


class Reading:
    def __init__(self, document):
        self.document = document
        self.pages = document.pages()
        self.root = document.entries(document.catalog.get("/StructTreeRoot"))
        self.elements, self.cycles = [], []
        seen = set()
        top = self.root.get("/K")
        for kid in document.get(top) if isinstance(document.get(top), list) else [top]:
            if kid is not None:
                self.read_element(kid, None, seen)
        self.fonts, self.shown, self.painted, self.balance = {}, [], [], []
        self.marks = {}     # page reference -> MCIDs in order
        self.operators = {}
        for page in self.pages:
            self.read_page(page)

    def read_element(self, reference, parent, seen):
        document = self.document
        if str(reference) in seen:
            self.cycles.append(str(reference))
            return None
        seen.add(str(reference))
        element = Element(reference, document.entries(reference), parent)
        self.elements.append(element)
        own = element.entries.get("/Pg")
        kids = element.entries.get("/K")
        if isinstance(document.get(kids), list):
            kids = document.get(kids)
        for kid in kids if isinstance(kids, list) else [] if kids is None else [kids]:
            if isinstance(kid, int):
                element.content.append((own, kid))
                element.order.append((own, kid))
                continue
            entries = document.entries(kid)
            if entries.get("/Type") == "/MCR":
                element.content.append((entries.get("/Pg", own), entries["/MCID"]))
                element.order.append(element.content[-1])
            elif entries.get("/Type") == "/OBJR":
                element.objects.append(entries["/Obj"])
                element.order.append(entries["/Obj"])
            else:
                inner = self.read_element(kid, element, seen)
                if inner:
                    element.kids.append(inner)
                    element.order.append(inner)
        return element

    def font(self, reference):
        if reference not in self.fonts:
            entries = self.document.entries(reference)
            self.fonts[reference] = Font(self.document, reference) \
                if entries.get("/Subtype") == "/Type0" else None
        return self.fonts[reference]

    def read_page(self, page):
        resources = self.document.entries(self.document.entries(page).get("/Resources"))
        names = self.document.entries(resources.get("/Font"))
        marks, font = [], None
        self.marks[page] = []
        self.operators[page] = Operators(self.document.contents(page))
        for operator, operands in self.operators[page]:
            if operator in ("BDC", "BMC"):
                properties = operands[1] if operator == "BDC" else {}
                marks.append((operands[0], properties))
                if "/MCID" in properties:
                    self.marks[page].append(int(properties["/MCID"]))
            elif operator == "EMC":
                if not marks:
                    self.balance.append(f"{page}: EMC without a beginning")
                else:
                    marks.pop()
            elif operator == "Tf":
                font = names.get(operands[0])
                if font is None:
                    self.balance.append(f"{page}: no font {operands[0]}")
            elif operator in ("Tj", "TJ"):
                strings = operands[0] if operator == "TJ" else operands
                data = b"".join(s for s in strings if isinstance(s, bytes))
                codes = [data[i] << 8 | data[i + 1] for i in range(0, len(data) - 1, 2)]
                self.shown.append(Shown(page, font, codes, list(marks)))
                self.painted.append((page, operator, list(marks)))
            elif operator in ("f", "F", "f*", "S", "s", "B", "b", "B*", "b*", "Do", "sh"):
                self.painted.append((page, operator, list(marks)))
        if marks:
            self.balance.append(f"{page}: marked content not ended")

    def uses(self):
        """(font, code, shown string) for each glyph of an embedded font."""
        for shown in self.shown:
            if shown.font is not None and self.font(shown.font):
                for code in shown.codes:
                    yield self.font(shown.font), code, shown

    def annotations(self):
        for page in self.pages:
            for reference in self.document.array(
                    self.document.entries(page).get("/Annots")):
                yield page, reference, self.document.entries(reference)

    def xmp(self):
        stream = self.document.get(self.document.catalog.get("/Metadata"))
        if not isinstance(stream, Stream):
            return None
        try:
            return etree.fromstring(stream.data)
        except etree.XMLSyntaxError:
            return None

    def property(self, name):
        """The text of an XMP property, of its first item if it has items."""
        root = self.xmp()
        found = root.find(".//" + name) if root is not None else None
        if found is None:
            return None
        item = found.find(".//{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li")
        return (item if item is not None else found).text or ""

    def parents(self):
        return dict(self.document.tree(self.root.get("/ParentTree"), "/Nums"))

    def destinations(self):
        names = self.document.entries(self.document.catalog.get("/Names"))
        return {bytes_of(k): self.document.get(v)
                for k, v in self.document.tree(names.get("/Dests"), "/Names")}

    def outlines(self):
        def walk(reference):
            while reference:
                entries = self.document.entries(reference)
                yield entries
                yield from walk(entries.get("/First"))
                reference = entries.get("/Next")
        root = self.document.entries(self.document.catalog.get("/Outlines"))
        return walk(root.get("/First"))

    def specifications(self):
        return [d for d in self.document.dictionaries() if "/EF" in d]
