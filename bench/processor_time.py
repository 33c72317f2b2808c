"""Processor time (user and system, all threads and children) of commands, run in turn.

    python bench/processor_time.py REPETITIONS COMMAND [::: COMMAND]...

Prints median, least and most seconds of each, then the median of wall time. Output of the commands is thrown away.
"""

import resource
import statistics
import subprocess
import sys
import time


def seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    subprocess.run(command, shell=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def main():
    commands = [command.strip() for command in " ".join(sys.argv[2:]).split(":::")]
    taken = [[] for _ in commands]
    for _ in range(int(sys.argv[1])):
        for command, times in zip(commands, taken):
            times.append(seconds(command))
    for command, times in zip(commands, taken):
        used = [t for t, _ in times]
        print(
            f"{statistics.median(used):.3f} s ({min(used):.3f} to {max(used):.3f}),"
            f" wall {statistics.median(w for _, w in times):.2f} s: {command}"
        )


if __name__ == "__main__":
    main()
