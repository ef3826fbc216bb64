"""Which styles and scripts of ours stand by themselves on a site: those that somebody asks for by name."""

import re

from nhanrong.dressing import only_joined
from nhanrong.joining import SCRIPTS, STYLES
from nhanrong.skeleton import THEME

_PUT_TOGETHER = re.compile(r"(?:javascripts|stylesheets)/[\w-]*\$\{[^`]*\.(?:css|js)`")


def test_no_script_puts_the_name_of_a_file_together_that_it_loads() -> None:
    texts = {file.name: file.read_text("utf-8") for file in THEME.joinpath(SCRIPTS).glob("*.js")}

    assert len(texts) > 20
    assert [name for name, text in texts.items() if _PUT_TOGETHER.search(text)] == []


def test_what_is_read_in_joined_files_alone_is_told_from_what_is_loaded_by_name() -> None:
    found = only_joined()

    assert {f"{SCRIPTS}nhanrong-basket.js", f"{SCRIPTS}nhanrong-keeping.js", f"{STYLES}pieces.css"} <= found
    loaded = {f"{SCRIPTS}nhanrong-words.js", f"{SCRIPTS}nhanrong-amounts.js", f"{SCRIPTS}nhanrong-full-map.js"}
    assert not found & {*loaded, f"{STYLES}nhanrong-found.css", f"{STYLES}nhanrong-map.css", f"{STYLES}no-scripts.css"}
