"""A forge for one test: it keeps branches and pull requests, and answers what the editor asks of GitHub's API."""

import base64
import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Route

API = "https://api.github.com"
ALLOWED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Allow-Methods": "*",
}

Answer = dict[str, Any]


@dataclass
class PullRequest:
    """A request to take a branch into the main one."""

    number: int
    branch: str
    title: str
    draft: bool
    labels: list[str] = field(default_factory=list)


class PretendForge:
    """Branches of files; `unknown` are the questions that it has no answer to."""

    def __init__(self, repository: str, files: dict[str, bytes]) -> None:
        self.repository = repository
        self.branches: dict[str, dict[str, bytes]] = {"main": files}
        self.requests: list[PullRequest] = []
        self.unknown: list[str] = []
        self.tokens: set[str] = set()

    def answer(self, route: Route) -> None:
        """Answer one request of a browser."""
        request = route.request
        if request.method == "OPTIONS":
            route.fulfill(status=204, headers=ALLOWED)
            return
        self.tokens.add(request.headers.get("authorization", ""))
        path = request.url.removeprefix(API).removeprefix(f"/repos/{self.repository}")
        body = json.loads(request.post_data or "{}")
        found = self._query(**body) if path == "/graphql" else self._rest(request.method, path, body)
        if found is None:
            self.unknown.append(f"{request.method} {path} {request.post_data or ''}")
            route.fulfill(status=404, json={"message": "Not Found"}, headers=ALLOWED)
        elif not found:
            route.fulfill(status=204, headers=ALLOWED)
        else:
            route.fulfill(json=found, headers=ALLOWED)

    def _rest(self, method: str, path: str, body: Answer) -> Answer | None:
        if (method, path) == ("GET", "/user"):
            return {"id": 1, "login": "can-bo", "name": "Cán bộ", "email": "", "avatar_url": "", "html_url": ""}
        if path == "/collaborators/can-bo":
            return {}
        if path.startswith("/git/trees/"):
            files = self.branches["main"].items()
            blobs = [{"type": "blob", "path": name, "sha": _sha(data), "size": len(data)} for name, data in files]
            return {"tree": blobs}
        if (method, path) == ("POST", "/pulls"):
            made = PullRequest(len(self.requests) + 1, body["head"], body["title"], body["draft"])
            self.requests.append(made)
            told = {"number": made.number, "node_id": str(made.number), "title": made.title, "html_url": f"{API}/1"}
            day = "2026-11-23T05:00:00Z"
            return told | {"head": {"sha": self._head(made.branch)}, "created_at": day, "updated_at": day}
        if labelled := re.fullmatch(r"/issues/(\d+)/labels", path):
            self.requests[int(labelled[1]) - 1].labels = body["labels"]
            return {"labels": []}
        if issue := re.fullmatch(r"/issues/(\d+)", path):
            asked = self.requests[int(issue[1]) - 1]
            asked.labels = body.get("labels", asked.labels)
            return {"labels": [{"name": label} for label in asked.labels]}
        return None

    def _query(self, query: str, variables: Answer) -> Answer | None:
        if "input" in variables:
            return self._change(query, variables["input"])
        found = self._look(query, variables.get("branch", ""))
        return found and {"data": found}

    def _change(self, query: str, wanted: Answer) -> Answer | None:
        if "createCommitOnBranch" in query:
            return {"data": {"createCommitOnBranch": {"commit": self._commit(query, wanted)}}}
        if "createRef(" in query:
            name = wanted["name"].removeprefix("refs/heads/")
            self.branches[name] = dict(self.branches["main"])
            return {"data": {"createRef": {"ref": {"name": name}}}}
        if "markPullRequestReadyForReview" in query:
            self.requests[int(wanted["pullRequestId"]) - 1].draft = False
            return {"data": {"markPullRequestReadyForReview": {"pullRequest": {"isDraft": False}}}}
        return None

    def _look(self, query: str, branch: str) -> Answer | None:
        if "fork:" in query:
            return {"fork": {"id": "R"}, "base": {"ref": {"target": {"oid": self._head("main")}}}}
        if "pullRequests(" in query:
            return {"repository": {"pullRequests": {"nodes": [], "totalCount": 0}}}
        if wished := re.findall(r'(content_\d+):\s+object\(oid: "(\w+)"\)', query):
            texts = {_sha(data): data for files in self.branches.values() for data in files.values()}
            return {"repository": {name: {"text": texts[sha].decode(), "isTruncated": False} for name, sha in wished}}
        if wished := re.findall(r"(commit_\d+):\s+ref\(", query):
            author = {"name": "Cán bộ", "email": "", "user": None}
            last = {"history": {"nodes": [{"author": author, "committedDate": "2026-11-01T00:00:00Z"}]}}
            return {"repository": {name: {"target": last} for name in wished}}
        if branch in self.branches:
            oid = self._head(branch)
            return {
                "repository": {"ref": {"target": {"oid": oid, "history": {"nodes": [{"oid": oid, "message": ""}]}}}}
            }
        return None

    def _commit(self, query: str, wanted: Answer) -> Answer:
        files = self.branches[wanted["branch"]["branchName"]]
        for one in wanted["fileChanges"]["deletions"]:
            del files[one["path"]]
        for one in wanted["fileChanges"]["additions"]:
            files[one["path"]] = base64.b64decode(one["contents"])
        shas = {
            name: {"oid": _sha(files[path])} for name, path in re.findall(r'(file_\d+): file\(path: "(.*?)"\)', query)
        }
        return {"oid": self._head(wanted["branch"]["branchName"]), "committedDate": "2026-11-23T05:00:00Z"} | shas

    def _head(self, branch: str) -> str:
        return _sha(repr(sorted(self.branches[branch].items())).encode())


def _sha(data: bytes) -> str:
    """The name that Git gives a blob."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()
