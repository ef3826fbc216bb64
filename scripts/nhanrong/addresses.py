"""Where everything has its page. Addresses stand in printed QR codes: they do not change."""

from urllib.parse import quote

from nhanrong.records.fields import UnitRef
from nhanrong.records.model import Model
from nhanrong.records.practice import Practice
from nhanrong.records.session import Session
from nhanrong.vietnamese import slug, telex


def subject_address(subject: Model | Practice) -> str:
    """Where a model or practice has its page."""
    return f"{'mo-hinh' if isinstance(subject, Model) else 'cach-lam-hay'}/{subject.id}/"


def session_address(session: Session) -> str:
    """Where an activity has its page."""
    return f"hoat-dong/{session.id}/"


PHOTOS = "anh/"
PRIVATE_PHOTOS = "anh/rieng/"
SECTIONS = {"models": "mo-hinh/", "practices": "cach-lam-hay/", "sessions": "hoat-dong/"}


def record_address(kind: str, name: str) -> str:
    """Where the record of a kind with this id has its page."""
    return f"{SECTIONS[kind]}{name}/"


def record_named(address: str) -> tuple[str, str]:
    """The kind and the id of the record that has its page at an address."""
    section, name, _ = address.split("/")
    return next(kind for kind, folder in SECTIONS.items() if folder == f"{section}/"), name


def unit_address(ref: UnitRef) -> str:
    """Where a unit of a list has its page."""
    return f"xa/{ref.list}/{ref.code}/"


def crop_id(name: str) -> str:
    """The name of a crop or animal in addresses; one syllable keeps its marks, for bơ is not bò."""
    return slug(name) if " " in name.strip() else slug(telex(name))


def crop_address(name: str) -> str:
    """Where a crop or animal has its page."""
    return f"cay-con/{crop_id(name)}/"


def canonical(site_url: str | None, address: str) -> str:
    """The whole address of a page, as codes and papers say it; empty if the site has none."""
    return f"{site_url.rstrip('/')}/{quote(address)}" if site_url else ""
