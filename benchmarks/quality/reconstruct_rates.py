"""What NumPy needs for the arithmetic of `graphrestore reconstruct`: the rate of its matrix product, and shell and ball mAP by full sorts.

    reconstruct_rates.py gemm --threads 2 --dim 128
    reconstruct_rates.py map --threads 2 --edges edges.tsv.gz --vectors vectors.txt [--hops 3]

`gemm` times OpenBLAS in float32 and float64 on three shapes: a batch of queries against a tile of candidates, as
reconstruct computes it, 1,024 queries against 10,312 candidates, and a large square product.

`map` is NumPy at its best, and not the judge of exactness (that is reconstruction_numpy.py): cosine, every row of scores
sorted whole by argsort, as many rows at once as there are threads; the shells come from rows of bits that are joined
along the edges. It takes no care of ties. Prints one line of JSON.
"""

import argparse
import json
import os
import time
from concurrent.futures import ThreadPoolExecutor


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    gemm = commands.add_parser("gemm")
    gemm.add_argument("--dim", type=int, default=128)
    full = commands.add_parser("map")
    full.add_argument("--edges", required=True)
    full.add_argument("--vectors", required=True, help="word2vec text or NumPy")
    full.add_argument("--ids")
    full.add_argument("--hops", type=int, default=3)
    for command in (gemm, full):
        command.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


arguments = parse()
# A sort has a thread of its own, and so its product has one; gemm is given all.
blas_threads = arguments.threads if arguments.command == "gemm" else 1
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = str(blas_threads)

import numpy as np

from formats import read_edges, read_vectors


def gemm_rate(kind, queries, dim, candidates):
    """Median and best GFLOP/s of seven repetitions of about half a second."""
    random = np.random.default_rng(1)
    left = random.random((queries, dim)).astype(kind)
    right = random.random((candidates, dim)).astype(kind).T
    out = np.empty((queries, candidates), dtype=kind)
    work = 2.0 * queries * dim * candidates
    repeat = max(1, int(2e10 / work))
    rates = []
    for run in range(8):
        start = time.perf_counter()
        for _ in range(repeat):
            np.dot(left, right, out=out)
        if run:
            rates.append(work * repeat / (time.perf_counter() - start) / 1e9)
    rates.sort()
    return {"gflops": round(rates[len(rates) // 2], 1), "highest": round(rates[-1], 1)}


def gemm():
    shapes = {
        f"48 x {arguments.dim} x 4096": (48, arguments.dim, 4096),
        f"1024 x {arguments.dim} x 10312": (1024, arguments.dim, 10312),
        "2048 x 2048 x 2048": (2048, 2048, 2048),
    }
    for name, kind in (("sgemm", np.float32), ("dgemm", np.float64)):
        for shape, sizes in shapes.items():
            print(json.dumps({"what": name, "shape": shape, "threads": arguments.threads, **gemm_rate(kind, *sizes)}))


def shells_of(nodes, sources, targets, hops):
    """Distances 1 .. hops as a matrix of bytes, 0 where there is none within them."""
    kept = sources != targets
    rows = np.concatenate([sources[kept], targets[kept]])
    columns = np.concatenate([targets[kept], sources[kept]])
    order = np.lexsort((columns, rows))
    rows, columns = rows[order], columns[order]
    starts = np.searchsorted(rows, np.arange(nodes))
    empty = starts == np.append(starts[1:], rows.size)
    distance = np.zeros((nodes, nodes), dtype=np.uint8)
    ball = np.packbits(np.eye(nodes, dtype=np.uint8), axis=1)
    for hop in range(1, hops + 1):
        wider = ball.copy()
        for first in range(0, nodes, 256):
            end = min(nodes, first + 256)
            until = rows.size if end == nodes else starts[end]
            if until > starts[first]:
                begins = np.minimum(starts[first:end] - starts[first], until - starts[first] - 1)
                joined = np.bitwise_or.reduceat(ball[columns[starts[first] : until]], begins, axis=0)
                joined[empty[first:end]] = 0
                wider[first:end] |= joined
            fresh = np.unpackbits(wider[first:end] & ~ball[first:end], axis=1, count=nodes)
            distance[first:end] += fresh * np.uint8(hop)
        ball = wider
    np.fill_diagonal(distance, 0)
    return distance


def full_sorts():
    ids, sources, targets = read_edges(arguments.edges)
    names, matrix = read_vectors(arguments.vectors, arguments.ids)
    row_of = {name: row for row, name in enumerate(names)}
    vectors = matrix[[row_of[name] for name in ids]].astype(np.float64)
    nodes = len(ids)

    start = time.perf_counter()
    distance = shells_of(nodes, sources, targets, arguments.hops)
    searched = time.perf_counter()
    vectors /= np.sqrt((vectors * vectors).sum(axis=1, keepdims=True))
    ranks = np.arange(1, nodes + 1, dtype=np.float64)

    def precisions(first):
        end = min(nodes, first + 64)
        scores = vectors[first:end] @ vectors.T
        scores[np.arange(end - first), np.arange(first, end)] = -np.inf
        order = np.argsort(-scores, axis=1)
        found = np.take_along_axis(distance[first:end], order, axis=1)
        values = np.full((end - first, 2 * arguments.hops), np.nan)
        for row in range(end - first):
            for hop in range(1, arguments.hops + 1):
                for part, true in enumerate((found[row] == hop, (found[row] >= 1) & (found[row] <= hop))):
                    of_true = ranks[true]
                    if of_true.size:
                        values[row, 2 * hop - 2 + part] = np.mean(ranks[: of_true.size] / of_true)
        return values

    with ThreadPoolExecutor(arguments.threads) as pool:
        values = np.concatenate(list(pool.map(precisions, range(0, nodes, 64))))
    end = time.perf_counter()
    figures = {
        "nodes": nodes,
        "threads": arguments.threads,
        "counting_seconds": round(end - start, 2),
        "shell_seconds": round(searched - start, 2),
        "map": [float(value) for value in np.nanmean(values, axis=0)],
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    gemm() if arguments.command == "gemm" else full_sorts()
