"""`python -m visavis_tui`: the same command as `visavis`."""

import sys

from visavis_tui.cli import main

sys.exit(main())
