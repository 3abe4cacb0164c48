#!/usr/bin/env python3
"""Checks a comparison.json against NumPy: the differences exactly, the intervals by an ordinary bootstrap.

usage: compare_numpy.py COMPARISON.json      (needs numpy and pyarrow)

Reads the tables of queries of both runs, joins them by id, and draws queries with replacement by NumPy's own
generator: other draws than ours, so that intervals agree within their own noise and not in their bits.
"""
import json
import os
import sys

import numpy as np
import pyarrow.dataset as ds

COLUMNS = {"map": "ap", "rPrecision": "r_precision", "ndcg": "ndcg", "auc": "auc", "mrr": "reciprocal_rank"}


def table(run):
    folder = run if os.path.basename(run) == "reconstruction" else os.path.join(run, "reconstruction")
    manifest = json.load(open(os.path.join(folder, "manifest.json")))
    files = [os.path.join(folder, f["path"]) for f in manifest["tables"]["queries"]["files"]]
    return ds.dataset(files, format="parquet").to_table().to_pydict()


def rows(data, score, hop, truth):
    n = len(data["id"])
    return {
        data["id"][i]: i
        for i in range(n)
        if data["score"][i] == score and data["hop"][i] == hop and data["truth"][i] == truth
        and data["positives"][i] > 0
    }


def main():
    compared = json.load(open(sys.argv[1]))
    level, replicates = compared["confidence"], compared["replicates"]
    a, b = table(compared["a"]["path"]), table(compared["b"]["path"])
    generator = np.random.default_rng(1)
    worst, ends, family = 0.0, [], {}
    for score in compared["scores"]:
        for hop in score["hops"]:
            for truth in ("shell", "ball"):
                of_a = rows(a, score["a"], hop["hop"], truth)
                of_b = rows(b, score["b"], hop["hop"], truth)
                ids = sorted(of_a.keys() & of_b.keys())
                assert len(ids) == hop[truth]["queries"]
                for name, column in COLUMNS.items():
                    pairs = [(a[column][of_a[i]], b[column][of_b[i]]) for i in ids]
                    x = np.array([p - q for p, q in pairs if p is not None and q is not None])
                    found = hop[truth][name]
                    worst = max(worst, abs(x.mean() - found["difference"]))
                    assert found["higherA"] == (x > 0).sum() and found["higherB"] == (x < 0).sum()
                    means = np.array(
                        [x[generator.integers(0, len(x), len(x))].mean() for _ in range(replicates)])
                    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
                    width = found["interval"]["high"] - found["interval"]["low"]
                    if width > 0:
                        ends.append(max(abs(low - found["interval"]["low"]),
                                        abs(high - found["interval"]["high"])) / width)
                        error = x.std(ddof=1) / np.sqrt(len(x))
                        family.setdefault(name, []).append(
                            (found["adjusted"]["high"] - found["difference"]) / error)
    print(f"largest error of a difference: {worst:.1e}")
    print(f"ends of {len(ends)} intervals are off by {np.mean(ends):.1%} of their width on average,"
          f" {max(ends):.1%} at most")
    for name, errors in family.items():
        print(f"{name}: adjusted intervals reach {min(errors):.2f} to {max(errors):.2f} standard errors")


if __name__ == "__main__":
    main()
