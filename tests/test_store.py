"""The cache may fail in every way: it is told, and nothing but what was put is ever read."""

import multiprocessing
import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest

from nhanrong.store import CacheLostError, Store, alone


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a cache may stand; its folder is not there yet."""
    return tmp_path / "cache" / "kho.sqlite"


def test_what_was_committed_is_there_the_next_time_and_the_rest_is_not(file: Path) -> None:
    store = Store(file)
    store.put("tệp", [("a", b"1"), ("b", b"2")])
    store.put("thẻ", [("a", b"3")])
    store.drop("tệp", ["b", "không có"])
    store.commit()
    store.put("tệp", [("a", b"4"), ("c", b"5")])
    assert [store.get("tệp", "a"), store.get("thẻ", "a"), store.get("tệp", "b")] == [b"4", b"3", None]
    store.close()

    again = Store(file)
    assert [again.get("tệp", name) for name in "abc"] == [b"1", None, None]
    again.close()


def test_many_are_found_however_many_are_asked_for() -> None:
    store = Store(None)
    put = {f"dòng {number}": b"%d" % number for number in range(1_203)}
    store.put("dòng", put.items())
    store.put("khác", [("dòng 1", b"khong")])

    assert dict(store.get_many("dòng", [*put, "không có"])) == put
    assert dict(store.get_many("dòng", [])) == {}
    store.close()


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("tệp, không phải thư mục", "utf-8")

    store = Store(tmp_path / "cache" / "kho.sqlite")
    store.put("tệp", [("a", b"1")])
    store.commit()

    assert store.get("tệp", "a") == b"1"
    assert (tmp_path / "cache").read_text("utf-8") == "tệp, không phải thư mục"
    store.close()


def test_a_folder_in_place_of_the_file_is_done_without(file: Path) -> None:
    file.mkdir(parents=True)

    store = Store(file)
    store.put("tệp", [("a", b"1")])
    store.commit()

    assert store.get("tệp", "a") == b"1"
    assert file.is_dir()
    store.close()


@pytest.mark.parametrize("damage", [b"", b"x" * 5_000, b"SQLite format 3\0" + b"\xff" * 5_000])
def test_a_damaged_file_gives_way_to_a_new_one(file: Path, damage: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(damage)

    store = Store(file)
    assert store.get("tệp", "a") is None
    store.put("tệp", [("a", b"1")])
    store.commit()
    store.close()

    again = Store(file)
    assert again.get("tệp", "a") == b"1"
    again.close()


def keeps(store: Store) -> bool:
    """Whether what is put is found, in this run and by the next one."""
    assert store._file is not None
    store.put("tệp", [("mới", b"1")])
    store.commit()
    other = Store(store._file)
    found = other.get("tệp", "mới")
    other.close()
    return found == store.get("tệp", "mới") == b"1"


@pytest.mark.parametrize(("begin", "length"), [(0.5, 5_000), (0.1, 400_000), (0.7, 400_000), (None, 1)])
def test_a_file_damaged_in_its_middle_is_told_where_it_is_read(file: Path, begin: float | None, length: int) -> None:
    kept = {f"{number:04}": b"%04d" % number * 400 for number in range(1_000)}
    store = Store(file)
    store.put("tệp", kept.items())
    store.commit()
    store.close()
    data = bytearray(file.read_bytes())
    at = data.index(b"0700" * 100) if begin is None else int(len(data) * begin)
    data[at : at + length] = bytes(byte ^ 0xA5 for byte in data[at : at + length])
    file.write_bytes(data)

    damaged = Store(file)
    with pytest.raises(CacheLostError) as lost:
        list(damaged.get_many("tệp", list(kept)))
    found = {name: asked(damaged, name) for name in kept}
    assert any(isinstance(answer, CacheLostError) for answer in found.values())
    assert all(isinstance(answer, CacheLostError) or answer == kept[name] for name, answer in found.items())

    assert lost.value.damaged
    damaged.begin_anew(lost.value)
    assert dict(damaged.get_many("tệp", list(kept))) == {}
    assert keeps(damaged)
    damaged.close()


def asked(store: Store, name: str) -> bytes | CacheLostError | None:
    try:
        return store.get("tệp", name)
    except CacheLostError as error:
        return error


def fill(store: Store) -> None:
    """From now on there is room for a few pages more."""
    room = store._database.execute("PRAGMA page_count").fetchone()[0] + 20
    store._database.execute(f"PRAGMA max_page_count = {room}")


def test_a_full_disk_is_told_and_what_is_done_anew_is_kept_in_memory(file: Path) -> None:
    store = Store(file)
    store.put("tệp", [("cũ", b"0")])
    store.commit()
    fill(store)
    runs: list[bytes | None] = []

    def work() -> bytes | None:
        runs.append(store.get("tệp", "cũ"))
        store.put("tệp", [("cũ", b"1")])
        store.put("tệp", [(f"lớn {number}", bytes(10_000)) for number in range(40)])
        store.commit()
        return store.get("tệp", "cũ")

    assert store.despite_loss(work, work) == b"1"

    assert runs == [b"0", None]
    assert store.get("tệp", "lớn 39") == bytes(10_000)
    assert [store.take_lost(), store.take_lost()] == ["đĩa đã đầy", ""]
    assert list(file.parent.iterdir()) == []
    store.close()


class Full:
    """A connection whose commit finds no room."""

    def __init__(self, real: sqlite3.Connection) -> None:
        self._real = real

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def commit(self) -> None:
        raise sqlite3.OperationalError("database or disk is full")


def test_a_full_disk_at_the_end_is_told_as_well(file: Path) -> None:
    store = Store(file)
    store.put("tệp", [("a", b"1")])
    store._database = Full(store._database)  # type: ignore[assignment]  # all that is asked of it

    with pytest.raises(CacheLostError):
        store.commit()

    store.close()


def test_a_file_that_failed_and_a_new_one_that_does_leave_the_memory(file: Path) -> None:
    store = Store(file)
    whys = [CacheLostError("hỏng", damaged=True), CacheLostError("đầy")]

    def work() -> str:
        if whys:
            raise whys.pop(0)
        store.put("tệp", [("a", b"1")])
        return "xong"

    assert store.despite_loss(work, lambda: f"{work()} lại") == "xong lại"
    assert store.take_lost() == "đầy"
    assert store._file is None
    store.close()


def tell(store: Store, names: list[str], answers: Any) -> None:
    """What stands under these names, told from another process."""
    answers.put([store.get("tệp", name) for name in names])


def asked_in_a_fork(store: Store, names: list[str]) -> list[bytes | None]:
    fork = multiprocessing.get_context("fork")
    answers = fork.Queue()
    child = fork.Process(target=tell, args=(store, names, answers))
    child.start()
    found: list[bytes | None] = answers.get(timeout=60)
    child.join()
    return found


def test_a_forked_process_reads_what_was_committed_and_the_one_that_forked_it_goes_on(file: Path) -> None:
    store = Store(file)
    kept = {f"{number:03}": bytes([number % 256]) * 40_000 for number in range(200)}
    store.put("tệp", kept.items())
    store.commit()
    begun = {f"mới {number:03}": bytes([number % 256]) * 40_000 for number in range(200)}
    store.put("tệp", begun.items())  # more than SQLite holds in memory, and not committed

    for _ in range(3):
        assert asked_in_a_fork(store, ["007", "mới 007"]) == [kept["007"], None]

    assert dict(store.get_many("tệp", [*kept, *begun])) == kept | begun
    store.commit()
    store.close()
    again = Store(file)
    assert again._database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert dict(again.get_many("tệp", [*kept, *begun])) == kept | begun
    again.close()


def test_a_forked_process_of_a_store_in_memory_reads_what_was_put() -> None:
    store = Store(None)
    store.put("tệp", [("a", b"1")])
    store.commit()

    assert asked_in_a_fork(store, ["a", "b"]) == [b"1", None]
    store.close()


def ask(store: Store, name: str, answers: Any) -> None:
    answers.put(asked(store, name))


@pytest.mark.parametrize("again", [False, True])
def test_a_forked_process_does_not_read_another_file_than_the_one_that_forked_it(file: Path, *, again: bool) -> None:
    store = Store(file)
    store.put("tệp", [("a", b"1")])
    store.commit()
    for path in file.parent.iterdir():
        path.rename(path.with_name(f"x{path.name}"))
    if again:
        Store(file).close()
    fork = multiprocessing.get_context("fork")
    answers = fork.Queue()
    child = fork.Process(target=ask, args=(store, "a", answers))
    child.start()
    error = answers.get(timeout=60)
    child.join()

    assert isinstance(error, CacheLostError)
    store.begin_anew(error)
    assert keeps(store)
    store.close()


def test_the_second_waits_for_the_first_and_says_so(tmp_path: Path) -> None:
    story: list[str] = []
    waiting = threading.Event()

    def wait() -> None:
        story.append("chờ")
        waiting.set()

    def second() -> None:
        with alone(tmp_path / "cache", wait):
            story.append("hai")

    with alone(tmp_path / "cache", lambda: story.append("không ai ở đây")):
        other = threading.Thread(target=second)
        other.start()
        assert waiting.wait(60)
        story.append("một")
    other.join(60)

    assert story == ["chờ", "một", "hai"]


def test_a_lock_ends_with_its_block_however_that_ends(tmp_path: Path) -> None:
    story: list[str] = []
    with pytest.raises(LookupError), alone(tmp_path):
        raise LookupError
    with alone(tmp_path, lambda: story.append("chờ")):
        story.append("vào")

    assert story == ["vào"]


def test_without_a_folder_there_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / "cache").touch()
    story: list[str] = []
    with alone(tmp_path / "cache"), alone(tmp_path / "cache", lambda: story.append("chờ")):
        story.append("vào")

    assert story == ["vào"]
