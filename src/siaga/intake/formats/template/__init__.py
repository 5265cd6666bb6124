"""Access logs described by an nginx `log_format` or Apache `LogFormat`, given or known by heart."""
