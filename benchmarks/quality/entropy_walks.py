"""Sums up benchmarks/entropy-walks.sh: tokens saved, and what that costs in F1.

    entropy_walks.py length --graph RUN --walks RUN      prints the length at which fixed walks have as many tokens
    entropy_walks.py record --name G --folder F --seeds N --rates "R R" ...
"""

import argparse
import csv
import json
import math
import os
from pathlib import Path

WALKS_PER_NODE = 10
# Two-sided 95 % quantiles of Student's t, by degrees of freedom.
STUDENT = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262}
KINDS = ("fixed", "entropy", "control")


def load(path):
    return json.loads(Path(path).read_text(encoding="utf-8"))


def walks(run):
    return load(Path(run) / "walks" / "manifest.json")


def control_length(graph, run):
    nodes = load(Path(graph) / "graph" / "manifest.json")["counts"]["nodes"]
    return max(2, round(walks(run)["counts"]["tokens"] / nodes / WALKS_PER_NODE))


def f1(run):
    with open(Path(f"{run}-f1") / "classification.csv", encoding="utf-8", newline="") as lines:
        row = next(row for row in csv.DictReader(lines) if row["percent"] == "50")
    return {kind: 100 * float(row[kind]) for kind in ("micro", "macro")}


def mean(values):
    return sum(values) / len(values)


def interval(values):
    """Mean and half the width of its 95 % interval; one value has none."""
    if len(values) == 1:
        return mean(values), None
    deviation = math.sqrt(sum((v - mean(values)) ** 2 for v in values) / (len(values) - 1))
    return mean(values), STUDENT[len(values) - 1] * deviation / math.sqrt(len(values))


def summed_up(scores, rates):
    """Means a kind and rate, the best rate of each kind, and paired differences from whole walks, by micro-F1.

    scores: kind -> rate -> one a seed, of {"micro": .., "macro": ..}
    """
    found = {}
    micro = {kind: {rate: [one["micro"] for one in scores[kind][rate]] for rate in rates} for kind in KINDS}
    for kind in KINDS:
        best = max(rates, key=lambda rate: mean(micro[kind][rate]))
        found[kind] = {
            "best_rate": best,
            "micro": mean(micro[kind][best]),
            "macro": mean([one["macro"] for one in scores[kind][best]]),
            "micro_by_rate": {rate: mean(micro[kind][rate]) for rate in rates},
        }
    for kind in ("entropy", "control"):
        for rate in rates:
            pairs = zip(micro[kind][rate], micro["fixed"][rate])
            found[kind].setdefault("difference_by_rate", {})[rate] = interval([one - other for one, other in pairs])
        pairs = zip(micro[kind][found[kind]["best_rate"]], micro["fixed"][found["fixed"]["best_rate"]])
        found[kind]["difference_at_best"] = interval([one - other for one, other in pairs])
    return found


def record(arguments):
    rates = arguments.rates.split()
    seeds = range(1, arguments.seeds + 1)
    runs = {kind: [Path(arguments.folder) / f"{kind}-{seed}" for seed in seeds] for kind in KINDS}
    tokens = {kind: mean([walks(run)["counts"]["tokens"] for run in runs[kind]]) for kind in KINDS}
    scores = {kind: {rate: [f1(f"{run}-{rate}") for run in runs[kind]] for rate in rates} for kind in KINDS}
    line = {
        "graph": arguments.name,
        "settings": arguments.settings,
        "seeds": arguments.seeds,
        "walks_per_node": [walks(run)["counts"].get("walks_per_node", WALKS_PER_NODE) for run in runs["entropy"]],
        "mean_length": mean([walks(r)["counts"]["tokens"] / walks(r)["counts"]["walks"] for r in runs["entropy"]]),
        "saved_percent": 100 * (1 - tokens["entropy"] / tokens["fixed"]),
        "commit": arguments.commit,
        "load": round(os.getloadavg()[1], 1),
    } | summed_up(scores, rates)
    path = Path(arguments.results) / "entropy-walks.jsonl"
    lines = [json.loads(text) for text in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    lines = [old for old in lines if any(old[key] != line[key] for key in ("graph", "settings"))] + [line]
    path.write_text("".join(json.dumps(entry) + "\n" for entry in lines), encoding="utf-8")
    path.with_suffix(".md").write_text(table(lines), encoding="utf-8")


def difference(pair):
    return "%+.2f" % pair[0] + ("" if pair[1] is None else " ± %.2f" % pair[1])


def table(lines):
    rows = [
        "# Walks that entropy ends, against whole ones",
        "",
        "Micro-F1 at 50 % with the best learning rate of each (in brackets), and paired differences from whole walks (10 x 80) with",
        "95 % intervals over the seeds: with the best rate of each, and with the same rate. The control: fixed walks of as many nodes.",
        "",
        "| graph | settings | walks a node | mean length | saved | whole | entropy | control | entropy's difference"
        " | control's | at equal rates | seeds | commit |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for line in lines:
        counts = sorted(set(line["walks_per_node"]))
        best = " | ".join("%.2f (%s)" % (line[kind]["micro"], line[kind]["best_rate"]) for kind in KINDS)
        differences = " | ".join(difference(line[kind]["difference_at_best"]) for kind in ("entropy", "control"))
        equal = ", ".join(f"{rate}: {difference(pair)}" for rate, pair in line["entropy"]["difference_by_rate"].items())
        rows.append(
            f"| {line['graph']} | {line['settings']} | {', '.join(map(str, counts))} | {line['mean_length']:.1f}"
            f" | {line['saved_percent']:.0f} % | {best} | {differences} | {equal} | {line['seeds']} | {line['commit']} |"
        )
    return "\n".join(rows) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    length = commands.add_parser("length")
    length.add_argument("--graph", required=True)
    length.add_argument("--walks", required=True)
    recording = commands.add_parser("record")
    for name in ("name", "folder", "settings", "rates", "commit", "results"):
        recording.add_argument(f"--{name}", required=True)
    recording.add_argument("--seeds", type=int, required=True)
    arguments = parser.parse_args()
    if arguments.command == "length":
        print(control_length(arguments.graph, arguments.walks))
    else:
        record(arguments)


if __name__ == "__main__":
    main()
