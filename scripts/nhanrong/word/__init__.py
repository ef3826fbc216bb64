"""Word documents: paper, styles, texts, tables, pictures and steady bytes. It knows nothing of what they are about."""
