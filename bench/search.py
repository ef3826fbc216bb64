"""How well the search finds: `python bench/search.py PAGES.yml QUERIES.yml [--json FILE]`.

A small site is built of the pages with the project's own index and scripts; a real browser without a window asks.
"""

import json
import sys
import tempfile
from pathlib import Path

import click
import yaml
from playwright.sync_api import Browser
from rich.console import Console
from rich.table import Table

from nhanrong.cli.vietnamese_help import command
from nhanrong.vietnamese import number
from search_peers import PEERS, NotHereError, asked_of
from search_site import Query, asked_and_weighed, browser, pages_of, scores, write_site


@command("Đo việc tìm kiếm: hỏi các câu trong một tệp trên các trang trong một tệp, bằng trình duyệt thật.")
@click.argument("pages", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("queries", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "json_file", metavar="TỆP", type=click.Path(path_type=Path), help="Ghi kết quả.")
@click.option("--misses", is_flag=True, help="Kể những câu chưa ra đúng trang ở đầu.")
@click.option("--engines", metavar="TÊN,TÊN", default="own", help="Đo cả minisearch, pagefind (own).")
def main(pages: Path, queries: Path, engines: str, *, json_file: Path | None, misses: bool) -> None:
    """Ask and print."""
    made = pages_of(yaml.safe_load(pages.read_text("utf-8")))
    asking = [Query(one["q"], tuple(one["rel"]), one["cat"]) for one in yaml.safe_load(queries.read_text("utf-8"))]
    with tempfile.TemporaryDirectory(prefix="nhanrong-search-") as folder, browser() as opened:
        write_site(Path(folder), made)
        texts = [query.text for query in asking]
        found, size = asked_and_weighed(opened, Path(folder).resolve(), texts)
        result = scores(asking, found)
        others = {"own": (result, size)} | _others(engines, opened, Path(folder) / "peers", made, asking)
    if len(others) > 1:
        for name, (score, weight) in others.items():
            figures = score["all"]
            click.echo(f"{name}: {figures['recall_at_5']:.3f} / {figures['mrr']:.3f}, {number(weight)} B cho mọi câu")
    table = Table("loại", "số câu", "recall@5", "MRR")
    for name, one in result.items():
        count = len(asking) if name == "all" else sum(query.category == name for query in asking)
        table.add_row(name, number(count), f"{one['recall_at_5']:.3f}", f"{one['mrr']:.3f}")
    Console(width=None if sys.stdout.isatty() else 100).print(table)
    if misses:
        for query, addresses in zip(asking, found, strict=True):
            if not addresses or addresses[0] not in query.wanted or set(query.wanted) - set(addresses[:5]):
                click.echo(
                    f"{query.category}: {query.text} → {', '.join(addresses[:5])} (muốn: {', '.join(query.wanted)})"
                )
    if json_file:
        json_file.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


def _others(
    engines: str, opened: Browser, folder: Path, pages: dict[str, tuple[str, str]], asking: list[Query]
) -> dict[str, tuple[dict[str, dict[str, float]], int]]:
    """Scores and bytes of the other engines that were asked for and can be had."""
    results = {}
    for name in engines.split(","):
        if name not in PEERS:
            continue
        try:
            found, size = asked_of(name, opened, folder, pages, [query.text for query in asking])
        except NotHereError as error:
            click.echo(f"{name}: không đo được, {error}.")
            continue
        results[name] = scores(asking, found), size
    return results


if __name__ == "__main__":
    main()
