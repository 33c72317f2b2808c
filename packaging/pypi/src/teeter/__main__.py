"""The command ``teeter``."""

import os
import subprocess
import sys

from ._process import command, environment


def main() -> int:
    words = command(sys.argv[1:], terminal=sys.stderr.isatty() and os.environ.get("TERM", "dumb") != "dumb")
    if os.name == "nt":  # where exec returns to the shell before the new process has ended
        return subprocess.call(words, env=environment())
    os.execve(words[0], words, environment())


if __name__ == "__main__":
    sys.exit(main())
