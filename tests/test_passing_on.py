"""What others show beside a link to a page, and what machines read of it: true, whole, and none of a demonstration."""

import datetime as dt
import io
import json
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from browser import hostile
from builders import model, session_defaults, small
from edits import knowledge_base, replaced
from nhanrong import onpaper, site
from nhanrong.handouts import share_card, shelf
from nhanrong.knowledge import Knowledge
from nhanrong.publication import Publication
from nhanrong.records.session import Session
from nhanrong.render.sharing import share
from nhanrong.site import Site
from nhanrong.vietnamese import NBSP

DAY = dt.date(2026, 11, 23)
SITE = "https://kho-thu.example/nhan-rong/"
TESTS = Path(__file__).parent


class Head(HTMLParser):
    """The head of a page: its meta properties, links, and the data in its one script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.metas: dict[str, str] = {}
        self.links: list[dict[str, str | None]] = []
        self.scripts: list[str] = []
        self.tags: set[str] = set()
        self._inside = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        if tag == "meta":
            self.metas[given.get("property") or given.get("name") or ""] = given["content"] or ""
        if tag == "link":
            self.links.append(given)
        self._inside = tag == "script"
        if self._inside:
            assert given == {"type": "application/ld+json"}
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.scripts[-1] += data
        else:
            assert not data.strip()

    @property
    def things(self) -> dict[str, Any]:
        """What is said of a page, by type."""
        (script,) = self.scripts
        told = json.loads(script)
        assert told["@context"] == "https://schema.org"
        return {thing["@type"]: thing for thing in told["@graph"]}


@pytest.fixture(scope="module")
def edition() -> Publication:
    return Publication(small(), DAY)


@pytest.fixture(scope="module")
def made(edition: Publication) -> Site:
    return site.outputs(edition)


def head(made: Site, address: str) -> Head:
    return Head(made.pages[address]().head)


def test_a_model_is_shown_with_its_name_its_words_and_its_card(made: Site) -> None:
    found = head(made, "mo-hinh/thu-a/")

    assert found.metas == {
        "og:type": "article",
        "og:site_name": "Nhân Rộng · huyện Thử (bịa để kiểm thử)",
        "og:locale": "vi_VN",
        "og:title": "Mô hình thử A (bịa để kiểm thử)",
        "og:description": "Mô hình bịa, ghi đủ mọi trường để kiểm thử. Làm trên 1 ha, có sổ thu chi và lịch thời vụ.",
        "og:url": f"{SITE}mo-hinh/thu-a/",
        "og:image": f"{SITE}the/thu-a.png",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Mô hình thử A (bịa để kiểm thử): số liệu chính và sơ đồ các xã",
        "twitter:card": "summary_large_image",
    }
    assert "the/thu-a.png" in made.files
    assert [(one["type"], one["href"]) for one in found.links] == [("application/rss+xml", "../../moi.xml")]


def test_every_page_says_where_it_is_and_only_models_have_a_card(made: Site) -> None:
    heads = {address: Head(make().head) for address, make in made.pages.items()}

    assert {one.metas["og:url"].removeprefix(SITE) for one in heads.values()} == set(heads)
    with_card = {address for address, one in heads.items() if "og:image" in one.metas}
    assert with_card == {f"mo-hinh/{name}/" for name in ("thu-a", "thu-b", "thu-c", "thu-d")}


def test_machines_are_told_what_the_record_says_and_no_more(made: Site) -> None:
    office = {
        "@type": "Organization",
        "name": "Văn phòng Hội thử (bịa để kiểm thử)",
        "telephone": "0000 000 000",
        "email": "van-phong@kho-thu.example",
        "address": "Trụ sở bịa, xã Thử Một",
    }
    home = head(made, "").things
    assert home["Organization"] == office
    assert home["WebSite"]["url"] == SITE

    article = head(made, "mo-hinh/thu-b/").things
    assert [one["name"] for one in article["BreadcrumbList"]["itemListElement"]][:2] == ["Trang chủ", "Mô hình"]
    assert [one["position"] for one in article["BreadcrumbList"]["itemListElement"]] == [1, 2, 3]
    assert article["BreadcrumbList"]["itemListElement"][2]["item"] == f"{SITE}mo-hinh/thu-b/"
    assert article["Article"]["publisher"] == office
    assert "author" not in article["Article"]

    how = head(made, "cach-lam-hay/cach-a/").things["HowTo"]
    record = small().practices["cach-a"].record
    assert len(how["step"]) == len(record.steps)
    assert [one["position"] for one in how["step"]] == list(range(1, len(record.steps) + 1))


def test_an_activity_is_an_event_when_its_days_are_known(made: Site) -> None:
    event = head(made, "hoat-dong/tap-huan-thu/").things["Event"]

    assert (event["startDate"], event["endDate"]) == ("2025-03-12", "2025-03-14")
    assert event["location"]["name"] == "xã Thử Một"
    assert event["organizer"] == [{"@type": "Organization", "name": "Hội thử"}]
    for vague in ("ke-hoach-thu", "so-gop-thu"):
        assert list(head(made, f"hoat-dong/{vague}/").things) == ["BreadcrumbList"]


@pytest.mark.parametrize(("nature", "comes"), [("event", True), ("plan", False)])
def test_a_plan_is_no_event_even_when_its_days_are_known(nature: str, *, comes: bool) -> None:
    told = {"date": "2026-12-01", "nature": nature, "sources": ["bao-cao-thu"]}
    planned = Session.model_validate(session_defaults("lop-toi") | told)
    things = head(site.outputs(Publication(small(planned), DAY)), "hoat-dong/lop-toi/").things

    assert ("Event" in things) is comes


def test_the_feed_tells_what_came_in_last_the_newest_first(made: Site) -> None:
    root = ET.fromstring(made.files["moi.xml"]())
    channel = root.find("channel")
    assert channel is not None
    items = channel.findall("item")
    days = [parsedate_to_datetime(item.findtext("pubDate") or "") for item in items]

    assert root.attrib == {"version": "2.0"}
    assert channel.findtext("link") == SITE
    own = channel.find("{http://www.w3.org/2005/Atom}link")
    assert own is not None
    assert own.attrib == {"href": f"{SITE}moi.xml", "rel": "self", "type": "application/rss+xml"}
    assert channel.findtext("lastBuildDate") == "Mon, 23 Nov 2026 00:00:00 +0700"
    assert days == sorted(days, reverse=True)
    first = items[0]
    assert first.findtext("link") == f"{SITE}mo-hinh/thu-a/"
    assert first.findtext("pubDate") == "Tue, 01 Sep 2026 00:00:00 +0700"
    guids = [item.find("guid") for item in items]
    assert all(guid is not None and guid.attrib == {"isPermaLink": "false"} for guid in guids)
    assert len({guid.text for guid in guids if guid is not None}) == len(items) > 2
    assert {(item.findtext("link") or "").removeprefix(SITE) for item in items} <= set(made.pages)


def test_a_page_is_passed_on_by_its_whole_address(edition: Publication, made: Site) -> None:
    found = share(edition, "mo-hinh/thu-a/")
    assert found is not None

    assert found.address == f"{SITE}mo-hinh/thu-a/"
    sharer, _, given = found.facebook.partition("?u=")
    assert sharer == "https://www.facebook.com/sharer/sharer.php"
    assert unquote(given) == found.address
    assert not set(given) & set(":/&?#")
    for address in ("mo-hinh/thu-a/", "cach-lam-hay/cach-a/", "hoat-dong/tap-huan-thu/"):
        assert f'data-share="{SITE}{address}"' in made.pages[address]().html


def test_a_demonstration_is_passed_on_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    kb = small()
    monkeypatch.setattr(Knowledge, "area", kb.area.model_copy(update={"demonstration": True}))
    shown = site.outputs(Publication(kb, DAY))

    assert {make().head for make in shown.pages.values()} == {""}
    assert not [name for name in shown.files if name.startswith("the/") or name.endswith((".ics", "moi.xml"))]
    assert "chia-se" not in shown.pages["mo-hinh/thu-a/"]().html


def test_a_large_base_has_no_cards() -> None:
    many = [model(f"nhieu-{number:04}") for number in range(onpaper.MOST_RECORDS)]
    edition = Publication(small(*many), DAY)

    assert onpaper.card(edition, "thu-a") == ""
    assert not [address for address in shelf.papers(edition) if address.startswith("the/")]


# Cards ------------------------------------------------------------------------------------------------------


def opened(card: bytes) -> Image.Image:
    assert len(card) < 60_000
    return Image.open(io.BytesIO(card))


@pytest.mark.parametrize("name", ["thu-a", "thu-b", "thu-c", "thu-d"])
def test_a_card_has_the_size_that_others_ask_for_and_comes_over_a_slow_line(edition: Publication, name: str) -> None:
    record = edition.kb.models[name].record
    card = share_card.png(edition, record)

    assert (opened(card).size, opened(card).format) == ((1200, 630), "PNG")
    assert share_card.png(edition, record) == card


def test_a_card_says_what_its_figure_rests_on(edition: Publication) -> None:
    told: Mapping[str, Any] = share_card.data(edition, edition.kb.models["thu-a"].record)

    reach = {key: value.replace("\u2060", "").replace(NBSP, " ") for key, value in told["reach"].items()}
    assert reach == {
        "figure": "1 trên 7 xã",
        "foot": "đã ghi nhận, không tính nơi khởi đầu; đã kiểm tra 1/7 xã",
    }
    assert told["day"].replace("\u2060", "") == "Tính đến 23/11/2026"
    assert told["caption"] == "Sơ đồ vị trí tương đối của các xã, không phải địa giới hành chính."
    assert told["warning"] == ""
    unseen = share_card.data(edition, edition.kb.models["thu-b"].record)
    assert unseen["warning"] == "Chưa thẩm định kỹ thuật"


def test_a_name_of_any_length_fits_on_a_card() -> None:
    long = model("dai").model_copy(update={"name": " ".join(["nghiêng"] * 37), "summary": "Bịa để kiểm thử " * 90})
    edition = Publication(small(long), DAY)

    card = share_card.png(edition, edition.kb.models["dai"].record)
    above_the_foot = opened(card).convert("L").crop((0, 530, 1200, 541))
    darkest, _ = above_the_foot.getextrema()
    assert isinstance(darkest, int)
    assert darkest > 240  # nothing but paper


def test_only_the_card_of_a_changed_model_is_another(tmp_path: Path) -> None:
    root = knowledge_base(tmp_path / "kho")

    def cards() -> dict[str, bytes]:
        kb, problems = site.read(root)
        assert not problems
        files = site.outputs(Publication(kb, DAY)).files
        return {name: make() for name, make in files.items() if name.startswith("the/")}

    before = cards()
    replaced(root / "models_data/models/thu-b.yml", 'name: "Mô', 'name: "Mới: mô')
    after = cards()

    assert {name for name in before if before[name] != after[name]} == {"the/thu-b.png"}


# Hostile texts ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The hostile base as one that is passed on."""
    root = tmp_path_factory.mktemp("attacked")
    hostile.write(TESTS / "small", root)
    replaced(root / "models_data/area.yml", "demonstration: true", "demonstration: false")
    kb, problems = site.read(root)
    assert not problems
    return site.outputs(Publication(kb, DAY))


def test_no_text_breaks_out_of_a_head(attacked: Site) -> None:
    seen = 0
    for address, make in attacked.pages.items():
        text = make().head
        found = Head(text)
        assert found.tags <= {"meta", "link", "script"}, address
        assert text.count("</script>") == len(found.scripts) <= 1
        seen += sum(hostile.ATTACK in value for value in found.metas.values())
        assert "&lt;" not in "".join(found.metas.values())
        if found.scripts:
            assert not re.search("[<>&\u2028\u2029]", found.scripts[0])
            seen += hostile.ATTACK in json.dumps(found.things, ensure_ascii=False).replace('\\"', '"')
    assert seen > 20


def test_no_text_breaks_the_feed_or_a_card(attacked: Site) -> None:
    root = ET.fromstring(attacked.files["moi.xml"]())
    titles = [item.findtext("title") or "" for item in root.iter("item")]

    assert any(hostile.ATTACK in title for title in titles)
    assert not [one for one in root.iter() if one.tag == "script"]
    assert opened(attacked.files["the/thu-a.png"]()).size == (1200, 630)
