"""Whether a record may go on paper as something to learn from: once a technician has reviewed it, or with its mark."""

from nhanrong.problems import Place, Problem
from nhanrong.publication import Publication
from nhanrong.records.model import Model
from nhanrong.records.practice import Practice

UNREVIEWED = "Chưa thẩm định kỹ thuật"


def warning(subject: Model | Practice) -> str:
    """What stands on every page of what was not reviewed."""
    return "" if subject.reviewed else UNREVIEWED


def refusal(publication: Publication, subject: Model | Practice, *, with_unreviewed: bool) -> Problem | None:
    """Why it is not handed out, if it is not; a demonstration is, for none of its records is reviewed."""
    if subject.reviewed or with_unreviewed or publication.notice:
        return None
    shelf = publication.kb.models if isinstance(subject, Model) else publication.kb.practices
    place = Place(shelf[subject.id].document.path, 0, 0)
    hint = "Nhờ cán bộ kỹ thuật thẩm định, hoặc thêm --with-unreviewed: khi đó trang nào cũng in dòng ấy."
    return Problem(place, "NR939", f"“{subject.id}” chưa thẩm định kỹ thuật nên chưa in, chưa đọc cho bà con", hint)
