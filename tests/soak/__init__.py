"""Long campaigns, not collected by pytest: `python -m tests.soak.<name>`, each bounded, its seed printed."""
