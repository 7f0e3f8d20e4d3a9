"""Search over everything in a dossier, by a list of its words that lies beside it."""
