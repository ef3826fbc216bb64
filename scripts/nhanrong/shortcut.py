"""A site brought up to date without the site tool, as long as that would give what it gave before."""

import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path

import click

from nhanrong.around import SiteToolNeededError
from nhanrong.building import Workshop
from nhanrong.edition import DayError, edition_day
from nhanrong.problems import Problem
from nhanrong.site import Site
from nhanrong.sitefolder import SiteFolder
from nhanrong.skeleton import Skeleton, Told, told
from nhanrong.store import alone
from nhanrong.versions import CACHE


def shortened(
    root: Path, workshop: Workshop, name: str, *, serving: bool = False, papers_later: bool = False
) -> Sequence[Problem] | None:
    """Bring the site of the skeleton `name` up to date; the problems of the data, or None where MkDocs is needed.

    If `papers_later`, all but its papers, which stay as they are.
    """
    with alone(root / CACHE, wait):
        skeleton = workshop.skeleton(name) if workshop.current else None
        problems = _shortened(workshop, skeleton, serving=serving, papers_later=papers_later) if skeleton else None
        tell_loss(workshop)
    return problems


def _shortened(
    workshop: Workshop, skeleton: Skeleton, *, serving: bool, papers_later: bool
) -> Sequence[Problem] | None:
    day = _day(skeleton)
    if day is None or not skeleton.current:
        return None
    kb, problems = workshop.read(day)
    if problems:
        return problems

    def asked(site: Site) -> Told:
        return told(site, day, skeleton.told.site_url if serving else site.area.site_url, skeleton.meant)

    site, now = workshop.found_in(workshop.site(kb, day, papers_later=papers_later), day, asked)
    if not skeleton.fits(site, now):
        return None
    folder = SiteFolder(Path(skeleton.site))
    folder.begin()
    try:
        workshop.write(site, folder, skeleton.around, day)
    except SiteToolNeededError:
        return None
    finally:
        folder.discard()
    return []


def skeleton_name(config_file: str, *, serving: bool = False) -> str:
    """The name of what the site tool gave for the site of a configuration."""
    return f"{'serve' if serving else 'build'} {config_file}"


def tell_loss(workshop: Workshop) -> None:
    """Say why everything takes long once more, if it does."""
    if why := workshop.take_lost():
        click.echo(f"Không dùng được bộ nhớ đệm ({why}); mọi thứ được làm lại từ đầu.", err=True)


def wait() -> None:
    """Say why nothing happens."""
    click.echo("Một lần dựng khác đang chạy ở đây; chờ nó xong…", err=True)


def _day(skeleton: Skeleton) -> dt.date | None:
    try:
        return edition_day(skeleton.as_of, os.environ)
    except DayError:
        return None  # the site tool will say it
