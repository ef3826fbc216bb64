"""Data for scripts: files that hand it over wherever the site is opened, from a folder too."""

import json

from markupsafe import Markup

from nhanrong.render.templating import filled

# inside a script nothing may look like its end, the beginning of a comment, or the end of a line
_ESCAPED = {letter: f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def given(address: str, value: object) -> bytes:
    """The script at an address that gives a value to whoever has asked for it by this address."""
    return filled("given.js.j2", address=as_json(address), data=as_json(value)).encode()


def as_json(value: object) -> Markup:
    """A value as JSON that can stand in a script whatever its texts say."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for letter, escaped in _ESCAPED.items():  # many times faster than to translate all at once
        text = text.replace(letter, escaped)
    return Markup(text)  # noqa: S704  # nothing in it can end the script
