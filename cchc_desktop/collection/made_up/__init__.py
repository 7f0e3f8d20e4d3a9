"""Made-up communes with a year of papers each, for demonstration, tests and measurements: no real office, no person."""
