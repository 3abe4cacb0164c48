"""Shell and ball mAP of an embedding, and what stands beside it, by breadth-first search and a full sort, with NumPy and SciPy only.

The slow and obvious judge of `graphrestore reconstruct`: for every node u, all other nodes of the graph are sorted by
a score, and AP(u) = sum_i i / rank_i / m over the m members of the shell {v: dist(u, v) = k} (or of the ball
{v: 1 <= dist(u, v) <= k}) in that order. mAP is the mean over the nodes whose shell (or ball) is not empty. Members of
equal score share the average of their ranks (scipy.stats.rankdata). Scores are computed in float64 from float32
vectors: dot, cosine (0 where a vector is zero) and l2 (minus the Euclidean distance).

Equal vectors must tie, but a float64 matrix product may add up two equal columns in different orders and part them by
the last bit. So scores are computed once for each *distinct* vector and copied to all nodes that have it; for cosine
the vectors that are equal after scaling to length one are joined as well. l2 uses the differences themselves
(scipy.spatial.distance.cdist), not |u|^2 + |v|^2 - 2uv, and parts no pairs by cancellation.

    reconstruction_numpy.py --edges edges.tsv.gz --vectors vectors.txt [--compare DIR/reconstruction.json]

Exit codes: 0, 1 when --compare finds a difference above --tolerance, 2 for a mistake in the input.
"""

import argparse
import json
import os
import sys
import time

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import dijkstra
from scipy.spatial.distance import cdist
from scipy.stats import rankdata

from formats import read_edges, read_vectors, stop

SCORES = ("dot", "cosine", "l2")
BASELINES = ("degree", "common-neighbours")


def adjacency(nodes, sources, targets, directed):
    """Simple graph without self-loops; both directions of every edge unless directed."""
    kept = sources != targets
    rows, columns = sources[kept], targets[kept]
    if not directed:
        rows, columns = np.concatenate([rows, columns]), np.concatenate([columns, rows])
    graph = sparse.csr_matrix((np.ones(rows.size), (rows, columns)), shape=(nodes, nodes))
    graph.sum_duplicates()
    graph.data[:] = 1
    return graph


def average_precision(ranks):
    """AP of one node from the ranks (1 is best, averaged over ties) of its members."""
    ordered = np.sort(ranks)
    return float(np.mean(np.arange(1, ordered.size + 1) / ordered))


def random_average_precision(members, candidates):
    """The exact expectation of AP when the candidates are ordered at random."""
    harmonic = float(np.sum(1.0 / np.arange(1, candidates + 1)))
    if candidates == 1:
        return 1.0
    return (harmonic + (members - 1) * (candidates - harmonic) / (candidates - 1)) / candidates


def ceiling(nearer, members):
    """AP of a shell in a ranking by the true distances, nearest first and without ties."""
    places = np.arange(1, members + 1)
    return float(np.mean(places / (nearer + places)))


def beside(scores, members, ranks, nearer):
    """What stands beside AP for one query: from the scores of all candidates, by pairs and by sorted places.

    scores has -inf for the query itself; members are true nodes, ranks their average ranks.
    """
    candidates = scores.size - 1
    count = members.size
    order = np.argsort(-scores, kind="stable")[:candidates]
    ordered = scores[order]
    true = np.zeros(scores.size, dtype=bool)
    true[members] = True
    hits = true[order].astype(np.float64)
    # A random order of a tie: every place of it holds a true node with the tie's share of true ones.
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    sizes = np.diff(np.concatenate([starts, [candidates]]))
    tied = np.add.reduceat(hits, starts)
    share = np.repeat(tied / sizes, sizes)
    discounts = 1 / np.log2(np.arange(candidates) + 2)
    figures = {
        "ndcg": float(np.sum(share * discounts) / np.sum(discounts[:count])),
        "ndcgRandom": float(count / candidates * np.sum(discounts) / np.sum(discounts[:count])),
        "rPrecision": float(np.sum(share[:count]) / count),
        "ceiling": ceiling(nearer, count),
    }
    for first in (1, 5, 10, 50, 100):
        figures[f"recall {first}"] = float(np.sum(share[:first]) / count)
    # The Mann-Whitney statistic of the true nodes' ranks.
    if count < candidates:
        figures["auc"] = float(
            1 - (np.sum(ranks) - count * (count + 1) / 2) / (count * (candidates - count))
        )
    at = int(np.flatnonzero(tied)[0])
    left, reciprocal = 1.0, 0.0
    for j in range(int(sizes[at] - tied[at]) + 1):
        here = left * tied[at] / (sizes[at] - j)
        reciprocal += here / (starts[at] + 1 + j)
        left -= here
    figures["mrr"] = float(reciprocal)
    return figures


def count_paths(graph, kind, first, end):
    """Scores of a baseline: in-neighbours of a candidate, or paths of two edges to it."""
    if kind == "degree":
        incoming = np.asarray(graph.sum(axis=0)).reshape(1, -1)
        return np.repeat(incoming, end - first, axis=0)
    return np.asarray((graph[first:end] @ graph).todense())


class Scorer:
    """Scores of a range of nodes against all nodes, the same bits for equal vectors wherever they stand."""

    def __init__(self, kind, vectors):
        self.kind = kind
        matrix = vectors.astype(np.float64)
        if kind == "cosine":
            length = np.sqrt((matrix * matrix).sum(axis=1, keepdims=True))
            matrix = np.divide(matrix, length, out=np.zeros_like(matrix), where=length > 0)
        matrix = matrix + 0.0  # -0 and 0 are one value
        self.distinct, self.distinct_of = np.unique(matrix, axis=0, return_inverse=True)
        self.distinct_of = self.distinct_of.reshape(-1)

    def rows(self, first, end):
        queries = self.distinct[self.distinct_of[first:end]]
        if self.kind == "l2":
            scores = -cdist(queries, self.distinct)
        else:
            scores = queries @ self.distinct.T
        return scores[:, self.distinct_of]


def reconstruct(graph, vectors, kinds, hops, chunk):
    """Returns the figures in the layout of reconstruction.json."""
    nodes = graph.shape[0]
    scorers = {kind: Scorer(kind, vectors) for kind in kinds}
    rankings = [*kinds, *BASELINES]
    sums = {(kind, hop, part): [] for kind in rankings for hop in range(1, hops + 1) for part in ("shell", "ball")}
    random_of = {(hop, part): [] for hop in range(1, hops + 1) for part in ("shell", "ball")}
    others = {key: {} for key in sums}
    expectation = {}

    for first in range(0, nodes, chunk):
        end = min(nodes, first + chunk)
        distances = dijkstra(graph, directed=True, indices=np.arange(first, end), unweighted=True, limit=hops)
        members = {}
        for row in range(end - first):
            for hop in range(1, hops + 1):
                of_row = distances[row]
                members[row, hop, "shell"] = np.flatnonzero(of_row == hop)
                members[row, hop, "ball"] = np.flatnonzero((of_row >= 1) & (of_row <= hop))
        for (row, hop, part), who in members.items():
            if who.size:
                if who.size not in expectation:
                    expectation[who.size] = random_average_precision(who.size, nodes - 1)
                random_of[hop, part].append(expectation[who.size])
        for kind in rankings:
            of_graph = kind in BASELINES
            scores = count_paths(graph, kind, first, end) if of_graph else scorers[kind].rows(first, end)
            if not np.isfinite(scores).all():
                stop(f"The {kind} scores of rows {first} to {end - 1} are not all finite")
            # A node is no candidate of its own: it goes to the end, where it moves nobody's rank.
            scores[np.arange(end - first), np.arange(first, end)] = -np.inf
            ranks = rankdata(-scores, method="average", axis=1)
            for (row, hop, part), who in members.items():
                if who.size:
                    sums[kind, hop, part].append(average_precision(ranks[row, who]))
                    nearer = members[row, hop - 1, "ball"].size if part == "shell" and hop > 1 else 0
                    for name, value in beside(scores[row], who, ranks[row, who], nearer).items():
                        others[kind, hop, part].setdefault(name, []).append(value)

    def figures(kind, hop, part):
        values = sums[kind, hop, part]
        if not values:
            return {"queries": 0, "map": None, "random": None}
        return {
            "queries": len(values),
            "map": float(np.mean(values)),
            "random": float(np.mean(random_of[hop, part])),
            **{name: float(np.mean(found)) for name, found in others[kind, hop, part].items()},
        }

    def entries(name, of):
        return [
            {
                name: kind,
                "hops": [
                    {
                        "hop": hop,
                        "queries": figures(kind, hop, "shell")["queries"],
                        "shell": figures(kind, hop, "shell"),
                        "ball": figures(kind, hop, "ball"),
                    }
                    for hop in range(1, hops + 1)
                ],
            }
            for kind in of
        ]

    return {"scores": entries("score", kinds), "baselines": entries("baseline", BASELINES)}


def differences(ours, theirs):
    """Yields (name, ours, theirs) for every figure that both have; theirs is the file of the product."""
    by_score = {entry["score"]: entry for entry in theirs["scores"]}
    by_score.update({entry["baseline"]: entry for entry in theirs.get("baselines", [])})
    for entry in [*ours["scores"], *ours["baselines"]]:
        ranking = entry.get("score", entry.get("baseline"))
        other = by_score.get(ranking)
        if other is None:
            continue
        by_hop = {hop["hop"]: hop for hop in other["hops"]}
        for hop in entry["hops"]:
            if hop["hop"] not in by_hop:
                continue
            their_hop = by_hop[hop["hop"]]
            name = f"{ranking} {hop['hop']}"
            yield f"{name} queries", hop["queries"], their_hop["queries"]
            for part in ("shell", "ball"):
                their_part = dict(their_hop.get(part, {}))
                for first, recall in their_part.get("recall", {}).items():
                    their_part[f"recall {first}"] = recall
                for figure in hop[part]:
                    if figure in their_part:
                        yield f"{name} {part} {figure}", hop[part][figure], their_part[figure]


def compare(ours, path, tolerance):
    """Prints all differences; returns the greatest one, which is infinite where one side has no value."""
    with open(path, encoding="utf-8") as source:
        theirs = json.load(source)
    greatest, compared = 0.0, 0
    for name, mine, other in differences(ours, theirs):
        compared += 1
        if mine is None or other is None:
            gap = 0.0 if mine == other else float("inf")
        else:
            gap = abs(mine - other)
        mark = "" if gap <= tolerance else "  DIFFERS"
        print(f"{name:40s} numpy {mine!s:22s} graphrestore {other!s:22s} difference {gap:.2e}{mark}")
        greatest = max(greatest, gap)
    if compared == 0:
        stop(f"{path} has no score and hop in common with this computation")
    print(f"greatest difference of {compared} figures: {greatest:.2e} (tolerance {tolerance:g})")
    return greatest


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edges", required=True, help="src<TAB>dst lines, gzipped or not")
    parser.add_argument("--vectors", required=True, help="word2vec text, or .npy")
    parser.add_argument("--ids", help="ids of a .npy, one a line (default: beside it)")
    parser.add_argument("--directed", action="store_true", help="distances along the arcs")
    parser.add_argument("--scores", default=",".join(SCORES), help="of dot, cosine, l2, separated by commas")
    parser.add_argument("--hops", type=int, default=3)
    parser.add_argument("--chunk", type=int, default=256, help="nodes at a time; bounds memory")
    parser.add_argument("--compare", help="a reconstruction.json")
    parser.add_argument("--tolerance", type=float, default=1e-6)
    parser.add_argument("--json", help="write the figures to this file")
    arguments = parser.parse_args()

    kinds = arguments.scores.split(",")
    unknown = [kind for kind in kinds if kind not in SCORES]
    if unknown:
        stop(f"Unknown score: {', '.join(unknown)} (must be of {', '.join(SCORES)})")

    start = time.process_time()
    ids, sources, targets = read_edges(arguments.edges)
    vector_ids, matrix = read_vectors(arguments.vectors, arguments.ids)
    row_of = {name: row for row, name in enumerate(vector_ids)}
    missing = [name for name in ids if name not in row_of]
    if missing or len(vector_ids) != len(ids):
        stop(
            f"The graph has {len(ids)} nodes and {arguments.vectors} {len(vector_ids)} vectors; "
            f"{len(missing)} nodes have none{', first: ' + missing[0] if missing else ''}"
        )
    vectors = matrix[[row_of[name] for name in ids]]
    graph = adjacency(len(ids), sources, targets, arguments.directed)
    result = reconstruct(graph, vectors, kinds, arguments.hops, arguments.chunk)

    for entry in [*result["scores"], *result["baselines"]]:
        for hop in entry["hops"]:
            print(
                f"{entry.get('score', entry.get('baseline')):6s} hop {hop['hop']}  queries {hop['queries']:6d}  "
                + "  ".join(f"{part} mAP {hop[part]['map']} (random {hop[part]['random']})" for part in ("shell", "ball"))
            )
    print(f"{len(ids)} nodes, {graph.nnz} arcs, {time.process_time() - start:.1f} CPU-s")
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as out:
            json.dump(result, out, indent=2)
            out.write("\n")
    if arguments.compare and compare(result, arguments.compare, arguments.tolerance) > arguments.tolerance:
        sys.exit(1)


if __name__ == "__main__":
    main()
