"""Walks on the CSR that WalkRates wrote, with numba, one thread, law by law: steps a CPU second.

    numba_rates.py FOLDER RUNS LAW...      a law is uniform, weighted or node2vec:P:Q
"""

import json
import os
import sys
import time

import numba
import numpy as np

LENGTH = 80
STEPS = int(os.environ.get("STEPS", 60_000_000))


@numba.njit(cache=False)
def uniform(offsets, targets, starts, walks, seed):
    np.random.seed(seed)
    steps = 0
    for walk in range(starts.size):
        node = starts[walk]
        walks[walk, 0] = node
        for step in range(1, walks.shape[1]):
            first, end = offsets[node], offsets[node + 1]
            if first == end:
                break
            node = targets[first + int(np.random.random() * (end - first))]
            walks[walk, step] = node
            steps += 1
    return steps


@numba.njit(cache=False)
def alias_tables(offsets, weights):
    """Vose's alias table of every row: probability of the column, and the other place."""
    probability = np.ones(weights.size, dtype=np.float32)
    other = np.zeros(weights.size, dtype=np.int32)
    for row in range(offsets.size - 1):
        first, end = offsets[row], offsets[row + 1]
        degree = end - first
        if degree == 0:
            continue
        scaled = weights[first:end].astype(np.float64)
        scaled *= degree / scaled.sum()
        small = np.empty(degree, dtype=np.int32)
        large = np.empty(degree, dtype=np.int32)
        smalls = larges = 0
        for i in range(degree):
            if scaled[i] < 1:
                small[smalls] = i
                smalls += 1
            else:
                large[larges] = i
                larges += 1
        while smalls > 0 and larges > 0:
            smalls -= 1
            larges -= 1
            less, more = small[smalls], large[larges]
            probability[first + less] = scaled[less]
            other[first + less] = more
            scaled[more] += scaled[less] - 1
            if scaled[more] < 1:
                small[smalls] = more
                smalls += 1
            else:
                large[larges] = more
                larges += 1
    return probability, other


@numba.njit(cache=False)
def weighted(offsets, targets, probability, other, starts, walks, seed):
    np.random.seed(seed)
    steps = 0
    for walk in range(starts.size):
        node = starts[walk]
        walks[walk, 0] = node
        for step in range(1, walks.shape[1]):
            first, end = offsets[node], offsets[node + 1]
            if first == end:
                break
            place = int(np.random.random() * (end - first))
            if np.random.random() >= probability[first + place]:
                place = other[first + place]
            node = targets[first + place]
            walks[walk, step] = node
            steps += 1
    return steps


@numba.njit(cache=False)
def has_arc(offsets, targets, source, target):
    low, high = offsets[source], offsets[source + 1]
    while low < high:
        middle = (low + high) >> 1
        if targets[middle] < target:
            low = middle + 1
        else:
            high = middle
    return low < offsets[source + 1] and targets[low] == target


@numba.njit(cache=False)
def node2vec(offsets, targets, p, q, starts, walks, seed):
    """Rejection with early acceptance; an undirected graph, so that the shorter row is searched."""
    np.random.seed(seed)
    most = max(1.0, 1 / p, 1 / q)
    least = min(1.0, 1 / p, 1 / q)
    steps = 0
    for walk in range(starts.size):
        node = starts[walk]
        before = -1
        walks[walk, 0] = node
        for step in range(1, walks.shape[1]):
            first, end = offsets[node], offsets[node + 1]
            if first == end:
                break
            if before < 0:
                chosen = targets[first + int(np.random.random() * (end - first))]
            else:
                while True:
                    chosen = targets[first + int(np.random.random() * (end - first))]
                    height = np.random.random() * most
                    if height < least:
                        break
                    if chosen == before:
                        if height < 1 / p:
                            break
                        continue
                    if offsets[chosen + 1] - offsets[chosen] < offsets[before + 1] - offsets[before]:
                        near = has_arc(offsets, targets, chosen, before)
                    else:
                        near = has_arc(offsets, targets, before, chosen)
                    if height < (1.0 if near else 1 / q):
                        break
            before = node
            node = chosen
            walks[walk, step] = node
            steps += 1
    return steps


def rate(law, graph, starts, walks, seed):
    offsets, targets, tables = graph
    parts = law.split(":")
    begin = time.process_time()
    steps = 0
    while steps < STEPS:
        if parts[0] == "uniform":
            steps += uniform(offsets, targets, starts, walks, seed)
        elif parts[0] == "weighted":
            steps += weighted(offsets, targets, *tables, starts, walks, seed)
        else:
            steps += node2vec(offsets, targets, float(parts[1]), float(parts[2]), starts, walks, seed)
    return steps / (time.process_time() - begin)


def main():
    folder, runs, laws = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    offsets = np.fromfile(f"{folder}/offsets.i32", dtype=np.int32)
    targets = np.fromfile(f"{folder}/targets.i32", dtype=np.int32)
    weights = np.fromfile(f"{folder}/weights.f32", dtype=np.float32)
    tables = alias_tables(offsets, weights)
    starts = np.random.default_rng(1).permutation(offsets.size - 1).astype(np.int32)[: 1 << 17]
    walks = np.empty((starts.size, LENGTH), dtype=np.int32)
    for law in laws:
        graph = (offsets, targets, tables)
        rate(law, graph, starts, walks, 0)  # compiles
        rates = sorted(rate(law, graph, starts, walks, seed) / 1e6 for seed in range(runs))
        figures = {"median": rates[len(rates) // 2], "lowest": rates[0], "highest": rates[-1]}
        print(json.dumps({"who": "numba", "law": law} | {k: round(v, 2) for k, v in figures.items()}), flush=True)


if __name__ == "__main__":
    main()
