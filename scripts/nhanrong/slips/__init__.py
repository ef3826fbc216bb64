"""The private intake: slips on paper and the office's register, what they record, and what stays with the office."""
