"""Compares classification.json with what classify.py found on the same vectors and splits; exit code 1 beyond .3 points."""

import argparse
import json

LARGEST_DIFFERENCE = 0.3


def compare(ours, judge, graph):
    """Returns lines of a table and the largest difference, in percent points."""
    lines, largest = [], 0.0
    for fraction in ours["fractions"]:
        for kind in ("micro", "macro"):
            mean = 100 * fraction[kind]["mean"]
            theirs = judge[str(fraction["percent"])][kind][0]
            largest = max(largest, abs(mean - theirs))
            lines.append(
                f"{graph:12} {fraction['percent']:2d} % {kind}  ours {mean:6.2f} ±{100 * fraction[kind]['deviation']:.2f}"
                f"  scikit-learn {theirs:6.2f}  difference {mean - theirs:+.2f}"
            )
    return lines, largest


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--graph", required=True)
    parser.add_argument("--ours", required=True, help="classification.json")
    parser.add_argument("--judge", required=True, help="classify.py's --json")
    arguments = parser.parse_args()
    with open(arguments.ours, encoding="utf-8") as file:
        ours = json.load(file)
    with open(arguments.judge, encoding="utf-8") as file:
        judge = next(iter(json.load(file)["f1"].values()))
    lines, largest = compare(ours, judge, arguments.graph)
    print("\n".join(lines))
    if largest > LARGEST_DIFFERENCE:
        raise SystemExit(f"{arguments.graph}: differs by {largest:.2f} points, at most {LARGEST_DIFFERENCE} are allowed")


if __name__ == "__main__":
    main()
