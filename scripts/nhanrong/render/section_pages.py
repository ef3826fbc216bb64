"""The home page, the ledger, how figures are counted, the glossary, how to contribute, the full map."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from nhanrong.addresses import SECTIONS, crop_address, unit_address
from nhanrong.coverage import Coverage, undecided, unstated, verdict
from nhanrong.figures import descriptions, rows
from nhanrong.publication import Publication
from nhanrong.questions import issue_forms
from nhanrong.records.fields import UnitRef
from nhanrong.records.units import ListHead
from nhanrong.records.vocabulary import CarryOver, Evidence, Reason, State
from nhanrong.render import coming, marks, sheetmaps, svgmap, unitchart
from nhanrong.render.basemap import is_long
from nhanrong.render.cards import Card, card
from nhanrong.render.catalogue import MODELS, group_address
from nhanrong.render.code_pages import CODES
from nhanrong.render.full_maps import full_map_address, full_map_sheets
from nhanrong.render.glossary import words
from nhanrong.render.guide_pages import guides
from nhanrong.render.indexes import LINES_SHOWN, leading, newest, newest_of, sections, widest
from nhanrong.render.ledger_rows import ledger_rows
from nhanrong.render.news_feed import FEED
from nhanrong.render.outputs import Page, relative
from nhanrong.render.sheetmaps import MOST_SHEETS, Known
from nhanrong.render.spread import ground, line_mark, map_units, strip
from nhanrong.render.templating import article
from nhanrong.render.unit_lists import provinces
from nhanrong.standing import MARK_SAYS, Mark
from nhanrong.vietnamese import NBSP, capitalised
from nhanrong.wishes import Wish

NEW_SHOWN = 6
UNITS_LINKED = 40
SUBJECTS_SHOWN = 100
EXAMPLES_SHOWN = 60


def pages(publication: Publication) -> Iterator[Page]:
    """The pages that the navigation leads to."""
    return (page(publication, address) for address in addresses(publication))


def addresses(_: Publication) -> Iterator[str]:
    """Where they stand."""
    yield from _pages()


def page(publication: Publication, address: str) -> Page:
    """The page at an address."""
    return _pages()[address](publication)


def _pages() -> Mapping[str, Callable[[Publication], Page]]:
    return {
        "": _home,
        "so-theo-doi/": _ledger,
        "cach-tinh/": _method,
        "giai-thich/": _glossary,
        "gui-thong-tin/": _contribute,
        "ban-do/": _map,
    }


def _best(publication: Publication) -> Coverage | None:
    """The coverage of the leading subject on its main list."""
    name = leading(publication)
    return publication.coverage(name, publication.main_list(name)) if name else None


def _home(publication: Publication) -> Page:
    kb = publication.kb
    best = _best(publication)
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
        ground=_ground(publication, best) if best else "",
        squares=unitchart.draw(units, share) if best else "",
        marks=marks.definitions(),
        target=target,
        verdict=verdict(publication.ledger, publication.newest_list),
        undecided=undecided(publication.ledger, publication.newest_list) if target and not unstated(target) else "",
        area_map=area_map(publication, list_id, ""),
        crops=[(capitalised(name), crop_address(name)) for name in publication.crops.values()],
        sectors=[(name, group_address(publication, MODELS, name)) for name in sections(publication, "models")],
        lists=[_to_units(publication, name) for name in publication.lists],
        coming=coming.shown(publication, coming.coming(publication)[: coming.COMING_SHOWN]),
        calendar="" if kb.area.demonstration else coming.ALL,
        news=_news(publication),
        feed="" if kb.area.demonstration else FEED,
    )
    description = f"Mô hình, cách làm hay và sổ theo dõi nhân rộng của {kb.area.name}."
    return Page("", "Trang chủ", description, html, (), "home", searchable=False)


def _ground(publication: Publication, best: Coverage) -> str:
    held = publication.ledger.units_with_lines(best.subject)
    return ground(e for ref in held if ref.list == best.list for e in publication.ledger.lines(best.subject, ref))


@dataclass(frozen=True)
class ToUnits:
    """How the home page leads to the units of a list: to each of a short one, to the provinces of a long one."""

    list: ListHead
    total: int
    each: bool
    links: Sequence[tuple[str, str]]


def _to_units(publication: Publication, list_id: str) -> ToUnits:
    kb = publication.kb
    unit_list, total = kb.lists[list_id].record, len(kb.units_of(list_id))
    if total <= UNITS_LINKED:
        each = [(kb.units[ref].name, unit_address(ref)) for ref in kb.units_of(list_id)]
        return ToUnits(unit_list, total, each=True, links=each)
    listed = provinces(publication).get(list_id, {})
    links = [(province.name, province.address) for province in listed.values()]
    return ToUnits(unit_list, total, each=False, links=links)


def _others(publication: Publication, best: Coverage) -> list[Coverage]:
    """The same subject on the other lists."""
    return [publication.coverage(best.subject, name) for name in publication.lists if name != best.list]


def area_map(publication: Publication, list_id: str, address: str, most: int = 1) -> Markup:
    """The area: in each unit how many subjects are recorded, drawn by the strongest mark among them.

    Of a long list only the `most` sheets with the most known units.
    """
    kb = publication.kb
    title = f"Số mô hình theo xã, {kb.lists[list_id].record.title}"
    sheets = publication.atlas.sheets(list_id)
    if not is_long(publication, list_id):
        units = [_area_unit(publication, ref, address) for ref in sheets[0].units]
        return svgmap.draw(publication.atlas.shape(sheets[0]), title, units)
    known = [
        Known(sheet, [_area_unit(publication, ref, address) for ref in publication.known_on(sheet)]) for sheet in sheets
    ]
    known.sort(key=lambda one: (-len(one.units), one.sheet.path))
    return sheetmaps.draw(publication, title, address, known[:most], most)


_ONE = "1 mô hình".replace(" ", NBSP)  # by itself, for languages that say one otherwise than many


def _area_unit(publication: Publication, ref: UnitRef, address: str) -> svgmap.MapUnit:
    unit = publication.kb.units[ref]
    states = publication.states_in(ref)
    mark = min((mark for mark, _ in states), key=lambda mark: mark.rank, default=Mark.NOT_SEEN)
    origin = bool(states) and mark is Mark.NOT_SEEN
    says = "nơi khởi đầu" if origin else MARK_SAYS[mark]
    return svgmap.MapUnit(
        ref=ref,
        name=unit.name,
        href=relative(address, unit_address(ref)),
        mark=mark,
        label=f"{unit.name}: {says}",
        figure=_ONE if len(states) == 1 else f"{len(states)}{NBSP}mô{NBSP}hình" if states else "",
        origin=origin,
    )


def _news(publication: Publication) -> list[Card]:
    """What was recorded last: records by the day they came in, else by the date of what they tell."""
    of_all = [address for kind in SECTIONS for address in newest(publication, kind)]
    return [card(publication, record) for record in newest_of(publication, of_all, NEW_SHOWN)]


def _ledger(publication: Publication) -> Page:
    kb = publication.kb
    address = "so-theo-doi/"
    wide = widest(publication)
    spread = sum(1 for name in wide if publication.reach(name)[0])
    html = article(
        "ledger.html.j2",
        address,
        kb=kb,
        day=publication.day,
        lines=ledger_rows(publication, kb.lines_recorded(LINES_SHOWN)),
        total=kb.index.count("lines"),
        table=[publication.coverage(name, publication.main_list(name)) for name in wide[:SUBJECTS_SHOWN]],
        spread_total=spread,
        quiet_total=len(wide) - spread,
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
    best = _best(publication)
    example = best if best and best.reported_with_origin.numerator else None
    lines = kb.lines_by_subject.get(example.subject, ()) if example else ()
    shown = lines[-EXAMPLES_SHOWN:]
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
        total=len(lines),
        line_looks=[(entry, marks.LOOK[line_mark(publication, entry)]) for entry in shown],
        others=_others(publication, example) if example else [],
        carry_overs=list(CarryOver),
        most=EXAMPLES_SHOWN,
        strip=strip(publication, shown, address),
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
        words=words(publication.kb.rules),
        states=list(State),
        grades=list(Evidence),
        reasons=list(Reason),
        legend=marks.legend(Mark),
        marks=marks.definitions(),
    )
    return Page(address, "Giải thích từ ngữ", "Các từ dùng trong trang này nghĩa là gì.", html, (), "glossary")


def _contribute(publication: Publication) -> Page:
    html = article(
        "contribute.html.j2",
        "gui-thong-tin/",
        kb=publication.kb,
        guides=guides(),
        repository=publication.kb.area.repository,
        wishes=[wish.on_paper for wish in Wish],
        forms=[form.name for form in issue_forms()],
        codes=CODES,
    )
    return Page("gui-thong-tin/", "Gửi thông tin", "Báo mô hình mới, báo sai, bổ sung.", html, (), "contribute")


def _map(publication: Publication) -> Page:
    address = "ban-do/"
    kb = publication.kb
    full_maps: list[tuple[str, str]] = []
    maps: list[tuple[ListHead, Markup, list[tuple[str, str]]]] = []
    for name in publication.lists:
        unit_list = kb.lists[name].record
        found = [(sheet.name, full_map_address(sheet)) for sheet in full_map_sheets(publication, name)]
        full_maps += [(unit_list.title, full) for province, full in found if not province]
        provinces = [(province, full) for province, full in found if province]
        maps.append((unit_list, area_map(publication, name, address, MOST_SHEETS), provinces))
    html = article("map_page.html.j2", address, full_maps=full_maps, marks=marks.definitions(), maps=maps)
    return Page(address, "Bản đồ", "Xã nào có mô hình gì, trên sơ đồ các xã.", html, (), "map", searchable=False)
