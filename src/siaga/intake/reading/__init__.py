"""Opens what a person hands over (files, folders, archives, streams) and cuts it into blocks."""
