"""`python -m api.cli`."""

import signal
import sys

from api.cli.program import run

signal.signal(signal.SIGTERM, signal.default_int_handler)  # being stopped is Ctrl-C: whatever is held is given back
sys.exit(run(sys.argv[1:]))
