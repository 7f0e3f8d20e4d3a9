"""Makes the setup for Windows, the portable folder and the wheel out of this tree: see installer/README.md."""
