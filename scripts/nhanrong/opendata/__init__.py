"""What a site says in numbers and records, as files that other programs read."""
