"""The picture that others show beside a link to a model: its name, a few figures with their ground, its map."""

import io
from collections.abc import Mapping

from PIL import Image

from nhanrong.dates import spoken_day
from nhanrong.handouts import reach
from nhanrong.handouts.aloud import sentences
from nhanrong.handouts.model_chapter import first_screen
from nhanrong.handouts.typography import all_bound
from nhanrong.mapshape import short
from nhanrong.publication import Publication
from nhanrong.records.model import Model
from nhanrong.render import basemap, marks, sheetmaps
from nhanrong.render.spread import ground
from nhanrong.render.svgmap import CAPTIONS
from nhanrong.render.templating import filled
from nhanrong.typesetting import pictures_of

WIDTH, HEIGHT = 1200, 630  # what those who show links ask for
_PPI = 144  # the page of the template is half as many points
_COLOURS = 32
_FACTS, _LONGEST, _LONGEST_FOOT, _LONGEST_LEAD = 2, 40, 80, 200  # so many, of so many letters at most


def png(publication: Publication, model: Model) -> bytes:
    """The picture, in few colours, so that it comes over a slow line too."""
    (page,) = pictures_of("handouts/share-card.typ", data(publication, model), publication.day, _PPI)
    with Image.open(io.BytesIO(page)) as drawn:
        few = drawn.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    made = io.BytesIO()
    few.save(made, "PNG", optimize=True)
    return made.getvalue()


def data(publication: Publication, model: Model) -> Mapping[str, object]:
    """What the template draws."""
    known = first_screen(publication, model).known
    facts = [
        {"label": fact.label, "value": fact.value, "foot": fact.foot}
        for fact in known
        if len(fact.value) <= _LONGEST and len(fact.foot) <= _LONGEST_FOOT  # no figure without its ground
    ][:_FACTS]
    lead = next(iter(sentences(model.summary)), "")
    drawing, caption = _map(publication, model.id)
    told: dict[str, object] = {
        "title": model.name,
        "kind": f"Mô hình · {model.sector.label}",
        "lead": "" if facts or len(lead) > _LONGEST_LEAD else lead,
        "facts": facts,
        "reach": _reach(publication, model),
        "warning": "" if model.reviewed else "Chưa thẩm định kỹ thuật",
        "area": publication.kb.area.name,
        "day": f"Tính đến {spoken_day(publication.day)}",
        "map": drawing,
        "caption": caption,
    }
    return {key: value if key == "map" else all_bound(value, key) for key, value in told.items()}


def _reach(publication: Publication, model: Model) -> Mapping[str, str]:
    """In how many communes it is, as a figure and the ground that it stands on."""
    main = publication.main_list(model.id)
    coverage = publication.coverage(model.id, main)
    reported, checked = coverage.reported, coverage.checked
    if not reported.numerator:
        nowhere = f"Sổ {reach.nowhere(coverage, ' khác' if reach.at_origin(coverage) else '')}"
        origin = reach.at_origin(coverage)
        return {"figure": "", "foot": f"Nơi khởi đầu: {origin}. {nowhere}" if origin else nowhere}
    lines = publication.ledger.units_with_lines(model.id)
    rests = ground(e for ref in lines if ref.list == main for e in publication.ledger.lines(model.id, ref))
    told = f"đã ghi nhận{f' {rests}' if rests else ''}, không tính nơi khởi đầu"
    seen = f"đã kiểm tra {checked.numerator}/{checked.denominator} xã"
    return {"figure": f"{reported.numerator} trên {reported.denominator} xã", "foot": f"{told}; {seen}"}


def _map(publication: Publication, subject: str) -> tuple[str, str]:
    """The communes of its main list, of a long one the sheet with most of them, and what the drawing is; or nothing."""
    if not publication.has_spread(subject):
        return "", ""
    coverage = publication.coverage(subject, publication.main_list(subject))
    found = sheetmaps.by_sheet(publication, coverage.known)
    if not found:
        return "", ""
    sheet, states = found[0]
    shape = publication.atlas.shape(sheet)
    looks = {state.ref: marks.LOOK[state.mark] for state in states}
    rings = [shape.shapes[state.ref].representative_point() for state in states if state.origin]
    svg = filled(
        "handouts/card-map.svg.j2",
        height=short(shape.height),
        insets=basemap.frames(shape.insets),
        areas=[(path, looks.get(ref, "grey")) for ref, path in sorted(shape.paths.items())],
        rings=[(short(point.x), short(point.y)) for point in rings],
    )
    return str(svg), CAPTIONS[shape.kind]
