"""What stands for the versions of everything that can change a result: this package, Python, every library."""

import hashlib
import sys
import sysconfig
from contextlib import suppress
from pathlib import Path

from nhanrong.store import Store

PACKAGE = Path(__file__).parent


def code_version() -> str:
    """A name for the code and the libraries as they are installed; templates and the theme are not in it.

    Libraries are told by the names of their installed distributions, which end with their versions.
    """
    mark = hashlib.blake2b(sys.version.encode(), digest_size=12)
    for file in sorted(PACKAGE.rglob("*.py")):
        mark.update(f"\0{file.relative_to(PACKAGE).as_posix()}\0".encode() + file.read_bytes())
    for folder in sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}):
        names = sorted(path.name for path in Path(folder).glob("*.dist-info"))
        mark.update("\0".join(names).encode())
    return mark.hexdigest()


CACHE = ".cache/nhanrong"


def kept_in(root: Path) -> Store:
    """The cache of a knowledge base for this version; those of other versions go."""
    file = root / CACHE / f"{code_version()}.sqlite"
    with suppress(OSError):
        for other in file.parent.glob("*.sqlite*"):
            if not other.name.startswith(file.name):
                other.unlink()
    return Store(file)
