"""QR codes of a page's own address, packed so that a few lines of script can draw them where the page is printed."""

from base64 import b64encode
from functools import lru_cache

import segno

_MASK = 3  # trying all eight takes five times as long, on thousands of pages; a phone reads each of them
_DIGITS = bytes.maketrans(b"\0\1", b"01")


@lru_cache(maxsize=8)  # a page may show its own twice
def packed(address: str) -> str:
    """The code of a whole address: modules in a row, a colon, and all modules row by row, dark ones as 1, in Base64."""
    rows = segno.make(address, error="m", boost_error=False, micro=False, mask=_MASK).matrix
    bits = b"".join(rows).translate(_DIGITS)
    whole = -(-len(bits) // 8)
    return f"{len(rows)}:{b64encode(int(bits.ljust(whole * 8, b'0'), 2).to_bytes(whole)).decode()}"
