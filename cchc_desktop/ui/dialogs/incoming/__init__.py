"""Incoming papers: those that came together, their register, one of its lines."""
