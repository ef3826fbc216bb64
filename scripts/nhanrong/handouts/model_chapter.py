"""What a booklet tells of a model: what it is, whether it fits, how it is done, its costs, where it lives or failed."""

from collections.abc import Iterator

from nhanrong.handouts import discussing, telling
from nhanrong.handouts.accounts import accounts_table
from nhanrong.handouts.blocks import Block, Chapter, Column, Fact, Facts, Items, Note, Section, Table, Words, Writing
from nhanrong.prose import flat
from nhanrong.publication import Publication
from nhanrong.records.model import Model
from nhanrong.render import wording
from nhanrong.render.record_figures import facts
from nhanrong.render.record_pages import completeness
from nhanrong.render.suited import asked
from nhanrong.vietnamese import NBSP, capitalised


def model_chapter(publication: Publication, model: Model) -> Chapter:
    """The chapter of a model."""
    return telling.chapter(publication, model, _tags(model), _sections(publication, model))


def _tags(model: Model) -> Iterator[str]:
    yield model.sector.label
    if model.condition:
        yield model.condition.label


def _sections(publication: Publication, model: Model) -> Iterator[Section]:
    yield Section("", (first_screen(publication, model),))
    yield Section("Có hợp với nhà mình không?", tuple(is_it_for_me(publication, model)))
    yield Section("Làm thế nào", tuple(_how(model)))
    yield Section("Tiền", tuple(_money(publication, model)))
    yield Section("Ai đã làm, ở đâu", tuple(_where(publication, model)))
    if model.strengths:
        yield Section("Được gì", (telling.items(model.strengths),))
    yield Section("Chỗ đã hỏng", tuple(_wrong(model)))
    yield from telling.doubts(model.disagreements)
    yield telling.ask(publication, _see(publication, model))
    yield telling.sources(publication, model, completeness(model))
    yield Section("Cùng bàn", (_questions(discussing.of_model(model)), Writing(telling.ANSWERS)))
    yield Section("", (telling.slip(publication, model),))


def first_screen(publication: Publication, model: Model) -> Facts:
    """The facts that a reader asks first; on paper no month is this month."""
    reckoning = wording.reckoned(model.accounts) if model.accounts else None
    found = facts(publication, model, reckoning)
    month = f"Tháng {publication.day.month} làm gì"
    return Facts(
        tuple(Fact(fact.label, flat(fact.value), fact.foot) for fact in found.known if fact.label != month),
        tuple(name for name in found.unknown if name != month.lower()),
    )


def is_it_for_me(publication: Publication, model: Model) -> Iterator[Block]:
    """Land, capital, labour, what else it takes, risks: what the record tells, and what nobody has told."""
    rows = list(_needed(publication, model))
    known = tuple((label, text) for label, text in rows if text)
    unknown = [label.lower() for label, text in rows if not text]
    if known:
        yield Table("", (Column("Cần gì", share=0.8), Column("Theo nguồn", share=2.6)), known)
    if model.risks:
        yield Note("Rủi ro", Words(telling.bullets(flat(risk) for risk in model.risks).parts))
    else:
        unknown.append("rủi ro")
    if unknown:
        yield telling.sentence(f"Chưa ai nói rõ: {', '.join(unknown)}. Hỏi cho ra trước khi làm.")


def _needed(publication: Publication, model: Model) -> Iterator[tuple[str, str]]:
    needs = {label: f"{capitalised(one.words)} ({one.ground})" for label, one in asked(model).items()}
    land = (flat(model.conditions) if model.conditions else "", needs.get("Đất"), needs.get("Thế đất"))
    yield "Đất, điều kiện", "; ".join(filter(None, land))
    if "Nước tưới" in needs:
        yield "Nước tưới", needs["Nước tưới"]
    invested = next((fact for fact in first_screen(publication, model).known if fact.label == "Vốn"), None)
    sources = "; ".join(uncapital(one.label) for one in model.capital_sources)
    stated = f"{invested.value}; {invested.foot}" if invested else ""
    yield "Vốn", ". ".join(filter(None, (stated, f"Nguồn vốn: {sources}" if sources else "")))
    labour = model.accounts.family_labour if model.accounts else None
    by_kind = {need.kind.label: flat(need.text) for need in model.needs}
    own = (
        f"{wording.plain(labour.days)}{NBSP}công nhà, tính trên {model.accounts.basis}"
        if labour and model.accounts
        else ""
    )
    yield "Công", ". ".join(filter(None, (needs.get("Công"), own, by_kind.pop("Công lao động", ""))))
    yield from by_kind.items()


def _how(model: Model) -> Iterator[Block]:
    if model.origin_text:
        yield telling.words(model.origin_text)
    if model.technique:
        yield telling.words(model.technique)
    if model.steps:
        yield telling.steps(model.steps)
    if model.calendar:
        yield telling.calendar(model.calendar)
    if model.components:
        yield Items(
            tuple(
                telling.sentence(
                    one.name + (" (bắt buộc)" if one.essential else "") + (f": {one.measure}" if one.measure else "")
                )
                for one in model.components
            )
        )
    if not model.steps and not model.calendar:
        yield telling.sentence("Nguồn không kể từng bước. Muốn làm theo thì xin học ở nơi đã làm.")


def _money(publication: Publication, model: Model) -> Iterator[Block]:
    if model.money:
        yield telling.money_table(publication, model.money)
    if model.accounts:
        yield accounts_table(publication, model.accounts)
    if model.support:
        yield telling.bullets(
            f"{one.payer.label}: {flat(one.text)} "
            + (f"Kết thúc {one.ends.spoken}." if one.ends else "Chưa rõ khi nào kết thúc.")
            for one in model.support
        )


def _where(publication: Publication, model: Model) -> Iterator[Block]:
    places = "; ".join(place.words for place in wording.places(publication.kb, model.place))
    who = "; ".join(uncapital(one.label) for one in model.organisation)
    names = f" ({'; '.join(model.organisation_names)})" if model.organisation_names else ""
    told = [f"Nơi làm: {places}."]
    if who:
        told.append(f"Ai làm: {who}{names}.")
    if model.started:
        told.append(f"Bắt đầu: {model.started.spoken}.")
    yield telling.bullets(told)
    if model.scale:
        yield telling.quantity_table(model.scale, "Làm tới đâu")
    yield from telling.spread(publication, model.id)


def uncapital(text: str) -> str:
    """A label inside a sentence; an abbreviation and the union keep their capitals."""
    return text if text[:2].isupper() or text.startswith("Hội Nông dân") else text[:1].lower() + text[1:]


def _wrong(model: Model) -> Iterator[Block]:
    if model.setbacks:
        yield Note("Đã từng hỏng", Words(telling.bullets(flat(text) for text in model.setbacks).parts))
    else:
        yield telling.sentence("Nguồn không kể, chưa chắc là không có: hỏi người đã làm.")
    if model.lessons:
        yield Note("Rút ra", telling.words(model.lessons))


def _questions(questions: list[str]) -> Items:
    return Items(tuple(telling.sentence(question) for question in questions), numbered=True)


def _see(publication: Publication, model: Model) -> list[str]:
    if not model.see_at:
        return ["Muốn đến xem thì hẹn qua văn phòng Hội, không tự đến nhà ai."]
    names = ", ".join(publication.kb.unit_name(ref) for ref in model.see_at)
    return [f"Có thể xem ở {names}, hẹn qua văn phòng Hội."]
