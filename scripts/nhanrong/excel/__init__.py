"""What all workbooks have in common: a foreign one opened, its cells as texts, lists to choose from, steady bytes."""
