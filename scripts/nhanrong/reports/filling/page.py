"""The text of a Word document in its XML: tables by grid position, and words put in place of others."""

import copy
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from nhanrong.reports.filling.package import legible, name_of, without_controls

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_APART = {"txbxContent", "Fallback"}
_TRACKED = {"ins", "del", "moveFrom", "moveTo", "rPrChange"}
TYPED_FIELD = "FORMTEXT"


class Page:
    """Reads and changes the tree of a document; text boxes are left alone."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self._space = etree.QName(root).namespace
        self.tables: list[Any] = [one for one in self._inside(root, "tbl") if not self._above(one, "tbl")]

    def grid(self, table: int) -> list[list[Any | None]]:
        """The cells of a table, counted from 0, by row and column of its grid; a merged one stands at each place."""
        rows: list[list[Any | None]] = []
        for row in self._nearest(self.tables[table], "tr", "tbl"):
            made: list[Any | None] = [None] * self._number(row, "trPr", "gridBefore", 0)
            for cell in self._nearest(row, "tc", "tr"):
                width = self._number(cell, "tcPr", "gridSpan", 1)
                above = rows[-1][len(made)] if rows and len(made) < len(rows[-1]) else None
                made += [above if self._goes_on(cell) and above is not None else cell] * width
            rows.append(made)
        return rows

    def paragraphs(self) -> Iterator[list[Any]]:
        """The pieces of text of each paragraph, those in tables too."""
        for paragraph in self._inside(self.root, "p"):
            if pieces := self._nearest(paragraph, "t", "p"):
                yield pieces

    def paragraphs_of(self, cell: Any) -> Iterator[list[Any]]:
        """The pieces of text of each paragraph of a cell, but those of a table within it."""
        return (pieces for one in self._nearest(cell, "p", "tc") if (pieces := self._nearest(one, "t", "p")))

    def text(self, cell: Any) -> str:
        """What stands in a cell."""
        return " ".join(legible("".join(one.text or "" for one in self._pieces(cell))).split())

    def reckons(self, cell: Any) -> bool:
        """Whether Word itself writes what stands in a cell: a sum, a date; a field to type into is none."""
        told = [one.text or "" for one in cell.iter(self._tag("instrText"))]
        told += [one.get(self._tag("instr")) or "" for one in cell.iter(self._tag("fldSimple"))]
        return any(one.strip() and not one.strip().startswith(TYPED_FIELD) for one in told)

    def reckon_on_opening(self) -> None:
        """Have Word reckon its own sums anew when the file is opened."""
        begun = None
        for one in self.root.iter(self._tag("fldChar"), self._tag("instrText"), self._tag("fldSimple")):
            if one.get(self._tag("fldCharType")) == "begin":
                begun = one
            told = one.text or "" if name_of(one) == "instrText" else one.get(self._tag("instr")) or ""
            field = one if name_of(one) == "fldSimple" else begun
            if told.strip().startswith("=") and field is not None:
                field.set(self._tag("dirty"), "true")

    def put(self, cell: Any, text: str) -> None:
        """A text in place of what stands in a cell, looking as that did, or as an empty paragraph there says."""
        pieces = self._pieces(cell)
        if not pieces:
            if not text:
                return
            pieces = [self._piece_in(next(cell.iter(self._tag("p"))))]
        self.spread(pieces, (0, sum(len(one.text or "") for one in pieces)), text)

    def spread(self, pieces: Sequence[Any], span: tuple[int, int], text: str) -> None:
        """The characters from `span[0]` to before `span[1]` of some pieces replaced, in the look of the first."""
        at, put = 0, False
        for piece in pieces:
            old = piece.text or ""
            start, end = (min(max(one - at, 0), len(old)) for one in span)
            holds = not put and at <= span[0] <= at + len(old) and (start < end or span[0] == span[1])
            if holds or start < end:
                self._write(piece, old[:start], text if holds else "", old[end:])
                put = put or holds
            at += len(old)

    def _write(self, piece: Any, before: str, text: str, after: str) -> None:
        """Lines of a text are parted by breaks within the same run."""
        self._show(piece)
        first, *others = without_controls(text).split("\n")
        piece.set(_SPACE, "preserve")
        piece.text = before + first
        for line in others:
            feed, more = etree.Element(self._tag("br")), etree.Element(self._tag("t"))
            piece.addnext(feed)
            feed.addnext(more)
            more.set(_SPACE, "preserve")
            more.text = line
            piece = more
        piece.text += after

    def _show(self, piece: Any) -> None:
        """What stood in a field to type into was a hint, grey and gone at a click; what is put there is not."""
        for field in piece.iterancestors(self._tag("sdt")):
            for hint in field.findall(f"{self._tag('sdtPr')}/{self._tag('showingPlcHdr')}"):
                hint.getparent().remove(hint)
                for style in list(piece.getparent().iter(self._tag("rStyle"))):
                    style.getparent().remove(style)

    def _piece_in(self, paragraph: Any) -> Any:
        """An empty piece of text in a paragraph that has none."""
        run = next((one for one in paragraph.iter(self._tag("r"))), None)
        if run is None:
            run = etree.SubElement(paragraph, self._tag("r"))
            look = paragraph.find(f"{self._tag('pPr')}/{self._tag('rPr')}")
            if look is not None:
                run.append(copy.deepcopy(look))
                for one in [one for one in run[0] if name_of(one) in _TRACKED]:
                    run[0].remove(one)
        return etree.SubElement(run, self._tag("t"))

    def _pieces(self, cell: Any) -> list[Any]:
        return self._nearest(cell, "t", "tc")

    def _tag(self, name: str) -> str:
        return f"{{{self._space}}}{name}"

    def _inside(self, element: Any, name: str) -> Iterator[Any]:
        """All of a name, but none of a text box."""
        return (
            one
            for one in element.iter(self._tag(name))
            if not any(name_of(above) in _APART for above in one.iterancestors())
        )

    def _nearest(self, element: Any, name: str, holder: str) -> list[Any]:
        """All of a name whose nearest holder is this one, so none of a table within a cell."""
        return [one for one in self._inside(element, name) if next(one.iterancestors(self._tag(holder))) is element]

    def _above(self, element: Any, name: str) -> bool:
        return next(element.iterancestors(self._tag(name)), None) is not None

    def _number(self, element: Any, group: str, name: str, otherwise: int) -> int:
        found = element.find(f"{self._tag(group)}/{self._tag(name)}")
        return otherwise if found is None else min(max(int(found.get(self._tag("val")) or otherwise), otherwise), 100)

    def _goes_on(self, cell: Any) -> bool:
        """Whether a cell is the lower part of one above it."""
        found = cell.find(f"{self._tag('tcPr')}/{self._tag('vMerge')}")
        return found is not None and found.get(self._tag("val")) != "restart"
