"""Readers and writers shared by the quality scripts: edge lists, labels, vectors, walks.

Nothing here comes from the Java side: a mistake in the product's formats must not be repeated by its judge.
"""

import gzip
import sys
from pathlib import Path

import numpy as np


def open_text(path):
    """Opens a text file for reading, gzipped or not."""
    path = str(path)
    return gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")


def stop(message):
    """Ends the program because of a mistake in its input."""
    print(message, file=sys.stderr)
    raise SystemExit(2)


def read_edges(path):
    """Reads `src<TAB>dst[<TAB>weight]` lines; the weight is ignored.

    Returns (ids, sources, targets): ids in order of first appearance, and the two ends of every line as positions
    in ids. A node that has only self-loops is a node.
    """
    position = {}
    sources, targets = [], []
    with open_text(path) as lines:
        for number, line in enumerate(lines, 1):
            line = line.rstrip("\n")
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if len(cells) < 2:
                stop(f"{path}, line {number}: {len(cells)} column, an edge needs two, separated by a tab")
            sources.append(position.setdefault(cells[0], len(position)))
            targets.append(position.setdefault(cells[1], len(position)))
    return list(position), np.array(sources, dtype=np.int64), np.array(targets, dtype=np.int64)


def read_labels(path):
    """Reads `node<TAB>label` lines, several a node where it has several labels, into {node: set of labels}."""
    labels = {}
    with open_text(path) as lines:
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\n").split("\t")
            if len(cells) != 2:
                stop(f"{path}, line {number}: {len(cells)} columns, expected node and label")
            labels.setdefault(cells[0], set()).add(cells[1])
    return labels


def read_vectors(path, ids_path=None):
    """Reads vectors as (ids, float32 matrix): word2vec text, or a .npy with the ids one a line in ids_path."""
    if str(path).endswith(".npy"):
        ids_path = ids_path or _ids_beside(path)
        with open_text(ids_path) as lines:
            ids = [line.rstrip("\n").split("\t")[0] for line in lines]
        matrix = np.load(path)
        if matrix.shape[0] != len(ids):
            stop(f"{path} has {matrix.shape[0]} rows and {ids_path} {len(ids)} ids")
        return ids, matrix.astype(np.float32, copy=False)

    with open_text(path) as lines:
        header = next(lines).split()
        if len(header) != 2:
            stop(f"{path}, line 1: expected the word2vec header 'rows dimension', found {len(header)} words")
        rows, dim = int(header[0]), int(header[1])
        ids, matrix = [], np.empty((rows, dim), dtype=np.float32)
        for row, line in enumerate(lines):
            cells = line.rstrip("\n").rstrip(" ").rsplit(" ", dim)
            if len(cells) != dim + 1:
                stop(f"{path}, line {row + 2}: {len(cells) - 1} values, expected {dim}")
            if row >= rows:
                stop(f"{path} has more than the {rows} rows of its header")
            ids.append(cells[0])
            matrix[row] = [float(cell) for cell in cells[1:]]
    if len(ids) != rows:
        stop(f"{path} has {len(ids)} rows, its header says {rows}")
    return ids, matrix


def _ids_beside(path):
    stem = str(path)[: -len(".npy")]
    for name in (stem + ".ids.txt", stem + ".ids", str(Path(path).parent / "ids.txt")):
        if Path(name).exists():
            return name
    stop(f"No id file found beside {path}; name it with --ids")


def write_word2vec(path, ids, matrix):
    """Writes word2vec text; nine digits bring every float32 back as it was."""
    with open(path, "w", encoding="utf-8") as out:
        out.write(f"{len(ids)} {matrix.shape[1]}\n")
        for name, vector in zip(ids, matrix):
            out.write(name + " " + " ".join(f"{value:.9g}" for value in vector) + "\n")


def read_walks(path):
    """Reads walks, one a line, ids separated by blanks, as lists of interned ids. `path`: a file or a folder."""
    path = Path(path)
    files = [path]
    if path.is_dir():
        files = sorted(f for f in path.iterdir() if f.is_file() and not f.name.startswith(("_", ".")))
    if not files:
        stop(f"{path} holds no walks")
    names, walks = {}, []
    for file in files:
        with open_text(file) as lines:
            walks.extend([names.setdefault(name, name) for name in line.split()] for line in lines)
    return walks
