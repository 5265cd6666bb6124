"""The sections of the terminal report, each drawing on the same canvas."""
