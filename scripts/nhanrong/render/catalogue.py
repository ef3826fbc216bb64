"""The lists of models, practices and activities: cards in groups, with filters for a browser with scripts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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
from nhanrong.render.cards import Card, model_card, practice_card, session_card, year_of
from nhanrong.render.outputs import Page
from nhanrong.render.templating import article
from nhanrong.vietnamese import reading_order, slug


@dataclass(frozen=True)
class Filter:
    """One choice: the key in the address, its name and its options (value, words)."""

    key: str
    label: str
    options: Sequence[tuple[str, str]]


def pages(publication: Publication) -> Iterator[Page]:
    """The three lists."""
    yield _models(publication)
    yield _practices(publication)
    yield _sessions(publication)


@dataclass(frozen=True)
class _Listing:
    """What a list page says of itself; `noun` is what it counts."""

    address: str
    title: str
    intro: str
    noun: str


def _page(listing: _Listing, groups: Mapping[str, list[Card]], filters: Iterable[Filter]) -> Page:
    used = {
        key: {t for cards in groups.values() for c in cards for t in c.tokens.get(key, ())} for key in _keys(groups)
    }
    shown = [
        Filter(f.key, f.label, [option for option in f.options if option[0] in used.get(f.key, ())]) for f in filters
    ]
    html = article(
        "catalogue.html.j2",
        listing.address,
        listing=listing,
        groups=[(heading, slug(heading), cards) for heading, cards in groups.items() if cards],
        total=sum(map(len, groups.values())),
        filters=[f for f in shown if len(f.options) > 1],
    )
    return Page(listing.address, listing.title, listing.intro, html, (), "catalogue", searchable=False)


def _keys(groups: Mapping[str, list[Card]]) -> set[str]:
    return {key for cards in groups.values() for card in cards for key in card.tokens}


def _models(publication: Publication) -> Page:
    groups: dict[str, list[Card]] = {sector.label: [] for sector in Sector}
    for entry in publication.kb.models.values():
        groups[entry.record.sector.label].append(model_card(publication, entry.record))
    return _page(
        _Listing(
            "mo-hinh/",
            "Mô hình",
            "Những mô hình đã có người làm: làm gì, ở đâu, đã lan tới xã nào.",
            "mô hình",
        ),
        _sorted(groups),
        [
            _choice("linh-vuc", "Lĩnh vực", Sector),
            _crops(publication),
            _choice("ky-thuat", "Kỹ thuật", Technique),
            _choice("to-chuc", "Ai làm", Organisation),
            _choice("von", "Nguồn vốn", Capital),
            _communes(publication),
            _choice("tinh-trang", "Tình trạng theo nguồn", Condition),
            Filter(
                "nhan-rong",
                "Sổ theo dõi",
                (
                    ("co", "Đã ghi nhận ở xã khác"),
                    ("khoi-dau", "Mới có nơi khởi đầu"),
                    ("chua", "Chưa ghi nhận xã nào"),
                ),
            ),
        ],
    )


def _practices(publication: Publication) -> Page:
    groups: dict[str, list[Card]] = {kind.label: [] for kind in PracticeKind}
    for entry in publication.kb.practices.values():
        groups[entry.record.kind.label].append(practice_card(publication, entry.record))
    return _page(
        _Listing(
            "cach-lam-hay/",
            "Cách làm hay",
            "Những việc làm được ngay, theo từng bước.",
            "cách làm hay",
        ),
        _sorted(groups),
        [
            _choice("loai", "Loại", PracticeKind),
            _choice("linh-vuc", "Lĩnh vực", Sector),
            _crops(publication),
            _communes(publication),
            Filter("pham-vi", "Nguồn gốc", (("dia-ban", "Người trong tỉnh làm"), ("chung", "Quy trình chung"))),
        ],
    )


def _sessions(publication: Publication) -> Page:
    groups: dict[str, list[Card]] = defaultdict(list)
    for session in publication.sessions:
        groups[year_of(session)].append(session_card(publication, session))
    years = [(slug(year), year) for year in groups]
    return _page(
        _Listing(
            "hoat-dong/",
            "Hoạt động chuyển giao kỹ thuật",
            "Tập huấn, hội thảo, tham quan, dạy nghề đã tổ chức hoặc đã lên kế hoạch.",
            "hoạt động",
        ),
        groups,
        [
            _choice("hinh-thuc", "Hình thức", SessionKind),
            _choice("loai", "Một đợt hay số gộp", Nature),
            _crops(publication),
            _communes(publication),
            Filter("nam", "Năm", years),
        ],
    )


def _choice(key: str, label: str, terms: type[Term]) -> Filter:
    return Filter(key, label, [(term.value, term.label) for term in terms])


def _crops(publication: Publication) -> Filter:
    return Filter("cay-con", "Cây, con", [(address, name) for address, name in publication.crops.items()])


def _communes(publication: Publication) -> Filter:
    options = [
        (f"{ref.list}/{ref.code}", f"{publication.kb.units[ref].name} (danh mục {ref.list})")
        for list_id in publication.lists
        for ref in sorted(
            publication.kb.units_of(list_id), key=lambda ref: reading_order(publication.kb.units[ref].name)
        )
    ]
    return Filter("xa", "Xã", options)


def _sorted(groups: Mapping[str, list[Card]]) -> dict[str, list[Card]]:
    by_title: Callable[[Card], tuple[str, str]] = lambda card: reading_order(card.title)  # noqa: E731  # a sort key
    return {heading: sorted(cards, key=by_title) for heading, cards in groups.items()}
