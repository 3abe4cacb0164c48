"""Multi-label node classification by DeepWalk's protocol (Perozzi et al., KDD 2014, section 5 and its scoring.py).

One-vs-rest logistic regression (liblinear, L2, C = 1) on the vectors as they are. A node with m labels is given the m
labels of highest probability. Micro- and macro-F1 on the nodes that were not trained on, averaged over seeded random
splits. All embeddings named on one command line see the same nodes (those with a label and a vector in each) and the
same splits, so that they compare. With --splits-file the splits are read from a file that `graphrestore classify --set
classify.save-splits=true` has left: a node and its place in the order of every repeat; the lowest places train.

    classify.py --labels labels.tsv.gz --vectors ours=vectors.txt --vectors gensim=gensim.txt
"""

import argparse
import json
import os
import time

# One thread: what is printed as CPU-seconds is then the work itself, and the machine is shared.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from formats import open_text, read_labels, read_vectors, stop


def top_k(probabilities, counts):
    """Marks in each row the counts[row] most probable labels; the first label wins a tie."""
    order = np.argsort(-probabilities, axis=1, kind="stable")
    chosen = np.zeros(probabilities.shape, dtype=bool)
    for row, count in enumerate(counts):
        chosen[row, order[row, :count]] = True
    return chosen


def probabilities_of(train, train_labels, test):
    """One regression a label; a label that is all or nothing in the training nodes gets that as its probability."""
    result = np.empty((test.shape[0], train_labels.shape[1]))
    for label in range(train_labels.shape[1]):
        target = train_labels[:, label]
        if target.all() or not target.any():
            result[:, label] = float(target[0])
        else:
            model = LogisticRegression(solver="liblinear", C=1.0).fit(train, target)
            result[:, label] = model.predict_proba(test)[:, 1]
    return result


def score_split(vectors, labels, percent, order):
    size = int(len(vectors) * percent / 100)
    train, test = order[:size], order[size:]
    probabilities = probabilities_of(vectors[train], labels[train], vectors[test])
    predicted = top_k(probabilities, labels[test].sum(axis=1))
    return [f1_score(labels[test], predicted, average=kind, zero_division=0) for kind in ("micro", "macro")]


def classify(vectors, labels, percents, splits, seed, orders=None):
    """Returns {percent: {"micro": [mean, deviation], "macro": ...}} in percent points.

    The nodes' order behind every split is drawn, or given as one row of `orders` a split, the same for every percent.
    """
    result = {}
    for percent in percents:
        scores = []
        for split in range(splits):
            if orders is None:
                order = np.random.default_rng([seed, percent, split]).permutation(len(vectors))
            else:
                order = orders[split]
            scores.append(score_split(vectors, labels, percent, order))
        scores = 100 * np.array(scores)
        result[percent] = {
            kind: [round(float(scores[:, column].mean()), 2), round(float(scores[:, column].std()), 2)]
            for column, kind in enumerate(("micro", "macro"))
        }
    return result


def aligned(embeddings, labels_by_node):
    """The nodes that all have, each embedding's rows for them, and their labels as a 0/1 matrix."""
    rows = {name: {node: row for row, node in enumerate(ids)} for name, (ids, _) in embeddings.items()}
    nodes = sorted(node for node in labels_by_node if all(node in of for of in rows.values()))
    if not nodes:
        stop("No labelled node has a vector: do the ids of labels and vectors agree?")
    names = sorted({label for node in nodes for label in labels_by_node[node]})
    column = {label: at for at, label in enumerate(names)}
    labels = np.zeros((len(nodes), len(names)), dtype=np.int8)
    for row, node in enumerate(nodes):
        labels[row, [column[label] for label in labels_by_node[node]]] = 1
    matrices = {
        name: matrix[[rows[name][node] for node in nodes]].astype(np.float64)
        for name, (_, matrix) in embeddings.items()
    }
    return nodes, matrices, labels


def read_orders(path, nodes):
    """The order of the nodes, as rows of `nodes`, in every repeat of a file of splits."""
    row = {node: at for at, node in enumerate(nodes)}
    places = {}
    with open_text(path) as lines:
        for number, line in enumerate(lines, 1):
            node, *cells = line.rstrip("\n").split("\t")
            if node not in row or row[node] in places:
                stop(f"{path}, line {number}: {node} is twice there, or has no label or no vector")
            places[row[node]] = [int(cell) for cell in cells]
    if len(places) != len(nodes):
        stop(f"{path} has {len(places)} nodes, {len(nodes)} have a label and a vector")
    return np.argsort(np.array([places[at] for at in range(len(nodes))]), axis=0).T


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labels", required=True, help="node<TAB>label lines, gzipped or not")
    parser.add_argument("--vectors", required=True, action="append", help="NAME=FILE, word2vec text or .npy; repeat")
    parser.add_argument("--ids", help="ids of a .npy, one a line (default: beside it)")
    parser.add_argument("--percent", type=int, nargs="+", default=[10, 50, 90], help="training nodes, in percent")
    parser.add_argument("--splits", type=int, default=10)
    parser.add_argument("--splits-file", help="use the splits of this file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", help="also write the figures to this file")
    arguments = parser.parse_args()

    labels_by_node = read_labels(arguments.labels)
    embeddings = {}
    for item in arguments.vectors:
        name, equals, path = item.partition("=")
        if not equals:
            stop(f"Invalid --vectors: {item} (must be NAME=FILE)")
        embeddings[name] = read_vectors(path, arguments.ids)
    nodes, matrices, labels = aligned(embeddings, labels_by_node)
    orders = read_orders(arguments.splits_file, nodes) if arguments.splits_file else None
    if orders is not None:
        arguments.splits = len(orders)
    print(f"nodes {len(nodes)} of {len(labels_by_node)} labelled, labels {labels.shape[1]}, splits {arguments.splits}")

    report = {"nodes": len(nodes), "labels": labels.shape[1], "splits": arguments.splits, "f1": {}}
    for name, matrix in matrices.items():
        start = time.process_time()
        scores = classify(matrix, labels, arguments.percent, arguments.splits, arguments.seed, orders)
        report["f1"][name] = scores
        for kind in ("micro", "macro"):
            figures = "  ".join(f"{p}%: {scores[p][kind][0]:5.2f} ±{scores[p][kind][1]:.2f}" for p in scores)
            print(f"{name} {kind}-F1  {figures}", flush=True)
        print(f"{name} judged in {time.process_time() - start:.0f} CPU-s", flush=True)
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as out:
            json.dump(report, out, indent=2)
            out.write("\n")


if __name__ == "__main__":
    main()
