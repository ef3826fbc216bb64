"""Nhân Rộng: records of model farms become an honest account of where they spread.

    files -> records -> knowledge -> checks -> coverage -> pages and maps -> site

One way; nothing flows back. `loading` alone reads the data, the outermost modules (`cli`, `plugin`)
alone write and print, and nobody below them asks what day it is.
"""
