"""The fields of a record type as the editor asks for them; titles, limits and refusals are those of the record type."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nhanrong.anatomy import Field, Form, Part, Scalar
from nhanrong.dates import EARLIEST_YEAR, LATEST_YEAR
from nhanrong.layout import DATA, PHOTOS
from nhanrong.records.registry import BY_NAME
from nhanrong.schemas import Schema
from nhanrong.sentences import called
from nhanrong.vietnamese import capitalised, uncapitalised

Asked = dict[str, Any]
Option = dict[str, str | bool]

# what the identifiers of a collection are shown by
NAMED_BY: Mapping[str, str] = {"model": "name", "practice": "name", "session": "title", "source": "title"}

_YES_OR_NO: Sequence[Option] = ({"label": "Có", "value": True}, {"label": "Không", "value": False})
_PHOTOS = "image/jpeg,image/png,image/webp,image/heic,image/heif"


@dataclass(frozen=True)
class Offered:
    """What a knowledge base has to choose from, as options: its units, and its models and practices together."""

    units: Sequence[Option]
    subjects: Sequence[Option]


def asked(part: Part, schema: Schema, offered: Offered) -> list[Asked]:
    """The fields of a part, in the order of its definition; `schema` is the part's own."""
    return [_asked(field, schema["properties"][field.key], offered) for field in part.fields]


def _asked(field: Field, schema: Schema, offered: Offered) -> Asked:
    head: Asked = {"name": field.key, "label": field.title, "required": field.required}
    if hint := " ".join(_hints(field)):
        head["hint"] = hint
    form = field.form
    if form.many:
        return head | _many(field, schema["items"], offered)
    return head | _one(form, field, schema, offered)


def _hints(field: Field) -> Iterator[str]:
    if field.need == "nên có":
        yield "Nên có."
    said = field.description
    if field.form.scalar is Scalar.FLAG:  # its answers have names here
        said = said.removesuffix("true hoặc false.").replace("true nếu", "“Có” nếu")
    if said:
        yield said
    if field.form.scalar is Scalar.DATE:
        yield f"{capitalised(Scalar.DATE.value)}: 2022, 2022-08, 2022-08-10 hoặc 2019/2022."


def _many(field: Field, schema: Schema, offered: Offered) -> Asked:
    """A list: of chosen things as one choice of several, of all else item by item."""
    least = {"min": 1} if field.required else {}
    form = field.form
    if options := _options(form, offered):
        return {"widget": "select", "multiple": True, "options": options} | least
    if relation := _relation(form):
        return relation | {"multiple": True} | least
    shown: Asked = {"widget": "list", "label_singular": uncapitalised(field.title), "collapsed": "auto"} | least
    if form.pieces and form.part:
        fields = asked(form.part, schema, offered)
        return shown | {"summary": _summary(form.part), "fields": fields}
    one: Asked = {"name": "value", "label": field.title}
    return shown | {"summary": "{{value}}", "field": one | _one(form, field, schema, offered)}


def _one(form: Form, field: Field, schema: Schema, offered: Offered) -> Asked:
    if options := _options(form, offered):
        return {"widget": "select", "options": options}
    if relation := _relation(form):
        return relation
    if form.pieces and form.part:
        fields = asked(form.part, schema, offered)
        return {"widget": "object", "fields": fields}
    return _scalar(form, field, schema)


def _options(form: Form, offered: Offered) -> Sequence[Option]:
    """What one chooses from, if it is a choice. True or false is one, so that nothing is answered unasked."""
    if form.closed and form.part:
        return [{"label": capitalised(term.label), "value": str(term.value)} for term in form.part.terms]
    if form.scalar is Scalar.UNIT:
        return offered.units
    if len(form.refers) > 1:  # the editor's relations lead to one collection
        return offered.subjects
    return _YES_OR_NO if form.scalar is Scalar.FLAG else ()


def _relation(form: Form) -> Asked | None:
    """The choice of another record, whose id is kept; lines of the ledger are in no collection."""
    if len(form.refers) != 1 or form.refers[0] not in NAMED_BY:
        return None
    kind = form.refers[0]
    shown = [NAMED_BY[kind]]
    return {
        "widget": "relation",
        "collection": BY_NAME[kind].top,
        "value_field": "id",
        "display_fields": shown,
        "search_fields": [*shown, "id"],
    }


def _scalar(form: Form, field: Field, schema: Schema) -> Asked:
    if form.scalar in {Scalar.WHOLE, Scalar.MONEY, Scalar.NUMBER}:
        found: Asked = {"widget": "number", "value_type": "float" if form.scalar is Scalar.NUMBER else "int"}
        limits = {"min": form.least, "max": form.most}
        return found | {key: limit for key, limit in limits.items() if limit is not None}
    if form.scalar is Scalar.DAY:
        years = {"min": f"{EARLIEST_YEAR}-01-01", "max": f"{LATEST_YEAR}-12-31"}
        return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"} | years
    if form.scalar is Scalar.PHOTO:
        # records hold the name of the file alone
        folders = {"media_folder": f"/{DATA}/{PHOTOS}", "public_folder": ""}
        return {"widget": "image", "accept": _PHOTOS, "choose_url": False} | folders
    text: Asked = {
        "widget": "text" if form.scalar is Scalar.PROSE else "string",
        "use_emoji_autocomplete": False,  # a colon is no wish for a picture
    }
    if form.longest:
        text["maxlength"] = form.longest
    if pattern := schema.get("pattern"):
        text["pattern"] = [pattern, _refusal(field, schema["patternErrorMessage"])]
    return text


def _refusal(field: Field, said: str) -> str:
    """What a schema says of a wrong value, below the field itself, where nobody sees a line of the file."""
    sentence = said.removeprefix(called(field.key, field.title)).lstrip(": ")
    return capitalised(sentence).replace("bỏ cả dòng", "để trống").replace(", trong dấu nháy kép", "")


def _summary(part: Part) -> str:
    """The first text or chosen word of a piece, by which one tells it from its neighbours."""
    spoken = {Scalar.LINE, Scalar.PROSE}
    found = (one for one in part.fields if not one.form.many and (one.form.closed or one.form.scalar in spoken))
    return f"{{{{{next(found, part.fields[0]).key}}}}}"
