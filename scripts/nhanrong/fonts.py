"""Be Vietnam Pro for the site: Vietnamese and ASCII only, two weights, even figures for tables."""

import io
from collections.abc import Callable
from copy import deepcopy
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_WEIGHTS = {"400": "BeVietnamPro-Regular.ttf", "600": "BeVietnamPro-SemiBold.ttf"}
_ASCII = {chr(code) for code in range(0x20, 0x7F)}
_VIETNAMESE = set("àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ")
_MARKS = set("\u0300\u0301\u0303\u0309\u0323")
_SIGNS = set("\u00a0“”‘’–—…·•×÷±−≤≥≈°%‰²³½¼¾₫©‹›«»")
CHARACTERS = "".join(sorted(_ASCII | _VIETNAMESE | {c.upper() for c in _VIETNAMESE} | _MARKS | _SIGNS))


def font_files() -> dict[str, Callable[[], bytes]]:
    """How the fonts are made, as woff2, by address: the same bytes on every run."""
    return {f"assets/fonts/be-vietnam-pro-{weight}.woff2": partial(_subset, name) for weight, name in _WEIGHTS.items()}


def _subset(name: str) -> bytes:
    # they take a while to import, and most builds have the fonts already
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    source = files("fontpkg_be_vietnam_pro").joinpath("files", name).read_bytes()
    # a kept time stamp and no hints: equal bytes everywhere, and half the size for old phones
    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    options = Options(hinting=False, notdef_outline=True, layout_features=["kern", "mark", "mkmk"])
    subsetter = Subsetter(options)
    subsetter.populate(text=CHARACTERS)
    subsetter.subset(font)
    _add_even_figures(font)
    font.flavor = "woff2"
    result = io.BytesIO()
    font.save(result)
    return result.getvalue()


def _add_even_figures(font: "TTFont") -> None:
    """Figures of one width, which the family lacks: `font-variant-numeric: tabular-nums` then aligns columns."""
    from fontTools.feaLib.builder import addOpenTypeFeaturesFromString

    names = [font.getBestCmap()[ord(figure)] for figure in "0123456789"]
    widths, outlines = font["hmtx"], font["glyf"]
    common = sorted(widths[name][0] for name in names)[len(names) // 2]
    font.setGlyphOrder([*font.getGlyphOrder(), *(f"{name}.tnum" for name in names)])
    for name in names:
        width, side = widths[name]
        shift = (common - width) // 2
        even = deepcopy(outlines[name])
        even.coordinates.translate((shift, 0))
        even.recalcBounds(outlines)
        outlines.glyphs[f"{name}.tnum"] = even
        widths[f"{name}.tnum"] = (common, side + shift)
    pairs = " ".join(f"sub {name} by {name}.tnum;" for name in names)
    systems = "languagesystem DFLT dflt; languagesystem latn dflt;"
    addOpenTypeFeaturesFromString(font, f"{systems} feature tnum {{ {pairs} }} tnum;")
