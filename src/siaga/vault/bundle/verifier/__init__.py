"""The parts of `siaga_verify.py`, which a bundle carries as one file (see shipped.py)."""
