"""Indices: criteria sets, scores and their rules, proof, rounds, results, surveys."""
