"""CCHC Desktop: the reform year of a commune office, from plan to score, in one file."""

__version__ = "0.1.0"
