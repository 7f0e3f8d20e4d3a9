"""The package file that travels: made, checked, mailed."""
