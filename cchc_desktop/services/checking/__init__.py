"""Papers handed to the rules of `rules.checks`: files of anyone, and those of the dossier."""
