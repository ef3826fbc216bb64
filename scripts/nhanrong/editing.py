"""What an editor needs to help with the records of a base: schemas, and settings that say which file is of which."""

import re
from collections.abc import Mapping

from markupsafe import Markup

from nhanrong.layout import DATA
from nhanrong.records.registry import KINDS
from nhanrong.render.templating import filled
from nhanrong.schemas import file_name, schema_files

SCHEMAS = "schemas"


def editor_files() -> Mapping[str, str]:
    """Path inside a knowledge base → text."""
    return {**{f"{SCHEMAS}/{name}": text for name, text in schema_files().items()}, **settings_files()}


def settings_files() -> Mapping[str, str]:
    """The settings alone, which a person may make their own."""
    places = [(file_name(kind), f"{DATA}/{re.sub('<[^>]*>', '*', kind.where)}") for kind in KINDS]
    schemas = [(name, Markup(where)) for name, where in places]  # noqa: S704  # globs in a file that is no HTML
    return {
        ".vscode/settings.json": _text("settings.json", schemas=schemas),
        ".vscode/extensions.json": _text("extensions.json"),
    }


def _text(template: str, **values: object) -> str:
    return str(filled(f"start/vscode/{template}.j2", **values)).rstrip() + "\n"
