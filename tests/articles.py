"""Random articles, well-formed as a template that escapes everything writes them."""

from html import escape

from hypothesis import strategies as st

_LETTERS = st.text(st.sampled_from("aăỗ1 \n\t\xa0&<>\"'/=-"), max_size=8)
_ATTRIBUTES = st.sampled_from(
    ["", ' class="a b"', ' title="id=x data-search-exclude"', ' href="../?a=1&amp;b"', '\n  data-x=""', " hidden"]
)
_EXCLUDED = st.sampled_from(["", "", "", ' data-search-exclude=""', " data-search-exclude"])
_IDS = st.sampled_from(["", ' id="a"', ' id="b-2"', ' class="x" id="c&amp;d"', ' data-id="no"', ' id=""'])
_WORDS = _LETTERS.map(lambda text: escape(text).replace("&#x27;", "&#39;").replace("&quot;", "&#34;"))
_EMPTY = st.sampled_from(
    ["<br>", '<input type="checkbox">', "<hr/>", '<path d="M0 0"/>', "<p></p>", "<p> </p>"]
) | st.sampled_from(
    ['<style>.a > .b { color: "red" }</style>', "<script>if (a && b) c();</script>", "<script></script>"]
)


def _element(tags: list[str], inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda tag, more, out, inside: f"<{tag}{more}{out}>{inside}</{tag}>",
        st.sampled_from(tags),
        _ATTRIBUTES,
        _EXCLUDED,
        inner,
    )


def _several(*choices: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(st.one_of(_WORDS, *choices), max_size=5).map("".join)


_INLINE = _several(
    _EMPTY, st.recursive(_EMPTY, lambda inner: _element(["code", "sub", "b", "a", "i"], _several(inner)))
)
_HEADING = st.builds(
    lambda tag, name, out, inside: f"<{tag}{name}{out}>{inside}</{tag}>",
    st.sampled_from(["h1", "h2", "h2", "h3", "h4"]),
    _IDS,
    _EXCLUDED,
    _INLINE,
)
_KEPT = st.recursive(
    _element(["p", "li", "pre", "td", "object"], _INLINE),
    lambda inner: _element(["ul", "li", "div", "figure", "td", "p"], _several(inner, _EMPTY)),
    max_leaves=6,
)


def article_html() -> st.SearchStrategy[str]:
    """An article; headings stand beside, and inside elements that mean nothing to a search, as on every page."""
    return _several(
        _HEADING,
        _KEPT,
        _EMPTY,
        st.recursive(
            _several(_HEADING, _KEPT),
            lambda inner: _element(["section", "div", "figure"], _several(inner, _HEADING, _KEPT)),
            max_leaves=4,
        ),
    )
