"""A shell or FTP login by somebody who guessed it, or from where that account never came."""
