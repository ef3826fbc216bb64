"""A file as someone wrote it becomes its canonical text; what can mean one thing only is mended on the way.

Mended are: encoding marks, line ends, composed letters, odd spaces and hidden characters; quotes that are wanting or
too many; dates, yes and no and labels of lists as people write them; one value where a list is asked for; a key
without a value. Whatever else is wrong stays as it is, for the check to say.
"""

import re

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from nhanrong import scalars
from nhanrong.anatomy import Form, Part, Scalar
from nhanrong.canonical import written
from nhanrong.commented import comments_of
from nhanrong.goodyaml import Loader
from nhanrong.lenient import Misunderstood, taken
from nhanrong.problems import Problem
from nhanrong.rawtext import tidy
from nhanrong.records.registry import Kind
from nhanrong.strictyaml import UNIT_LIST_LIMITS, read

_MENDABLE = {"NR117", "NR118", "NR119"}
_TEXTS = {Scalar.ID, Scalar.LIST_ID, Scalar.CODE, Scalar.UNIT, Scalar.URL, Scalar.LINE, Scalar.PROSE}
_NUMBERS = {Scalar.WHOLE, Scalar.MONEY, Scalar.NUMBER}
_READ_AS_PEOPLE_WRITE = {Scalar.DATE, Scalar.DAY, Scalar.FLAG}
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,17})(\.\d+)?")


def formatted(path: str, data: bytes, kind: Kind) -> tuple[str, list[Problem]]:
    """The canonical text of a file of this kind, or an empty one and what a person has to mend first."""
    top = list if kind.listed else dict
    text = tidy(data)
    if text is None:
        return "", read(path, data, top=top, limits=UNIT_LIST_LIMITS)[1]
    problems = read(path, text.encode(), top=top, limits=UNIT_LIST_LIMITS)[1]
    if any(problem.code not in _MENDABLE for problem in problems):
        return "", problems
    root = yaml.compose(text, Loader=Loader)
    assert root is not None  # read without a problem of its form
    try:
        value = _value(root, Form(many=kind.listed, part=Part(kind.type)))
    except _UnclearError:
        assert problems  # nothing is left out without a word
        return "", problems
    return written(kind.type, value, comments_of(text)), []


class _UnclearError(Exception):
    """A value could mean two things."""


def _value(node: Node, form: Form | None) -> object:
    """The value of a node where `form` is asked for; None for one without anything in it."""
    if isinstance(node, MappingNode):
        forms = {field.key: field.form for field in form.part.fields} if form and form.part else {}
        values = {str(key.value): _value(part, forms.get(str(key.value))) for key, part in node.value}
        return {key: value for key, value in values.items() if value is not None}
    one = Form(scalar=form.scalar, part=form.part) if form else None
    if isinstance(node, SequenceNode):
        return [value for item in node.value if (value := _value(item, one)) is not None]
    assert isinstance(node, ScalarNode)  # the YAML model has three kinds of node
    value = _scalar(node, one)
    return [value] if form and form.many and not form.pieces and value is not None else value


def _scalar(node: ScalarNode, form: Form | None) -> object:
    text = node.value
    if not text.strip() or (not node.style and text in scalars.NOTHING):
        return None
    if form and form.scalar in _TEXTS:
        return text
    if form and (form.closed or form.scalar in _READ_AS_PEOPLE_WRITE):
        found = taken(text, form)
        if not isinstance(found, Misunderstood):
            return found
    meaning = scalars.plain(text)
    if not node.style:  # libyaml gives a plain scalar the style "", the Python parser None
        if isinstance(meaning, scalars.Misread):
            raise _UnclearError
        return meaning
    in_quotes_by_mistake = form is not None and form.scalar in _NUMBERS and _NUMBER.fullmatch(text)
    return meaning if in_quotes_by_mistake and not isinstance(meaning, scalars.Misread) else text
