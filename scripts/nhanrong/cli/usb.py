"""`nhanrong usb`: the whole site in one folder or zip that opens without a network."""

import datetime as dt
import os
from pathlib import Path

import click

from nhanrong.building import Workshop
from nhanrong.cli.opening import root_or_exit, sound_or_exit
from nhanrong.cli.vietnamese_help import command
from nhanrong.problems import Place, as_text
from nhanrong.publication import DEMONSTRATION
from nhanrong.versions import CACHE, kept_in

_NAME = "nhan-rong-usb.zip"


@command("Chép cả trang web thành một thư mục hay một tệp .zip, mở được từ USB, không cần mạng.")
@click.option(
    "--out",
    metavar="NƠI_GHI",
    default=_NAME,
    help=f"Thư mục, hoặc tệp .zip. Không nói thì ghi {_NAME} ở đây.",
)
def usb(*, out: str) -> int:
    """Build the site for a stick, without anything private, and write it; exit 1 when something is wrong."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    if not out.strip():
        raise click.UsageError("chưa có tên thư mục hay tệp .zip sau --out.")
    root = root_or_exit()
    area = sound_or_exit(root).area
    from nhanrong import stick

    path = Path(out)
    problems = stick.refusals(path.resolve(), Place(out, 0))  # before anybody waits for a site
    if not problems:
        site, day = _built(root)
        made = stick.files(site, area.name, DEMONSTRATION if area.demonstration else "", day)
        problems = stick.write(path, made, day)
    if problems:
        click.echo(as_text(problems), nl=False, err=True)
        return 1
    click.echo(f"Đã ghi {out}. Mở tệp “{stick.START}” ở trong đó.")
    return 0


def _built(root: Path) -> tuple[Path, dt.date]:
    """A site of its own and its day: that in `site/` is made for a server, and may hold what is only for online."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    folder = root / CACHE / "usb"
    config = load_config(str(root / "mkdocs.yml"), strict=True, site_dir=str(folder))
    config.extra["offline"] = "stick"
    plugin = config.plugins["nhanrong"]
    plugin.workshop = Workshop(root, kept_in(root))  # type: ignore[attr-defined]  # our own plugin
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
    return folder, plugin.day  # type: ignore[attr-defined]  # as above
