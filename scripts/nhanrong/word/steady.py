"""A document as bytes that depend on what is in it and on a day, and on nothing else."""

import datetime as dt
import io

from docx.document import Document

from nhanrong.steadyzip import steady


def document_bytes(document: Document, day: dt.date) -> bytes:
    """The file of a document that was made on `day`."""
    made = io.BytesIO()
    document.save(made)
    return steady(made.getvalue(), day)
