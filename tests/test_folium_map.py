"""The full map: whole, escaped, local, and the same on every run."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from nhanrong.mapshape import in_degrees
from nhanrong.records.fields import UnitRef
from nhanrong.render.folium_map import Files, Layer, Named, Words, full_map
from nhanrong.render.svgmap import MapUnit
from nhanrong.standing import Mark

HOSTILE = "<script>alert(1)</script>\"'&"
FILES = Files("../leaflet.js", "../leaflet.css", "../full.js", ["../site.css"])
REFS = [UnitRef("2025-06-30", f"{25000 + i:05d}") for i in range(7)]


def page() -> str:
    kind, shapes = in_degrees({ref: (108 + (i * 3 % 7) / 20, 11 + i / 20) for i, ref in enumerate(REFS)})
    units = [
        MapUnit(ref, f"{HOSTILE} {i}", f"../xa/{ref}/", list(Mark)[i], f"{HOSTILE} {i}: nói {HOSTILE}", origin=i == 2)
        for i, ref in enumerate(REFS)
    ]
    layers = [Layer(HOSTILE, "../mo-hinh/a/", units), Layer("Cà phê", "../mo-hinh/b/", units[:3])]
    named = {unit.ref: Named(unit.name, unit.href) for unit in units}
    words = Words(f"Bản đồ {HOSTILE}", more=f"Chỉ một phần {HOSTILE}")
    return full_map(words, named, layers, shapes, kind=kind, files=FILES).decode()


def test_every_unit_is_there_once_and_every_layer_refers_to_it() -> None:
    html = page()

    assert [html.count(f'"code": "{ref.code}"') for ref in REFS] == [1] * len(REFS)
    subjects = re.search(r'nhanrongFullMap\(map_full, geo_json_full, (\[.*\]), "', html)
    assert subjects
    first, second = json.loads(subjects[1])
    assert set(first["units"]) == {ref.code for ref in REFS}
    assert set(second["units"]) == {ref.code for ref in REFS[:3]}
    assert first["units"]["25002"] == ["amber", f"Nói {HOSTILE}", True]
    assert "Chưa có ai ghi nhận" in html.split("nr-legend")[1]  # the second layer knows nothing of four units


def test_hostile_names_stay_text() -> None:
    html = page()

    assert "alert(1)" in html
    assert not re.search(r"<script>alert", html)
    assert html.count("</script>") == 3


def test_nothing_is_fetched_from_elsewhere_and_zooming_is_allowed() -> None:
    html = page()
    addresses = set(re.findall(r'(?:src|href)="([^"#]+)"', html))

    assert addresses == {"./", FILES.leaflet_script, FILES.leaflet_style, FILES.script, *FILES.styles}
    assert "://" not in html
    assert "user-scalable" not in html
    assert "attributionControl: false" in html
    assert '<html lang="vi">' in html
    assert "không phải địa giới hành chính" in html


def test_the_page_is_the_same_in_another_process_with_another_hash_seed() -> None:
    code = "import sys, test_folium_map as t; sys.stdout.buffer.write(t.page().encode())"
    paths = [str(Path(__file__).parent), *filter(None, sys.path)]
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(paths)},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert runs[0] == runs[1] == page().encode()
    assert not re.search(rb"[0-9a-f]{32}", runs[0])
