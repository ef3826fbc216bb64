"""A reader sets how to read: the size, the contrast, a voice. It stays so, and nothing flashes or moves."""

import gzip
import itertools
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import DESKTOP, PHONE, OpenPage
from browser.page_kinds import FRAMED
from browser.sites import REPOSITORY
from browser.test_accessibility import COLOURS_ONLY, violations

THEME = REPOSITORY / "scripts" / "nhanrong" / "theme"
MODEL = "mo-hinh/dau-tam-di-linh/"
LARGE, RICH = '{"size":4}', '{"contrast":"more"}'
KINDS = ("home", "models", "model", "practice", "session", "old commune", "crops", "ledger", "glossary", "by hand")

VOICES = """
window.said = [];
let speaking = null;
const voices = [{ lang: "en-US", localService: true, name: "en" }, { lang: "vi-VN", localService: true, name: "vi" }];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => window.silent ? [] : voices,
  addEventListener: () => {},
  cancel() { speaking = null; },
  speak(one) { speaking = one; window.said.push([one.voice.lang, one.text, one.rate]); },
} });
window.finish = () => { const one = speaking; speaking = null; one?.onend(); };
"""


def kept(value: str) -> str:
    """A script that leaves a choice behind before any of the page is read."""
    return f"""
        if (location.protocol.startsWith("http")) {{
          const pages = /(mo-hinh|cach-lam-hay|hoat-dong|xa|cay-con|so-theo-doi|giai-thich|gioi-thieu)\\/.*/;
          localStorage.setItem("nhanrong.reading:" + location.pathname.replace(pages, ""), '{value}');
        }}
    """


def opened(page: Page) -> Locator:
    page.get_by_role("button", name="Đọc", exact=True).press("Enter")
    dialog = page.get_by_role("dialog", name="Cách đọc")
    dialog.wait_for()
    return dialog


def test_the_largest_text_has_the_room_of_its_line(open_page: OpenPage) -> None:
    page = open_page(before=kept(LARGE))
    widths = "all => all.map(one => one.getBoundingClientRect().width / one.parentNode.getBoundingClientRect().width)"
    assert min(page.locator(".card[data-add] .foot").evaluate_all(widths)) > 0.8
    room = "one => { const of = getComputedStyle(one); return one.clientWidth - parseFloat(of.paddingRight); }"
    assert page.locator(".card[data-add] .foot").first.evaluate(room) > 200
    grown = "one => one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).fontSize)"
    assert page.locator(".nr-map__labels tspan").first.evaluate(grown) > 1.5
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.goto(page.url + MODEL)
    years = page.locator(".nr-timeline__years span").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(({ left, right }) => [left, right])"
    )
    assert len(years) > 2
    assert all(before[1] < after[0] for before, after in itertools.pairwise(years))


def test_the_header_names_the_whole_area(open_page: OpenPage) -> None:
    page = open_page()
    for cut in ("scrollWidth > one.clientWidth", "scrollHeight > one.clientHeight + 1"):
        assert not page.locator(".brand__area").evaluate(f"one => one.{cut}")


def test_choices_hold_on_the_next_page(open_page: OpenPage) -> None:
    page = open_page(MODEL)
    before = page.evaluate("getComputedStyle(document.querySelector('.lead')).fontSize")
    dialog = opened(page)
    dialog.get_by_label("Lớn nhất").check()
    dialog.get_by_label("Chữ và nền thật rõ").check()
    dialog.get_by_role("button", name="Đóng").click()
    page.get_by_role("link", name="Trang chủ").first.click()
    page.wait_for_url(lambda url: not url.endswith(MODEL))

    assert page.evaluate("[document.documentElement.dataset.size, document.documentElement.dataset.contrast]") == [
        "4",
        "more",
    ]
    after = page.evaluate("getComputedStyle(document.querySelector('.lead')).fontSize")
    assert float(after.removesuffix("px")) == pytest.approx(1.5 * float(before.removesuffix("px")), rel=0.01)


def test_it_is_set_before_the_first_paint_and_nothing_moves(open_page: OpenPage) -> None:
    page = open_page(
        MODEL,
        before=kept('{"size":3,"contrast":"more"}')
        + """
        window.moved = 0;
        new PerformanceObserver((list) => { for (const one of list.getEntries()) window.moved += one.value; })
          .observe({ type: "layout-shift", buffered: true });
        window.first = null;
        new MutationObserver(() => {
          if (document.body && !window.first) window.first = { ...document.documentElement.dataset };
        }).observe(document, { childList: true, subtree: true });
        """,
    )
    page.wait_for_load_state("networkidle")

    assert page.evaluate("window.first") == {"size": "3", "contrast": "more"}
    assert page.evaluate("window.moved") == 0


def test_the_system_may_ask_for_contrast_and_the_reader_decides(open_page: OpenPage) -> None:
    page = open_page(MODEL)
    page.emulate_media(contrast="more")
    page.reload()
    assert page.evaluate("document.documentElement.dataset.contrast") == "more"

    box = opened(page).get_by_label("Chữ và nền thật rõ")
    expect(box).to_be_checked()
    box.uncheck()
    page.reload()

    assert page.evaluate("document.documentElement.dataset.contrast") is None


@pytest.mark.parametrize("kind", KINDS)
def test_the_largest_letters_are_not_cut(open_page: OpenPage, kind: str) -> None:
    page = open_page(FRAMED[kind], before=kept(LARGE))
    assert page.evaluate("document.documentElement.dataset.size") == "4"

    wide = page.evaluate(
        """() => {
          const apart = "svg, .md-search, .md-sidebar, .md-skip, .wide, .basket-says, .unseen, .brand, thead";
          return [...document.querySelectorAll("h1, h2, h3, p, a, button, dd, dt, li, td, th, summary, .tag")]
            .filter((one) => one.getClientRects().length && !one.closest(apart))
            .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
            .map((one) => one.outerHTML.slice(0, 120));
        }"""
    )
    assert wide == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("dark", [False, True])
def test_the_high_contrast_is_high(open_page: OpenPage, kind: str, *, dark: bool) -> None:
    page = open_page(FRAMED[kind], dark=dark, before=kept(RICH), size=DESKTOP)
    assert page.evaluate("document.documentElement.dataset.contrast") == "more"

    assert (
        violations(
            page,
            runOnly=["color-contrast", "color-contrast-enhanced"],
            rules={"color-contrast-enhanced": {"enabled": True}},
        )
        == []
    )


def test_axe_finds_nothing_in_the_dialog(open_page: OpenPage) -> None:
    for dark in (False, True):
        page = open_page(MODEL, dark=dark, before=VOICES)
        opened(page).get_by_role("button", name="Nghe đọc trang này").wait_for()
        assert violations(page, **(COLOURS_ONLY if dark else {})) == []


def test_the_dialog_is_left_as_it_was_entered(open_page: OpenPage) -> None:
    page = open_page(MODEL)
    dialog = opened(page)
    for control in dialog.locator("label span, button").all():
        box = control.bounding_box()
        assert box is not None
        assert box["height"] >= 44

    page.keyboard.press("Escape")

    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Đọc", exact=True)).to_be_focused()


def test_a_page_is_read_from_its_title_on(open_page: OpenPage) -> None:
    page = open_page(MODEL, before=VOICES)
    opened(page).get_by_role("button", name="Nghe đọc trang này").click()
    bar = page.get_by_role("region", name="Nghe đọc")
    title = page.locator("h1")
    expect(title).to_have_class(re.compile("being-read"))
    assert page.evaluate("said[0].slice(0, 2)") == ["vi-VN", title.inner_text()]

    page.evaluate("finish()")
    expect(page.locator(".lead p").first).to_have_class(re.compile("being-read"))
    expect(title).not_to_have_class(re.compile("being-read"))

    bar.get_by_role("button", name="Tạm dừng").click()
    count = page.evaluate("said.length")
    page.wait_for_timeout(50)
    assert page.evaluate("said.length") == count
    bar.get_by_role("button", name="Đọc tiếp").click()
    assert page.evaluate("said[said.length - 1][1] === said[said.length - 2][1]")

    bar.get_by_label("Tốc độ").select_option("Chậm")
    assert page.evaluate("said[said.length - 1][2]") == 0.8

    bar.get_by_role("button", name="Dừng hẳn").click()
    expect(bar).to_have_count(0)
    expect(page.locator(".being-read")).to_have_count(0)


def test_all_of_a_page_is_read_once(open_page: OpenPage) -> None:
    page = open_page(MODEL, before=VOICES)
    opened(page).get_by_role("button", name="Nghe đọc trang này").click()
    bar = page.get_by_role("region", name="Nghe đọc")
    for _ in range(600):
        if not bar.count():
            break
        page.evaluate("finish()")
    expect(bar).to_have_count(0)

    said = page.evaluate("said.map(([, text]) => text)")
    for heading in page.locator(".page h2:visible").all():
        assert said.count(heading.inner_text()) == 1
    assert not [text for text in said if re.search(r"\d\.\d{3}\b", text)], "figures are read without dots"
    assert "Thêm" not in " ".join(said)
    folded = page.locator("details:not([open]) > p, details:not([open]) td").first.text_content() or ""
    assert folded.strip()
    assert folded.strip() not in " ".join(said)


def test_without_a_vietnamese_voice_it_says_so(open_page: OpenPage) -> None:
    page = open_page(MODEL, before=VOICES + "window.silent = true;")
    dialog = opened(page)

    expect(dialog.get_by_text("chưa có giọng đọc tiếng Việt")).to_be_visible()
    expect(dialog.get_by_role("button", name="Nghe đọc trang này")).to_have_count(0)


def test_short_forms_are_said_in_full(open_page: OpenPage) -> None:
    page = open_page(MODEL, before=VOICES)
    spoken = page.evaluate(
        """async (texts) => {
          const reader = await nhanrong.take("assets/javascripts/nhanrong-aloud.js");
          return texts.map(reader.spoken);
        }""",
        [
            "1.200.000 đồng/ha",
            "7/19 xã, 36,8 %",
            "ngày 01/7/2025",
            "2–3 sào, 5 kg",
            "HTX Hoa Linh",
            "130.000-150.000 đồng",
            "0200-3000000, 20-11-2020",
        ],
    )
    assert spoken == [
        "1200000 đồng một héc-ta",
        "7 trên 19 xã, 36,8 phần trăm",
        "ngày 01 tháng 7 năm 2025",
        "2 đến 3 sào, 5 ki-lô-gam",
        "hợp tác xã Hoa Linh",
        "130000 đến 150000 đồng",
        "0200-3000000, 20-11-2020",
    ]


def test_without_scripts_there_is_no_button(open_page: OpenPage) -> None:
    page = open_page(MODEL, javascript=False)

    expect(page.locator("[data-open-reading]")).to_be_hidden()


def test_little_of_it_is_loaded_with_every_page() -> None:
    at_load = [THEME / "assets/stylesheets/nhanrong-reading.css", THEME / "partials/reading-first.html"]
    assert sum(len(gzip.compress(path.read_bytes())) for path in at_load) <= 2000
