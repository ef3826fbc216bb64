"""The pages of a second language, in a browser: reached, left, read and used like the others."""

import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from browser.conftest import OpenPage
from browser.sites import REPOSITORY, Site, build, served
from browser.test_accessibility import violations

PAGES = (
    "en/",
    "en/mo-hinh/",
    "en/mo-hinh/thu-a/",
    "en/so-theo-doi/",
    "en/so-sanh/#chon=thu-a,thu-c",
    "kpm/mo-hinh/thu-a/",
    "kpm/giai-thich/",
)


@pytest.fixture(scope="module")
def two_languages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The small base in English and in a language of which nothing is translated."""
    base = tmp_path_factory.mktemp("languages")
    data = base / "models_data"
    shutil.copytree(REPOSITORY / "tests" / "small" / "models_data", data)
    area = data / "area.yml"
    text = area.read_text("utf-8").replace('["kpm"]', '["en", "kpm"]\npages_in: ["en", "kpm"]')
    area.write_text(text, encoding="utf-8")
    folder = build(base, data)
    with served(folder, data) as site:
        yield site


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing(open_page: OpenPage, two_languages: Site, address: str) -> None:
    page = open_page(address, site=two_languages)

    assert page.evaluate("document.documentElement.lang") == address.partition("/")[0]
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_search_answers_here_too(open_page: OpenPage, two_languages: Site) -> None:
    page = open_page("en/mo-hinh/", site=two_languages)
    page.locator("[data-open-search]").first.click()
    page.keyboard.type("mo hinh thu")

    expect(page.locator(".find__found a").first).to_be_visible()


def test_one_comes_and_goes_by_links(open_page: OpenPage, two_languages: Site) -> None:
    page = open_page("mo-hinh/thu-a/", site=two_languages)
    page.get_by_role("contentinfo").get_by_role("link", name="English").click()
    page.wait_for_url("**/en/mo-hinh/thu-a/")
    expect(page.get_by_role("heading", name="Where it is found", exact=True)).to_be_visible()

    page.get_by_role("navigation", name="Where you are").get_by_role("link", name="Models").click()
    page.wait_for_url("**/en/mo-hinh/")

    page.get_by_role("button", name="Read", exact=True).click()
    dialog = page.get_by_role("dialog", name="How to read")
    dialog.get_by_label("Large", exact=True).check()
    dialog.get_by_role("link", name="Tiếng Việt").click()
    page.wait_for_url(re.compile(r"[^/]/mo-hinh/$|nhan-rong/mo-hinh/$"))

    assert page.evaluate("document.documentElement.lang") == "vi"
    assert page.evaluate("document.documentElement.dataset.size") == "2"


def test_scripts_speak_the_language_and_share_what_was_chosen(open_page: OpenPage, two_languages: Site) -> None:
    page = open_page("en/mo-hinh/thu-a/", site=two_languages)
    page.get_by_role("button", name=re.compile("^Add to the document")).click()
    expect(page.get_by_role("navigation", name="The document being chosen")).to_contain_text("1 items")

    page.goto(two_languages.url + "mo-hinh/thu-a/")
    expect(page.get_by_role("navigation", name="Tài liệu đang chọn")).to_contain_text("1 mục")


def test_search_engines_learn_of_both(open_page: OpenPage, two_languages: Site) -> None:
    page = open_page("en/mo-hinh/thu-a/", site=two_languages)
    found = page.evaluate(
        "[...document.querySelectorAll('link[rel~=alternate][hreflang]')].map((one) => [one.hreflang, one.href])"
    )
    base = two_languages.url
    assert found == [
        ["vi", f"{base}mo-hinh/thu-a/"],
        ["en", f"{base}en/mo-hinh/thu-a/"],
        ["kpm", f"{base}kpm/mo-hinh/thu-a/"],
    ]


def test_no_link_of_these_pages_is_broken(two_languages: Site) -> None:
    folder = two_languages.folder
    broken = []
    for path in sorted((folder / "en").rglob("index.html")):
        for link in re.findall(r'\s(?:href|src)="([^"#?]+)', path.read_text("utf-8")):
            if not re.match(r"[a-z]+:|/", link):
                to = (path.parent / link).resolve()
                if not (to.is_file() or (to / "index.html").is_file()):
                    broken.append(f"{path.relative_to(folder)}: {link}")
    assert broken == []


LETTERS = "[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]"
UNMARKED = f"""
() => {{
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {{
    const words = walk.currentNode.data.replace(/đồng|sào|công|bộ|cây|mẫu/gi, "");
    const around = walk.currentNode.parentElement;
    const told = around.closest("script, style, noscript, [lang=vi], [lang=kpm], .md-nav");
    if (/{LETTERS}/i.test(words) && !told) found.push(words.trim());
  }}
  return found;
}}
"""


@pytest.mark.parametrize(
    "address", ["", "mo-hinh/", "mo-hinh/thu-a/", "hoat-dong/", "so-theo-doi/", "so-sanh/#chon=thu-a,thu-c"]
)
def test_whatever_is_left_in_vietnamese_says_so_also_what_scripts_and_drawings_say(
    open_page: OpenPage, two_languages: Site, address: str
) -> None:
    page = open_page(f"en/{address}", site=two_languages)
    if page.locator("[data-calculate]").count():
        page.locator("[data-calculate]").click()
        expect(page.get_by_role("form", name="Reckon for your own farm")).to_be_visible()
        page.get_by_role("button", name="Copy the message").first.click()
    if "chon" in address:
        expect(page.get_by_role("table")).to_be_visible()

    assert page.evaluate(UNMARKED) == []


def test_the_message_to_the_union_stays_vietnamese(open_page: OpenPage, two_languages: Site) -> None:
    page = open_page("en/mo-hinh/thu-a/", site=two_languages)
    page.get_by_text("I have given it up because").click()
    page.get_by_label("Why it was given up").select_option(index=1)

    message = page.locator("#loi-nhan-chu").inner_text()
    assert message.startswith("Tôi đã bỏ\nMô hình thử A")
    assert "Vì sao: " in message
    assert "Theo trang ngày" in message
    assert page.locator("#loi-nhan-chu").get_attribute("lang") == "vi"


def test_what_is_compared_stays_in_the_language(open_page: OpenPage, two_languages: Site) -> None:
    page = open_page("en/mo-hinh/", site=two_languages)
    page.get_by_role("button", name="Compare").first.click()
    page.get_by_role("navigation", name="Models being compared").get_by_role("link").click()
    page.wait_for_url("**/en/so-sanh/**")

    expect(page.locator("[data-says]")).to_contain_text("1 model")
    expect(page.get_by_role("rowheader", name="What it is")).to_be_visible()
    page.locator(".comparison a:visible").first.click()
    page.wait_for_url("**/en/mo-hinh/**")
