"""Precision over all pairs, GEM's figures and the fitted score of an embedding, by full sorts and dense matrices.

The slow and obvious judge of what `graphrestore reconstruct` writes to global.json and, for the score `fitted`, to
reconstruction.json. Undirected graphs; ids are whole numbers. Pairs are sorted with NumPy; where a cut-off falls among equal scores
they count by the mean over their orders. GEM's MAP follows its code: a node predicts the nodes of higher number and positive score. The fitted
score follows docs/evaluation.md: nodes must be in the order of their indices, as `graphrestore export` writes them.

    global_numpy.py --edges edges.tsv.gz --vectors vectors.txt --run DIR

Exit codes: 0, 1 when a difference is above --tolerance, 2 for a mistake in the input.
"""

import argparse
import json
import os
import pathlib
import sys

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import gzip

import numpy as np

GEM_POSITIONS = (2, 10, 100, 200, 300, 500, 1000)
FIT_ROWS = 4096
RIDGE = 0.1


def read(edges_path, vectors_path):
    with open(vectors_path, encoding="utf-8") as lines:
        nodes, dim = map(int, next(lines).split())
        ids, vectors = [], np.zeros((nodes, dim), np.float32)
        for row, line in enumerate(lines):
            parts = line.split()
            ids.append(int(parts[0]))
            vectors[row] = parts[1:]
    index = {node: row for row, node in enumerate(ids)}
    adjacency = np.zeros((nodes, nodes), bool)
    opener = gzip.open if str(edges_path).endswith(".gz") else open
    with opener(edges_path, "rt", encoding="utf-8") as lines:
        for line in lines:
            source, target = (index[int(part)] for part in line.split()[:2])
            if source != target:
                adjacency[source, target] = adjacency[target, source] = True
    return np.array(ids), vectors, adjacency


def scores(name, vectors):
    wide = vectors.astype(np.float64)
    if name == "dot":
        return wide @ wide.T
    if name == "cosine":
        unit = wide / np.linalg.norm(wide, axis=1, keepdims=True)
        return unit @ unit.T
    square = (wide**2).sum(1)
    return -np.maximum(0, square[:, None] - 2 * wide @ wide.T + square[None])


def precision(values, truth, places):
    """Expected share of true ones among the first, for every place."""
    order = np.argsort(-values, kind="stable")
    values, truth = values[order], truth[order]
    found = np.concatenate([[0], np.cumsum(truth)])
    result = []
    for place in places:
        last = values[place - 1]
        above = np.searchsorted(-values, -last, "left")
        through = np.searchsorted(-values, -last, "right")
        tied = found[through] - found[above]
        result.append((found[above] + tied * (place - above) / (through - above)) / place)
    return result


def gem_map(matrix, adjacency, everything):
    total = 0.0
    for node in range(len(matrix)):
        candidates = np.arange(node + 1, len(matrix))
        kept = candidates if everything else candidates[matrix[node, candidates] > 0]
        ranked = kept[np.argsort(-matrix[node, kept], kind="stable")]
        ranks = np.flatnonzero(adjacency[node, ranked]) + 1
        total += np.mean(np.arange(1, len(ranks) + 1) / ranks) if len(ranks) else 0
    return total / len(matrix)


def distances(adjacency, hops):
    found = np.zeros(adjacency.shape, np.int8)
    seen = np.eye(len(adjacency), dtype=bool)
    step = adjacency.astype(np.float32)
    frontier = np.eye(len(adjacency), dtype=np.float32)
    for hop in range(1, hops + 1):
        reached = (step @ frontier > 0) & ~seen
        found[reached] = hop
        seen |= reached
        frontier = reached.astype(np.float32)
    return found.T


def decoder(features, truth, fold):
    """The closed form, fitted to the nodes of one half."""
    half = np.arange(fold, len(features), 2)
    rows = half[:FIT_ROWS]
    gram = features[half].T @ features[half] / len(half)
    dim = features.shape[1] - 1
    gram[np.arange(dim), np.arange(dim)] += RIDGE / dim
    pairs = features[rows].T @ (truth[np.ix_(rows, half)] @ features[half]) / len(half) / len(rows)
    return np.linalg.solve(gram, np.linalg.solve(gram, pairs.T).T)


def fitted_map(vectors, found, low, high):
    wide = vectors.astype(np.float64)
    unit = wide / np.linalg.norm(wide, axis=1, keepdims=True)
    features = np.hstack([unit, np.ones((len(unit), 1))])
    truth = (found >= low) & (found <= high)
    figures = []
    decoders = [decoder(features, truth.astype(np.float64), fold) for fold in (0, 1)]
    for node in range(len(features)):
        members = truth[node]
        if not members.any():
            continue
        query = (features[node] @ decoders[1 - node % 2])[:-1].astype(np.float32).astype(np.float64)
        values = unit @ query
        values[node] = -np.inf
        order = np.argsort(-values, kind="stable")
        ranks = np.flatnonzero(members[order]) + 1
        figures.append(np.mean(np.arange(1, len(ranks) + 1) / ranks))
    return float(np.mean(figures))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--edges", required=True)
    parser.add_argument("--vectors", required=True)
    parser.add_argument("--run", required=True, type=pathlib.Path, help="folder with global.json and reconstruction.json")
    parser.add_argument("--tolerance", type=float, default=1e-6)
    arguments = parser.parse_args()
    ids, vectors, adjacency = read(arguments.edges, arguments.vectors)
    worst = 0.0

    def compare(name, ours, theirs):
        nonlocal worst
        worst = max(worst, abs(ours - theirs))
        print(f"{name:34s} {ours:.9f} {theirs:.9f}")

    result = json.loads((arguments.run / "global.json").read_text("utf-8"))
    upper = np.triu_indices(len(ids), 1)
    for entry in result["scores"]:
        if entry["ordered"] or entry["scored"] != entry["pairs"]:
            sys.exit("only all pairs without order are judged")
        values = scores(entry["score"], vectors)[upper]
        cuts = [at["n"] for at in entry["precision"]] + [entry["edges"]]
        figures = [at["precision"] for at in entry["precision"]] + [entry["edgePrecision"]]
        for cut, ours, theirs in zip(cuts, figures, precision(values, adjacency[upper], cuts)):
            compare(f"{entry['score']} precision {cut}", ours, theirs)
    by_id = np.argsort(ids, kind="stable")
    for entry in result["gem"]:
        everything = entry["score"] == "l2"
        matrix = scores(entry["score"], vectors)[np.ix_(by_id, by_id)]
        edges = adjacency[np.ix_(by_id, by_id)]
        compare(f"{entry['score']} gem map", entry["map"], gem_map(matrix, edges, everything))
        for at, theirs in zip(entry["precision"], precision(matrix[upper], edges[upper], [at["n"] for at in entry["precision"]])):
            compare(f"{entry['score']} gem precision {at['n']}", at["precision"], theirs)
    summary = json.loads((arguments.run / "reconstruction.json").read_text("utf-8"))
    for entry in summary["scores"]:
        if entry["score"] == "fitted" and not summary["sampled"]:
            found = distances(adjacency, len(entry["hops"]))
            for hop in entry["hops"]:
                k = hop["hop"]
                compare(f"fitted shell {k}", hop["shell"]["map"], fitted_map(vectors, found, k, k))
                compare(f"fitted ball {k}", hop["ball"]["map"], fitted_map(vectors, found, 1, k))
    print(f"largest difference {worst:.2e}")
    sys.exit(1 if worst > arguments.tolerance else 0)


if __name__ == "__main__":
    main()
