"""The web form `/quan-tri/`: an editor from npm, with a configuration drawn from the record types."""
