"""The window of emulation movements: movement, targets, results, award dossier."""
