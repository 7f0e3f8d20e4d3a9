"""A package that came: what it would change, chosen row by row."""
