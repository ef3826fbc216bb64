"""Records as the tables of a workbook, out and in: one table for each kind, one for each list of pieces in it."""
