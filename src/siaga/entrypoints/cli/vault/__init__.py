"""`siaga vault …`: sealed evidence on the command line, one file per act."""
