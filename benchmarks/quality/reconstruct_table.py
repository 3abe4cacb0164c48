"""Prints the table of benchmarks/reconstruct-speed.sh from its lines of JSON.

    reconstruct_table.py reconstruct-speed.jsonl
"""

import json
import sys


def pair_rate(run):
    """Multiply-adds of all scores a second of counting."""
    return run["queries"] * run["nodes"] * run["dim"] / run["counting_seconds"] / 1e9


def main():
    with open(sys.argv[1], encoding="utf-8") as source:
        lines = [json.loads(line) for line in source]
    parts = {}
    for line in lines:
        parts.setdefault(line["part"], []).append(line)
    print("| what | figure | bar | load |")
    print("|---|---|---|---|")

    def row(what, figure, bar, line):
        print(f"| {what} | {figure} | {bar} | {line['load']} |")

    gemm = parts.get("gemm", [])
    kernel = next((line for line in gemm if line["what"] == "dot products"), None)
    if kernel:
        row(f"score kernels, {kernel['kernels']}, {kernel['threads']} threads", f"{kernel['gflops']} GFLOP/s", "", kernel)
        for line in gemm:
            if line["what"] in ("sgemm", "dgemm"):
                share = kernel["gflops"] / line["gflops"]
                bar = "at least 50 %" if line["what"] == "sgemm" else ""
                row(f"of OpenBLAS's {line['what']}, {line['shape']}", f"{line['gflops']} GFLOP/s: {share:.0%}", bar, line)

    blog = parts.get("blogcatalog", [])
    ours = [line for line in blog if line.get("warm")]
    numpy = next((line for line in blog if "run" not in line), None)
    if ours:
        best = min(ours, key=lambda line: line["counting_seconds"])
        row("BlogCatalog, all nodes, 3 hops: counting, warm", f"{best['counting_seconds']:.2f} s", "at most 3 s", best)
        row("– the whole stage", f"{best['wall_seconds']:.2f} s, {best['cpu_seconds']:.1f} CPU-s", "", best)
        if numpy:
            gap = max(abs(a - b) for a, b in zip(best["map"], numpy["map"]))
            row("– NumPy with full sorts", f"{numpy['counting_seconds']:.2f} s", "slower than ours", numpy)
            row("– greatest difference of six mAPs", f"{gap:.0e}", "", numpy)

    for line in parts.get("cskg-scale", []):
        row(
            f"cskg-scale, {line['queries']:,} queries x {line['nodes']:,} candidates x 3 hops, the whole stage",
            f"{line['wall_seconds']:.0f} s, {line['cpu_seconds']:.0f} CPU-s",
            "at most 180 s",
            line,
        )
        row("– heap", f"{line['heap_mb']} MB at most, of {line['heap_limit_mb']} MB", "at most 3 GB", line)

    for line in [*parts.get("growth", []), *parts.get("cskg-scale", [])]:
        row(
            f"growth: {line['queries']:,} queries x {line['nodes']:,} nodes, counting",
            f"{line['counting_seconds']:.1f} s: {pair_rate(line):.1f} G multiply-adds a second",
            "linear",
            line,
        )


if __name__ == "__main__":
    main()
