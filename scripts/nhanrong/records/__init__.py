"""The shape of every record: frozen types whose fields carry their Vietnamese titles.

A rule about one value stands here, on its field; a rule across values stands in `nhanrong.checks`.
"""
