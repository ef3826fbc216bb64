"""Values into a file that the superior sent: only the named cells change, all else stays as it was."""
