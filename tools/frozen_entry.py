"""Where the frozen program begins; from source it is ``python -m trent_desktop``."""

import sys

from trent_desktop.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
