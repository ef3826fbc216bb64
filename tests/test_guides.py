"""The guides for officers: every command that they name is there, every picture that they show, and no other."""

import html
import re

import click
import pytest

from builders import DAY, small
from nhanrong.cli import main
from nhanrong.publication import Publication
from nhanrong.records.area import Area
from nhanrong.render import guide_pages
from test_workflows import TARGETS

GUIDES = [address for address, _ in guide_pages.guides()]
KINDS = {"line", "model", "practice", "session", "source"}


def article(address: str) -> str:
    return guide_pages.page(Publication(small(), DAY), address).html


def commands(address: str) -> list[list[str]]:
    found = re.findall(r"<code>(.*?)</code>", article(address), re.DOTALL)
    return [html.unescape(one).split() for one in found]


@pytest.mark.parametrize("address", GUIDES)
def test_every_command_is_there(address: str) -> None:
    said = commands(address)
    assert said
    for words in said:
        assert is_there(words), words


def test_what_may_hold_names_lies_outside_the_base() -> None:
    slips = [words for address in GUIDES for words in commands(address) if words[:2] == ["nhanrong", "slip"]]
    assert slips
    assert all(words[3].startswith("../") for words in slips)


def is_there(words: list[str]) -> bool:
    match words:
        case ["make", target]:
            return target in TARGETS
        case ["nhanrong", *rest]:
            return takes(main, rest)
        case ["python3", "-m", "http.server", "--directory", "site"] | ["repository"]:
            return True
        case ["git", *_] | [".", ".venv/bin/activate"] | ["nhanrong"]:
            return True
        case ["supersedes" | "models_data/"]:
            return True
        case ["--dry-run" | "--results" as option, *_]:
            return takes(main, ["review-sheet", "import", option])
        case [word]:
            return word in KINDS
    return False


def takes(command: click.Command, words: list[str]) -> bool:
    """Whether a command, or one of its own, takes these words as they stand."""
    if not words:
        return True
    if isinstance(command, click.Group):
        inner = command.get_command(click.Context(command), words[0])
        return inner is not None and takes(inner, words[1:])
    options = {name for one in command.params if isinstance(one, click.Option) for name in one.opts}
    return all(word in options for word in words if word.startswith("-"))


def test_every_picture_is_shown_once() -> None:
    shown = re.findall(r'src="[./]*assets/images/guides/(.+?)\.webp"', "".join(map(article, GUIDES)))
    assert sorted(shown) == sorted(guide_pages.pictures())


def test_a_picture_says_how_large_it_is() -> None:
    for picture in guide_pages.pictures().values():
        assert f'width="{picture.width}" height="{picture.height}"' in "".join(map(article, GUIDES))


@pytest.mark.parametrize(
    ("server", "forge", "address"),
    [
        ("", "github", "https://github.com/hoi-thu/kho/issues/new/choose"),
        ("https://git.hoi-thu.example/", "gitlab", "https://git.hoi-thu.example/hoi-thu/kho/-/issues/new"),
    ],
)
def test_a_report_begins_at_the_forge_that_the_area_names(server: str, forge: str, address: str) -> None:
    said = {"forge": forge, "name": "hoi-thu/kho"} | ({"server": server} if server else {})
    area = Area.model_validate({"name": "Thử", "format": 1, "site_url": "https://thu.example/", "repository": said})
    assert area.repository is not None
    assert area.repository.new_issue == address
