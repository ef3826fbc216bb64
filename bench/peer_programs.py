"""The programs of the peers, in an environment of their own that is kept from one run to the next."""

import hashlib
import os
import subprocess
import sys
import venv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from platformdirs import user_cache_path

LOCK = Path(__file__).with_name("peers.txt")
# Peer → the package of the lock that only it needs.
_OWN = {"gen-files": "mkdocs-gen-files", "zensical": "zensical", "hugo": "hugo"}
_TIME = 600


class Programs:
    """Where the programs stand, and why that of a peer could not be installed."""

    def __init__(self, lock: Path = LOCK) -> None:
        self._blocks = dict(blocks(lock.read_text("utf-8")))
        key = hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()[:16]
        self._folder = user_cache_path("nhanrong-bench") / key
        self._scripts = self._folder / ("Scripts" if os.name == "nt" else "bin")
        self._failed: dict[str, str] = {}

    def install(self, peer: str) -> str:
        """What a peer needs is installed; otherwise what pip said."""
        if not (self._scripts.exists() and any(self._scripts.glob("pip*"))):
            venv.create(self._folder, with_pip=True, clear=True)
        own = _OWN.get(peer)
        common = [name for name in self._blocks if name not in _OWN.values()]
        parts: Sequence[tuple[str, Sequence[str]]] = (("common", common), (peer, [own] if own else []))
        for part, names in parts:
            if part not in self._failed:
                self._failed[part] = self._put(part, names)
            if self._failed[part]:
                return self._failed[part]
        return ""

    def script(self, name: str) -> str:
        """The command of that name."""
        return str(self._scripts / name)

    def hugo(self) -> str:
        """Hugo itself, not the Python script that starts it."""
        return str(next(self._folder.glob("**/site-packages/hugo/binaries/hugo*")))

    def versions(self) -> Mapping[str, str]:
        """Package → version, of what the peers are named after."""
        wanted = ("mkdocs", "mkdocs-material", *_OWN.values())
        return {name: self._blocks[name].split("==")[1].split()[0] for name in wanted}

    def _put(self, part: str, names: Sequence[str]) -> str:
        """With no dependencies looked for: the lock names them all, each with its hashes."""
        done = self._folder / f"installed-{part}"
        if done.exists() or not names:
            return ""
        wanted = self._folder / f"{part}.txt"
        wanted.write_text("".join(self._blocks[name] for name in names), encoding="utf-8")
        command = [self.script("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        try:
            result = subprocess.run(
                [*command, "--no-deps", "--require-hashes", "-r", str(wanted)],
                capture_output=True,
                text=True,
                timeout=_TIME,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return f"quá {_TIME} giây chưa cài xong"
        if result.returncode:
            errors = [line for line in result.stderr.splitlines() if line.startswith("ERROR")]
            return (errors or result.stderr.splitlines() or ["pip không nói vì sao"])[-1]
        done.touch()
        return ""


def blocks(lock: str) -> Iterator[tuple[str, str]]:
    """Each package of a lock, with its lines; of one that is locked twice for two Pythons, both."""
    found: dict[str, str] = {}
    name = ""
    for line in lock.splitlines(keepends=True):
        if not line.startswith((" ", "#", "\n")):
            name = line.split("==")[0]
        if name:
            found[name] = found.get(name, "") + line
    yield from found.items()
