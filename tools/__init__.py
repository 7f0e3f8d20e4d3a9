"""What dev.py calls inside the virtual environment."""
