"""The command line."""

import os

# Nothing here multiplies matrices: NumPy's library for that need not start threads of its own, which
# would cost every start some 50 ms of CPU.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
