"""What every URL, client and account did so far: the memory that behaviours think over."""
