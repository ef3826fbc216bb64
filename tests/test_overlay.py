"""Private values come from outside the repository, live as long as their consent, and never stay behind."""

import datetime as dt
import io
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from builders import SMALL, TESTS
from nhanrong.building import Workshop
from nhanrong.cli import main
from nhanrong.overlay import photo
from nhanrong.site import Site
from nhanrong.versions import kept_in

REPOSITORY = TESTS.parent
ITEMS = """\
- consent: "dong-y-thu"
  about: "thu-a"
  scope: story
  text: "Chuyện bịa: tôi bắt đầu từ nửa sào."
- consent: "dong-y-thu"
  about: "thu-a"
  scope: photo
  photo: "vuon.jpg"
  caption: "Vườn bịa"
- consent: "dong-y-het-han"
  about: "thu-b"
  scope: story
  text: "Lời đã hết hạn."
- consent: "dong-y-thu"
  about: "thu-b"
  scope: phone
  text: "Số ngoài phạm vi."
- consent: "khong-co"
  about: "thu-b"
  scope: story
  text: "Lời không ai đồng ý."
- consent: "dong-y-thu"
  about: "thu-z"
  scope: story
  text: "Lời lạc."
"""
CONSENT = 'id: "{}"\nscope:\n  - story\n  - photo\ngiven_on: 2026-01-05\nform: paper\nkept_at: "Văn phòng (bịa)"\n'
SAID = [
    "Giữ lại mục riêng số 3 (về thu-b): đồng ý “dong-y-het-han” đã hết hạn ngày 01/6/2026",
    "Giữ lại mục riêng số 4 (về thu-b): đồng ý “dong-y-thu” không có trong phạm vi đã đồng ý",
    "Giữ lại mục riêng số 5 (về thu-b): không có lần đồng ý “khong-co”",
    "Giữ lại mục riêng số 6 (về thu-z): không có bản ghi “thu-z”. Có phải “thu-d”?",
]


@pytest.fixture
def base(tmp_path: Path) -> Path:
    root = tmp_path / "kho"
    shutil.copytree(SMALL / "models_data", root / "models_data")
    consents = root / "models_data/consents"
    (consents / "dong-y-thu.yml").write_text(CONSENT.format("dong-y-thu"), "utf-8")
    ended = CONSENT.format("dong-y-het-han") + "expires: 2026-06-01\n"
    (consents / "dong-y-het-han.yml").write_text(ended, "utf-8")
    return root


@pytest.fixture
def private(tmp_path: Path) -> Path:
    folder = tmp_path / "rieng"
    folder.mkdir()
    (folder / "items.yml").write_text(ITEMS, "utf-8")
    image = Image.effect_noise((1600, 800), 50)
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (11.0, 34.0, 0.0)
    image.save(folder / "vuon.jpg", exif=exif)
    return folder


def made(base: Path, private: Path | None, day: str = "2026-11-23") -> tuple[Site | None, list[str], list[str]]:
    """The site, what is withheld, and the problems; the cache of the base is kept from one to the next."""
    workshop = Workshop(base, kept_in(base), private=private)
    kb, problems = workshop.read(dt.date.fromisoformat(day))
    site = None if problems else workshop.site(kb, dt.date.fromisoformat(day))
    said = workshop.withheld
    return site, said, [str(problem) for problem in problems]


def page(site: Site | None, name: str) -> str:
    assert site is not None
    return site.pages[f"mo-hinh/{name}/"]().html


def test_what_is_agreed_to_is_shown_and_the_rest_withheld_and_said(base: Path, private: Path) -> None:
    site, said, problems = made(base, private)
    assert problems == []
    html = page(site, "thu-a")
    assert "Chuyện bịa: tôi bắt đầu từ nửa sào." in html
    assert 'width="1200" height="600" alt="Vườn bịa"' in html
    assert said == SAID
    assert "dong-y" not in page(site, "thu-b")
    assert site is not None
    [name] = [name for name in site.files if name.startswith("anh/rieng/")]
    shown = Image.open(io.BytesIO(site.files[name]()))
    assert (shown.format, shown.size, dict(shown.getexif())) == ("WEBP", (1200, 600), {})


def test_nothing_private_is_kept_in_the_cache(base: Path, private: Path) -> None:
    made(base, None)
    assert "nửa sào" in page(made(base, private)[0], "thu-a")
    kept = [path for path in (base / ".cache").rglob("*") if path.is_file()]
    assert kept
    assert not [path for path in kept if "nửa sào".encode() in path.read_bytes()]


def test_nothing_private_may_be_kept_by_a_browser(base: Path, private: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(REPOSITORY / "mkdocs.yml", base)
    shutil.copytree(REPOSITORY / "docs", base / "docs")
    monkeypatch.chdir(base)
    done = CliRunner().invoke(main, ["build", "--private", str(private)])
    assert done.exit_code == 0, done.output

    lists = [json.loads(path.read_text("utf-8")) for path in (base / "site/ban").glob("*.json")]
    named = {address for one in lists if isinstance(one, dict) for address in one}
    assert "nửa sào" in (base / "site/mo-hinh/thu-a/index.html").read_text("utf-8")
    assert list((base / "site/anh/rieng").iterdir())
    assert "mo-hinh/thu-b/" in named
    assert "mo-hinh/thu-a/" not in named
    assert not [address for address in named if address.startswith("anh/rieng/")]


def test_without_the_folder_nothing_of_it_stays(base: Path, private: Path) -> None:
    before = page(made(base, None)[0], "thu-a")
    assert "nửa sào" in page(made(base, private)[0], "thu-a")
    site = made(base, None)[0]
    assert page(site, "thu-a") == before
    assert site is not None
    assert not [name for name in site.files if "rieng" in name]


@pytest.mark.parametrize("ending", ["withdrawn_on: 2026-11-23\n", "expires: 2026-11-22\n"])
def test_an_ended_consent_takes_effect_at_the_next_build(base: Path, private: Path, ending: str) -> None:
    assert "nửa sào" in page(made(base, private)[0], "thu-a")
    consent = base / "models_data/consents/dong-y-thu.yml"
    consent.write_text(consent.read_text("utf-8") + ending, "utf-8")
    site, said, problems = made(base, private)
    assert problems == []
    assert "nửa sào" not in page(site, "thu-a")
    assert len(said) == 6
    assert site is not None
    assert not [name for name in site.files if "rieng" in name]


def test_a_consent_does_not_reach_back(base: Path, private: Path) -> None:
    site, said, _ = made(base, private, "2026-01-04")
    assert "nửa sào" not in page(site, "thu-a")
    assert any("chỉ có từ ngày 05/01/2026" in sentence for sentence in said)


def test_a_folder_inside_the_repository_is_refused(base: Path, private: Path) -> None:
    inside = base / "rieng"
    shutil.copytree(private, inside)
    assert [text.split(": ", 1)[1] for text in made(base, inside)[2]] == ["NR720 thư mục riêng nằm trong kho"]


def test_a_folder_beside_the_base_in_its_repository_is_refused(base: Path, private: Path) -> None:
    (base.parent / ".git").mkdir()
    assert "NR720" in made(base, private)[2][0]


def test_faults_of_the_folder_are_problems(base: Path, private: Path) -> None:
    (private / "items.yml").write_text(
        '- consent: "a"\n  scope: story\n- consent: "dong-y-thu"\n  about: "thu-a"\n  scope: photo\n'
        '- consent: "dong-y-thu"\n  about: "thu-a"\n  scope: photo\n  photo: "mat.jpg"\n  caption: "Mất"\n',
        "utf-8",
    )
    found = [text.rsplit("/", 1)[1] for text in made(base, private)[2]]
    assert found[0] == "items.yml:1:3: NR201 thiếu trường “about” (Về bản ghi nào)"
    assert {text.split(": ")[1][:5] for text in found} == {"NR201", "NR207", "NR722", "NR723"}
    shutil.rmtree(private)
    assert "NR721" in made(base, private)[2][0]


def test_a_picture_is_turned_upright_and_made_bare(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lying on its side
    Image.new("RGB", (300, 200), "green").save(tmp_path / "a.jpg", exif=exif)
    shown = Image.open(io.BytesIO(photo(tmp_path / "a.jpg")))
    assert shown.size == (200, 300)
    assert dict(shown.getexif()) == {}


def test_a_photograph_of_the_repository_is_shown_in_its_size(base: Path) -> None:
    (base / "models_data/photos").mkdir(exist_ok=True)
    Image.new("RGB", (640, 480), "green").save(base / "models_data/photos/vuon.webp")
    model = base / "models_data/models/thu-b.yml"
    named = 'photos:\n  - file: "vuon.webp"\n    caption: "Vườn <bịa>."\n    credit: "Hội (bịa)"\n    date: 2026-08\n'
    model.write_text(model.read_text("utf-8") + named, "utf-8")
    site, _, problems = made(base, None)
    assert problems == []
    assert '<img src="../../anh/vuon.webp" width="640" height="480" alt="Vườn &lt;bịa&gt;"' in page(site, "thu-b")
    assert "Vườn &lt;bịa&gt;. Ảnh: Hội (bịa), tháng 8/2026." in page(site, "thu-b")
    assert site is not None
    assert site.files["anh/vuon.webp"]() == (base / "models_data/photos/vuon.webp").read_bytes()
