"""A site whose pages are given, in place of those of a knowledge base."""

from collections.abc import Mapping, Sequence
from copy import copy
from functools import partial

import pytest

from nhanrong import plugin
from nhanrong.building import Workshop
from nhanrong.problems import Problem
from nhanrong.records.area import Area
from nhanrong.render.outputs import Page
from nhanrong.site import Site


def given(area: Area, notice: str, pages: Sequence[Page], files: Mapping[str, bytes]) -> Site:
    """The site of these pages and files."""
    made = {page.address: partial(copy, page) for page in pages}
    return Site(area, notice, made, {name: partial(bytes, data) for name, data in files.items()})


def give(
    monkeypatch: pytest.MonkeyPatch,
    site: Site,
    navigation: tuple[tuple[str, str], ...] | None = None,
    problems: Sequence[Problem] = (),
) -> None:
    """From now on the plugin builds this site, or finds these problems."""
    monkeypatch.setattr(Workshop, "read", lambda _self, _day: (None, list(problems)))
    monkeypatch.setattr(Workshop, "site", lambda _self, _kb, _day: site)
    if navigation is not None:
        monkeypatch.setattr(plugin, "NAVIGATION", navigation)
        monkeypatch.setattr("nhanrong.skeleton.NAVIGATION", navigation)
