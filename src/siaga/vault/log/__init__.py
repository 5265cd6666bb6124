"""The appending log: journal, commit, recovery, reading it back."""
