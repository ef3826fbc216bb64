"""Weigh the pages of a site as a phone meets them: `python bench/web.py [--base DIR] [--json FILE]`.

The heaviest page of every kind is opened in a real browser, on a host that packs text with gzip: bytes of a first visit
and of the next page of its kind, how far things jump, what axe finds by day and by night, what Lighthouse says (the
median of three runs where the first gives less than 98 for speed: it feels whatever else the machine does). The
demonstration asks search engines to stay away, so Lighthouse's SEO is that of a made-up area without that. Beside ours
stand the same articles in Material as it comes (with the phone's own font) and a map as folium makes it (without
tiles; what it asks of other hosts is served here from npm).
"""

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.table import Table

import lighthouse
from nhanrong.cli.vietnamese_help import command
from nhanrong.vietnamese import number
from search_site import BROWSERS
from web_server import Host, served
from web_sites import FOLIUM_PACKAGES, REPOSITORY, Built, NotBuiltError, kinds, ours, plain_material, stock_folium

AFTER = 3_000  # milliseconds
MADE_UP = REPOSITORY / "tests" / "small" / "models_data"
_JUMPS = """
window.jumps = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.jumps += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@dataclass(frozen=True)
class Weighed:
    """A page: bytes without headers, of a first visit and of the next page; `axe` counts what it finds.

    `behind_bytes` is what the service worker fetched meanwhile, and in the seconds after, to be ready without a signal.
    """

    site: str
    kind: str
    address: str
    first_bytes: int
    requests: int
    behind_bytes: int
    next_bytes: int | None
    jumps: float
    axe_light: int
    axe_dark: int
    scores: dict[str, int]
    times: dict[str, float]
    faults: tuple[str, ...]


def weigh(opened: Browser, host: Host, site: str, kind: str, addresses: Sequence[str], *, axe: bool) -> Weighed:
    """The first of some addresses of a kind as a first visit, the second as the page after it."""
    context = opened.new_context(viewport={"width": 390, "height": 844}, locale="vi-VN")
    context.add_init_script(_JUMPS)
    page = context.new_page()
    host.taken()
    page.goto(host.url + addresses[0], wait_until="networkidle")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(AFTER)
    (first, behind), jumps = host.taken(), page.evaluate("window.jumps")
    if not axe:  # not ours: no worker, but pages whose scripts ask for more
        first, behind = first | behind, {}
    light = len(Axe().run(page).response["violations"]) if axe else 0
    host.taken()
    after = None
    if len(addresses) > 1:
        page.goto(host.url + addresses[1], wait_until="networkidle")
        page.wait_for_timeout(300)
        after = sum(host.taken()[0].values())
    context.close()
    dark = 0
    if axe:
        context = opened.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark")
        page = context.new_page()
        page.goto(host.url + addresses[0], wait_until="networkidle")
        dark = len(Axe().run(page).response["violations"])
        context.close()
    return Weighed(
        site,
        kind,
        addresses[0],
        first_bytes=sum(first.values()),
        requests=len(first),
        behind_bytes=sum(behind.values()),
        next_bytes=after,
        jumps=round(jumps, 4),
        axe_light=light,
        axe_dark=dark,
        scores={},
        times={},
        faults=(),
    )


def weighed(
    built: Built, site: str, pages: dict[str, list[str]], browser: str, modules: Path | None, *, ours: bool
) -> Iterator[Weighed]:
    """Every kind of page of a site."""
    categories = [name for name in lighthouse.CATEGORIES if name != "seo" or not ours]
    with served(built) as host, sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for kind, addresses in pages.items():
            one = weigh(opened, host, site, kind, addresses, axe=ours)
            if modules:
                seen = lighthouse.settled(modules, browser, host.url + addresses[0], categories)
                one = Weighed(**{**asdict(one), "scores": seen.scores, "times": seen.times, "faults": seen.faults})
            click.echo(f"{site}, {kind}: xong", err=True)
            yield one
        opened.close()


def sought(built: Built, browser: str, modules: Path) -> dict[str, tuple[int, tuple[str, ...]]]:
    """The SEO score of each kind of page of a site that search engines may read, and what is wanting."""
    found = {}
    with served(built) as host:
        for kind, addresses in kinds(built).items():
            seen = lighthouse.look(modules, browser, host.url + addresses[0], ["seo"])
            found[kind] = seen.scores["seo"], seen.faults
    return found


@command("Cân các trang như điện thoại tải về, bên cạnh Material và folium nguyên bản.")
@click.option(
    "--base",
    metavar="THƯ_MỤC",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=REPOSITORY / "models_data",
    help="Thư mục dữ liệu (models_data của kho này).",
)
@click.option("--json", "json_file", metavar="TỆP", type=click.Path(path_type=Path), help="Ghi từng trang.")
@click.option("--kinds", "only", metavar="LOẠI,LOẠI", default="", help="Chỉ cân các loại trang này (tất cả).")
@click.option("--without-lighthouse", is_flag=True, help="Không chạy Lighthouse.")
def main(base: Path, *, json_file: Path | None, only: str, without_lighthouse: bool) -> None:
    """Weigh and print."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit("Lỗi: không thấy Chromium, Chrome hay Edge.")
    packages = [f"lighthouse@{lighthouse.VERSION}", *FOLIUM_PACKAGES.values()]
    modules = lighthouse.install(packages)
    if isinstance(modules, str):
        click.echo(f"Không đo Lighthouse và folium: {modules}.")
    looking = None if isinstance(modules, str) or without_lighthouse else modules
    with tempfile.TemporaryDirectory(prefix="nhanrong-web-") as folder:
        root = Path(folder)
        try:
            built = ours(base, _new(root / "ours"))
            plain = plain_material(built, root / "material")
            open_to_all = ours(MADE_UP, _new(root / "made-up"), demonstration=False)
        except NotBuiltError as error:
            sys.exit(f"Lỗi: không dựng được trang.\n{error}")
        wanted = {kind: pages for kind, pages in kinds(built).items() if not only or kind in only.split(",")}
        rows = list(weighed(built, "nhanrong", wanted, browser, looking, ours=True))
        models = [address for kind in ("model", "home") for address in wanted.get(kind, ())][:2]
        if models:
            rows += weighed(plain, "Material", {"model": models}, browser, looking, ours=False)
        if not isinstance(modules, str):
            stock = stock_folium(modules, root / "folium")
            rows += weighed(stock, "folium", {"full map": [""]}, browser, looking, ours=False)
        seo = sought(open_to_all, browser, looking) if looking else {}
    _print(rows, seo)
    if json_file:
        found = {"pages": [asdict(row) for row in rows], "seo": seo}
        json_file.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _print(rows: Sequence[Weighed], seo: dict[str, tuple[int, tuple[str, ...]]]) -> None:
    table = Table(
        "bên",
        "loại trang",
        "lần đầu",
        "tệp",
        "tải ngầm",
        "trang sau",
        "xê dịch",
        "axe",
        "L: nhanh",
        "tiếp cận",
        "cách làm",
    )
    for row in rows:
        scores = [str(row.scores.get(name, "–")) for name in lighthouse.CATEGORIES[:3]]
        after = "–" if row.next_bytes is None else _kb(row.next_bytes)
        axe = f"{row.axe_light}/{row.axe_dark}" if row.site == "nhanrong" else "–"
        table.add_row(
            row.site,
            row.kind,
            _kb(row.first_bytes),
            str(row.requests),
            _kb(row.behind_bytes),
            after,
            str(row.jumps),
            axe,
            *scores,
        )
    Console(width=None if sys.stdout.isatty() else 160).print(table)
    for row in rows:
        if row.faults:
            click.echo(f"{row.site}, {row.kind} ({row.address}): {', '.join(row.faults)}")
    for kind, (score, faults) in seo.items():
        click.echo(f"SEO (địa bàn bịa), {kind}: {score}{' ' + ', '.join(faults) if faults else ''}")


def _kb(size: int) -> str:
    return f"{number(round(size / 1000, 1))} KB"


if __name__ == "__main__":
    main()
