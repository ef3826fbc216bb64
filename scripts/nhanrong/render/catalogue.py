"""The lists of models, practices and activities: cards in groups, with filters for a browser with scripts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nhanrong.knowledge import Subject
from nhanrong.publication import Publication, session_address, subject_address
from nhanrong.records.fields import Term, UnitRef
from nhanrong.records.model import Model
from nhanrong.records.practice import Practice
from nhanrong.records.session import Session
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
from nhanrong.render.outputs import Page
from nhanrong.render.templating import article
from nhanrong.vietnamese import reading_order, slug

Tokens = dict[str, list[str]]
_UNDATED = "Không rõ năm"


@dataclass(frozen=True)
class Card:
    """One record of a list; `tokens` are what the filters look at, by filter."""

    address: str
    title: str
    text: str
    foot: tuple[str, ...]
    tags: tuple[str, ...]
    tokens: Tokens


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


def _page(
    address: str,
    title: str,
    intro: str,
    noun: str,
    groups: Mapping[str, list[Card]],
    filters: Iterable[Filter],
) -> Page:
    used = {
        key: {t for cards in groups.values() for c in cards for t in c.tokens.get(key, ())} for key in _keys(groups)
    }
    shown = [
        Filter(f.key, f.label, [option for option in f.options if option[0] in used.get(f.key, ())]) for f in filters
    ]
    html = article(
        "catalogue.html.j2",
        address,
        title=title,
        intro=intro,
        noun=noun,
        groups=[(heading, slug(heading), cards) for heading, cards in groups.items() if cards],
        total=sum(map(len, groups.values())),
        filters=[f for f in shown if len(f.options) > 1],
    )
    return Page(address, title, intro, html, (), "catalogue", searchable=False)


def _keys(groups: Mapping[str, list[Card]]) -> set[str]:
    return {key for cards in groups.values() for card in cards for key in card.tokens}


def _models(publication: Publication) -> Page:
    groups: dict[str, list[Card]] = {sector.label: [] for sector in Sector}
    for entry in publication.kb.models.values():
        groups[entry.record.sector.label].append(model_card(publication, entry.record))
    return _page(
        "mo-hinh/",
        "Mô hình",
        "Những mô hình đã có người làm: làm gì, ở đâu, đã lan tới xã nào.",
        "mô hình",
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
        "cach-lam-hay/",
        "Cách làm hay",
        "Những việc làm được ngay, theo từng bước.",
        "cách làm hay",
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
        groups[_year(session)].append(session_card(publication, session))
    years = [(year, year) for year in groups]
    return _page(
        "hoat-dong/",
        "Hoạt động chuyển giao kỹ thuật",
        "Tập huấn, hội thảo, tham quan, dạy nghề đã tổ chức hoặc đã lên kế hoạch.",
        "hoạt động",
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


def _year(session: Session) -> str:
    return str(session.date.last.year) if session.date else _UNDATED


def _with_successors(publication: Publication, refs: Iterable[UnitRef]) -> list[str]:
    """The units and what they became, so that a filter by today's commune finds what was done in its parts."""
    found = set(refs)
    for ref in list(found):
        found.update(publication.kb.successors.get(ref, ()))
    return [str(ref) for ref in sorted(found)]


def model_card(publication: Publication, model: Model) -> Card:
    """A model in a list."""
    coverage = publication.coverage(model.id, publication.main_list(model.id))
    units = (*model.origin_communes, *model.place.units, *publication.ledger.units_with_lines(model.id))
    spread = "co" if coverage.reported.numerator else "khoi-dau" if model.origin_communes else "chua"
    return Card(
        address=subject_address(model),
        title=model.name,
        text=first_sentence(model.summary),
        foot=tuple(
            filter(
                None,
                (
                    _where(publication, model),
                    f"từ {model.started.spoken}" if model.started else "",
                    _spread(publication, model.id),
                ),
            )
        ),
        tags=(("Ngoài địa bàn",) if model.place.outside else ())
        + ((model.condition.label,) if model.condition else ()),
        tokens={
            "linh-vuc": [model.sector.value],
            "cay-con": [slug(name) for name in model.crops_animals],
            "ky-thuat": [term.value for term in model.techniques],
            "to-chuc": [term.value for term in model.organisation],
            "von": [term.value for term in model.capital_sources],
            "xa": _with_successors(publication, units),
            "tinh-trang": [model.condition.value] if model.condition else [],
            "nhan-rong": [spread],
        },
    )


def practice_card(publication: Publication, practice: Practice) -> Card:
    """A practice in a list."""
    return Card(
        address=subject_address(practice),
        title=practice.name,
        text=first_sentence(practice.summary),
        foot=tuple(filter(None, (_where(publication, practice), practice.year.spoken if practice.year else ""))),
        tags=("Quy trình chung",) if practice.general else (),
        tokens={
            "loai": [practice.kind.value],
            "linh-vuc": [practice.sector.value] if practice.sector else [],
            "cay-con": [slug(name) for name in practice.crops_animals],
            "xa": _with_successors(publication, (*practice.place.units, *practice.origin_communes)),
            "pham-vi": ["chung" if practice.general else "dia-ban"],
        },
    )


def session_card(publication: Publication, session: Session) -> Card:
    """An activity in a list."""
    when = session.date.spoken if session.date else session.date_text or "không rõ ngày"
    people = session.people if session.people is not None else session.attendances
    return Card(
        address=session_address(session),
        title=session.title,
        text="",
        foot=tuple(
            filter(
                None,
                (
                    session.kind.label,
                    when,
                    _place(publication, session),
                    f"{people} người" if people and session.people else f"{people} lượt người" if people else "",
                ),
            )
        ),
        tags=(session.nature.label,) if session.nature is not Nature.EVENT else (),
        tokens={
            "hinh-thuc": [session.kind.value],
            "loai": [session.nature.value],
            "cay-con": [slug(name) for name in session.crops_animals],
            "xa": _with_successors(publication, session.place.units),
            "nam": [_year(session)],
        },
    )


def subject_card(publication: Publication, subject: Subject) -> Card:
    """A model or a practice in a list."""
    return model_card(publication, subject) if isinstance(subject, Model) else practice_card(publication, subject)


def _where(publication: Publication, subject: Subject) -> str:
    refs = subject.place.units or subject.origin_communes
    if 0 < len(refs) <= 2:
        return ", ".join(publication.kb.unit_name(ref) for ref in refs)
    return f"{len(refs)} xã" if refs else subject.place.text or ""


def _place(publication: Publication, session: Session) -> str:
    return ", ".join(publication.kb.unit_name(ref) for ref in session.place.units) or session.place.text or ""


def _spread(publication: Publication, subject: str) -> str:
    share = publication.coverage(subject, publication.main_list(subject)).reported
    return f"đã ghi nhận {share.numerator} trên {share.denominator} xã" if share.numerator else ""


def first_sentence(text: str) -> str:
    """The first sentence of a text, on one line."""
    line = " ".join(text.split())
    head, stop, _ = line.partition(". ")
    return head + "." if stop else line
