"""The one comment below a pull request, posted by whoever may write there and has run nothing of the pull request.

What `nhanrong diff` has written there is a text from strangers: it is looked at (`judging`) before it is posted.
Only the standard library is used, so that a job that holds a token installs nothing.
"""

MARKER = "<!-- nhanrong-diff -->"
LONGEST = 60_000  # of the 65,536 characters that a forge takes; what is put round the comment needs some
