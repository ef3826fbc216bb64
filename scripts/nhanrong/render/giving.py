"""Data for scripts: files that hand it over wherever the site is opened, from a folder too."""

import json

from markupsafe import Markup

from nhanrong.render.templating import filled

# What JSON allows in a text, and a script or the page around it would take for an end
_ESCAPED = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029", "<": "\\u003c"})


def given(address: str, value: object) -> bytes:
    """The script at an address that gives a value to whoever has asked for it by this address."""
    return filled("given.js.j2", address=_script(address), data=_script(value)).encode()


def as_json(value: object) -> str:
    """A value as it stands in such a script."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)


def _script(value: object) -> Markup:
    return Markup(as_json(value))  # noqa: S704  # no text in it can end the script
