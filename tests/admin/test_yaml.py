"""The web form writes what `nhanrong format` writes, and its configuration is as the editor's own schema wants it."""

import json
import math
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from admin.conftest import nhanrong
from browser.sites import REPOSITORY
from nhanrong.anatomy import Part, parts_inside
from nhanrong.canonical import bare_words, date_keys, written
from nhanrong.records.fields import Piece
from nhanrong.records.ledger import Line
from nhanrong.records.model import Model
from nhanrong.records.registry import KINDS

Ask = Callable[..., str]

_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyạảấếịộợụỳ AĐ0123456789.,:;-–—_+/'\"“”#&*!|>%@`{}[]?~=<\\\n"
_WORDS = sorted({word for words in bare_words().values() for word in words})
_DATES = ("2022", "2022-08", "2022-08-10", "2019/2022", "2022-8", "10/8/2022", "true", "null", "00097")
_BLOCKS = st.lists(st.text(_LETTERS), min_size=2, max_size=3).map(" \n".join)
_TEXTS = st.one_of(st.text(_LETTERS, min_size=1), _BLOCKS, st.sampled_from(_WORDS), st.sampled_from(_DATES)).filter(
    str.strip
)
_NUMBERS = st.one_of(
    st.integers(-(10**14), 10**14),
    st.floats(-(10**12), 10**12),
    st.floats(0, 10).map(lambda number: round(number, 3)),
).filter(lambda number: math.copysign(1, number) > 0 or number != 0)  # JSON's -0 is no number that people write
_SCALARS = st.one_of(_TEXTS, _NUMBERS, st.booleans())
_KEYS = sorted(
    {field.key for kind in KINDS for part in (Part(kind.type), *parts_inside(Part(kind.type))) for field in part.fields}
)
_UNKNOWN = st.dictionaries(st.sampled_from(_KEYS), _SCALARS, min_size=1, max_size=5)
_VALUES = st.one_of(
    _SCALARS, st.lists(_SCALARS, min_size=1, max_size=3), _UNKNOWN, st.lists(_UNKNOWN, min_size=1, max_size=3)
)


@pytest.fixture(scope="module")
def ask(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """What the script that the site serves makes of a text or a value."""
    folder = tmp_path_factory.mktemp("script")
    shutil.copytree(base / "site" / "quan-tri", folder, dirs_exist_ok=True)
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    bridge = Path(__file__).parent / "bridge.mjs"
    with subprocess.Popen(
        ["node", str(bridge), str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as node:
        assert node.stdin
        assert node.stdout
        hears, says = node.stdin, node.stdout

        def answer(**asked: object) -> str:
            hears.write(json.dumps(asked) + "\n")
            hears.flush()
            text: str = json.loads(says.readline())
            return text

        yield answer
        hears.close()


def test_every_canonical_file_comes_back_byte_for_byte(base: Path, ask: Ask, tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "models_data", tmp_path / "models_data")
    nhanrong(tmp_path, "format")
    texts = [path.read_text("utf-8") for folder in (tmp_path, base) for path in folder.glob("models_data/**/*.yml")]
    bare = ["".join(line for line in text.splitlines(keepends=True) if line.strip()[:1] != "#") for text in texts]
    assert len(bare) > 200
    for text in bare:
        assert ask(text=text) == text


@settings(max_examples=600, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_oddly_typed_values_are_written_as_python_writes_them(ask: Ask, data: st.DataObject) -> None:
    kinds: list[type[Piece]] = [Model, Line]
    kind = data.draw(st.sampled_from(kinds))
    keys = [field.key for field in Part(kind).fields if field.form.scalar or field.form.closed]
    value = data.draw(st.fixed_dictionaries({}, optional=dict.fromkeys(keys, _VALUES)))
    ordered = {key: value[key] for key in keys if key in value}
    assert ask(value=ordered) == written(kind, ordered)


@given(year=st.integers(1900, 2100), key=st.sampled_from(sorted(date_keys())))
def test_a_year_stays_a_year(ask: Ask, year: int, key: str) -> None:
    assert ask(text=f"{key}: {year}\n") == f"{key}: {year}\n"


def test_what_nobody_filled_in_is_left_out(ask: Ask) -> None:
    empty: dict[str, object] = {
        "id": "a",
        "name": "  ",
        "place": {"units": [], "text": None},
        "steps": [{"text": ""}],
        "money": None,
    }
    assert ask(value=empty) == 'id: "a"\n'
    assert ask(value=[]) == "{}\n"


def test_a_text_that_is_no_nfc_becomes_it(ask: Ask) -> None:
    assert ask(value={"name": "ca\u0301"}) == 'name: "cá"\n'


@pytest.mark.parametrize("records", ["small", "real"])
def test_the_editor_knows_every_setting(base: Path, tmp_path: Path, records: str) -> None:
    where = base
    if records == "real":
        where = tmp_path
        shutil.copytree(REPOSITORY / "models_data", where / "models_data")
        (where / "site").mkdir()
        (where / "site" / "index.html").touch()
        shutil.copytree(base / ".cache" / "quan-tri", where / ".cache" / "quan-tri")
        nhanrong(where, "admin")
    settings = json.loads((where / "site" / "quan-tri" / "settings.json").read_bytes())
    schema = base / ".cache" / "quan-tri" / "node_modules" / "@sveltia" / "cms" / "schema" / "sveltia-cms.json"
    checker = jsonschema.Draft7Validator(json.loads(schema.read_bytes()))
    assert [error.message for error in checker.iter_errors(settings["configuration"])] == []


def standing(site: Path) -> set[Path]:
    """The files of a site but for the lists of an edition, which are named by what is in them, as its day is."""
    return {path.relative_to(site) for path in site.rglob("*") if not path.is_relative_to(site / "ban")}


def test_building_again_leaves_the_pages_alone_until_the_form_is_put_back(base: Path, tmp_path: Path) -> None:
    shutil.copytree(base, tmp_path / "kho")
    folder = tmp_path / "kho"
    nhanrong(folder, "build")
    assert not (folder / "site" / "quan-tri").exists()
    nhanrong(folder, "admin")
    assert standing(folder / "site") == standing(base / "site")
