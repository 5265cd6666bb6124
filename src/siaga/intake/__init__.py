"""How bytes become rows: reading files, recognising formats, attributing lines to sites."""
