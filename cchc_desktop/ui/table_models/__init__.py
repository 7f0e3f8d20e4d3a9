"""Models of tables and trees: flat lists of plain rows, no database."""
