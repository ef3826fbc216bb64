"""`nhanrong admin`: the web form is put into a built site."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import click

from nhanrong.cli.opening import root_or_exit, sound_or_exit
from nhanrong.cli.vietnamese_help import command
from nhanrong.facts import digest

_LISTS = ("package.json", "package-lock.json")


@command("Đặt trang nhập liệu /quan-tri/ vào trang đã dựng; cần npm. Dựng lại trang thì chạy lại lệnh này.")
@click.option(
    "--site",
    metavar="THƯ_MỤC",
    type=click.Path(path_type=Path),
    help="Thư mục của trang đã dựng; không ghi thì là site/ của kho.",
)
def admin(*, site: Path | None) -> int:
    """Get the packages, once for each lock, and write the form beside the pages; all of it or nothing."""
    root = root_or_exit()
    site = site or root / "site"
    if not (site / "index.html").is_file():
        raise click.UsageError(f"chưa có trang ở {site}; chạy nhanrong build trước.")
    from nhanrong.webform.page import ADDRESS, PACKAGES, files

    kb = sound_or_exit(root)
    packages = _packages(PACKAGES, root / ".cache" / "quan-tri")
    target = site / ADDRESS
    try:
        _write(dict(files(kb, packages)), target, site.with_name(f"{site.name}.{ADDRESS}"))
    except OSError as error:
        raise click.ClickException(f"chưa đặt được trang nhập liệu: {error.strerror}: {error.filename}.") from None
    click.echo(f"Đã đặt trang nhập liệu vào {target}.")
    click.echo(f"Mở thử trên máy này: {_shown(site)}, rồi vào http://localhost:8000/{ADDRESS}/ bằng Chrome hoặc Edge.")
    if kb.area.repository is None:
        click.echo("area.yml chưa có repository: trang chỉ mở được thư mục trên máy này.", err=True)
    return 0


def _write(files: Mapping[str, bytes], target: Path, growing: Path) -> None:
    """The folder `target` holds these files alone; until all are written it is as it was."""
    shutil.rmtree(growing, ignore_errors=True)
    for name, data in files.items():
        path = growing / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    shutil.rmtree(target, ignore_errors=True)
    growing.rename(target)


def _shown(site: Path) -> str:
    """The command that serves the site, from where the person stands."""
    here = Path.cwd()
    return f"python3 -m http.server --directory {site.relative_to(here) if site.is_relative_to(here) else site}"


def _packages(lists: Path, kept: Path) -> Path:
    """The folder of the packages exactly as locked; they are fetched only when the lock has changed."""
    lock = digest((lists / _LISTS[1]).read_bytes())
    done = kept / "done"
    if done.is_file() and done.read_text(encoding="ascii") == lock:
        return kept / "node_modules"
    npm = shutil.which("npm")
    if npm is None:
        raise click.ClickException("Thiếu npm. Chạy: sudo apt-get install -y npm (hoặc cài Node.js 20 trở lên).")
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(parents=True)
    for name in _LISTS:
        shutil.copyfile(lists / name, kept / name)
    click.echo("Tải các gói npm vào .cache/quan-tri (chỉ lần đầu)…", err=True)
    asked = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(asked, cwd=kept, check=False).returncode:  # noqa: S603  # npm, with our own words
        raise click.ClickException("npm không tải được các gói; xem lời báo ở trên, xem lại mạng rồi chạy lại.")
    done.write_text(lock, encoding="ascii")
    return kept / "node_modules"
