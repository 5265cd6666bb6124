"""Data that left: dumps and backups fetched, records read one after another."""
