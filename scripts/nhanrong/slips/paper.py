"""The slips on paper: two on an A4 page, to be cut apart, made by Typst from `templates/slips/slip.typ`."""

from nhanrong.returning import reason_letters
from nhanrong.slips.handout import Handout
from nhanrong.typesetting import pdf_of, pictures_of
from nhanrong.wishes import Wish

_TEMPLATE = "slips/slip.typ"


def pdf(handout: Handout) -> bytes:
    """A page for each chosen subject, then a blank one; tagged for screen readers."""
    return pdf_of(_TEMPLATE, _data(handout), handout.day)


def pictures(handout: Handout, ppi: float = 80) -> list[bytes]:
    """The same pages as PNG images."""
    return pictures_of(_TEMPLATE, _data(handout), handout.day, ppi)


def _data(handout: Handout) -> dict[str, object]:
    return {
        "title": f"Phiếu gửi Hội Nông dân, {handout.area}",
        "subjects": [*({"code": code, "name": name} for code, name in handout.printed), None],
        "commune": handout.commune,
        "wishes": [wish.on_paper for wish in Wish],
        "reasons": [[letter, reason.label] for reason, letter in reason_letters().items()],
        "send_to": handout.send_to,
    }
