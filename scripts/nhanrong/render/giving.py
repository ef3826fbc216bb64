"""Data for scripts: files that hand it over wherever the site is opened, from a folder too."""

import json

from markupsafe import Markup

from nhanrong.render.templating import filled


def given(address: str, value: object) -> bytes:
    """The script at an address that gives a value to whoever has asked for it by this address."""
    return filled("given.js.j2", address=_script(address), data=_script(value)).encode()


def as_json(value: object) -> str:
    """A value as it stands in such a script: nothing in it can end a line of the script, or the script in a page."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("</", "<\\/").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _script(value: object) -> Markup:
    return Markup(as_json(value))  # noqa: S704  # no text in it can end the script
