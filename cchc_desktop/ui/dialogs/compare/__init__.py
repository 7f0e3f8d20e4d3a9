"""Two papers beside each other: which two, and how they differ."""
