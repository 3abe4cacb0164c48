"""HOPE vectors of Zachary's karate club: the test resource karate-hope-source.txt and karate-hope-target.txt.

HOPE (Ou et al., "Asymmetric transitivity preserving graph embedding", KDD 2016) factorizes a proximity; here Katz's,
S = (I - beta A)^-1 beta A with beta = .01 on the symmetrised, unweighted graph, by a full SVD, S = U diag(s) V'. The
source vector of a node is its row of U sqrt(s), the target vector its row of V sqrt(s), 16 values a side, in float32. The first k values
a side are HOPE's vectors of dimension d = 2k.

    hope_karate.py FOLDER [EDGES]      (EDGES: src<TAB>dst lines; without, those of KarateTest's source)
"""

import pathlib
import re
import sys

import numpy as np

SIDE = 16
BETA = 0.01


def edges(path):
    if path is not None:
        return [tuple(int(x) for x in line.split()[:2]) for line in open(path, encoding="utf-8")]
    java = pathlib.Path(__file__).parents[2] / "common/src/test/java/org/graphrestore/reconstruction/Karate.java"
    return [tuple(int(x) for x in pair.split("-")) for pair in re.findall(r"\b\d+-\d+\b", java.read_text("utf-8"))]


def write(path, vectors):
    with open(path, "w", encoding="utf-8") as out:
        out.write(f"{vectors.shape[0]} {vectors.shape[1]}\n")
        for node, vector in enumerate(vectors):
            # Values of 1e-17 are noise around zero, and part nodes that are alike. Nine digits tell a float32 apart from its neighbours.
            out.write(f"{node} " + " ".join(f"{value if abs(value) > 1e-9 else 0:.9g}" for value in vector) + "\n")


def main():
    pairs = edges(sys.argv[2] if len(sys.argv) > 2 else None)
    nodes = 1 + max(max(pair) for pair in pairs)
    adjacency = np.zeros((nodes, nodes))
    for u, v in pairs:
        adjacency[u, v] = adjacency[v, u] = 1
    katz = np.linalg.solve(np.eye(nodes) - BETA * adjacency, BETA * adjacency)
    left, values, right = np.linalg.svd(katz)
    root = np.sqrt(values[:SIDE])
    write(pathlib.Path(sys.argv[1]) / "karate-hope-source.txt", (left[:, :SIDE] * root).astype(np.float32))
    write(pathlib.Path(sys.argv[1]) / "karate-hope-target.txt", (right[:SIDE].T * root).astype(np.float32))


if __name__ == "__main__":
    main()
