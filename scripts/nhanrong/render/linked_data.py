"""What a page says of itself to machines (schema.org), nothing that its record does not say."""

from collections.abc import Mapping, Sequence
from typing import Any

from nhanrong.addresses import canonical
from nhanrong.prose import flat
from nhanrong.publication import Publication
from nhanrong.records.area import Area
from nhanrong.records.model import Model
from nhanrong.records.practice import Practice
from nhanrong.records.session import Session
from nhanrong.records.vocabulary import Nature
from nhanrong.render.coming import has_exact_days, places
from nhanrong.render.outputs import Page

Thing = dict[str, Any]


def described(publication: Publication, page: Page, record: Model | Practice | Session | None, image: str) -> Thing:
    """All that is said of a page: its trail, what its record is about, on the home page whose site it is."""
    area = publication.kb.area
    url = canonical(area.site_url, page.address)
    things: list[Thing] = []
    if page.trail:
        things.append(_trail(area, page, url))
    match record:
        case Model():
            things.append(_article(area, record, url, image))
        case Practice() if record.steps:
            things.append(_how_to(area, record, url))
        case Practice():
            things.append(_article(area, record, url, image))
        case Session() if record.nature is Nature.EVENT and has_exact_days(record):  # what is planned may not be
            things.append(_event(publication, record, url))
        case None if not page.address:
            things += [_site(area, url), *offices(area)]
    return {"@context": "https://schema.org", "@graph": things} if things else {}


def offices(area: Area) -> list[Thing]:
    """The offices of the union, with their public lines."""
    lines = [
        {"@type": "Organization", "name": one.name, "telephone": one.phone, "email": one.email, "address": one.address}
        for one in area.offices
    ]
    return [_known(line) for line in lines]


def _site(area: Area, url: str) -> Thing:
    return {"@type": "WebSite", "name": f"Nhân Rộng · {area.name}", "url": url, "inLanguage": "vi"}


def _trail(area: Area, page: Page, url: str) -> Thing:
    steps = [("Trang chủ", canonical(area.site_url, ""))]
    steps += [(label, canonical(area.site_url, address)) for label, address in page.trail]
    steps.append((page.title, url))
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": whole}
        for place, (name, whole) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _about(area: Area, record: Model | Practice, url: str) -> Thing:
    """What is said of models and practices alike; the first office answers for them."""
    return {
        "description": flat(record.summary),
        "url": url,
        "inLanguage": "vi",
        "dateCreated": record.recorded_on.isoformat() if record.recorded_on else None,
        "keywords": list(record.crops_animals),
        "publisher": next(iter(offices(area)), None),
    }


def _article(area: Area, record: Model | Practice, url: str, image: str) -> Thing:
    return _known({"@type": "Article", "headline": record.name, "image": image, **_about(area, record, url)})


def _how_to(area: Area, practice: Practice, url: str) -> Thing:
    steps = [
        {"@type": "HowToStep", "position": place, "text": flat(step.text)}
        for place, step in enumerate(practice.steps, start=1)
    ]
    supply = [{"@type": "HowToSupply", "name": name} for name in practice.materials]
    told = {"@type": "HowTo", "name": practice.name, "step": steps, "supply": supply, **_about(area, practice, url)}
    return _known(told)


def _event(publication: Publication, session: Session, url: str) -> Thing:
    assert session.date is not None  # the caller has looked
    where = places(publication, session)
    told: Mapping[str, Any] = {
        "@type": "Event",
        "name": session.title,
        "description": flat(session.summary),
        "url": url,
        "inLanguage": "vi",
        "startDate": session.date.first.isoformat(),
        "endDate": session.date.last.isoformat(),
        "location": {"@type": "Place", "name": where, "address": where} if where else None,
        "organizer": [{"@type": "Organization", "name": name} for name in session.organisers],
    }
    return _known(told)


def _known(thing: Mapping[str, Any]) -> Thing:
    """Of a thing what has a value."""
    empty: Sequence[object] = (None, "", [])
    return {key: value for key, value in thing.items() if value not in empty}
