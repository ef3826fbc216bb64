"""Data for scripts: files that hand it over wherever the site is opened, from a folder too."""

import json

from markupsafe import Markup

from nhanrong.render.templating import filled

# What JSON allows in a text and a script or the page around it would take for an end
_ESCAPED = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029", "<": "\\u003c"})


def given(address: str, data: object) -> bytes:
    """The script at an address that gives `data` to whoever asked for it by this address."""
    return filled("given.js.j2", address=_script(address), data=_script(data)).encode()


def _script(data: object) -> Markup:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return Markup(text.translate(_ESCAPED))  # noqa: S704  # no text in it can end the script
