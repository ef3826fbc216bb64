"""The home page, the ledger, how figures are counted, the glossary, how to contribute, the full map."""

from collections.abc import Iterator
from fractions import Fraction

from markupsafe import Markup

from nhanrong.coverage import Coverage, verdict
from nhanrong.figures import descriptions, rows
from nhanrong.publication import Publication, crop_address, unit_address
from nhanrong.records.fields import UnitRef
from nhanrong.records.vocabulary import CarryOver, Evidence, Reason, Sector, State
from nhanrong.render import marks, svgmap, unitchart
from nhanrong.render.cards import Card, model_card, practice_card, session_card
from nhanrong.render.full_maps import full_map_address, full_map_lists
from nhanrong.render.outputs import Page, relative
from nhanrong.render.place_pages import lines_newest_first
from nhanrong.render.spread import ground, line_mark, map_units, strip
from nhanrong.render.templating import article
from nhanrong.standing import MARK_SAYS, Mark
from nhanrong.vietnamese import NBSP, capitalised, slug

LINES_SHOWN = 200
NEW_SHOWN = 6


def pages(publication: Publication) -> Iterator[Page]:
    """The pages that the navigation leads to."""
    yield _home(publication)
    yield _ledger(publication)
    yield _method(publication)
    yield _glossary(publication)
    yield _contribute(publication)
    yield _map(publication)


def leading(publication: Publication) -> Coverage | None:
    """The coverage of the subject that is reported in the most units of its main list."""
    found = [publication.coverage(name, publication.main_list(name)) for name in publication.kb.subjects]
    return max(found, key=lambda c: (c.reported.numerator, c.reported_with_origin.numerator, c.subject), default=None)


def _home(publication: Publication) -> Page:
    kb = publication.kb
    best = leading(publication)
    target = kb.rules.target
    share = Fraction(target.share, 100) if target else None
    units = map_units(publication, best, "") if best else []
    list_id = best.list if best else publication.newest_list
    html = article(
        "home.html.j2",
        "",
        kb=kb,
        day=publication.day,
        best=best,
        best_subject=kb.subjects[best.subject] if best else None,
        best_list=kb.lists[list_id].record,
        others=_others(publication, best) if best else [],
        ground=ground(e for ref in kb.units_of(list_id) for e in publication.ledger.lines(best.subject, ref))
        if best
        else "",
        squares=unitchart.draw(units, share) if best else "",
        marks=marks.definitions(),
        target=target,
        verdict=verdict(publication.ledger, publication.newest_list),
        area_map=area_map(publication, list_id, ""),
        crops=[(capitalised(name), crop_address(name)) for name in publication.crops.values()],
        sectors=[
            (s.label, f"mo-hinh/#{slug(s.label)}")
            for s in Sector
            if any(e.record.sector is s for e in kb.models.values())
        ],
        lists=[
            (kb.lists[name].record, [(kb.units[ref].name, unit_address(ref)) for ref in kb.units_of(name)])
            for name in publication.lists
        ],
        news=_news(publication),
    )
    description = f"Mô hình, cách làm hay và sổ theo dõi nhân rộng của {kb.area.name}."
    return Page("", "Trang chủ", description, html, (), "home", searchable=False)


def _others(publication: Publication, best: Coverage) -> list[Coverage]:
    """The same subject on the other lists."""
    return [publication.coverage(best.subject, name) for name in publication.lists if name != best.list]


def area_map(publication: Publication, list_id: str, address: str) -> Markup:
    """The area: in each unit how many subjects are recorded, drawn by the strongest mark among them."""
    kb = publication.kb
    units = [_area_unit(publication, ref, address) for ref in kb.units_of(list_id)]
    return svgmap.draw(publication.shape(list_id), f"Số mô hình theo xã, {kb.lists[list_id].record.title}", units)


def _area_unit(publication: Publication, ref: UnitRef, address: str) -> svgmap.MapUnit:
    unit = publication.kb.units[ref]
    states = publication.states_in(ref)
    mark = min((state.mark for state in states), key=lambda mark: mark.rank, default=Mark.NOT_SEEN)
    origin = bool(states) and mark is Mark.NOT_SEEN
    says = "nơi khởi đầu" if origin else MARK_SAYS[mark]
    return svgmap.MapUnit(
        ref=ref,
        name=unit.name,
        href=relative(address, unit_address(ref)),
        mark=mark,
        label=f"{unit.name}: {says}",
        figure=f"{len(states)}{NBSP}mô{NBSP}hình" if states else "",
        origin=origin,
    )


def _news(publication: Publication) -> list[Card]:
    """What was recorded last: records by the day they came in, else by the date of what they tell."""
    kb = publication.kb
    found: list[tuple[str, str, Card]] = []
    for model in kb.models.values():
        day = model.record.recorded_on
        if day or any(e.record.recorded_on for e in kb.lines_by_subject.get(model.record.id, ())):
            lines = [e.record.recorded_on for e in kb.lines_by_subject.get(model.record.id, ())]
            latest = max([*lines, *([day] if day else [])])
            when = max([kb.moment(e).last for e in kb.lines_by_subject.get(model.record.id, ())], default=latest)
            found.append((latest.isoformat(), when.isoformat(), model_card(publication, model.record)))
    for practice in kb.practices.values():
        if practice.record.recorded_on:
            day_text = practice.record.recorded_on.isoformat()
            found.append((day_text, day_text, practice_card(publication, practice.record)))
    for session in publication.sessions:
        if session.recorded_on:
            day_text = session.recorded_on.isoformat()
            found.append(
                (day_text, session.date.last.isoformat() if session.date else "", session_card(publication, session))
            )
    newest = sorted(found, key=lambda item: (item[0], item[1], item[2].address), reverse=True)
    return [card for _, _, card in newest[:NEW_SHOWN]]


def _ledger(publication: Publication) -> Page:
    kb = publication.kb
    address = "so-theo-doi/"
    shown = lines_newest_first(publication)
    table = [
        publication.coverage(name, publication.main_list(name)) for name in kb.subjects if publication.has_spread(name)
    ]
    table.sort(key=lambda c: (-c.reported.numerator, -c.reported_with_origin.numerator, c.subject))
    html = article(
        "ledger.html.j2",
        address,
        kb=kb,
        day=publication.day,
        lines=shown[:LINES_SHOWN],
        total=len(shown),
        table=table,
        marks=marks.definitions(),
    )
    return Page(
        address,
        "Sổ theo dõi nhân rộng",
        "Từng lần ghi nhận: mô hình nào, xã nào, lúc nào, theo nguồn nào, ai đã kiểm tra.",
        html,
        (),
        "ledger",
    )


def _method(publication: Publication) -> Page:
    kb = publication.kb
    address = "cach-tinh/"
    best = leading(publication)
    example = best if best and best.reported_with_origin.numerator else None
    lines = kb.lines_by_subject.get(example.subject, ()) if example else ()
    html = article(
        "method.html.j2",
        address,
        kb=kb,
        rules=kb.rules,
        day=publication.day,
        descriptions=descriptions(kb.rules),
        example=example,
        example_subject=kb.subjects[example.subject] if example else None,
        figures=rows(example) if example else [],
        lines=lines,
        line_looks=[(entry, marks.LOOK[line_mark(publication, entry)]) for entry in lines],
        others=_others(publication, example) if example else [],
        carry_overs=list(CarryOver),
        strip=strip(publication, lines, address),
        marks=marks.definitions(),
        legend=marks.legend(Mark),
    )
    return Page(
        address, "Cách tính", "Các quy tắc của sổ và tỷ lệ xã nhân rộng, có ví dụ trên số thật.", html, (), "method"
    )


def _glossary(publication: Publication) -> Page:
    address = "giai-thich/"
    html = article(
        "glossary.html.j2",
        address,
        states=list(State),
        grades=list(Evidence),
        reasons=list(Reason),
        legend=marks.legend(Mark),
        marks=marks.definitions(),
        rules=publication.kb.rules,
    )
    return Page(address, "Giải thích từ ngữ", "Các từ dùng trong trang này nghĩa là gì.", html, (), "glossary")


def _contribute(publication: Publication) -> Page:
    html = article("contribute.html.j2", "gui-thong-tin/", kb=publication.kb)
    return Page("gui-thong-tin/", "Gửi thông tin", "Báo mô hình mới, báo sai, bổ sung.", html, (), "contribute")


def _map(publication: Publication) -> Page:
    address = "ban-do/"
    kb = publication.kb
    html = article(
        "map_page.html.j2",
        address,
        full_maps=[(kb.lists[name].record.title, full_map_address(name)) for name in full_map_lists(publication)],
        marks=marks.definitions(),
        maps=[(kb.lists[name].record, area_map(publication, name, address)) for name in publication.lists],
    )
    return Page(address, "Bản đồ", "Xã nào có mô hình gì, trên sơ đồ các xã.", html, (), "map", searchable=False)
