"""Uniform walks on a CSR with numba, one thread: the peer of our walk engine, and walks to try the judges with.

    numba_walks.py --edges edges.tsv.gz --output walks.txt
"""

import argparse
import json
import time

import numba
import numpy as np
from scipy import sparse

from formats import read_edges


@numba.njit(cache=False)
def walk_all(offsets, neighbours, starts, length, seed):
    np.random.seed(seed)
    walks = np.full((starts.size, length), -1, dtype=np.int32)
    for walk in range(starts.size):
        node = starts[walk]
        walks[walk, 0] = node
        for step in range(1, length):
            first, end = offsets[node], offsets[node + 1]
            if first == end:
                break
            node = neighbours[first + int(np.random.random() * (end - first))]
            walks[walk, step] = node
    return walks


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edges", required=True)
    parser.add_argument("--output", required=True, help="text, one walk a line")
    parser.add_argument("--walks-per-node", type=int, default=10)
    parser.add_argument("--walk-length", type=int, default=80)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()

    ids, sources, targets = read_edges(arguments.edges)
    nodes = len(ids)
    kept = sources != targets
    ends = np.concatenate([sources[kept], targets[kept]]), np.concatenate([targets[kept], sources[kept]])
    graph = sparse.csr_matrix((np.ones(ends[0].size, dtype=np.int32), ends), shape=(nodes, nodes))
    rng = np.random.default_rng(arguments.seed)
    starts = np.concatenate([rng.permutation(nodes) for _ in range(arguments.walks_per_node)]).astype(np.int32)

    walk_all(graph.indptr, graph.indices, starts[:1], 2, arguments.seed)  # compiles
    start = time.process_time()
    walks = walk_all(graph.indptr, graph.indices, starts, arguments.walk_length, arguments.seed)
    seconds = time.process_time() - start

    steps = int((walks[:, 1:] >= 0).sum())
    names = np.array(ids, dtype=object)
    with open(arguments.output, "w", encoding="utf-8") as out:
        for walk in walks:
            out.write(" ".join(names[walk[walk >= 0]]) + "\n")
    print(json.dumps({"nodes": nodes, "steps": steps, "cpu_seconds": round(seconds, 3), "steps_per_cpu_second": round(steps / seconds)}))


if __name__ == "__main__":
    main()
