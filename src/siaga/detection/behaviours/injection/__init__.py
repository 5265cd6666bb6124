"""An injected command or query that left a witness of its own: it ran."""
