"""The files of the web form: our own, made of a knowledge base, and those taken as they are from the npm packages."""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from nhanrong.canonical import bare_words, date_keys
from nhanrong.knowledge import Knowledge
from nhanrong.render.templating import filled
from nhanrong.webform.configuration import NEVER, asked_host, configuration

ADDRESS = "quan-tri"
PACKAGES = Path(__file__).parent  # of package.json and package-lock.json

_OWN = Path(__file__).parent.parent / "templates" / "webform"
_EDITOR = "@sveltia/cms"
_NEEDLESS = (".map", ".LICENSE.txt")
_ONE_BY_ONE: Mapping[str, str] = {  # where it is served → where it lies among the packages
    "vendor/immutable.js": "immutable/dist/immutable.es.js",
    "vendor/exifr.js": "exifr/dist/lite.esm.mjs",
    "vendor/js-yaml.js": "js-yaml/dist/js-yaml.mjs",
    "vendor/LICENSE-sveltia-cms.txt": f"{_EDITOR}/LICENSE.txt",
    "vendor/LICENSE-immutable.txt": "immutable/LICENSE",
    "vendor/LICENSE-exifr.txt": "exifr/LICENSE",
    "vendor/LICENSE-js-yaml.txt": "js-yaml/LICENSE",
}
_IMPORTS: Mapping[str, str] = {  # what the editor asks for → where it is served
    "./locales/vi.json": "./locales/vi.js",
    "immutable": "./vendor/immutable.js",
    "exifr/dist/lite.esm.mjs": "./vendor/exifr.js",
}


def files(kb: Knowledge, packages: Path) -> Iterator[tuple[str, bytes]]:
    """Path below `/quan-tri/` → content; `packages` is the folder `node_modules`."""
    yield "index.html", _page(kb).encode()
    yield "settings.json", _json(_settings(kb)).encode()
    for name in ("start.css", "start.js", "yaml.js"):
        yield name, (_OWN / name).read_bytes()
    editor = packages / _EDITOR
    words = _overlaid(_words(editor / "locales" / "vi.json"), _words(_OWN / "vi.json"))
    yield "locales/vi.js", f"export default {_json(words)};\n".encode()
    for path in sorted((editor / "npm").rglob("*")):
        if path.is_file() and not path.name.endswith(_NEEDLESS):
            yield f"npm/{path.relative_to(editor / 'npm').as_posix()}", path.read_bytes()
    for name, where in _ONE_BY_ONE.items():
        yield name, (packages / where).read_bytes()


def _settings(kb: Knowledge) -> Mapping[str, object]:
    words = {key: sorted(words) for key, words in sorted(bare_words().items())}
    return {"configuration": configuration(kb), "yaml": {"bareWords": words, "dateKeys": sorted(date_keys())}}


def _page(kb: Knowledge) -> str:
    imports = _json({"imports": _IMPORTS})
    return str(
        filled(
            "webform/index.html.j2",
            area=kb.area,
            never=NEVER,
            import_map=Markup(imports),  # noqa: S704  # of this module, and for a script
            policy=Markup(_policy(imports, asked_host(kb.area))),  # noqa: S704  # quotes, and addresses that hold none
        )
    )


def _policy(imports: str, host: str) -> str:
    """What a browser may load: all from this site, and answers from the forge; no other host is asked."""
    known = base64.b64encode(hashlib.sha256(imports.encode()).digest()).decode()
    rules = {
        "default-src": "'self'",
        "script-src": f"'self' 'wasm-unsafe-eval' 'sha256-{known}'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' blob: data:",
        "font-src": "'self' data:",
        "connect-src": f"'self' blob: data: {host}".rstrip(),
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _words(path: Path) -> dict[str, Any]:
    """Words of the editor, which calls a record an article."""
    text = path.read_text(encoding="utf-8").replace("bài viết", "bản ghi").replace("Bài viết", "Bản ghi")
    found: dict[str, Any] = json.loads(text)
    return found


def _overlaid(words: dict[str, Any], ours: dict[str, Any]) -> dict[str, Any]:
    """The editor's Vietnamese words, with ours where it has none or unclear ones."""
    both = {key: _overlaid(words.get(key, {}), part) for key, part in ours.items() if isinstance(part, dict)}
    return words | ours | both


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
