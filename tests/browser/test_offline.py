"""Where there is no signal: what is kept, that no page is ever of two editions, and how old ones go."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Response, expect

from browser.conftest import PHONE
from browser.editions import MARK, PATH, Server, edition, publish, serving
from browser.sites import Site
from browser.test_phone import WATCH_JUMPS

MODEL = "mo-hinh/dau-tam-di-linh/"
OTHER = "mo-hinh/chuoi-la-ba/"
WORDS = "assets/javascripts/nhanrong-words.js"
COMMUNE = "xa/2025-06-30/25021/"
PAGE = "khong-co-mang/"
ASKED_FOR = """() => [location.href.split('#')[0], ...[...document.querySelectorAll(
  'link[rel=stylesheet], script[src]')].filter((one) => !one.closest('noscript')).map((one) => one.href || one.src)]"""
KEPT = "caches.keys().then(async names => (await (await caches.open(names[0])).keys()).map(r => r.url))"


@pytest.fixture(scope="module")
def editions(demonstration: Site, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A, and B, which has another text everywhere and lacks a page, and C."""
    base = tmp_path_factory.mktemp("editions")
    return {
        "A": edition(demonstration.folder, base / "A", "A", "01/12/2026"),
        "B": edition(demonstration.folder, base / "B", "B", "02/12/2026", lost="chuoi-la-ba"),
        "C": edition(demonstration.folder, base / "C", "C", "03/12/2026"),
    }


@pytest.fixture
def server(editions: dict[str, Path]) -> Iterator[Server]:
    with serving(editions["A"]) as found:
        yield found


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context(viewport=PHONE, locale="vi-VN", reduced_motion="reduce")
    made.set_default_timeout(15_000)
    yield made
    made.close()


def begun(context: BrowserContext, server: Server) -> Page:
    """A reader who has been here before: the worker is there, and the home page has come through it."""
    page = context.new_page()
    page.goto(server.url)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    settled(page)
    page.goto(server.url)
    settled(page)
    return page


def settled(page: Page) -> None:
    """Whatever the worker does unasked is done: nothing it wants is missing."""
    page.evaluate("nhanrong.offline.ask({ do: 'hello', ample: true })")
    page.evaluate("(async () => { while ((await nhanrong.offline.ask({ do: 'step' })).left); })()")


def until(page: Page, expression: str) -> None:
    """Wait until a promise says yes."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"never: {expression}")


def no_signal(context: BrowserContext) -> None:
    context.set_offline(True)


def seen_by(page: Page, act: Callable[[], object]) -> set[str]:
    """The editions of the page, of its styles and of its scripts, of all of which the browser must still have the text.

    The rest, which a page may have left at once, counts where the browser has it.
    """
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    page.on("response", note)
    act()
    page.wait_for_load_state("load")
    page.wait_for_timeout(300)
    page.remove_listener("response", note)
    asked_for = page.evaluate(ASKED_FOR)
    assert len(asked_for) >= 3  # the page, its stylesheets, its scripts
    found: set[str] = set()
    texts: set[str] = set()
    for answer in answers:
        url = answer.url.split("#")[0]
        if re.search(r"(/|\.html|\.css|\.js)$", url.split("?")[0]) and "/ban/" not in url and answer.ok:
            if url.endswith("/sw.js"):
                continue
            with suppress(Error):
                marks = MARK.findall(answer.text())
                assert len(set(marks)) == 1, url
                found |= set(marks)
                texts.add(url)
    assert set(asked_for) <= texts
    return found


def kept(page: Page) -> list[str]:
    found: list[str] = page.evaluate(KEPT)
    return [url.rpartition("/")[2] for url in found if "/ban/kho/" in url]


def named_in(folder: Path) -> set[str]:
    """Every digest that the lists of an edition name, and their own."""
    lists = [path for path in (folder / "ban").glob("*.json") if path.name != "moi.json"]
    found = {path.stem for path in lists}
    for path in lists:
        content = json.loads(path.read_text("utf-8"))
        if isinstance(content, dict):
            found |= {name for name, _ in content.values()}
    return found


def test_a_visited_page_is_read_without_a_signal_and_says_of_which_day_it_is(
    context: BrowserContext, server: Server
) -> None:
    page = begun(context, server)
    page.goto(server.url + MODEL)
    no_signal(context)

    page.goto(server.url + MODEL + "?tu=nha#so")
    expect(page.get_by_role("heading", level=1)).to_contain_text("dâu nuôi tằm")
    expect(page.locator(".net-bar")).to_have_text("Đang đọc bản ngày 01/12/2026, không có mạng.")
    context.set_offline(False)
    expect(page.locator(".net-bar")).to_be_hidden()


def test_the_first_page_of_all_is_kept_too(context: BrowserContext, server: Server) -> None:
    page = context.new_page()
    page.goto(server.url + MODEL)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    until(page, "nhanrong.offline.ask({ do: 'kept' }).then(({ pages }) => pages.length === 1)")
    no_signal(context)

    page.goto(server.url + MODEL)
    expect(page.get_by_role("heading", level=1)).to_contain_text("dâu nuôi tằm")


def test_the_search_files_and_the_maps_are_kept_unasked(context: BrowserContext, server: Server) -> None:
    page = context.new_page()
    for _ in range(2):
        page.goto(server.url)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    until(page, "nhanrong.offline.ask({ do: 'hello' }).then(({ left }) => left === 0)")
    no_signal(context)

    page.goto(server.url + "ban-do/2025-06-30.html")
    expect(page.locator("path.leaflet-interactive").first).to_be_visible()


def test_a_page_that_is_not_kept_leads_to_those_that_are(context: BrowserContext, server: Server) -> None:
    page = begun(context, server)
    page.goto(server.url + MODEL)
    no_signal(context)

    page.goto(server.url + OTHER)
    expect(page.locator("[data-lost]")).to_contain_text("chưa được giữ trong máy này")
    page.locator("[data-kept]").get_by_role("link", name="dâu nuôi tằm").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("dâu nuôi tằm")


def test_a_page_that_is_not_kept_is_named_by_the_link_that_led_there(context: BrowserContext, server: Server) -> None:
    page = begun(context, server)
    no_signal(context)
    follows = (
        "([address, words]) => { const link = nhanrong.make('a', { href: nhanrong.root + address }, words);"
        "document.body.append(link); link.click(); }"
    )
    page.evaluate(follows, [OTHER, "Chuối <b>"])

    expect(page.locator("[data-lost]")).to_contain_text("trang “Chuối <b>” chưa được giữ trong máy này")
    assert page.locator("[data-lost] a").get_attribute("href") == server.url + OTHER
    page.goto(server.url + MODEL)
    expect(page.locator("[data-lost]")).to_contain_text("Không có mạng, và trang bà con vừa bấm chưa được giữ")


def test_a_commune_that_is_not_kept_is_named_by_its_title(context: BrowserContext, server: Server) -> None:
    page = begun(context, server)
    page.goto(server.url + PAGE)
    expect(page.locator("[data-keeping]")).to_be_visible()
    title = page.request.get(server.url + COMMUNE).text().split("<h1")[1].split(">")[1].split("<")[0].strip()
    no_signal(context)

    page.goto(server.url + COMMUNE)
    expect(page.locator("[data-lost]")).to_contain_text(f"trang “{title}")


def test_a_paper_without_a_signal_has_to_be_saved_before(context: BrowserContext, server: Server) -> None:
    page = begun(context, server)
    no_signal(context)

    page.goto(server.url + "tai-lieu/to-gap.pdf")
    expect(page.locator("[data-lost]")).to_contain_text("Tài liệu in (PDF, Word) không giữ sẵn trong máy")


def test_what_depends_on_a_consent_is_never_kept(
    context: BrowserContext, server: Server, editions: dict[str, Path], tmp_path: Path
) -> None:
    private = edition(editions["A"], tmp_path / "private", "P", "01/12/2026")
    file = private / MODEL / "index.html"
    file.write_text(file.read_text("utf-8").replace("</article>", '<div class="private"></div></article>'), "utf-8")
    publish(private, "01/12/2026")
    server.folder = private
    page = begun(context, server)
    page.goto(server.url + MODEL)
    expect(page.get_by_role("heading", level=1)).to_contain_text("dâu nuôi tằm")
    page.goto(server.url + OTHER)
    no_signal(context)

    page.goto(server.url + MODEL)
    expect(page.locator("[data-lost]")).to_be_visible()
    page.goto(server.url + OTHER)
    expect(page.get_by_role("heading", level=1)).to_contain_text("huối")


def test_pieces_of_a_long_search_push_no_page_out(context: BrowserContext, server: Server) -> None:
    page = begun(context, server)
    page.goto(server.url + MODEL)
    worker = context.service_workers[0]
    remembers = "names => names.reduce((before, name) => before.then(() => remember(name)), Promise.resolve())"
    worker.evaluate(remembers, [f"tim-kiem/{number}.js" for number in range(150)])

    state = worker.evaluate("() => loaded()")
    assert MODEL in state["seen"]
    assert len(state["pieces"]) == 120


@pytest.mark.parametrize(
    ("connection", "least", "most"),
    [
        ("{ saveData: true }", 0, 4),
        ("{ effectiveType: '2g' }", 0, 4),
        ("{ effectiveType: '3g' }", 16, 24),
        ("undefined", 80, 1000),
    ],
)
def test_on_a_slow_connection_little_is_fetched_unasked(
    context: BrowserContext, server: Server, connection: str, least: int, most: int
) -> None:
    context.add_init_script(f"Object.defineProperty(navigator, 'connection', {{ value: {connection} }})")
    page = context.new_page()
    page.goto(server.url)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_timeout(1000)
    before = len(kept(page))
    page.goto(server.url)
    many = -1
    while len(server.asked) > many:
        many = len(server.asked)
        page.wait_for_timeout(2000)

    assert least <= len(kept(page)) - before <= most


def test_the_page_about_reading_offline_keeps_its_room_while_it_waits(context: BrowserContext, server: Server) -> None:
    page = begun(context, server)
    context.service_workers[0].evaluate(
        "() => { const { menu } = does; does.menu = () => new Promise((go) => setTimeout(go, 2000)).then(menu); }"
    )
    context.add_init_script(WATCH_JUMPS)
    page.goto(server.url + PAGE)
    page.wait_for_timeout(500)
    expect(page.locator("[data-waiting]")).to_be_visible()
    expect(page.locator("#cai-dat")).not_to_be_in_viewport()
    expect(page.locator("[data-offers] li").first).to_be_visible()
    expect(page.locator("[data-waiting]")).to_be_hidden()

    assert page.evaluate("window.jumps") < 0.005


def test_a_download_that_was_cut_off_goes_on_where_it_stopped(context: BrowserContext, server: Server) -> None:
    page = begun(context, server)
    page.goto(f"{server.url}{PAGE}?xa=2025-06-30/25021")
    server.asked.clear()
    server.fails = lambda address: address.startswith("mo-hinh/")
    page.locator("[data-offers] li").first.get_by_role("button", name="Tải về").click()
    expect(page.locator("[data-says]")).to_contain_text("Không có mạng nên chưa tải tiếp được")
    first = set(server.asked)
    server.fails = lambda _: False
    server.asked.clear()

    page.goto(server.url + PAGE)
    expect(page.locator("[data-says]")).to_contain_text("đang tải dở")
    page.get_by_role("button", name="Tải tiếp").click()
    expect(page.locator("[data-says]")).to_contain_text("Đã tải xong")
    again = {one for one in server.asked if one in first and not one.startswith(("mo-hinh/", "ban/moi", "sw.js"))}
    assert {one for one in again if one.endswith(".json") or one == COMMUNE} == set()
    no_signal(context)
    page.goto(server.url + COMMUNE)
    subject = page.locator(".living a").first
    name = subject.inner_text()
    subject.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_a_download_can_be_paused_and_taken_away_again(context: BrowserContext, server: Server) -> None:
    page = begun(context, server)
    page.goto(server.url + PAGE)
    before = set(kept(page))
    page.get_by_role("button", name="Tải về: Tất cả").click()
    page.get_by_role("button", name="Tạm dừng").click()
    expect(page.locator("[data-says]")).to_contain_text("Đã tạm dừng")
    halfway = len(kept(page))
    page.get_by_role("button", name="Tải tiếp: Tất cả").click()
    expect(page.locator("[data-says]")).to_contain_text("Đã tải xong", timeout=60_000)
    whole = len(kept(page))
    assert whole > halfway > len(before)
    no_signal(context)
    page.goto(server.url + OTHER)
    expect(page.get_by_role("heading", level=1)).to_contain_text("huối")
    page.goto(server.url + PAGE)
    page.get_by_role("button", name="Xóa: Tất cả").click()
    expect(page.locator("[data-says]")).to_contain_text("Đã xóa: Tất cả")
    assert len(kept(page)) < min(whole, halfway)


def test_what_is_left_after_something_was_taken_away_is_whole(context: BrowserContext, server: Server) -> None:
    page = begun(context, server)
    page.goto(server.url + PAGE)
    for number in (1, 2):
        page.locator("[data-offers] li").nth(number).get_by_role("button", name="Tải về").click()
        expect(page.locator("[data-says]")).to_contain_text("Đã tải xong", timeout=30_000)
    page.locator("[data-kept]").get_by_role("button", name="Xóa").first.click()
    expect(page.locator("[data-says]")).to_contain_text("Đã xóa")

    page.reload()
    expect(page.locator("[data-kept]")).to_contain_text("đã tải đủ")
    expect(page.locator("[data-keeping]")).not_to_contain_text("đang tải dở")


def test_without_room_a_sentence_says_so_and_what_is_kept_stays(context: BrowserContext, server: Server) -> None:
    page = begun(context, server)
    page.goto(server.url + PAGE)
    used = page.evaluate("navigator.storage.estimate().then(({ usage }) => usage)")
    session = context.new_cdp_session(page)
    origin = server.url.removesuffix(PATH)
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": used + 300_000})
    page.get_by_role("button", name="Tải về: Tất cả").click()
    expect(page.locator("[data-says]")).to_contain_text("Máy hết chỗ trống", timeout=30_000)
    no_signal(context)
    page.goto(server.url)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_no_page_is_ever_of_two_editions(context: BrowserContext, server: Server, editions: dict[str, Path]) -> None:
    page = begun(context, server)
    assert seen_by(page, lambda: page.goto(server.url + MODEL)) == {"edition-A"}
    server.folder = editions["B"]
    # kept: as it was; not kept: all from the network
    assert seen_by(page, lambda: page.goto(server.url + MODEL)) == {"edition-A"}
    page.goto("about:blank")
    fresh = context.new_page()
    fresh.add_init_script("Object.defineProperty(window, 'nhanrong', { writable: false, value: undefined })")
    assert seen_by(fresh, lambda: fresh.goto(server.url + "xa/")) in ({"edition-A"}, {"edition-B"})
    assert seen_by(fresh, lambda: fresh.goto(server.url + "mo-hinh/ca-phe-canh-quan/")) == {"edition-B"}


def test_a_piece_that_is_not_kept_never_comes_from_another_edition(
    context: BrowserContext, server: Server, editions: dict[str, Path]
) -> None:
    page = begun(context, server)
    page.goto(server.url + MODEL)
    server.folder = editions["B"]
    asks = f"nhanrong.take('{WORDS}').then(() => 'came', () => 'refused')"

    gone = page.evaluate(
        "mark => caches.keys().then(async ([name]) => { const c = await caches.open(name); let gone = 0;"
        "for (const r of await c.keys()) { const a = await c.match(r);"
        "if ((await a.clone().text()).includes(mark)) { await c.delete(r); gone += 1; } } return gone; })",
        f'give("{WORDS}"',
    )
    assert gone == 1
    assert page.evaluate(asks) == "refused"
    server.folder = editions["A"]
    assert page.evaluate(asks) == "came"


def test_a_new_edition_is_fetched_whole_offered_and_taken_by_loading_again(
    context: BrowserContext, server: Server, editions: dict[str, Path]
) -> None:
    page = begun(context, server)
    page.goto(server.url + MODEL)
    page.goto(server.url + OTHER)
    server.folder = editions["B"]
    page.goto(server.url + MODEL)
    # everything has changed, so it is too much to be fetched unasked or it was fetched: both end in the same offer
    bar = page.locator(".net-bar")
    expect(bar).to_contain_text("Có bản mới ngày 02/12/2026", timeout=30_000)
    if bar.get_by_role("button", name="Tải bản mới").count():
        bar.get_by_role("button", name="Tải bản mới").click()
    expect(bar.get_by_role("button", name="Dùng bản mới")).to_be_visible(timeout=60_000)
    assert page.locator(".md-copyright .edition").inner_text() == "01/12/2026"

    assert seen_by(page, bar.get_by_role("button", name="Dùng bản mới").click) == {"edition-B"}
    expect(page.locator(".md-copyright .edition")).to_have_text("02/12/2026")
    no_signal(context)
    assert seen_by(page, lambda: page.goto(server.url + MODEL)) == {"edition-B"}
    page.goto(server.url + OTHER)  # it has gone
    expect(page.locator("[data-lost]")).to_be_visible()


def test_old_editions_go_once_nobody_reads_them(
    context: BrowserContext, server: Server, editions: dict[str, Path]
) -> None:
    page = begun(context, server)
    page.goto(server.url + MODEL)
    assert set(kept(page)) <= named_in(editions["A"])
    server.folder = editions["B"]
    page.evaluate("nhanrong.offline.ask({ do: 'hello' })")
    settled(page)
    reader = context.new_page()
    reader.goto(server.url)
    reader.evaluate("nhanrong.offline.ask({ do: 'hello' })")
    # somebody still reads A
    assert set(kept(reader)) - named_in(editions["B"])

    page.close()
    # a page that was just left might still be loading, so it has a minute
    worker = context.service_workers[0]
    worker.evaluate("() => { const now = Date.now; Date.now = () => now() + 120000; }")
    reader.evaluate("nhanrong.offline.ask({ do: 'hello' })")
    assert set(kept(reader)) <= named_in(editions["B"])


def test_an_edition_that_changes_while_it_is_fetched_is_not_taken_by_halves(
    context: BrowserContext, server: Server, editions: dict[str, Path]
) -> None:
    page = begun(context, server)
    page.goto(server.url + MODEL)
    server.folder = editions["B"]
    page.evaluate("nhanrong.offline.ask({ do: 'hello' })")
    assert page.evaluate("nhanrong.offline.ask({ do: 'step' }).then(({ left }) => left)") > 0
    server.folder = editions["C"]
    assert page.evaluate("nhanrong.offline.ask({ do: 'step' }).catch(({ why }) => why)") == "other"
    assert seen_by(page, lambda: page.goto(server.url + MODEL)) == {"edition-A"}
    page.evaluate("(async () => { while ((await nhanrong.offline.ask({ do: 'step' })).left); })()")  # simply again
    assert seen_by(page, lambda: page.goto(server.url + MODEL)) == {"edition-C"}


def test_a_server_that_has_lost_everything_takes_nothing_from_readers(
    context: BrowserContext, server: Server, tmp_path: Path
) -> None:
    page = begun(context, server)
    page.goto(server.url + MODEL)
    server.folder = tmp_path
    page.evaluate("nhanrong.offline.ask({ do: 'hello' })")

    page.goto(server.url + MODEL)
    expect(page.get_by_role("heading", level=1)).to_contain_text("dâu nuôi tằm")


def test_a_network_that_answers_all_with_a_page_to_sign_in_spoils_nothing(
    context: BrowserContext, server: Server, tmp_path: Path
) -> None:
    page = begun(context, server)
    page.goto(server.url + MODEL)
    for name in ("ban/moi.json", "sw.js", "mo-hinh/chuoi-la-ba/index.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("<meta charset=utf-8><h1>Mời đăng nhập Wi-Fi</h1>", "utf-8")
    server.folder = tmp_path
    assert page.evaluate("nhanrong.offline.ask({ do: 'hello' }).then(({ net, next }) => [net, next])") == [False, None]

    page.goto(server.url + OTHER)
    expect(page.get_by_role("heading", level=1)).to_have_text("Mời đăng nhập Wi-Fi")
    page.goto(server.url + MODEL)
    expect(page.get_by_role("heading", level=1)).to_contain_text("dâu nuôi tằm")


def test_only_a_new_day_loads_nothing_again_and_is_shown(
    context: BrowserContext, server: Server, editions: dict[str, Path], tmp_path: Path
) -> None:
    page = begun(context, server)
    page.goto(server.url + MODEL)
    later = edition(editions["A"], tmp_path / "later", "A", "09/12/2026")
    for file in later.rglob("*"):
        if file.suffix in {".html", ".css", ".js"} and file.name != "sw.js":
            text = file.read_text("utf-8")
            before = (editions["A"] / file.relative_to(later)).read_text("utf-8")
            file.write_text(re.sub(r'(<span class="edition">)[^<]*', r"\g<1>09/12/2026", before), "utf-8")
            assert text != before
    publish(later, "09/12/2026")
    server.folder = later
    server.asked.clear()
    page.evaluate("nhanrong.offline.ask({ do: 'hello' })")
    settled(page)

    assert {one for one in server.asked if not one.startswith("ban/")} <= {"khong-co-mang/"}
    page.goto(server.url + MODEL)
    expect(page.locator(".md-copyright .edition")).to_have_text("09/12/2026")


def test_a_site_that_keeps_nothing_any_more_takes_its_worker_away(
    context: BrowserContext, server: Server, editions: dict[str, Path], tmp_path: Path
) -> None:
    page = begun(context, server)
    assert page.evaluate("navigator.serviceWorker.getRegistration().then(({ scope }) => scope)") == server.url
    without = edition(editions["A"], tmp_path / "without", "Z", "05/12/2026")
    (without / "sw.js").unlink()
    (without / "ban" / "moi.json").unlink()
    server.folder = without
    page.evaluate("nhanrong.offline.ask({ do: 'hello' }).catch(() => 0)")

    until(page, "caches.keys().then(names => !names.length)")
    page.goto("about:blank")
    page.goto(server.url)
    assert page.evaluate("navigator.serviceWorker.controller") is None
    assert page.evaluate("caches.keys()") == []
