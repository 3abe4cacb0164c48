"""Link prediction measures by NumPy and scikit-learn, from a split and vectors in text files.

The slow and obvious judge of `graphrestore linkpred`: the same test edges and the same non-edges, scored in float64 from
float32 vectors; AUC and average precision by scikit-learn; MRR and hits by ranking the true node among all nodes that have
no edge to the head (edges of training, test and validation are left out), ties at their mean rank.

Also checks the split: no hidden edge is left in training in any direction, and every component stays connected.

    linkpred.py --split DIR --non-edges non-edges.tsv --vectors vectors.txt --compare linkpred.json

DIR holds train.tsv and test.tsv (and validation.tsv). Rankings are compared where all test edges were ranked.
Exit codes: 0, 1 where a figure differs by more than --tolerance or the split leaks, 2 for a mistake in the input.
"""

import argparse
import json
import os
import sys

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from sklearn.metrics import average_precision_score, roc_auc_score

SCORES = ("dot", "cosine", "l2")
CUTOFFS = (1, 10, 50, 100)
HEADS = 256


def read_vectors(path):
    with open(path, encoding="utf-8") as lines:
        count, dim = map(int, next(lines).split())
        ids, rows = {}, np.zeros((count, dim), dtype=np.float32)
        for row, line in enumerate(lines):
            fields = line.rstrip("\n").split(" ")
            ids[fields[0]] = row
            rows[row] = np.array(fields[1 : dim + 1], dtype=np.float32)
    if len(ids) != count:
        raise SystemExit(f"linkpred.py: {path} has {len(ids)} ids, its header says {count}")
    return ids, rows.astype(np.float64)


def read_pairs(path, ids):
    if not os.path.exists(path):
        return np.zeros((0, 2), dtype=np.int64)
    with open(path, encoding="utf-8") as lines:
        return np.array([[ids[i] for i in line.rstrip("\n").split("\t")] for line in lines], dtype=np.int64)


def pair_scores(kind, vectors, pairs):
    """Sums over the dimensions in order, so that equal vectors give equal scores."""
    total = np.zeros(len(pairs))
    for k in range(vectors.shape[1]):
        one, other = vectors[pairs[:, 0], k], vectors[pairs[:, 1], k]
        total += (one - other) ** 2 if kind == "l2" else one * other
    return finish(kind, total, vectors, pairs[:, 0], pairs[:, 1])


def finish(kind, total, vectors, one, other):
    if kind == "l2":
        return -total
    if kind == "cosine":
        norms = np.zeros(len(vectors))
        for k in range(vectors.shape[1]):
            norms += vectors[:, k] ** 2
        inverse = 1 / np.sqrt(norms)
        return total * inverse[one] * inverse[other]
    return total


def ranks(kind, vectors, test, known):
    """(mean rank, candidates) of both directions of every test edge among all nodes without an edge to the head."""
    nodes = len(vectors)
    queries = np.concatenate([test, test[:, ::-1]])
    order = np.argsort(queries[:, 0], kind="stable")
    queries = queries[order]
    heads, starts = np.unique(queries[:, 0], return_index=True)
    ends = np.append(starts[1:], len(queries))
    everyone = np.arange(nodes)
    found = []
    for first in range(0, len(heads), HEADS):
        batch = heads[first : first + HEADS]
        total = np.zeros((len(batch), nodes))
        for k in range(vectors.shape[1]):
            one, other = vectors[batch, k][:, None], vectors[:, k][None, :]
            total += (one - other) ** 2 if kind == "l2" else one * other
        scores = finish(kind, total, vectors, batch[:, None], everyone[None, :])
        for i, head in enumerate(batch):
            candidate = np.ones(nodes, dtype=bool)
            candidate[known[head]] = False
            candidate[head] = False
            others = scores[i, candidate]
            for tail in queries[starts[first + i] : ends[first + i], 1]:
                truth = scores[i, tail]
                above, equal = np.sum(others > truth), np.sum(others == truth)
                found.append((above, equal))
    return np.array(found)


def mean_rank_measures(found):
    above, equal = found[:, 0], found[:, 1]
    measures = {"mrr": np.mean(1 / (above + 1 + equal / 2))}
    for n in CUTOFFS:
        measures[f"hits@{n}"] = np.mean(np.clip(n - above, 0, equal + 1) / (equal + 1))
    return measures


def check_split(nodes, train, hidden):
    codes = lambda pairs: np.minimum(pairs[:, 0], pairs[:, 1]) * nodes + np.maximum(pairs[:, 0], pairs[:, 1])
    leaked = np.intersect1d(codes(train), codes(hidden)).size

    def components(pairs):
        graph = csr_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(nodes, nodes))
        return connected_components(graph, directed=False)[0]

    before, after = components(np.concatenate([train, hidden])), components(train)
    print(f"split        {len(train)} edges left, {len(hidden)} hidden, {leaked} in both, components {before} -> {after}")
    return leaked == 0 and before == after


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--split", required=True)
    parser.add_argument("--non-edges", required=True)
    parser.add_argument("--vectors", required=True)
    parser.add_argument("--compare", required=True)
    parser.add_argument("--tolerance", type=float, default=1e-9)
    args = parser.parse_args()

    ids, vectors = read_vectors(args.vectors)
    train = read_pairs(os.path.join(args.split, "train.tsv"), ids)
    test = read_pairs(os.path.join(args.split, "test.tsv"), ids)
    validation = read_pairs(os.path.join(args.split, "validation.tsv"), ids)
    negatives = read_pairs(args.non_edges, ids)
    hidden = np.concatenate([test, validation])
    sound = check_split(len(vectors), train, hidden)

    known = [[] for _ in vectors]
    for one, other in np.concatenate([train, hidden]):
        known[one].append(other)
        known[other].append(one)
    edges = {(u, v) for u in range(len(known)) for v in known[u]}
    wrong = sum((u, v) in edges or u == v for u, v in map(tuple, negatives))
    print(f"non-edges    {len(negatives)}, {wrong} of them edges")
    sound = sound and wrong == 0

    with open(args.compare, encoding="utf-8") as file:
        theirs = json.load(file)
    if theirs["directed"]:
        raise SystemExit("linkpred.py: only undirected graphs are compared")
    labels = np.concatenate([np.ones(len(test)), np.zeros(len(negatives))])
    pairs = np.concatenate([test, negatives])
    worst = 0.0
    for kind in SCORES:
        mine = {}
        scores = pair_scores(kind, vectors, pairs)
        mine["auc"] = roc_auc_score(labels, scores)
        mine["ap"] = average_precision_score(labels, scores)
        pair = next(p for p in theirs["pairs"] if p["score"] == kind)
        other = {"auc": pair["auc"], "ap": pair["averagePrecision"]}
        if theirs["rankedEdges"] == theirs["testEdges"]:
            mine.update(mean_rank_measures(ranks(kind, vectors, test, known)))
            ranking = next(r for r in theirs["rankings"] if r["score"] == kind and r["candidates"] == "all")
            other["mrr"] = ranking["mrr"]
            other.update({f"hits@{h['n']}": h["share"] for h in ranking["hits"]})
        for name, value in mine.items():
            difference = abs(value - other[name])
            worst = max(worst, difference)
            print(f"{kind:7} {name:9} {other[name]:.12f}  here {value:.12f}  difference {difference:.1e}")
    for pair in theirs["pairs"]:
        print(f"graphrestore {pair['score']:17} AUC {pair['auc']:.4f}  AP {pair['averagePrecision']:.4f}")
    for r in theirs["rankings"]:
        hits = "  ".join(f"@{h['n']} {h['share']:.3f}" for h in r["hits"])
        print(f"graphrestore {r['score']:8} {r['candidates']:8} MRR {r['mrr']:.4f}  hits {hits}")
    print(f"largest difference {worst:.1e} (at most {args.tolerance:.0e})")
    return 0 if sound and worst <= args.tolerance else 1


if __name__ == "__main__":
    sys.exit(main())
