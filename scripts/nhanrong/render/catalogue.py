"""The lists of models, practices and activities: cards in groups with filters, long ones in pages by group."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from nhanrong.addresses import crop_address
from nhanrong.publication import Publication
from nhanrong.records.fields import Term
from nhanrong.records.vocabulary import (
    Capital,
    Condition,
    Nature,
    Organisation,
    PracticeKind,
    Sector,
    SessionKind,
    Technique,
)
from nhanrong.render.cards import card, filtered
from nhanrong.render.indexes import newest, of_crop, sections
from nhanrong.render.outputs import Page
from nhanrong.render.paging import LongList, first_page, list_page
from nhanrong.render.templating import article
from nhanrong.vietnamese import capitalised, reading_order, slug

Kind = Literal["models", "practices", "sessions"]


@dataclass(frozen=True)
class Filter:
    """One choice: the key in the address, its name and its options (value, words)."""

    key: str
    label: str
    options: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Section:
    """What a list says of itself: `noun` is what it counts, `folder` and `grouped_by` name its groups."""

    address: str
    title: str
    intro: str
    noun: str
    folder: str
    grouped_by: str
    anchor: str  # of its records on the page of a crop
    kind: Kind


MODELS = Section(
    "mo-hinh/",
    "Mô hình",
    "Những mô hình đã có người làm: làm gì, ở đâu, đã lan tới xã nào.",
    "mô hình",
    "linh-vuc",
    "lĩnh vực",
    "mo-hinh",
    "models",
)
PRACTICES = Section(
    "cach-lam-hay/",
    "Cách làm hay",
    "Những việc làm được ngay, theo từng bước.",
    "cách làm hay",
    "loai",
    "loại",
    "cach-lam-hay",
    "practices",
)
SESSIONS = Section(
    "hoat-dong/",
    "Hoạt động chuyển giao kỹ thuật",
    "Tập huấn, hội thảo, tham quan, dạy nghề đã tổ chức hoặc đã lên kế hoạch.",
    "hoạt động",
    "nam",
    "năm",
    "chuyen-giao",
    "sessions",
)
_SECTIONS = {section.address: section for section in (MODELS, PRACTICES, SESSIONS)}


def pages(publication: Publication) -> Iterator[Page]:
    """The three lists."""
    return (page(publication, address) for address in addresses(publication))


def addresses(publication: Publication) -> Iterator[str]:
    """The three lists, each followed by the pages of its groups where it is too long for one page."""
    for section in _SECTIONS.values():
        yield section.address
        if not _on_one_page(publication, section):
            for heading in _groups(publication, section):
                yield from _group(publication, section, heading).addresses()


def page(publication: Publication, address: str) -> Page:
    """The list or the page of a group at an address."""
    section = _SECTIONS[address.partition("/")[0] + "/"]
    if address != section.address:
        first, place = first_page(address)
        headings = {group_address(publication, section, name): name for name in _groups(publication, section)}
        return list_page(publication, _group(publication, section, headings[first]), place)
    return _whole(publication, section) if _on_one_page(publication, section) else _overview(publication, section)


def group_address(publication: Publication, section: Section, heading: str) -> str:
    """Where a group begins: a heading of the list, or the first page of its own."""
    if _on_one_page(publication, section):
        return f"{section.address}#{slug(heading)}"
    return f"{section.address}{section.folder}/{slug(heading)}/"


def _groups(publication: Publication, section: Section) -> Mapping[str, Sequence[str]]:
    return sections(publication, section.kind)


def _on_one_page(publication: Publication, section: Section) -> bool:
    return filtered(publication, section.kind)


def _group(publication: Publication, section: Section, heading: str) -> LongList:
    return LongList(
        group_address(publication, section, heading),
        f"{section.title}: {heading}",
        heading,
        section.noun,
        ((section.title, section.address),),
        _groups(publication, section)[heading],
    )


def _overview(publication: Publication, section: Section) -> Page:
    """A list too long for one page: its groups, its crops and what came in last."""
    groups = _groups(publication, section)
    counts = [(name, len(getattr(of_crop(publication, name), section.kind))) for name in publication.crops.values()]
    html = article(
        "long-section.html.j2",
        section.address,
        section=section,
        groups=[
            (heading, slug(heading), group_address(publication, section, heading), len(records))
            for heading, records in groups.items()
        ],
        total=sum(map(len, groups.values())),
        crops=[(capitalised(name), f"{crop_address(name)}#{section.anchor}", many) for name, many in counts if many],
        newest=[card(publication, record) for record in newest(publication, section.kind)],
    )
    return Page(section.address, section.title, section.intro, html, (), "section", searchable=False)


def _whole(publication: Publication, section: Section) -> Page:
    groups = {
        heading: [card(publication, record) for record in records]
        for heading, records in _groups(publication, section).items()
    }
    used: dict[str, set[str]] = defaultdict(set)
    for cards in groups.values():
        for one in cards:
            for key, values in one.tokens.items():
                used[key].update(values)
    makers = {"models": _model_filters, "practices": _practice_filters, "sessions": _session_filters}
    shown = [
        Filter(f.key, f.label, [option for option in f.options if option[0] in used[f.key]])
        for f in makers[section.kind](publication, used["xa"])
    ]
    html = article(
        "catalogue.html.j2",
        section.address,
        listing=section,
        groups=[(heading, slug(heading), cards) for heading, cards in groups.items()],
        total=sum(map(len, groups.values())),
        filters=[f for f in shown if len(f.options) > 1],
    )
    return Page(section.address, section.title, section.intro, html, (), "catalogue", searchable=False)


def _model_filters(publication: Publication, communes: AbstractSet[str]) -> list[Filter]:
    spread = (("co", "Đã ghi nhận ở xã khác"), ("khoi-dau", "Mới có nơi khởi đầu"), ("chua", "Chưa ghi nhận xã nào"))
    return [
        _choice("linh-vuc", "Lĩnh vực", Sector),
        _crops(publication),
        _choice("ky-thuat", "Kỹ thuật", Technique),
        _choice("to-chuc", "Ai làm", Organisation),
        _choice("von", "Nguồn vốn", Capital),
        _communes(publication, communes),
        _choice("tinh-trang", "Tình trạng theo nguồn", Condition),
        Filter("nhan-rong", "Sổ theo dõi", spread),
    ]


def _practice_filters(publication: Publication, communes: AbstractSet[str]) -> list[Filter]:
    return [
        _choice("loai", "Loại", PracticeKind),
        _choice("linh-vuc", "Lĩnh vực", Sector),
        _crops(publication),
        _communes(publication, communes),
        Filter("pham-vi", "Nguồn gốc", (("dia-ban", "Người trong tỉnh làm"), ("chung", "Quy trình chung"))),
    ]


def _session_filters(publication: Publication, communes: AbstractSet[str]) -> list[Filter]:
    return [
        _choice("hinh-thuc", "Hình thức", SessionKind),
        _choice("loai", "Một đợt hay số gộp", Nature),
        _crops(publication),
        _communes(publication, communes),
        Filter("nam", "Năm", [(slug(year), year) for year in sections(publication, "sessions")]),
    ]


def _choice(key: str, label: str, terms: type[Term]) -> Filter:
    return Filter(key, label, [(term.value, term.label) for term in terms])


def _crops(publication: Publication) -> Filter:
    return Filter("cay-con", "Cây, con", [(address, name) for address, name in publication.crops.items()])


def _communes(publication: Publication, used: AbstractSet[str]) -> Filter:
    units = publication.kb.units
    options = [
        (f"{ref.list}/{ref.code}", f"{units[ref].name} (danh mục {ref.list})")
        for list_id in publication.lists
        for ref in sorted(
            (ref for ref in publication.kb.units_of(list_id) if str(ref) in used),
            key=lambda ref: reading_order(units[ref].name),
        )
    ]
    return Filter("xa", "Xã", options)
