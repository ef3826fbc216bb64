"""What is read out of an article by expressions is what a parser of HTML reads."""

from html import escape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from articles import article_html
from nhanrong.article import Heading, contents, ids, prepared


class Reader(HTMLParser):
    """All ids, and the headings of the first three levels that have one."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.headings: list[tuple[int, str, str]] = []
        self._open: tuple[int, str] | None = None
        self._words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("id")
        if name:
            self.ids.add(name)
            if tag in {"h1", "h2", "h3"}:
                self._open, self._words = (int(tag[1]), name), ""

    def handle_data(self, data: str) -> None:
        self._words += escape(data)

    def handle_endtag(self, tag: str) -> None:
        if self._open is not None and tag == f"h{self._open[0]}":
            self.headings.append((*self._open, self._words))
            self._open = None


def flat(headings: list[Heading]) -> list[tuple[int, str, str]]:
    return [entry for h in headings for entry in ((h["level"], h["id"], h["name"]), *flat(h["children"]))]


@given(article_html())
def test_headings_and_ids_are_those_that_a_parser_finds(html: str) -> None:
    reader = Reader()
    reader.feed(html)
    reader.close()

    assert flat(contents(html)) == reader.headings
    assert ids(html) == reader.ids


def test_headings_nest_and_keep_their_text_escaped() -> None:
    html = '<h2 id="a">Cách <em>làm</em> &amp; vốn</h2><h3 id="b">Giống</h3><h2>không id</h2><p id="c"></p>'
    article = prepared("<h1>Dâu</h1>" + html)
    (top,) = contents(article)

    assert (top["name"], top["id"]) == ("Dâu", "noi-dung")
    assert [h["name"] for h in top["children"]] == ["Cách làm &amp; vốn"]
    assert [h["id"] for h in top["children"][0]["children"]] == ["b"]
    assert ids(article) == {"noi-dung", "a", "b", "c"}


@given(st.lists(st.sampled_from("123"), max_size=8))
def test_a_heading_holds_the_deeper_ones_up_to_its_like(levels: list[str]) -> None:
    found = contents("".join(f'<h{level} id="x">A</h{level}>' for level in levels))

    def deeper(headings: list[Heading]) -> bool:
        return all(
            all(child["level"] > h["level"] for child in h["children"]) and deeper(h["children"]) for h in headings
        )

    assert [level for level, _, _ in flat(found)] == [int(level) for level in levels]
    assert deeper(found)


def test_blocks_end_with_a_line_break_unless_space_follows() -> None:
    assert prepared('<h1 id="a">A</h1><dt>B</dt><dd>C</dd> <td>D</td>\n<figcaption>E</figcaption>F<b>G</b>H') == (
        '<h1 id="a">A</h1>\n<dt>B</dt>\n<dd>C</dd> <td>D</td>\n<figcaption>E</figcaption>\nF<b>G</b>H'
    )
