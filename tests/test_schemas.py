"""What an editor says while one types is what the check says afterwards. If new schemas are right: --bless."""

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft7Validator

from builders import SMALL, TESTS
from nhanrong.cli import main
from nhanrong.editing import editor_files
from nhanrong.records.registry import BY_TOP, KINDS
from nhanrong.schemas import file_name, schema

ROOT = TESTS.parent
SCHEMAS = {kind.name: Draft7Validator(schema(kind)) for kind in KINDS}
RECORDS = sorted(path for base in (ROOT, SMALL) for path in (base / "models_data").rglob("*.yml"))
BAD = sorted(path for path in (TESTS / "bad").glob("NR2*"))
# A schema sees values, not how they are written, and no rule that takes two values together.
UNSEEN = {"NR205-ends-before-start", "NR205-no-such-day"}


class _AsTheEditor(yaml.SafeLoader):
    """YAML 1.2, as the language server reads it: dates are texts."""


_AsTheEditor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def faults(inside: str, data: bytes) -> list[str]:
    kind = BY_TOP[inside.split("/", maxsplit=1)[0]]
    value = yaml.load(data, Loader=_AsTheEditor)
    return [error.message for error in SCHEMAS[kind.name].iter_errors(value)]


def parts(value: object) -> Iterator[Mapping[str, Any]]:
    """Every schema inside a schema."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from parts(inner)


def test_the_files_in_the_repository_are_current(*, bless: bool) -> None:
    for path, text in editor_files().items():
        if bless:
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_text(text, "utf-8", newline="\n")
        assert (ROOT / path).read_text("utf-8") == text, path
    assert {path.name for path in (ROOT / "schemas").iterdir()} == {file_name(kind) for kind in KINDS}


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one(name: str) -> None:
    Draft7Validator.check_schema(SCHEMAS[name].schema)
    # the language server refuses what the draft only advises against
    assert all(part["enum"] for part in parts(SCHEMAS[name].schema) if isinstance(part.get("enum"), list))


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_sound_record_passes(path: Path) -> None:
    inside = path.as_posix().split("/models_data/")[1]
    assert faults(inside, path.read_bytes()) == []


@pytest.mark.parametrize("case", BAD, ids=lambda path: path.name)
def test_a_wrong_value_is_seen(case: Path) -> None:
    inside = (case / "where.txt").read_text("utf-8").strip().removeprefix("models_data/")
    assert bool(faults(inside, (case / "record.yml").read_bytes())) is (case.name not in UNSEEN)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_keyword_that_can_fail_has_a_vietnamese_sentence(name: str) -> None:
    silent = {"minLength", "maxLength", "minItems", "format", "anyOf", "oneOf", "not", "const"}
    for part in parts(SCHEMAS[name].schema):
        keywords = part.keys() - {"properties"}
        if isinstance(part.get("title"), dict):  # the fields of a source, one of them called title
            continue
        assert not {key for key in silent & keywords if not isinstance(part[key], dict)}, part
        if isinstance(part.get("type"), str | list) or keywords & {"enum", "required", "contains"}:
            assert re.search(r"[à-ỹ]", part["errorMessage"]), part
        if isinstance(part.get("pattern"), str):
            assert re.search(r"[à-ỹ]", part["patternErrorMessage"]), part
        if part.get("additionalProperties") is False:
            assert part["errorMessage"].startswith("Không có trường này")


def test_the_settings_lead_every_file_to_its_schema() -> None:
    settings = json.loads(editor_files()[".vscode/settings.json"])
    for path in RECORDS:
        inside = path.as_posix().split("/models_data/")[1]
        led = [file for file, places in settings["yaml.schemas"].items() if Path(f"models_data/{inside}").match(places)]
        assert led == [f"./schemas/{file_name(BY_TOP[inside.split('/')[0]])}"]


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, arguments)
    return result.exit_code, result.output


def test_the_command_writes_what_is_old_and_leaves_settings_to_their_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(SMALL / "models_data", tmp_path / "models_data")
    (tmp_path / ".vscode").mkdir()
    (tmp_path / ".vscode/settings.json").write_text("{}", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("schema", "--check")[0] == 1
    assert not (tmp_path / "schemas").exists()
    assert run("schema")[0] == 0
    assert (tmp_path / ".vscode/settings.json").read_text("utf-8") == "{}"
    assert (tmp_path / "schemas/model.schema.json").read_text("utf-8") == editor_files()["schemas/model.schema.json"]
    (tmp_path / "schemas/line.schema.json").write_text("{}", "utf-8")
    assert run("schema", "--check") == (1, "schemas/line.schema.json: đã cũ\n")
    assert run("schema") == (0, "schemas/line.schema.json: đã viết\n")
    assert run("schema", "--check") == (0, "Mọi lược đồ đã mới nhất.\n")
