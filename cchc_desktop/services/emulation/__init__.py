"""Emulation movements: who takes part, what they reached, the papers of the award dossier."""
