"""An account used by somebody who is not its owner: a stolen session, a token played back, a password reset."""
