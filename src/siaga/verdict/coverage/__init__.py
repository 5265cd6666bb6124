"""How much of the time was seen: each source against its own rhythm, gaps with their causes."""
