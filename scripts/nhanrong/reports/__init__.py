"""The tables that officers file: what a form asks is computed from the records and the ledger, with its grounds."""
