"""The sites whose pages are weighed: ours, of the demonstration or of another base, and stock ones to compare with."""

import gzip
import math
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import folium
import yaml

REPOSITORY = Path(__file__).parent.parent
DAY = "2026-11-23"
_KIND = re.compile(r'class="page page--([\w-]+)"')
_ARTICLE = re.compile(r'<div class="page page--[\w-]+">(.*)</div>.*?</article>', re.DOTALL)
_CDN = re.compile(r'(?:src|href)="(https://[^"]+)"')
# what folium asks of other hosts → npm package and file
FOLIUM_PACKAGES = {
    "leaflet": "leaflet@1.9.3",
    "jquery": "jquery@3.7.1",
    "bootstrap": "bootstrap@5.2.2",
    "awesome-markers": "leaflet.awesome-markers@2.0.5",
    "fontawesome": "@fortawesome/fontawesome-free@6.2.0",
    "glyphicons": "bootstrap-3@npm:bootstrap@3.4.1",
}
_LOCAL = (
    ("leaflet.js", "leaflet/dist/leaflet.js"),
    ("leaflet.css", "leaflet/dist/leaflet.css"),
    ("jquery", "jquery/dist/jquery.min.js"),
    ("bootstrap.bundle", "bootstrap/dist/js/bootstrap.bundle.min.js"),
    ("bootstrap-glyphicons", "bootstrap-3/dist/css/bootstrap.min.css"),
    ("bootstrap.min.css", "bootstrap/dist/css/bootstrap.min.css"),
    ("awesome-markers.js", "leaflet.awesome-markers/dist/leaflet.awesome-markers.js"),
    ("awesome-markers.css", "leaflet.awesome-markers/dist/leaflet.awesome-markers.css"),
    ("fontawesome", "@fortawesome/fontawesome-free/css/all.min.css"),
)


class NotBuiltError(Exception):
    """A site could not be built; the argument is what the tool said."""


@dataclass(frozen=True)
class Built:
    """A built site: its folder and the path that its address has."""

    folder: Path
    path: str


def ours(base: Path, folder: Path, *, demonstration: bool | None = None) -> Built:
    """Our site of the records in the folder `base`, made in `folder`; `demonstration` may be set anew."""
    shutil.copytree(base, folder / "models_data")
    shutil.copy(REPOSITORY / "mkdocs.yml", folder)
    shutil.copytree(REPOSITORY / "docs", folder / "docs")
    area = folder / "models_data" / "area.yml"
    text = area.read_text("utf-8")
    if demonstration is False:
        area.write_text(re.sub(r"^demonstration:.*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    _mkdocs(folder, "--strict")
    return Built(folder / "site", urlsplit(yaml.safe_load(text)["site_url"]).path)


def plain_material(built: Built, folder: Path) -> Built:
    """The articles of our site as pages of Material as it comes, but with the phone's own font."""
    config = {"site_name": "Material", "theme": {"name": "material", "font": False}, "plugins": ["search"]}
    folder.mkdir()
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    for page in built.folder.rglob("index.html"):
        article = _ARTICLE.search(page.read_text("utf-8"))
        if article:
            target = folder / "docs" / page.relative_to(built.folder).with_name("index.md")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(re.sub(r"\n\s*\n", "\n", article[1]), encoding="utf-8")
    _mkdocs(folder)
    return Built(folder / "site", "/")


def stock_folium(modules: Path, folder: Path) -> Built:
    """A map as folium makes it, without tiles: 19 made-up shapes of 94 points; what it asks of others is beside it."""
    shapes = [_shape(place) for place in range(19)]
    found = folium.Map(location=[11.55, 108.05], zoom_start=10, tiles=None)
    for layer in range(3):
        folium.GeoJson(
            {"type": "FeatureCollection", "features": shapes},
            name=f"Mô hình {layer}",
            tooltip=folium.GeoJsonTooltip(["name"]),
            popup=folium.GeoJsonPopup(["name"]),
        ).add_to(found)
    folium.LayerControl().add_to(found)
    folder.mkdir()
    html = found.get_root().render()
    for address in _CDN.findall(html):
        local = next((path for name, path in _LOCAL if name in address.rpartition("/")[2] or name in address), None)
        html = html.replace(address, f"npm/{local}" if local else "npm/empty.css")
    (folder / "index.html").write_text(html, encoding="utf-8")
    shutil.copytree(modules, folder / "npm")
    (folder / "npm" / "empty.css").write_text("", encoding="utf-8")
    return Built(folder, "/")


def kinds(built: Built) -> Mapping[str, list[str]]:
    """The addresses of our pages by kind, the heaviest first."""
    found: dict[str, list[tuple[int, str]]] = {}
    for page in sorted(built.folder.rglob("*.html")):
        html = page.read_text("utf-8")
        if "http-equiv" in html or page.name == "404.html":
            continue
        address = page.relative_to(built.folder).as_posix().removesuffix("index.html")
        named = _KIND.search(html)
        kind = named[1] if named else "full map" if "leaflet" in html else "by hand"
        found.setdefault(kind, []).append((-len(gzip.compress(page.read_bytes(), 6)), address))
    return {kind: [address for _, address in sorted(pages)] for kind, pages in sorted(found.items())}


def _shape(place: int) -> dict[str, object]:
    across, down = 107.7 + place % 5 * 0.15, 11.3 + place // 5 * 0.15
    turns = [math.tau * step / 93 for step in range(94)]
    ring = [[round(across + 0.07 * math.cos(t), 6), round(down + 0.07 * math.sin(t), 6)] for t in turns]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"name": f"Xã {place}"}, "geometry": geometry}


def _mkdocs(folder: Path, *options: str) -> None:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(REPOSITORY / "scripts")}
    environment["SOURCE_DATE_EPOCH"] = "1795410000"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", *options],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NotBuiltError(done.stdout + done.stderr)
