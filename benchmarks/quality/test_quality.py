"""Hand-computed cases for the judges themselves: `python -m unittest discover benchmarks/quality`."""

import tempfile
import unittest
from pathlib import Path

import numpy as np

from classify import classify, top_k
from entropy_walks import summed_up
from formats import read_edges, read_vectors, write_word2vec
from gensim_sgns import expected_pairs
from reconstruction_numpy import Scorer, adjacency, average_precision, random_average_precision, reconstruct


class AveragePrecision(unittest.TestCase):
    def test_by_hand(self):
        self.assertEqual(average_precision(np.array([1.0, 2.0])), 1.0)
        self.assertAlmostEqual(average_precision(np.array([4.0, 2.0])), (1 / 2 + 2 / 4) / 2)

    def test_tied_members_share_their_ranks(self):
        self.assertAlmostEqual(average_precision(np.array([1.5, 1.5])), (1 / 1.5 + 2 / 1.5) / 2)

    def test_random_expectation_is_the_mean_over_all_orders(self):
        from itertools import permutations

        orders = [[rank for rank, item in enumerate(p, 1) if item < 2] for p in permutations(range(5))]
        mean = np.mean([average_precision(np.array(order, dtype=float)) for order in orders])
        self.assertAlmostEqual(random_average_precision(2, 5), mean)


class Reconstruction(unittest.TestCase):
    # The path 0-1-2-3 on a line at 0, 1, 2, 3: l2 restores all balls of the ends; the middle nodes have ties.
    graph = adjacency(4, np.array([0, 1, 2, 2]), np.array([1, 2, 3, 2]), directed=False)
    line = np.array([[0], [1], [2], [3]], dtype=np.float32)

    def figures(self, part, hop):
        entry = reconstruct(self.graph, self.line, ["l2"], 3, chunk=3)["scores"][0]["hops"][hop - 1]
        return entry[part]

    def test_path(self):
        self.assertEqual(self.figures("shell", 1)["map"], (1 + 0.5 * (1 / 1.5 + 2 / 1.5) * 2 + 1) / 4)
        # Hop 2: node 0 finds node 2 at rank 2, node 1 finds node 3 at rank 3 (0 and 2 tie before it).
        self.assertAlmostEqual(self.figures("shell", 2)["map"], (1 / 2 + 1 / 3) / 2)
        self.assertEqual(self.figures("shell", 3)["queries"], 2)
        self.assertAlmostEqual(self.figures("shell", 3)["map"], 1 / 3)
        self.assertEqual(self.figures("ball", 3)["map"], 1.0)

    def test_directed_graph_counts_along_the_arcs(self):
        graph = adjacency(4, np.array([0, 1, 2]), np.array([1, 2, 3]), directed=True)
        hops = reconstruct(graph, self.line, ["l2"], 3, chunk=4)["scores"][0]["hops"]
        self.assertEqual([hop["queries"] for hop in hops], [3, 2, 1])

    def test_equal_vectors_tie_in_every_score(self):
        rng = np.random.default_rng(3)
        vectors = rng.normal(size=(301, 17)).astype(np.float32)
        vectors[[7, 100, 300]] = vectors[5]
        vectors[200] = 2 * vectors[5]
        for kind in ("dot", "cosine", "l2"):
            scores = Scorer(kind, vectors).rows(0, 301)
            for twin in (7, 100, 300):
                np.testing.assert_array_equal(scores[:, 5], scores[:, twin])
        scores = Scorer("cosine", vectors).rows(0, 301)
        np.testing.assert_array_equal(scores[:, 5], scores[:, 200])


class Classification(unittest.TestCase):
    def test_top_k_takes_as_many_labels_as_a_node_has(self):
        chosen = top_k(np.array([[0.1, 0.9, 0.5], [0.2, 0.2, 0.1]]), [2, 1])
        self.assertEqual(chosen.astype(int).tolist(), [[0, 1, 1], [1, 0, 0]])

    def test_separable_and_random_vectors(self):
        rng = np.random.default_rng(1)
        kind = rng.integers(0, 3, size=600)
        labels = np.eye(3, dtype=np.int8)[kind]
        good = 8.0 * labels + rng.normal(size=(600, 3))
        self.assertGreater(classify(good, labels, [50], 2, 1)[50]["micro"][0], 98)
        self.assertLess(classify(rng.normal(size=(600, 3)), labels, [50], 2, 1)[50]["micro"][0], 45)


class Formats(unittest.TestCase):
    def test_vectors_come_back_with_their_bits(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "v.txt"
            vectors = np.random.default_rng(2).normal(size=(5, 4)).astype(np.float32)
            write_word2vec(path, list("abcde"), vectors)
            ids, back = read_vectors(path)
            self.assertEqual(ids, list("abcde"))
            np.testing.assert_array_equal(back, vectors)

    def test_a_node_with_only_a_self_loop_is_a_node(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "edges.tsv"
            path.write_text("# comment\na\tb\nc\tc\n")
            self.assertEqual(read_edges(path)[0], ["a", "b", "c"])

    def test_expected_pairs(self):
        # Window 2, walk of 3: half-width 1 gives 1 + 2 + 1 pairs, half-width 2 gives 2 + 2 + 2.
        self.assertEqual(expected_pairs([["a", "b", "c"]], 2), (4 + 6) / 2)


class EntropyWalks(unittest.TestCase):
    def test_each_side_has_its_best_rate(self):
        def scores(*micros):
            return [{"micro": micro, "macro": 0.0} for micro in micros]

        found = summed_up(
            {
                "fixed": {"a": scores(40, 42), "b": scores(38, 39)},
                "entropy": {"a": scores(36, 37), "b": scores(41, 42)},
                "control": {"a": scores(39, 42), "b": scores(0, 0)},
            },
            ["a", "b"],
        )
        self.assertEqual((found["fixed"]["best_rate"], found["entropy"]["best_rate"]), ("a", "b"))
        self.assertEqual(found["entropy"]["micro"], 41.5)
        # Paired: 41 - 40 and 42 - 42; their deviation is .707, and t with one degree of freedom 12.706.
        self.assertAlmostEqual(found["entropy"]["difference_at_best"][0], 0.5)
        self.assertAlmostEqual(found["entropy"]["difference_at_best"][1], 12.706 * 0.5)
        self.assertEqual(found["control"]["difference_by_rate"]["a"][0], -0.5)


if __name__ == "__main__":
    unittest.main()
