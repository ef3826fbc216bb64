"""Issue forms for those with an account on the forge, and the same questions as a description template."""

from collections.abc import Mapping
from typing import Any

import yaml

from nhanrong.questions import PROMISE, IssueForm, Question, issue_forms
from nhanrong.vietnamese import capitalised

_FOR_PUBLIC_FACTS = (
    "**Mẫu này công khai: ai cũng đọc được.** Xin chỉ ghi điều đã công khai. "
    "Muốn học, muốn đến xem, hay kể chuyện của riêng mình, xin gửi phiếu cho văn phòng Hội Nông dân xã."
)
_NOTHING = "_Không trả lời_"


def form_files(site_url: str) -> Mapping[str, str]:
    """Path in the repository → text, for GitHub and for GitLab; the page of `site_url` is where all else goes."""
    files = {f".github/ISSUE_TEMPLATE/{form.file}.yml": _github(form) for form in issue_forms()}
    files[".github/ISSUE_TEMPLATE/config.yml"] = _chooser(site_url)
    return files | {f".gitlab/issue_templates/{form.name}.md": _gitlab(form) for form in issue_forms()}


def _github(form: IssueForm) -> str:
    body: list[dict[str, Any]] = [
        {"type": "markdown", "attributes": {"value": _FOR_PUBLIC_FACTS}},
        {
            "type": "checkboxes",
            "id": "promise",
            "attributes": {"label": "Lời hứa", "options": [{"label": PROMISE, "required": True}]},
        },
        *(_element(question) for question in form.questions),
    ]
    return _yaml({"name": form.name, "description": form.about, "labels": [form.label], "body": body})


def _element(question: Question) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": question.label}
    if question.description:
        attributes["description"] = question.description
    kind = "textarea" if question.long else "input"
    if question.form.closed and question.form.part:
        kind = "dropdown"
        attributes["options"] = [capitalised(term.label) for term in question.form.part.terms]
        if question.form.many:
            attributes["multiple"] = True
    element: dict[str, Any] = {"type": kind, "id": question.id, "attributes": attributes}
    return element | ({"validations": {"required": True}} if question.required else {})


def _chooser(site_url: str) -> str:
    links = [
        {
            "name": "Muốn học, muốn đến xem, chuyện riêng",
            "url": f"{site_url.rstrip('/')}/gui-thong-tin/",
            "about": "Gửi phiếu cho văn phòng Hội; đừng ghi ở đây, vì ai cũng đọc được.",
        }
    ]
    return _yaml({"blank_issues_enabled": False, "contact_links": links})


def _gitlab(form: IssueForm) -> str:
    lines = [_FOR_PUBLIC_FACTS, "", f"- [ ] {PROMISE}", ""]
    for question in form.questions:
        lines += [f"### {question.label}", ""]
        says = " ".join(filter(None, ("Bắt buộc." if question.required else "", question.description, _list(question))))
        lines += [f"<!-- {says} -->" if says else "", "", _NOTHING, ""]
    return "\n".join(lines)


def _list(question: Question) -> str:
    if not (question.form.closed and question.form.part):
        return ""
    return "Chọn: " + "; ".join(capitalised(term.label) for term in question.form.part.terms) + "."


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=10**6, default_flow_style=False)
