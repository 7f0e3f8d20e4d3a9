"""The dossier file: opening, locking, backups and migrations."""
