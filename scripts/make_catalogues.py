"""Bring every catalogue of `nhanrong/languages/` up to date with the texts of the interface; nothing said is lost.

Run it after a text has changed: new texts come in empty, those that are gone go. A new language: copy kpm.po first.
"""

from nhanrong.catalogues import FOLDER, languages
from nhanrong.extracting import refreshed

if __name__ == "__main__":
    for code in languages():
        path = FOLDER / f"{code}.po"
        path.write_bytes(refreshed(path.read_bytes()))
        print(path)
