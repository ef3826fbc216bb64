"""Plain texts of records as blocks: paragraphs and lists of `- ` lines. Nothing else has a meaning."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """Items of a list."""

    items: tuple[str, ...]


def flat(text: str) -> str:
    """A text in one line, to stand in a cell or after a figure."""
    return " ".join(one.text if isinstance(one, Paragraph) else "; ".join(one.items) for one in blocks(text))


def blocks(text: str) -> list[Paragraph | Bullets]:
    """The blocks of a text, in order; an empty line or a change between text and `- ` parts them."""
    result: list[Paragraph | Bullets] = []
    lines: list[str] = []
    bullets: list[str] = []

    def close() -> None:
        if lines:
            result.append(Paragraph(" ".join(lines)))
            lines.clear()
        if bullets:
            result.append(Bullets(tuple(bullets)))
            bullets.clear()

    for raw in text.split("\n"):
        line = raw.strip()
        if line.startswith("- "):
            if lines:
                close()
            bullets.append(line[2:].strip())
        elif not line:
            close()
        elif bullets and raw.startswith(" "):
            bullets[-1] += " " + line
        else:
            if bullets:
                close()
            lines.append(line)
    close()
    return result
