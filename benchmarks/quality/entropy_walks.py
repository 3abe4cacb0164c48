"""Sums up benchmarks/entropy-walks.sh: tokens saved, and what that costs in F1.

    entropy_walks.py length --graph RUN --walks RUN      prints the length at which fixed walks have as many tokens
    entropy_walks.py record --name G --folder F --seeds N ...
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
        return mean(values), math.nan
    deviation = math.sqrt(sum((v - mean(values)) ** 2 for v in values) / (len(values) - 1))
    return mean(values), STUDENT[len(values) - 1] * deviation / math.sqrt(len(values))


def record(arguments):
    runs = {
        kind: [Path(arguments.folder) / f"{kind}-{seed}" for seed in range(1, arguments.seeds + 1)] for kind in KINDS
    }
    tokens = {kind: mean([walks(run)["counts"]["tokens"] for run in runs[kind]]) for kind in KINDS}
    scores = {kind: [f1(run) for run in runs[kind]] for kind in KINDS}
    line = {
        "graph": arguments.name,
        "settings": arguments.settings,
        "seeds": arguments.seeds,
        "walks_per_node": [walks(run)["counts"].get("walks_per_node", WALKS_PER_NODE) for run in runs["entropy"]],
        "mean_length": mean([walks(r)["counts"]["tokens"] / walks(r)["counts"]["walks"] for r in runs["entropy"]]),
        "saved_percent": 100 * (1 - tokens["entropy"] / tokens["fixed"]),
        "commit": arguments.commit,
        "load": round(os.getloadavg()[1], 1),
    }
    for kind in KINDS:
        line[kind] = {name: mean([score[name] for score in scores[kind]]) for name in ("micro", "macro")}
    for kind in ("entropy", "control"):
        for name in ("micro", "macro"):
            pairs = zip(scores[kind], scores["fixed"])
            line[f"{kind}_{name}_difference"] = interval([one[name] - other[name] for one, other in pairs])
    path = Path(arguments.results) / "entropy-walks.jsonl"
    lines = [json.loads(text) for text in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    lines = [old for old in lines if any(old[key] != line[key] for key in ("graph", "settings"))] + [line]
    path.write_text("".join(json.dumps(entry) + "\n" for entry in lines), encoding="utf-8")
    path.with_suffix(".md").write_text(table(lines), encoding="utf-8")


def table(lines):
    rows = [
        "# Walks that entropy ends, against whole ones",
        "",
        "Micro-F1 at 50 %; differences from whole walks (10 x 80) with 95 % intervals over the seeds. The control: fixed walks of as",
        "many nodes.",
        "",
        "| graph | settings | walks a node | mean length | saved | whole | entropy | difference | control's difference"
        " | seeds | commit |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for line in lines:
        counts = sorted(set(line["walks_per_node"]))
        differences = ["%+.2f ± %.2f" % tuple(line[f"{kind}_micro_difference"]) for kind in ("entropy", "control")]
        rows.append(
            f"| {line['graph']} | {line['settings']} | {', '.join(map(str, counts))} | {line['mean_length']:.1f}"
            f" | {line['saved_percent']:.0f} % | {line['fixed']['micro']:.2f} | {line['entropy']['micro']:.2f}"
            f" | {differences[0]} | {differences[1]} | {line['seeds']} | {line['commit']} |"
        )
    return "\n".join(rows) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    length = commands.add_parser("length")
    length.add_argument("--graph", required=True)
    length.add_argument("--walks", required=True)
    recording = commands.add_parser("record")
    for name in ("name", "folder", "settings", "commit", "results"):
        recording.add_argument(f"--{name}", required=True)
    recording.add_argument("--seeds", type=int, required=True)
    arguments = parser.parse_args()
    if arguments.command == "length":
        print(control_length(arguments.graph, arguments.walks))
    else:
        record(arguments)


if __name__ == "__main__":
    main()
