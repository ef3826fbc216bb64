"""What every paper that comes back says alike: where it is handed in, and the letters that stand for reasons."""

from nhanrong.knowledge import Knowledge
from nhanrong.records.vocabulary import Reason

_LETTERS = "ABCDEGHKLM"  # none that looks like a figure or another letter when it is written by hand


def reason_letters() -> dict[Reason, str]:
    """The letter of each reason on paper."""
    return dict(zip(Reason, _LETTERS, strict=True))


def offices(kb: Knowledge) -> tuple[str, ...]:
    """The public lines of the union's offices, where papers are handed in and questions asked."""
    return tuple(
        "; ".join(filter(None, (office.name, office.phone, office.email, office.address)))
        for office in (kb.area.offices if kb.area_entry else ())
    )
