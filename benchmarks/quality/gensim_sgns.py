"""Trains gensim's skip-gram with negative sampling on given walks, with the settings of DeepWalk's comparison.

The walks come one a line (`graphrestore export --walks ... --format text`). They are shuffled by seed first: a store
is sorted by start node, and ten walks from one node in a row are not how DeepWalk feeds its trainer. One worker, so
that the result is repeatable and CPU-seconds mean something. Writes word2vec text, prints one JSON line.

    gensim_sgns.py --walks walks.txt --output gensim.txt
"""

import argparse
import json
import os
import random
import time

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import gensim
from gensim.models import Word2Vec
from gensim.models.callbacks import CallbackAny2Vec

from formats import read_walks, write_word2vec


class ShuffleEachEpoch(CallbackAny2Vec):
    """Shuffles the list of walks in place before each pass."""

    def __init__(self, walks, seed):
        self.walks = walks
        self.random = random.Random(seed)

    def on_epoch_begin(self, model):
        self.random.shuffle(self.walks)


def expected_pairs(walks, window):
    """Pairs that a dynamic window (its half-width uniform in 1..window) makes of the walks, on average."""
    by_length = {}
    for walk in walks:
        by_length[len(walk)] = by_length.get(len(walk), 0) + 1
    total = 0.0
    for length, count in by_length.items():
        pairs = sum(
            min(at, width) + min(length - 1 - at, width) for at in range(length) for width in range(1, window + 1)
        )
        total += count * pairs / window
    return total


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--walks", required=True, help="file or folder of walks, one a line")
    parser.add_argument("--output", required=True, help="word2vec text")
    parser.add_argument("--dim", type=int, default=128)
    parser.add_argument("--window", type=int, default=10)
    parser.add_argument("--negatives", type=int, default=5)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--learning-rate", type=float, default=0.025)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", help="also write the figures to this file")
    arguments = parser.parse_args()

    start = time.process_time()
    walks = read_walks(arguments.walks)
    read_seconds = time.process_time() - start

    tokens = sum(map(len, walks)) * arguments.epochs
    pairs = expected_pairs(walks, arguments.window) * arguments.epochs
    model = Word2Vec(
        vector_size=arguments.dim,
        window=arguments.window,
        negative=arguments.negatives,
        sg=1,
        hs=0,
        alpha=arguments.learning_rate,
        min_alpha=0.0001,
        sample=0,
        min_count=0,
        workers=1,
        seed=arguments.seed,
    )
    start = time.process_time()
    model.build_vocab(walks)
    vocabulary_seconds = time.process_time() - start

    shuffle = ShuffleEachEpoch(walks, arguments.seed)
    start, wall = time.process_time(), time.perf_counter()
    model.train(walks, total_examples=len(walks), epochs=arguments.epochs, callbacks=[shuffle])
    train_seconds, wall_seconds = time.process_time() - start, time.perf_counter() - wall

    write_word2vec(arguments.output, model.wv.index_to_key, model.wv.vectors)
    report = {
        "trainer": f"gensim {gensim.__version__}",
        "walks": len(walks),
        "tokens": tokens,
        "pairs": round(pairs),
        "read_cpu_seconds": round(read_seconds, 2),
        "vocabulary_cpu_seconds": round(vocabulary_seconds, 2),
        "train_cpu_seconds": round(train_seconds, 2),
        "train_wall_seconds": round(wall_seconds, 2),
        "tokens_per_cpu_second": round(tokens / train_seconds),
        "pairs_per_cpu_second": round(pairs / train_seconds),
    }
    print(json.dumps(report))
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as out:
            json.dump(report, out, indent=2)
            out.write("\n")


if __name__ == "__main__":
    main()
