"""Data for scripts, as scripts: so that a page gets it from a server and from a folder alike (see nhanrong.js)."""

import json

_ESCAPED = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029", "<": "\\u003c"})


def given(address: str, data: object) -> bytes:
    """The file at an address that gives `data` to whoever takes that address."""
    name, value = (
        json.dumps(one, ensure_ascii=False, separators=(",", ":"), allow_nan=False) for one in (address, data)
    )
    return f"nhanrong.give({name},{value});\n".translate(_ESCAPED).encode()
