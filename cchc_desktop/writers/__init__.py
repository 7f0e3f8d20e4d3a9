"""Nodes to DOCX, PDF and XLSX, saved whole or not at all."""
