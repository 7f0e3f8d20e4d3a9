"""Pure knowledge of the field: no Qt, no database, no files."""
