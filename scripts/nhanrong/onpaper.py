"""Which records have papers of their own on the site, and where these lie; told by the index alone.

What was not reviewed is not handed out unasked, unless the whole base is a demonstration. A base with more than
`MOST_RECORDS` models and practices has no papers of single records: their readers choose for themselves.
"""

from nhanrong.publication import Publication

PAPERS = "tai-lieu/"
ALOUD = f"{PAPERS}bai-doc-loa/"
CARDS = "the/"
CHOOSING = f"{PAPERS}tu-chon/"
MOST_RECORDS = 300


def is_small(publication: Publication) -> bool:
    """Whether single records have papers of their own."""
    return len(publication.kb.subjects) <= MOST_RECORDS


def is_reviewed(publication: Publication, name: str) -> bool:
    """Whether a technician has looked at a model or practice."""
    return bool(publication.kb.index.values("on paper", name)[0][1])


def may_print(publication: Publication, name: str) -> bool:
    """Whether a model or practice is handed out unasked."""
    return publication.kb.area.demonstration or is_reviewed(publication, name)


def leaflet(publication: Publication, model: str) -> str:
    """Where the leaflet of a model lies; empty if it has none."""
    return f"{PAPERS}to-gap/{model}.pdf" if is_small(publication) and may_print(publication, model) else ""


def aloud(publication: Publication, model: str) -> str:
    """Where the text of a model for the loudspeaker stands; empty if it has none."""
    return f"{ALOUD}#{model}" if is_small(publication) and may_print(publication, model) else ""


def poster(publication: Publication, practice: str) -> str:
    """Where the poster of a practice lies; empty if it has none, for want of steps or of a review."""
    has_steps = bool(publication.kb.index.values("on paper", practice)[0][2])
    has_one = has_steps and is_small(publication) and may_print(publication, practice)
    return f"{PAPERS}ap-phich/{practice}.pdf" if has_one else ""


def sheet(publication: Publication, session: str) -> str:
    """Where the sheet of an activity lies; empty if it has none."""
    return f"{PAPERS}buoi-hoc/{session}.pdf" if is_small(publication) else ""


def card(publication: Publication, model: str) -> str:
    """Where the picture lies that others show beside a link to a model; empty if it has none.

    A demonstration is passed on to nobody. Unlike papers it needs no review: it says that there was none.
    """
    has_one = is_small(publication) and not publication.kb.area.demonstration
    return f"{CARDS}{model}.png" if has_one else ""
