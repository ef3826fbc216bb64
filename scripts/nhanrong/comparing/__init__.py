"""What a change of the records means: two knowledge bases side by side, in words and figures."""
