"""Nhân Rộng: records of model farms become an honest account of where they spread.

    files -> facts and records -> knowledge -> checks -> coverage -> pages and maps -> site

One way; nothing flows back. `loading` alone reads the data, the outermost modules (`cli`, `plugin`, `building`)
alone write and print, and nobody below them asks what day it is. What is read is noted (`tracking`), so that
`layers` makes again only what has read something that changed.
"""
