"""Publishing: only what changed is sent, new files before old ones go, and a broken run leaves readers the old site."""

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import obstore
import pytest
from click.testing import CliRunner

from nhanrong.cli import main
from nhanrong.publishing.plan import MANIFEST, Manifest, NotAManifestError, plan, read
from nhanrong.publishing.sending import ElsewhereChangedError, Place, cache_control, publish

FILES = {
    "index.html": "trang chủ",
    "mo-hinh/a b/index.html": "mô hình",
    "assets/nhanrong.0123456789.css": "a{}",
    "ban/0123456789abcdef.json": "{}",
    "ban/moi.json": "{}",
    "sw.js": "//",
}


def write(site: Path, files: dict[str, str]) -> Path:
    """A built site of these files."""
    shutil.rmtree(site, ignore_errors=True)
    for path, text in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    return site


def there(folder: Path) -> dict[str, str]:
    """What lies in a folder, but for the manifest."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != Path(MANIFEST).name)
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


@pytest.fixture(scope="module")
def bucket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder behind a bucket of a server that speaks S3, on this machine."""
    root = tmp_path_factory.mktemp("s3")
    (root / "kho").mkdir()
    program = shutil.which("rclone", path=f"{_scripts()}{os.pathsep}{os.environ['PATH']}")
    assert program
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [program, "serve", "s3", "--addr", address, "--auth-key", "thu,bi-mat", "--config", os.devnull, str(root)]
    before = dict(os.environ)
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        _wait(address)
        os.environ |= {
            "AWS_ACCESS_KEY_ID": "thu",
            "AWS_SECRET_ACCESS_KEY": "bi-mat",
            "AWS_ENDPOINT_URL": f"http://{address}",
            "AWS_REGION": "vn",
        }
        yield root / "kho"
        server.terminate()
    os.environ.clear()
    os.environ.update(before)


def _scripts() -> Path:
    import sysconfig

    return Path(sysconfig.get_path("scripts"))


def _wait(address: str) -> None:
    host, port = address.split(":")
    for _ in range(100):
        with socket.socket() as asking:
            if asking.connect_ex((host, int(port))) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the server did not start")


@pytest.fixture(params=["folder", "s3"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path]:
    """How a place is named, and the folder that it is."""
    if request.param == "folder":
        return str(tmp_path / "dang"), tmp_path / "dang"
    folder = request.getfixturevalue("bucket")
    name = f"t{time.monotonic_ns()}"
    return f"s3://kho/{name}", folder / name


def test_only_what_changed_is_sent(tmp_path: Path, target: tuple[str, Path]) -> None:
    to, folder = target
    site = write(tmp_path / "site", FILES)
    first = publish(site, Place(to))
    assert there(folder) == FILES
    assert sum(map(len, first.sent)) == len(FILES)

    assert publish(site, Place(to)).nothing

    changed = FILES | {"mo-hinh/a b/index.html": "mô hình, đã sửa"}
    again = publish(write(site, changed), Place(to))
    assert [list(group) for group in again.sent] == [[], ["mo-hinh/a b/index.html"], []]
    assert there(folder) == changed


def test_what_old_pages_ask_for_goes_one_edition_later(tmp_path: Path, target: tuple[str, Path]) -> None:
    to, folder = target
    publish(write(tmp_path / "site", FILES), Place(to))
    later = {path: text for path, text in FILES.items() if not path.startswith("assets/")}
    later["assets/nhanrong.fedcba9876.css"] = "b{}"

    publish(write(tmp_path / "site", later), Place(to))
    assert there(folder) == FILES | later

    publish(tmp_path / "site", Place(to))
    assert there(folder) == later
    assert json.loads((folder / MANIFEST).read_text())["leaving"] == []


def test_a_file_that_comes_back_does_not_go(tmp_path: Path) -> None:
    to = str(tmp_path / "dang")
    for files in (FILES, {"index.html": "trang chủ"}, FILES, FILES):
        publish(write(tmp_path / "site", files), Place(to))

    assert there(tmp_path / "dang") == FILES


def test_files_of_others_stay(tmp_path: Path) -> None:
    write(tmp_path / "dang", {"CNAME": "ten-mien", "anh/rieng.webp": "x"})
    for files in (FILES, {"index.html": "trang chủ"}, {"index.html": "khác"}):
        publish(write(tmp_path / "site", files), Place(str(tmp_path / "dang")))

    assert there(tmp_path / "dang") == {"CNAME": "ten-mien", "anh/rieng.webp": "x", "index.html": "khác"}


def test_pages_come_after_what_they_ask_for_and_editions_after_pages() -> None:
    made = plan(dict.fromkeys(FILES, "0"), Manifest())

    assert [list(group) for group in made.sent] == [
        ["assets/nhanrong.0123456789.css", "ban/0123456789abcdef.json"],
        ["index.html", "mo-hinh/a b/index.html"],
        ["ban/moi.json", "sw.js"],
    ]


def test_a_broken_run_leaves_old_pages_and_the_next_one_goes_on(
    tmp_path: Path, target: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    to, folder = target
    publish(write(tmp_path / "site", FILES), Place(to))
    before = there(folder)
    new = {**{path: f"{text} mới" for path, text in FILES.items()}, "assets/nhanrong.fedcba9876.css": "b{}"}
    write(tmp_path / "site", new)
    send = Place.send

    def fails(place: Place, path: str, data: Path | bytes) -> None:
        if path == "index.html":
            raise OSError("mất mạng")
        send(place, path, data)

    monkeypatch.setattr(Place, "send", fails)
    with pytest.raises(OSError, match="mất mạng"):
        publish(tmp_path / "site", Place(to))
    assert there(folder)["index.html"] == before["index.html"]
    assert there(folder)["ban/moi.json"] == before["ban/moi.json"]
    assert there(folder).keys() >= before.keys()

    monkeypatch.undo()
    publish(tmp_path / "site", Place(to))
    assert there(folder) == new


def test_two_at_once_are_told(tmp_path: Path) -> None:
    """Where a place knows which manifest it replaces, the slower of two publishers does not overwrite the other's."""
    from obstore.store import MemoryStore

    site = write(tmp_path / "site", FILES)
    store = MemoryStore()
    slow, quick = Place("memory://"), Place("memory://")
    for place in (slow, quick):
        place._store = store  # two places that are one
    slow.manifest()
    publish(site, quick)

    with pytest.raises(ElsewhereChangedError):
        slow.conclude(Manifest())


def test_a_host_is_told_types_and_how_long(tmp_path: Path, bucket: Path) -> None:
    publish(write(tmp_path / "site", FILES), Place("s3://kho/loai"))

    head = obstore.get(Place("s3://kho/loai")._store, "sw.js").attributes
    assert str(head["Content-Type"]).startswith("text/javascript")
    assert cache_control("assets/stylesheets/nhanrong.0123456789.css") == cache_control("ban/0123456789abcdef.json")
    assert "immutable" in cache_control("ban/0123456789abcdef.json")
    assert {cache_control(path) for path in ("index.html", "sw.js", "ban/moi.json", "du-lieu/ledger.csv")} == {
        "no-cache"
    }


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"format":2,"files":{},"leaving":[]}', b'{"format":1,"files":[1]}']
)
def test_a_manifest_that_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(NotAManifestError):
        read(data)


def said(*arguments: str) -> tuple[int, str]:
    """How the command ends and what it says."""
    done: Any = CliRunner().invoke(main, ["publish", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def test_the_command_says_what_it_did(tmp_path: Path) -> None:
    site = write(tmp_path / "site", FILES)
    to = str(tmp_path / "dang")

    assert said("--site", str(site), "--to", to) == (0, f"Đã đăng lên {to}: gửi 6 tệp, giữ nguyên 0, xóa 0.\n")
    assert said("--site", str(site), "--to", to) == (0, f"Đã đăng lên {to}: gửi 0 tệp, giữ nguyên 6, xóa 0.\n")


def test_refusals_say_what_to_do(tmp_path: Path) -> None:
    site = write(tmp_path / "site", FILES)
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    cases = {
        ("--site", str(tmp_path / "khong-co"), "--to", str(tmp_path / "dang")): "NR943",
        ("--site", str(site), "--to", str(site)): "NR944",
        ("--site", str(site), "--to", str(site / "ben-trong")): "NR944",
        ("--site", str(site), "--to", str(tmp_path)): "NR944",
        ("--site", str(site), "--to", str(tmp_path / "tep")): "NR944",
        ("--site", str(site), "--to", "khong-biet://kho"): "NR944",
    }
    for arguments, code in cases.items():
        status, text = said(*arguments)
        assert (status, code in text, "→" in text) == (1, True, True), text
    assert there(site) == FILES
    write(tmp_path / "dang", {MANIFEST: "hỏng"})
    assert "NR948" in said("--site", str(site), "--to", str(tmp_path / "dang"))[1]
