"""The naive way to profile preference data: every row parsed into objects, every text kept in dictionaries.

    python bench/peers/profile_naive.py rows.jsonl

Counts what `teeter profile rows.jsonl` counts of rows of prompt, chosen and rejected with two scores: rows, exact repeats,
prompts, pairs and how often they were judged, pairs judged both ways, margins of scores. Prints processor time and peak memory.
"""

import json
import resource
import sys
import time
from collections import Counter, defaultdict


def main(path):
    begun = time.process_time()
    lines = Counter()
    prompts = defaultdict(Counter)
    margins = Counter()
    rows = 0
    with open(path, encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            rows += 1
            lines[line] += 1
            prompts[row["prompt"]][(row["chosen"], row["rejected"])] += 1
            margin = row["chosen_score"] - row["rejected_score"]
            margins[min(10, int(margin)) if margin >= 0 else -1] += 1
    pairs = 0
    unanimous = 0
    both_ways = 0
    for votes in prompts.values():
        seen = {frozenset(pair) for pair in votes}
        pairs += len(seen)
        both_ways += len(votes) - len(seen)
        unanimous += len(votes) == len(seen)
    print(
        f"{rows} rows, {rows - len(lines)} repeats, {len(prompts)} prompts, {pairs} pairs, {both_ways} judged both ways,"
        f" {unanimous} prompts unanimous; margins {sorted(margins.items())}"
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{time.process_time() - begun:.2f} s of processor time, {peak:.0f} MB")


if __name__ == "__main__":
    main(sys.argv[1])
