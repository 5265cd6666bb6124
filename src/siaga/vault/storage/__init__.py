"""Where the vault keeps its bytes: a local folder or an S3-compatible store, behind one small interface."""
