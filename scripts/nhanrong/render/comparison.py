"""“So sánh”: the page where up to four models stand side by side, and the details of all models that its script shows.

The details lie on shelves of a few models each: a script takes the shelves of the models that it is asked about.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from nhanrong.facts import SHELVES
from nhanrong.prose import flat
from nhanrong.publication import Publication
from nhanrong.records.model import Model
from nhanrong.records.pieces import Money
from nhanrong.records.vocabulary import MoneyKind
from nhanrong.render import wording
from nhanrong.render.cards import first_sentence
from nhanrong.render.finder import shelves
from nhanrong.render.giving import given
from nhanrong.render.outputs import Page
from nhanrong.render.record_figures import Fact, facts
from nhanrong.render.speaking import Pieces, language_of, said_plain, speaking
from nhanrong.render.suited import asked
from nhanrong.render.templating import LANGUAGES, article
from nhanrong.tracking import note
from nhanrong.vietnamese import NBSP

COMPARISON = "so-sanh/"
MOST_WORDS = 240

_TITLE = "So sánh mô hình"
_ABOUT = "Đặt tối đa bốn mô hình cạnh nhau: vốn, công, bao lâu có thu, lãi, rủi ro, bán cho ai, đã lan tới đâu."
_INCOME = (MoneyKind.PROFIT, MoneyKind.UNCLEAR_INCOME, MoneyKind.REVENUE)

Cell = tuple[str, str] | None  # what is said, and its ground


def pages(publication: Publication) -> Iterator[Page]:
    """The one page."""
    return (page(publication, address) for address in addresses(publication))


def addresses(_: Publication) -> Iterator[str]:
    """Where it stands."""
    yield COMPARISON


def page(publication: Publication, address: str) -> Page:
    """The page; what is compared is known to the reader's browser alone."""
    many = shelves(publication.kb.index.count("needs"))
    html = article(
        "comparison.html.j2", address, title=_TITLE, rows=[said_plain(label) for label in _ROWS], shelves=many
    )
    return Page(address, _TITLE, _ABOUT, html, (), "compare", searchable=False)


def files(publication: Publication) -> dict[str, Callable[[], bytes]]:
    """The shelves; each is named after how many there are, too."""
    many = shelves(publication.kb.index.count("needs"))
    return {
        shelf_address(code, many, place): partial(shelf_file, publication, code, many, place)
        for code in ("", *publication.kb.area.pages_in)
        for place in range(many)
    }


def shelf_address(code: str, many: int, place: int) -> str:
    """Where a shelf lies, in a language."""
    return f"{f'{code}/' if code else ''}{COMPARISON}{many}-{place}.js"


def shelf_file(publication: Publication, code: str, many: int, place: int) -> bytes:
    """The details of the models of one of `many` shelves: by id the name, and one cell a row of the page."""
    if code:
        note(LANGUAGES, code)
    names = [name for shelf in range(place, SHELVES, many) for name in publication.kb.ids("shelves", str(shelf))]
    with speaking(code):
        data = {
            name: [publication.kb.head(name).name, *(_told(cell) for cell in cells(publication, name))]
            for name in sorted(names)
        }
    return given(shelf_address(code, many, place), data)


def _told(cell: Cell) -> Sequence[object] | None:
    """A cell in the language that is spoken, and which of its two texts have words left in Vietnamese."""
    if cell is None:
        return None
    left = [language_of(text).get("lang", "") for text in cell]
    return [*map(said_plain, cell), *(left if any(left) else ())]


def cells(publication: Publication, name: str) -> list[Cell]:
    """What the page says of a model in each of its rows; None where its record is silent."""
    model = publication.kb.models[name].record
    reckoning = wording.reckoned(model.accounts) if model.accounts else None
    known = {fact.label: fact for fact in facts(publication, model, reckoning).known}
    return [row(publication, model, known) for row in _ROWS.values()]


_Known = dict[str, Fact]
_Row = Callable[[Publication, Model, _Known], Cell]


def _fact(label: str) -> _Row:
    def cell(_: Publication, __: Model, known: _Known) -> Cell:
        return (_short(known[label].value), known[label].foot) if label in known else None

    return cell


def _what(_: Publication, model: Model, __: _Known) -> Cell:
    return _short(first_sentence(model.summary)), ""


def _where(publication: Publication, model: Model, _: _Known) -> Cell:
    found = ", ".join(place.words for place in wording.places(publication.kb, model.place))
    return _short(found), "ngoài địa bàn" if model.place.outside else ""


def _crops(_: Publication, model: Model, __: _Known) -> Cell:
    return (", ".join(model.crops_animals), "") if model.crops_animals else None


def _land(_: Publication, model: Model, __: _Known) -> Cell:
    said = [one for label, one in asked(model).items() if label in ("Đất", "Thế đất")]
    return ("; ".join(one.words for one in said), " · ".join(one.ground for one in said)) if said else None


def _stated_as(label: str, model: Model) -> Cell:
    one = asked(model).get(label)
    return (one.words, one.ground) if one else None


def _water(_: Publication, model: Model, __: _Known) -> Cell:
    return _stated_as("Nước tưới", model)


def _conditions(_: Publication, model: Model, __: _Known) -> Cell:
    said = [model.conditions] if model.conditions else [f"{need.kind.label}: {need.text}" for need in model.needs]
    return (_short(" ".join(said)), "") if said else None


def _labour(_: Publication, model: Model, __: _Known) -> Cell:
    if stated := _stated_as("Công", model):
        return stated
    if model.accounts and (labour := model.accounts.family_labour):
        return f"{wording.plain(labour.days)}{NBSP}công", f"công nhà, tính trên {model.accounts.basis}"
    return None


def _first_income(_: Publication, model: Model, __: _Known) -> Cell:
    return _stated_as("Bao lâu có thu", model) or ((_short(model.first_income), "") if model.first_income else None)


def _income(publication: Publication, model: Model, known: _Known) -> Cell:
    if "Lợi nhuận" in known:
        return Pieces("lãi", " ", known["Lợi nhuận"].value), known["Lợi nhuận"].foot
    for kind in _INCOME:
        lines = [line for line in model.money if line.kind is kind]
        if lines:
            return _stated(publication, max(lines, key=lambda line: line.price_date))
    return None


def _stated(publication: Publication, line: Money) -> Cell:
    old = wording.is_old(line, publication.day, publication.kb.rules.price_years)
    mark = [" (", wording.OLD_PRICE, ")"] if old else []
    foot = Pieces("giá", " ", line.price_date.spoken, *mark, " · ", "hạng", f" {line.evidence.value}")
    return Pieces(line.kind.label.lower(), " ", wording.money(line)), foot


def _risks(_: Publication, model: Model, __: _Known) -> Cell:
    said = [*model.risks, *(f"Đã hỏng: {text}" for text in model.setbacks)]
    return (_short(" ".join(said)), "") if said else None


def _steps(_: Publication, model: Model, __: _Known) -> Cell:
    if not model.steps:
        return None
    return f"{len(model.steps)} bước", _short("; ".join(flat(step.text).rstrip(".") for step in model.steps))


def _spread(publication: Publication, model: Model, _: _Known) -> Cell:
    reported, with_origin, units, spread, _came_in = publication.reach(model.id)
    if not spread:
        return None
    found = publication.kb.index.values("verified", model.id)
    origins = with_origin - reported
    apart = [", ", f"chưa kể {origins} xã khởi đầu"] if origins else []
    return Pieces(f"{reported} trên {units} xã", *apart), f"đã kiểm tra thực tế {found[0][0] if found else 0}{NBSP}xã"


def _reviewed(_: Publication, model: Model, __: _Known) -> Cell:
    if not model.reviewed:
        return "Chưa thẩm định kỹ thuật", ""
    return "Đã thẩm định kỹ thuật", _short(model.reviewed.conclusion)


_ROWS: dict[str, _Row] = {
    "Là gì": _what,
    "Nơi làm": _where,
    "Cây, con": _crops,
    "Đất": _land,
    "Nước": _water,
    "Điều kiện": _conditions,
    "Vốn": _fact("Vốn"),
    "Công": _labour,
    "Bao lâu có thu": _first_income,
    "Thu, lãi": _income,
    "Rủi ro": _risks,
    "Bán cho ai": _fact("Bán cho ai"),
    "Giống ở đâu": _fact("Giống ở đâu"),
    "Các bước": _steps,
    "Đã lan tới": _spread,
    "Thẩm định": _reviewed,
}


def _short(text: str) -> str:
    """A text on one line, cut after a word where it is long."""
    line = flat(text)
    return line if len(line) <= MOST_WORDS else line[:MOST_WORDS].rsplit(" ", 1)[0].rstrip(",;.") + "…"
