"""The private overlay: values that a consent covers, from a folder outside the repository, for the online site only."""

import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nhanrong.dates import spoken_day
from nhanrong.entries import Entry
from nhanrong.facts import Fact, digest
from nhanrong.knowledge import Knowledge
from nhanrong.problems import Place, Problem, nearest
from nhanrong.records.consent import Consent
from nhanrong.records.private import PrivateItem
from nhanrong.shape import shaped
from nhanrong.strictyaml import read

ITEMS = "items.yml"
GROUP = "private"
_WIDEST = 1200


@dataclass(frozen=True)
class Overlay:
    """The items as facts about the records that they concern, the photographs among them by digest, and all faults."""

    facts: tuple[Fact, ...] = ()
    photos: Mapping[str, Path] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def overlay(folder: Path | None, root: Path) -> Overlay:
    """What lies in the folder; an empty overlay without one."""
    if folder is None:
        return Overlay()
    place = Place(str(folder))
    if _inside_repository(folder.resolve(), root.resolve()):
        hint = "Chuyển thư mục này ra ngoài kho, ví dụ sang ổ riêng của văn phòng."
        return Overlay(problems=(Problem(place, "NR720", "thư mục riêng nằm trong kho", hint),))
    path = folder / ITEMS
    try:
        data = path.read_bytes()
    except OSError:
        hint = f"Thư mục riêng phải có tệp {ITEMS}."
        return Overlay(problems=(Problem(Place(str(path)), "NR721", "không đọc được tệp", hint),))
    document, problems = read(str(path), data, top=list)
    values = document.value if isinstance(document.value, list) else []
    facts: list[Fact] = []
    photos: dict[str, Path] = {}
    for index in range(len(values)):
        item, faults = shaped(PrivateItem, document, (index,))
        if item is not None:
            faults = _incomplete(Entry(item, document, (index,)), folder)
            width, height, mark = _seen(folder / item.photo) if item.photo and not faults else (0, 0, "")
            if mark and item.photo:
                photos[mark] = folder / item.photo
            shown = (index, item.consent, item.scope.value, item.text, mark, width, height, item.caption)
            facts.append((GROUP, item.about, shown))
        problems += faults
    return Overlay(tuple(facts), photos, tuple(problems))


def photo(source: Path) -> bytes:
    """A photograph for the site: no wider than a page, without anything that a camera writes into it."""
    from PIL import Image, ImageOps  # only an overlay with photographs pays for this

    with Image.open(source) as original:
        upright = ImageOps.exif_transpose(original).convert("RGB")
        upright.thumbnail((_WIDEST, _WIDEST))
        bare = Image.new("RGB", upright.size)
        bare.paste(upright)
    made = io.BytesIO()
    bare.save(made, "WEBP", quality=75, method=6)
    return made.getvalue()


def consent_ends(consent: Consent, scope: str, day: dt.date) -> str:
    """Why a consent does not cover a scope on a day, or an empty text."""
    if scope not in {one.value for one in consent.scope}:
        return "không có trong phạm vi đã đồng ý"
    if consent.withdrawn_on and consent.withdrawn_on <= day:
        return f"đã rút lại ngày {spoken_day(consent.withdrawn_on)}"
    if consent.expires and consent.expires < day:
        return f"đã hết hạn ngày {spoken_day(consent.expires)}"
    return f"chỉ có từ ngày {spoken_day(consent.given_on)}" if consent.given_on > day else ""


def withheld(kb: Knowledge, laid_over: Overlay, day: dt.date) -> list[str]:
    """A sentence for every item that is not shown: which, and why."""
    said: list[str] = []
    consents = kb.shelf("consents")
    known = [*kb.subjects, *kb.sessions]
    for _, about, (index, name, scope, *_) in laid_over.facts:
        if about not in known:
            why = f"không có bản ghi “{about}”. {nearest(about, known)}".rstrip()
        elif name not in consents:
            why = f"không có lần đồng ý “{name}”"
        else:
            why = consent_ends(consents[name].record, scope, day)
            why = f"đồng ý “{name}” {why}" if why else ""
        if why:
            said.append(f"Giữ lại mục riêng số {index + 1} (về {about}): {why}")
    return sorted(said)


def _inside_repository(folder: Path, root: Path) -> bool:
    top = next((above for above in (root, *root.parents) if (above / ".git").exists()), root)
    return folder.is_relative_to(top) or folder.is_relative_to(root)


def _incomplete(entry: Entry[PrivateItem], folder: Path) -> list[Problem]:
    item = entry.record
    if item.text is None and item.photo is None:
        return [Problem(entry.place(), "NR722", "mục này chưa có gì để đưa lên", "Ghi text, hoặc photo kèm caption.")]
    if item.photo and not item.caption:
        return [Problem(entry.place("photo"), "NR722", "ảnh thiếu lời tả (caption)", "Tả ảnh bằng một câu.")]
    if item.photo and not _seen(folder / item.photo)[0]:
        hint = "Đặt ảnh cạnh items.yml, dạng WebP, JPEG hoặc PNG."
        return [Problem(entry.place("photo"), "NR723", f"không đọc được ảnh “{item.photo}”", hint)]
    return []


def _seen(path: Path) -> tuple[int, int, str]:
    """Width and height that a photograph will have on the site, and what stands for it; zeros for none."""
    from PIL import Image, ImageOps  # as above

    try:
        data = path.read_bytes()
        with Image.open(io.BytesIO(data), formats=("WEBP", "JPEG", "PNG")) as image:
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((_WIDEST, _WIDEST))
            return *upright.size, digest(data)
    except (OSError, ValueError, Image.DecompressionBombError):
        return 0, 0, ""
