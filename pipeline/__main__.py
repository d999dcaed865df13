"""Lets `python -m pipeline` be the command, for a Python that has no scripts on the path."""

import sys

from pipeline.cli import main

sys.exit(main())
