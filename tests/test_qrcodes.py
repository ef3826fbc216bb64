"""The packed code of an address, drawn as the site's script draws it, says that address."""

from base64 import b64decode

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from nhanrong.render.qrcodes import packed

QUIET = 4


def drawn(code: str) -> Image.Image:
    """What the script makes of a packed code: four pixels a module, with a quiet zone."""
    size, bits = code.split(":")
    count = int(size)
    data = b64decode(bits)
    image = Image.new("L", (count + 2 * QUIET, count + 2 * QUIET), 255)
    for at in range(count * count):
        if data[at >> 3] >> (7 - (at & 7)) & 1:
            image.putpixel((at % count + QUIET, at // count + QUIET), 0)
    return image.resize((image.width * 4, image.height * 4), Image.Resampling.NEAREST)


ids = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=80)


@settings(max_examples=60)
@given(ids)
def test_a_packed_code_says_its_address(name: str) -> None:
    address = f"https://nhanrong.example/di-linh/mo-hinh/{name}/"

    assert [found.text for found in zxingcpp.read_barcodes(drawn(packed(address)))] == [address]


def test_an_address_of_usual_length_takes_little_room() -> None:
    assert len(packed("https://nhanrong.example/di-linh/mo-hinh/dau-tam-di-linh/")) < 200


def test_the_same_address_gives_the_same_code() -> None:
    assert packed("https://a.example/") == packed("https://a.example/")


@pytest.mark.parametrize("length", [17, 60, 120, 200])
def test_the_last_byte_is_filled_with_light_modules(length: int) -> None:
    size, bits = packed("https://a.example/" + "x" * (length - 18)).split(":")

    assert len(b64decode(bits)) == -(-(int(size) ** 2) // 8)
