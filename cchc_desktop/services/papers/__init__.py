"""Verbs on plans and all other papers."""
