"""Pages and files of a site are made and written."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from nhanrong.addresses import canonical
from nhanrong.around import Frames, key_name
from nhanrong.article import contents, prepared
from nhanrong.facts import digest
from nhanrong.framing import Places
from nhanrong.layers import Aside
from nhanrong.offline import Leading, leading, may_be_kept, steady_digest
from nhanrong.render.second_language import WORDS
from nhanrong.render.templating import LANGUAGES, SHARED
from nhanrong.searching import found_in, packed
from nhanrong.site import Site
from nhanrong.sitefolder import write_file
from nhanrong.tracking import note


class Written(NamedTuple):
    """A page that was written: digests of its bytes and of what the search knows of it (if anything), its frame.

    `steady` is its digest whatever the day, empty if no browser may keep it, `leading` what else is kept with it.
    """

    digest: str
    found: str
    frame: str
    steady: str
    leading: Leading


@dataclass(frozen=True)
class Writer:
    """Writes what is asked for into the folder `building`; `group` is that of the facts about the whole site."""

    site: Site
    frames: Frames
    places: Places
    building: Path
    site_url: str | None
    group: str

    def page(self, address: str) -> Aside:
        """Write a page; beside it go the page as the search knows it, packed, and the key of its frame."""
        note("templates", SHARED)
        note(self.group, "")
        page = self.site.pages[address]()
        if page.language:
            note(LANGUAGES, page.language)
        article = prepared(page.html)
        headings = contents(article)
        key = self.places.key(page, headings)
        html = self.frames.frame(key).filled(page, article, headings, canonical(self.site_url, address))
        write_file(self.building / address / "index.html", html)
        found = found_in(page, article)
        kept = packed(found) if found else b""
        made = Written(
            digest(html),
            digest(kept) if kept else "",
            key_name(key),
            steady_digest(html) if may_be_kept(article) else "",
            leading(address, page.kind, article, html),
        )
        return Aside(made, (kept, key))

    def file(self, address: str) -> str:
        """Write a file; what stands for its bytes."""
        note("templates", SHARED)
        note("templates", "full-map.html.j2")
        if address.startswith(WORDS):
            note(LANGUAGES, address.removeprefix(WORDS).removesuffix(".js"))
        data = self.site.files[address]()
        write_file(self.building / address, data)
        return digest(data)
