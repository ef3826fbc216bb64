"""Questions to a forge's interface, in JSON."""

import json
import urllib.request
from collections.abc import Iterator
from http.client import HTTPMessage
from typing import IO, Any
from urllib.error import HTTPError, URLError

_A_PAGE = 100
_MOST_PAGES = 30
_PATIENCE = 60  # seconds


class ForgeError(Exception):
    """The forge has refused, or could not be asked; one Vietnamese sentence."""


class Forge:
    """One forge, asked with a token that is sent to nobody else."""

    def __init__(self, address: str, token: dict[str, str]) -> None:
        self._address = address.rstrip("/")
        self._token = token
        self._opener = urllib.request.build_opener(_Tokenless(set(token)))

    def get(self, path: str) -> Any:
        """What is there."""
        return json.loads(self._ask("GET", path))

    def every(self, path: str) -> Iterator[Any]:
        """The items of a list, page after page."""
        joint = "&" if "?" in path else "?"
        for page in range(1, _MOST_PAGES + 1):
            items = self.get(f"{path}{joint}per_page={_A_PAGE}&page={page}")
            yield from items
            if len(items) < _A_PAGE:
                return

    def download(self, path: str) -> bytes | None:
        """The bytes of a file; None where there is none."""
        try:
            return self._ask("GET", path)
        except ForgeError as error:
            if isinstance(error.__cause__, HTTPError) and error.__cause__.code == 404:
                return None
            raise

    def send(self, method: str, path: str, body: str) -> None:
        """Post or put a comment."""
        self._ask(method, path, json.dumps({"body": body}).encode())

    def _ask(self, method: str, path: str, data: bytes | None = None) -> bytes:
        headers = {"Content-Type": "application/json", "User-Agent": "nhanrong", **self._token}
        request = urllib.request.Request(f"{self._address}{path}", data, headers, method=method)  # noqa: S310  # of the forge
        try:
            with self._opener.open(request, timeout=_PATIENCE) as answer:
                content: bytes = answer.read()
                return content
        except HTTPError as error:
            raise ForgeError(f"{method} {path}: trang mã nguồn trả lời {error.code}") from error
        except URLError as error:
            raise ForgeError(f"{method} {path}: không hỏi được trang mã nguồn ({error.reason})") from error


class _Tokenless(urllib.request.HTTPRedirectHandler):
    """A file is often kept elsewhere, where the token is nobody's business."""

    def __init__(self, headers: set[str]) -> None:
        self._headers = headers

    def redirect_request(  # noqa: PLR0917  # as it is asked
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """The request to the other place, without the token."""
        found = super().redirect_request(req, fp, code, msg, headers, newurl)
        for name in self._headers if found else ():
            assert found is not None
            found.remove_header(name.capitalize())
        return found
