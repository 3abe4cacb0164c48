"""Prints an estimate beside what the run took: compare_estimate.py FOLDER.

FOLDER has before.json and counted.json (estimate --json) and run/ (a finished run with cost.json). Standard library only.
"""

import json
import pathlib
import sys


def megabytes(count):
    return f"{count / 1e6:,.2f} MB"


def store(run, name, count):
    path = run / name / "manifest.json"
    return json.loads(path.read_text())["counts"].get(count) if path.exists() else None


def main(folder):
    before = json.loads((folder / "before.json").read_text())
    counted = json.loads((folder / "counted.json").read_text())
    run = folder / "run"
    cost = json.loads((run / "cost.json").read_text())

    print(f"{'':<28}{'estimated':>34}{'actual':>16}")
    for label, kind in (("nodes", "nodes"), ("rows", "rows"), ("edges", "edges")):
        low, likely, high = (before[k]["graph"][kind] for k in ("low", "likely", "high"))
        said = f"{likely:,} ({low:,} .. {high:,})" if low != high else f"{likely:,}"
        print(f"{label:<28}{said:>34}{store(run, 'graph', kind):>16,}")
    for label, name, kind in (("tokens", "walks", "tokens"), ("pairs", "embeddings", "pairs")):
        actual = store(run, name, kind)
        if actual is not None:
            print(f"{label:<28}{counted['likely'][label]:>34,.0f}{actual:>16,}")

    rates = counted["rates"]
    estimated = {s["stage"]: s for s in before["likely"]["stages"]}
    estimated.update({s["stage"]: s for s in counted["likely"]["stages"]})
    for took in cost["taken"]:
        name = took["stage"]
        said = estimated.get(name)
        if said is None:
            continue
        print(f"{name + ': store':<28}{megabytes(said['storeBytes']):>34}{megabytes(took['storeBytes']):>16}")
        if said["shuffleBytes"] or took["shuffleBytes"]:
            print(f"{name + ': shuffled':<28}{megabytes(said['shuffleBytes']):>34}{megabytes(took['shuffleBytes']):>16}")
        print(f"{name + ': heap, peak in use':<28}{megabytes(said['heapBytes']):>34}{megabytes(took['heapPeakBytes']):>16}")
        print(f"{name + ': CPU-s, start apart':<28}{said['coreSeconds']:>32,.0f} s{took['cpuSeconds']:>14,.0f} s")
        span = f"{said['seconds'] * rates['least']:,.0f} .. {said['seconds'] * rates['most']:,.0f} s"
        print(f"{name + ': time':<28}{span:>34}{took['seconds']:>14,.0f} s")
    print("rates:", rates["origin"])


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
