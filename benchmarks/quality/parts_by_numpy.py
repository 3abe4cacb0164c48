"""Relations, groups and bands of the second job, computed again by NumPy and SciPy with full sorts.

    parts_by_numpy.py vectors EDGES OUT        OUT.npy and OUT.ids.txt: vectors of two steps over random ones, 32 values
    parts_by_numpy.py check EDGES OUT RUN [LABELS]

EDGES are lines of source, target[, weight], or a CSKG file. RUN is the folder of `graphrestore reconstruct --edges EDGES --embeddings
OUT.npy --output RUN` over all nodes, with --relations, --by or --bands; every part that its reconstruction.json has is computed by cosine, and
the largest difference is printed. LABELS are lines of a node and a label.
"""

import collections
import gzip
import json
import sys

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.stats import rankdata


def lines(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as rows:
        for row in rows:
            yield row.rstrip("\n").split("\t")


def edges(path):
    rows = list(lines(path))
    if rows[0][0] == "id":
        return [(r[1], r[3], 1.0, r[2]) for r in rows[1:]]
    if not rows[0][0].isdigit():
        rows = rows[1:]
    return [(r[0], r[1], float(r[2]) if len(r) > 2 else 1.0, "") for r in rows]


def numbered(path):
    rows = edges(path)
    rows = [r for r in rows if r[0] != r[1]]
    ids = sorted({r[0] for r in rows} | {r[1] for r in rows})
    index = {node: i for i, node in enumerate(ids)}
    return ids, [(index[a], index[b], w, r) for a, b, w, r in rows]


def adjacency(n, rows, weighted=False):
    # Undirected edges are merged before parallel ones of several relations are summed.
    merged = collections.defaultdict(float)
    for a, b, w, r in rows:
        merged[min(a, b), max(a, b), r, a > b and r != ""] += w
    pairs = collections.defaultdict(float)
    for (a, b, _, _), w in merged.items():
        pairs[a, b] += w
    i = np.array([p[0] for p in pairs], dtype=np.int64)
    j = np.array([p[1] for p in pairs], dtype=np.int64)
    w = np.array(list(pairs.values()), dtype=np.float32).astype(np.float64) if weighted else np.ones(len(pairs))
    m = sp.coo_matrix((w, (i, j)), shape=(n, n)).tocsr()
    return m + m.T


def vectors(path, out):
    ids, rows = numbered(path)
    a = adjacency(len(ids), rows)
    x = np.random.default_rng(7).standard_normal((len(ids), 32))
    step = sp.diags(1 / np.maximum(1, a.sum(axis=1).A1)) @ a
    x = (x + step @ x + step @ (step @ x)).astype(np.float32)
    np.save(out + ".npy", x)
    with open(out + ".ids.txt", "w", encoding="utf-8") as names:
        names.write("".join(node + "\n" for node in ids))


def distances(a, bands, most):
    """The number of the hop or band of every node, 0 for none."""
    n = a.shape[0]
    if bands:
        for first in range(0, n, 512):
            d = dijkstra(a, indices=range(first, min(n, first + 512)), limit=bands[-1])
            yield np.where(np.isfinite(d) & (d > 0), 1 + sum((d > b).astype(int) for b in bands), 0) * (d <= bands[-1])
        return
    for first in range(0, n, 512):
        rows = range(first, min(n, first + 512))
        reached = sp.csr_matrix((np.ones(len(rows)), (range(len(rows)), rows)), shape=(len(rows), n))
        d = np.full((len(rows), n), -1)
        d[range(len(rows)), rows] = 0
        for hop in range(1, most + 1):
            reached = (reached @ a).sign()
            found = reached.toarray() > 0
            d[found & (d < 0)] = hop
        yield np.maximum(d, 0)


def measures(x, a, bands, hops):
    """AP, AUC, precision@10 and size by query and hop, for shells."""
    n = x.shape[0]
    x = x.astype(np.float64)
    unit = x / np.linalg.norm(x, axis=1)[:, None]
    out = np.full((n, hops, 4), np.nan)
    at = 0
    for block in distances(a, bands, hops):
        scores = unit[at : at + len(block)] @ unit.T
        for row, s in zip(block, scores):
            others = np.arange(n) != at
            ranks = rankdata(-s[others])
            row = row[others]
            for hop in range(1, hops + 1):
                r = np.sort(ranks[row == hop])
                m = len(r)
                out[at, hop - 1, 3] = m
                if m:
                    out[at, hop - 1, 0] = np.mean(np.arange(1, m + 1) / r)
                    out[at, hop - 1, 2] = np.sum(r <= 10) / 10
                    if m < n - 1:
                        out[at, hop - 1, 1] = (m * (n - 1) - r.sum() - m * (m - 1) / 2) / (m * (n - 1 - m))
            at += 1
    return out


def compare(what, got, found, members):
    worst = 0
    for hop in got["hops"]:
        of = found[members, hop["hop"] - 1]
        of = of[of[:, 3] > 0]
        shell = hop["shell"]
        assert shell["queries"] == len(of), (what, hop["hop"], shell["queries"], len(of))
        if len(of):
            worst = max(
                worst,
                abs(shell["map"] - of[:, 0].mean()),
                abs(shell["auc"] - np.nanmean(of[:, 1])) if shell["auc"] is not None else 0,
                abs(shell["precision"]["10"] - of[:, 2].mean()),
            )
    first = got["hops"][0]["shell"]
    print(f"{what:40.40s} queries {first['queries']:6d}  mAP {first['map']:.4f}  AUC {first['auc'] or 0:.4f}  largest difference {worst:.1e}")


def cosine(part):
    return next(s for s in part["scores"] if s["score"] == "cosine")


def check(path, out, run, labels=None):
    ids, rows = numbered(path)
    x = np.load(out + ".npy")
    assert [line[0] for line in lines(out + ".ids.txt")] == ids
    result = json.load(open(run + "/reconstruction.json", encoding="utf-8"))
    bands = result.get("bands")
    n = len(ids)
    assert result["nodes"] == result["queries"] == n, (result["nodes"], result["queries"], n)
    hops = len(cosine(result)["hops"])
    a = adjacency(n, rows, bool(bands))
    found = measures(x, a, bands, hops)
    compare("all edges", cosine(result), found, np.arange(n))
    for truth in result.get("relations", []):
        of = set(truth["relations"].split("|"))
        alone = adjacency(n, [r for r in rows if r[3] in of], bool(bands))
        compare("relations " + truth["name"], cosine(truth), measures(x, alone, bands, hops), np.arange(n))
    index = {node: i for i, node in enumerate(ids)}
    for by in result.get("groups", []):
        members = collections.defaultdict(set)
        if by["by"] == "relation":
            for u, v, _, r in rows:
                members[r] |= {u, v}
        elif by["by"] == "label":
            for node, label in lines(labels):
                if node in index:
                    members[label].add(index[node])
        elif by["by"] == "component":
            component = connected_components(a, directed=False)[1]
            of = collections.defaultdict(set)
            for i, c in enumerate(component):
                of[c].add(i)
            for group in by["groups"]:
                if not group["others"]:
                    members[group["name"]] = of[component[index[group["name"]]]]
            members.update({("rest", c): s for c, s in of.items() if not any(s is m for m in members.values())})
        else:
            print("not checked: by", by["by"], len(by["groups"]), "of", by["count"], "groups")
            continue
        assert by["count"] == len(members), (by["by"], by["count"], len(members))
        named = {g["name"] for g in by["groups"] if not g["others"]}
        rest = set().union(*[m for name, m in members.items() if name not in named])
        for group in by["groups"]:
            of = rest if group["others"] else members[group["name"]]
            assert group["nodes"] == group["queries"] == len(of), group["name"]
            compare(by["by"] + " " + group["name"], cosine(group), found, sorted(of))


if __name__ == "__main__":
    {"vectors": vectors, "check": check}[sys.argv[1]](*sys.argv[2:])
