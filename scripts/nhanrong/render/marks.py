"""The look of a mark, the same on maps, squares, timelines and legends."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from nhanrong.render.drawing import drawn
from nhanrong.render.speaking import language, said_plain
from nhanrong.standing import MARK_SAYS, Mark
from nhanrong.vietnamese import capitalised

LOOK = {
    Mark.VERIFIED: "verified",
    Mark.CURRENT: "current",
    Mark.REDUCED: "amber",
    Mark.UNKNOWN_NOW: "unknown",
    Mark.TRIAL: "trial",
    Mark.REGISTERED: "trial",
    Mark.PAUSED: "amber",
    Mark.STOPPED: "brown",
    Mark.UNSUITABLE: "brown",
    Mark.ABSENT: "absent",
    Mark.PENDING: "pending",
    Mark.NOT_SEEN: "grey",
}


@dataclass(frozen=True)
class LegendEntry:
    """One colour and pattern, and all that it stands for here."""

    look: str
    says: str


@cache
def swatch(look: str) -> Markup:
    """A small square with the colour and pattern of a look."""
    return Markup(drawn("swatch.html.j2", look=look).strip())  # noqa: S704  # drawn by its template


@cache
def definitions() -> Markup:
    """The patterns and swatches that every drawing refers to: once a page, before the first drawing."""
    return drawn("marks.svg.html.j2")


def legend(marks: Iterable[Mark]) -> list[LegendEntry]:
    """The looks that occur, the strongest mark first; marks that look alike share an entry."""
    occurring = set(marks)
    said: dict[str, list[str]] = {}
    for mark in sorted(occurring, key=lambda mark: mark.rank):
        said.setdefault(LOOK[mark], []).append(str(said_plain(MARK_SAYS[mark])))
    between = f" {said_plain('hoặc')} "
    return [LegendEntry(look, capitalised(between.join(says))) for look, says in said.items()]


def legend_list(marks: Iterable[Mark], origin: str = "") -> Markup:
    """The legend of a drawing; `origin` is the swatch of places of origin, if it shows any."""
    return _legend_list(frozenset(marks), origin, language())


@cache
def _legend_list(occurring: frozenset[Mark], origin: str, _: str) -> Markup:
    return drawn("legend.html.j2", entries=legend(occurring), origin=origin)
