"""The links of a page become links to joined files, which hold what the linked ones held, in their order."""

import pytest

from nhanrong.joining import Joiner, asked

SOURCES = {
    "assets/stylesheets/main.0a1b.min.css": (
        '@charset "UTF-8";.md-typeset{top:0}.consent{top:1px}:root{--idle:1;--used:2}'
    ),
    "assets/stylesheets/palette.0a1b.min.css": "[data-c=custom]{top:2px}[data-c=pink]{top:3px}",
    "assets/stylesheets/nhanrong.css": "/* ours */ .never-seen { left: var(--used); }\n",
    "assets/stylesheets/nhanrong-own.css": ".own { left: 1px }",
    "assets/javascripts/nhanrong.js": "one();",
    "assets/javascripts/nhanrong-map.js": "two() // the end",
    "assets/javascripts/nhanrong-own.js": "three();",
}


@pytest.fixture
def joiner() -> Joiner:
    return Joiner(SOURCES.__getitem__, frozenset({"md-typeset", "custom"}), "")


def page(*tags: str) -> str:
    return "<head>\n" + "\n".join(tags) + "\n</head>"


def link(name: str, more: str = "") -> str:
    return f'<link rel="stylesheet" href="../assets/stylesheets/{name}"{more}>'


def script(name: str, more: str = "") -> str:
    return f'<script src="../assets/javascripts/{name}"{more}></script>'


MAIN, PALETTE = link("main.0a1b.min.css"), link("palette.0a1b.min.css")
ALL = " data-all"


def test_stylesheets_become_one_in_the_place_of_the_first(joiner: Joiner) -> None:
    html = joiner.joined(
        page("<title>a</title>", MAIN, PALETTE, "<style>b</style>", link("nhanrong.css", ALL), "<meta>")
    )

    (address,) = joiner.files
    assert html == page("<title>a</title>", link(address.rpartition("/")[2]), "<style>b</style>", "<meta>")
    assert joiner.files[address].decode() == (
        '@charset "UTF-8";.md-typeset{top:0}:root{--used:2}[data-c=custom]{top:2px}.never-seen{left:var(--used)}'
    )
    assert asked(html, joiner.files) == joiner.files


def test_what_only_some_kinds_of_page_have_stands_by_itself(joiner: Joiner) -> None:
    plain = joiner.joined(
        page(MAIN, link("nhanrong.css", ALL), script("nhanrong.js", ALL), script("nhanrong-map.js", ALL))
    )
    more = joiner.joined(
        page(
            MAIN,
            link("nhanrong.css", ALL),
            link("nhanrong-own.css"),
            script("nhanrong.js", ALL),
            script("nhanrong-own.js"),
            script("nhanrong-map.js", ALL),
        )
    )

    assert set(asked(plain, joiner.files)) < set(asked(more, joiner.files))
    assert len(asked(more, joiner.files)) == 4
    assert "data-all" not in more


def test_scripts_become_one_that_waits_and_a_fault_in_one_does_not_stop_the_next(joiner: Joiner) -> None:
    html = joiner.joined(page(script("nhanrong.js", ALL), script("nhanrong-map.js", ALL)))

    (address,) = joiner.files
    assert html == page(script(address.rpartition("/")[2], " defer"))
    assert joiner.files[address].decode().count("catch") == 2
    assert "two() // the end\n}" in joiner.files[address].decode()


def test_a_page_with_the_script_of_the_theme_keeps_all_its_rules(joiner: Joiner) -> None:
    theme = script("bundle.0a1b.min.js")
    html = joiner.joined(page(MAIN, PALETTE, link("nhanrong.css", ALL), theme, script("nhanrong.js", ALL)))

    assert html.startswith(page(MAIN, PALETTE).removesuffix("\n</head>"))
    assert theme in html
    assert not any(b"md-typeset" in data for data in joiner.files.values())
    assert len(asked(html, joiner.files)) == 2


def test_what_is_for_readers_without_scripts_and_what_is_not_ours_stays(joiner: Joiner) -> None:
    kept = (f"<noscript>{link('no-scripts.css')}</noscript>", '<script src="../javascripts/mine.js"></script>')
    html = joiner.joined(page(*kept))

    assert html == page(*kept)
    assert not joiner.files


def test_a_change_of_a_source_gives_another_name(joiner: Joiner) -> None:
    joiner.joined(page(link("nhanrong.css", ALL)))
    other = Joiner(lambda address: SOURCES[address] + "b{top:0}", joiner.words, "")
    other.joined(page(link("nhanrong.css", ALL)))

    assert joiner.files.keys().isdisjoint(other.files)


def test_where_the_theme_marks_the_focus_by_its_script_the_browser_does() -> None:
    sources = {"assets/stylesheets/main.0a1b.min.css": "a:not(.focus-visible){outline:none}a.focus-visible{top:0}"}
    joiner = Joiner(sources.__getitem__, frozenset(), "")
    joiner.joined(page(MAIN))

    (sheet,) = joiner.files.values()
    assert sheet.endswith(b"a:not(:focus-visible){outline:none}a:focus-visible{top:0}")


def test_what_is_for_paper_alone_stays_apart(joiner: Joiner) -> None:
    html = joiner.joined(page(link("nhanrong.css", ALL), link("nhanrong-own.css", f' media="print"{ALL}')))

    screen, paper = asked(html, joiner.files)
    assert b"never-seen" in joiner.files[screen]
    assert b".own" in joiner.files[paper]
    assert f'{paper.rpartition("/")[2]}" media="print">' in html
    assert "data-all" not in html
