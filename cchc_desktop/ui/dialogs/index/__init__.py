"""Windows of the index tab: proof before the lock, rounds, results of years, the plan that wins points back."""
