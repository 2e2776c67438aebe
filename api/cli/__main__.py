"""`python -m api.cli`."""

import sys

from api.cli.program import run

sys.exit(run(sys.argv[1:]))
