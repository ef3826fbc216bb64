"""What of a record was translated: in place of the original on a page of that language, beside it on others."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import escape

from nhanrong.catalogues import names
from nhanrong.records.model import Model
from nhanrong.records.pieces import Translation
from nhanrong.records.practice import Practice
from nhanrong.render.speaking import language


@dataclass(frozen=True)
class Other:
    """A translation into another language than that of the page."""

    called: str
    translation: Translation


@dataclass(frozen=True)
class Shown:
    """What a record is called on the page, its translation into the language of the page, and all others."""

    name: str
    translation: Translation | None
    others: Sequence[Other]


def shown(record: Model | Practice) -> Shown:
    """A record as the page shows it in its language."""
    code = language()
    own = next((one for one in record.translations if one.language == code), None)
    others = [Other(names(one.language).vietnamese, one) for one in record.translations if one is not own]
    return Shown(escape(own.name) if own and own.name else record.name, own, others)
