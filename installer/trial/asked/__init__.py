"""Run with the installed libraries by the trial: each file is a program of its own, whose words are its arguments."""
