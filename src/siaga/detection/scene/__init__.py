"""What behaviours look at: the ledger of one site, arranged by client, path, session and time."""
