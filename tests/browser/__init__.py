"""The built site as people meet it, in a browser and file by file."""
