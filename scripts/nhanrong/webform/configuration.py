"""The configuration of the editor for one knowledge base: where it saves, every kind of record, every ledger."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from nhanrong.anatomy import Part
from nhanrong.knowledge import Knowledge
from nhanrong.layout import DATA, PHOTOS
from nhanrong.records.area import SERVERS, Area, Repository
from nhanrong.records.registry import BY_NAME, Kind
from nhanrong.records.vocabulary import Forge
from nhanrong.schemas import schema
from nhanrong.vietnamese import capitalised, reading_order, slug
from nhanrong.webform.fields import NAMED_BY, Asked, Offered, Option, asked

FORMAT = "nhanrong"  # the file format that yaml.js gives the editor

NEVER = (
    "Không ghi tên người, số điện thoại, nhà riêng, số giấy tờ, tài khoản, hoàn cảnh của bất kỳ ai; "
    "không chọn ảnh có mặt người. Điều đã vào lịch sử của kho thì không xóa hẳn được."
)

_IN_FOLDERS = ("model", "practice", "session", "source", "consent", "unit-list")
_ALONE = ("area", "rules", "exceptions")
_WIDEST = 1600  # pixels, as a phone needs them
_QUALITY = 80
_HEAVIEST = 25_000_000  # bytes of a picture as a camera takes it
_APIS: Mapping[Forge, tuple[str, str]] = {  # of the usual server, and behind one's own server
    Forge.GITHUB: ("https://api.github.com", "/api/v3"),
    Forge.GITLAB: ("https://gitlab.com/api/v4", "/api/v4"),
}


def configuration(kb: Knowledge) -> Asked:
    """What the editor is told."""
    area = kb.area
    offered = Offered(list(_units(kb)), _subjects(kb))
    return {
        "load_config_file": False,
        "app_title": f"Nhập liệu – {area.name}",
        "site_url": area.site_url,
        "backend": _backend(area),
        "publish_mode": "editorial_workflow",
        "media_folder": f"/{DATA}/{PHOTOS}",
        "media_libraries": _media(),
        "slug": {"encoding": "ascii", "clean_accents": True, "timezone": "local"},
        "output": {"omit_empty_optional_fields": True},
        "editor": {"preview": False},
        "show_preview_links": False,
        "collections": [
            *(_folder(BY_NAME[name], offered) for name in _IN_FOLDERS),
            *(_ledgers(kb, list_id, offered) for list_id in sorted(kb.lists, reverse=True)),
        ],
        "singletons": [_file(BY_NAME[name], offered) for name in _ALONE],
    }


def asked_host(area: Area) -> str:
    """The origin that the editor may ask, that of the forge's API; empty without a forge."""
    if area.repository is None:
        return ""
    parts = urlsplit(_forge(area.repository)[1])
    return f"{parts.scheme}://{parts.netloc}"


def _forge(repository: Repository) -> tuple[str, str]:
    """The server and its API."""
    api, own = _APIS[repository.forge]
    return repository.host, api if repository.host == SERVERS[repository.forge] else repository.host + own


def _backend(area: Area) -> Asked:
    repository = area.repository
    if repository is None:  # the editor wants one, also when it only works in a folder of the same machine
        return {"name": Forge.GITHUB.value, "repo": f"tren-may/{slug(area.name)}", "auth_methods": ["token"]}
    server, api = _forge(repository)
    found: Asked = {
        "name": repository.forge.value,
        "repo": repository.name,
        "api_root": api,
        "commit_messages": {
            "create": "Thêm {{collection}}: {{slug}}",
            "update": "Sửa {{collection}}: {{slug}}",
            "delete": "Xóa {{collection}}: {{slug}}",
            "uploadMedia": "Thêm ảnh {{path}}",
            "deleteMedia": "Xóa ảnh {{path}}",
        },
    }
    if repository.branch:
        found["branch"] = repository.branch
    if repository.forge is Forge.GITLAB and repository.app_id:
        return found | {"base_url": server, "auth_type": "pkce", "app_id": repository.app_id}
    return found | {"auth_methods": ["token"]}


def _media() -> Asked:
    smaller = {"format": "webp", "quality": _QUALITY, "width": _WIDEST, "height": _WIDEST}
    kept = {"max_file_size": _HEAVIEST, "slugify_filename": True, "transformations": {"raster_image": smaller}}
    return {"default": {"config": kept}, "stock_assets": {"providers": []}}


def _units(kb: Knowledge) -> Iterator[Option]:
    for list_id in sorted(kb.lists, reverse=True):
        for ref in sorted(kb.units_of(list_id), key=lambda ref: reading_order(kb.units[ref].name)):
            yield {"label": f"{capitalised(kb.unit_name(ref))} (danh mục {list_id})", "value": str(ref)}


def _subjects(kb: Knowledge) -> list[Option]:
    named = sorted((reading_order(kb.head(name).name), name) for name in (*kb.models, *kb.practices))
    return [{"label": kb.head(name).name, "value": name} for _, name in named]


def _folder(kind: Kind, offered: Offered) -> Asked:
    """A folder of records, each in the file of its id; a list of units is neither begun nor deleted here."""
    name = NAMED_BY.get(kind.name, "title" if kind.name == "unit-list" else "id")
    found: Asked = {
        "name": kind.top,
        "label": capitalised(kind.called),
        "label_singular": kind.called,
        "description": NEVER,
        "folder": f"{DATA}/{kind.top}",
        "format": FORMAT,
        "extension": "yml",
        "identifier_field": name,
        "slug": "{{id}}",
        "summary": f"{{{{{name}}}}}",
        "sortable_fields": list(dict.fromkeys((name, "id"))),
        "thumbnail": False,
        "fields": asked(Part(kind.type), schema(kind), offered),
    }
    if kind.name == "session":
        found["path"] = "{{fields.date | truncate(4) | default('undated')}}/{{slug}}"
    if kind.name == "unit-list":
        found |= {"create": False, "delete": False}
    return found


def _file(kind: Kind, offered: Offered) -> Asked:
    return {
        "name": kind.name,
        "label": capitalised(kind.called),
        "file": f"{DATA}/{kind.where}",
        "format": FORMAT,
        "fields": asked(Part(kind.type), schema(kind), offered),
    }


def _ledgers(kb: Knowledge, list_id: str, offered: Offered) -> Asked:
    """The ledgers of the units of a list; a line that stands is neither moved nor taken away."""
    kind = BY_NAME["line"]
    lines: dict[str, Any] = {
        "name": "lines",
        "label": "Lần ghi nhận",
        "label_singular": kind.called,
        "hint": "Đừng sửa lần ghi cũ: ghi sai thì thêm lần mới có “Thay cho lần ghi nhận”.",
        "widget": "list",
        "root": True,
        "required": True,
        "collapsed": "auto",
        "summary": "{{subject}}: {{state}} {{date}}",
        "allow_remove": False,
        "allow_reorder": False,
        "allow_duplicate": False,
        "fields": asked(Part(kind.type), schema(kind)["items"], offered),
    }
    return {
        "name": f"{kind.top}-{list_id}",
        "label": f"Sổ {list_id}",
        "description": NEVER,
        "format": FORMAT,
        "files": [
            {
                "name": ref.code,
                "label": capitalised(kb.unit_name(ref)),
                "file": f"{DATA}/{kind.top}/{ref}.yml",
                "fields": [lines],
            }
            for ref in sorted(kb.units_of(list_id), key=lambda ref: reading_order(kb.units[ref].name))
        ],
    }
