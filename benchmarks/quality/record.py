"""Adds the figures of one benchmark run to results/<version>: a JSON line, and the table of all lines in Markdown.

    record.py time --file time.txt           prints {"wall_seconds", "cpu_seconds", "peak_mb"} of GNU time's report
    record.py f1|run --results DIR --graph G ...
"""

import argparse
import datetime
import json
import os
import platform
import re
from pathlib import Path


def gnu_time(path):
    """Wall seconds, user + system seconds and peak resident memory from `/usr/bin/time -v`."""
    text = Path(path).read_text(encoding="utf-8")
    seconds = [float(re.search(kind + r" time \(seconds\): ([\d.]+)", text)[1]) for kind in ("User", "System")]
    wall = 0.0
    for part in re.search(r"Elapsed .*\): ([\d:.]+)", text)[1].split(":"):
        wall = 60 * wall + float(part)
    peak = int(re.search(r"Maximum resident set size \(kbytes\): (\d+)", text)[1])
    return {"wall_seconds": round(wall, 1), "cpu_seconds": round(sum(seconds), 1), "peak_mb": round(peak / 1024)}


def machine():
    """The processor, its cores, the memory and the load of others while this ran."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        found = re.search(r"model name\s*: (.*)", cpuinfo.read_text(encoding="utf-8"))
        model = found[1] if found else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {"cpu": model, "cores": os.cpu_count(), "memory_gb": round(memory), "load": round(os.getloadavg()[1], 1)}


def load(path):
    return json.loads(Path(path).read_text(encoding="utf-8"))


def stage_seconds(run):
    """Wall seconds of each stage as the run's manifest has them."""
    stages = load(Path(run) / "manifest.json").get("stages", [])
    return {stage["name"]: round(stage["seconds"], 1) for stage in stages}


def built_from(run):
    """The commit that the jar was built from, which need not be the one that is checked out."""
    return load(Path(run) / "manifest.json").get("gitSha", "unknown")[:7]


def append(results, file, line):
    """Keeps the newest line of each key (graph, and trainer where there is one)."""
    path = Path(results) / file
    lines = [json.loads(text) for text in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    key = ("graph", "trainer", "settings")
    lines = [old for old in lines if any(old.get(k) != line.get(k) for k in key)] + [line]
    path.write_text("".join(json.dumps(entry) + "\n" for entry in lines), encoding="utf-8")
    return lines


def table(path, title, header, rows):
    text = [f"# {title}", "", "| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    text += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    Path(path).write_text("\n".join(text) + "\n", encoding="utf-8")


def common(arguments):
    return {
        "graph": arguments.graph,
        "date": datetime.date.today().isoformat(),
        "commit": built_from(arguments.run),
        "machine": machine(),
    }


def record_f1(arguments):
    scores, gensim = load(arguments.scores), load(arguments.gensim)
    settings = arguments.settings or "defaults"
    ours = gnu_time(arguments.train_time)
    head = {**common(arguments), "settings": settings}
    append(
        arguments.results,
        "f1.jsonl",
        {
            **head,
            "trainer": "graphrestore",
            "tokens": gensim["tokens"],
            "pairs": gensim["pairs"],
            "train_command": ours,
            "start_command": gnu_time(arguments.start_time),
            "walks_command": gnu_time(arguments.walks_time),
            "stage_seconds": stage_seconds(arguments.run),
            "f1": scores["f1"]["graphrestore"],
        },
    )
    lines = append(
        arguments.results,
        "f1.jsonl",
        {
            **head,
            "trainer": gensim["trainer"],
            "tokens": gensim["tokens"],
            "pairs": gensim["pairs"],
            "train_command": {
                "wall_seconds": gensim["train_wall_seconds"],
                "cpu_seconds": gensim["train_cpu_seconds"],
            },
            "f1": scores["f1"]["gensim"],
        },
    )
    rows = []
    for line in sorted(lines, key=lambda entry: (entry["graph"], entry["settings"], entry["trainer"] != "graphrestore")):
        micro = " ".join(f"{line['f1'][p]['micro'][0]:.1f}" for p in line["f1"])
        macro = " ".join(f"{line['f1'][p]['macro'][0]:.1f}" for p in line["f1"])
        train = line["train_command"]
        stage = line.get("stage_seconds", {}).get("train", "")
        start = line.get("start_command", {}).get("cpu_seconds", "")
        rows.append(
            [line["graph"], line["settings"], line["trainer"], micro, macro, train["cpu_seconds"], start, train["wall_seconds"], stage, line["machine"]["load"], line["commit"], line["date"]]
        )
    table(
        Path(arguments.results) / "f1.md",
        "Node classification on the same walks",
        ["graph", "settings", "trainer", "micro-F1 10 50 90 %", "macro-F1", "CPU-s to train", "of it to start", "wall s", "of it the stage", "load", "commit", "date"],
        rows,
    )


def record_run(arguments):
    line = {
        **common(arguments),
        "settings": arguments.settings or "defaults",
        **gnu_time(arguments.time),
        "stage_seconds": stage_seconds(arguments.run),
        "maps": [
            {"score": entry["score"], "shell": [hop["shell"]["map"] for hop in entry["hops"]]}
            for entry in load(Path(arguments.run) / "reconstruction.json")["scores"]
        ],
    }
    lines = append(arguments.results, "run.jsonl", line)
    table(
        Path(arguments.results) / "run.md",
        "`run`, end to end",
        ["graph", "settings", "wall s", "CPU-s", "peak MB", "stages, wall s", "cosine mAP, shells 1 2 3", "load", "commit", "date"],
        [
            [
                line["graph"],
                line["settings"],
                line["wall_seconds"],
                line["cpu_seconds"],
                line["peak_mb"],
                ", ".join(f"{stage} {seconds}" for stage, seconds in line["stage_seconds"].items()),
                " ".join(f"{x:.3f}" for entry in line["maps"] if entry["score"] == "cosine" for x in entry["shell"] if x is not None),
                line["machine"]["load"],
                line["commit"],
                line["date"],
            ]
            for line in lines
        ],
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    time = commands.add_parser("time")
    time.add_argument("--file", required=True)
    for name, options in (("f1", ("scores", "gensim", "walks-time", "train-time", "start-time", "run")), ("run", ("time", "run"))):
        command = commands.add_parser(name)
        for option in ("results", "graph", *options):
            command.add_argument("--" + option, required=True)
        command.add_argument("--settings", default="")
    arguments = parser.parse_args()
    if arguments.command == "time":
        print(json.dumps(gnu_time(arguments.file)))
    elif arguments.command == "f1":
        record_f1(arguments)
    else:
        record_run(arguments)


if __name__ == "__main__":
    main()
