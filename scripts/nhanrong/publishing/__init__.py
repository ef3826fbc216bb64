"""A built site goes to where readers find it: a folder, or object storage."""
