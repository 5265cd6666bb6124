"""Pages of online gambling that a site suddenly serves."""
