#!/usr/bin/env python3
"""Measures idx beside programs of other kinds that do the same, in turn: A B A B.

    pip install numpy pandas polars
    Tests/Benchmarks/run.py [--rows N] [--columns N] [--rounds N] [--only NAME …] [--json FILE]

Prints medians, the ratio of each peer's time to that of idx, and the greatest memory each took.
"""

import argparse
import csv
import importlib.util
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parent.parent
PEERS = ("pandas", "polars", "numpy")
TOLERANCE = 1e-9


def build():
    """Builds the release programs; returns the folder that they are in."""
    command = ["swift", "build", "-c", "release", "--static-swift-stdlib"]
    subprocess.run(command, cwd=PACKAGE, check=True, stdout=sys.stderr)
    path = subprocess.run(
        [*command, "--show-bin-path"], cwd=PACKAGE, check=True, capture_output=True, text=True)
    return Path(path.stdout.strip())


def measure(command):
    """Runs `command`; returns the seconds it took and the greatest memory it held, in MiB."""
    start = time.perf_counter()
    with open(os.devnull, "w") as nowhere:
        child = subprocess.Popen([str(word) for word in command], stdout=nowhere)
        _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{command[0]} ended with status {child.returncode}")
    return seconds, usage.ru_maxrss / 1024


def interleaved(commands, rounds):
    """Runs all `commands` by turns, once to warm up; returns the measures of each by name."""
    for command in commands.values():
        measure(command)
    taken = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            taken[name].append(measure(command))
    return taken


def results(path):
    """Returns the rank and the score of each unit in the file `path`."""
    with open(path, newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        next(rows)
        return {unit: (int(float(rank)), float(score)) for rank, unit, score in rows}


def check(own, theirs, name):
    """Ends the program unless the results agree: scores, and the score at each rank."""
    if own.keys() != theirs.keys():
        sys.exit(f"idx and {name} do not have the same units")
    ordered = sorted((score for _, score in theirs.values()), reverse=True)
    for unit, (rank, score) in own.items():
        if abs(score - theirs[unit][1]) > TOLERANCE or abs(score - ordered[rank - 1]) > TOLERANCE:
            sys.exit(f"{unit}: idx gives {(rank, score)}, {name} gives {theirs[unit]}")


def throughput(tools, folder, options):
    """Measures CSV to scores to CSV."""
    data, model = folder / "table.csv", folder / "bench.idx"
    subprocess.run(
        [tools / "idx-bench", "generate-data", str(options.rows), str(options.columns), data, model],
        check=True, stdout=sys.stderr)
    commands = {
        "idx": [tools / "idx", "run", model, "--level", "0", "--format", "csv", "--output",
                folder / "idx.csv"]
    }
    for name in options.only:
        if importlib.util.find_spec(name) is None:
            print(f"{name} is not installed: pip install {name}", file=sys.stderr)
            continue
        commands[name] = [sys.executable, HERE / "peers" / f"{name}_peer.py", data,
                          folder / f"{name}.csv"]
    taken = interleaved(commands, options.rounds)
    own = results(folder / "idx.csv")
    for name in commands:
        if name != "idx":
            check(own, results(folder / f"{name}.csv"), name)
    return data.stat().st_size, taken


def startup(tools, folder, rounds):
    """Measures `idx check` of a small model beside a program that does nothing."""
    source = folder / "empty.swift"
    source.write_text("")
    subprocess.run(
        ["swiftc", "-O", "-static-stdlib", str(source), "-o", str(folder / "empty")], check=True)
    small = shutil.copy(HERE / "small.idx", folder / "small.idx")
    return interleaved(
        {"idx check": [tools / "idx", "check", small], "empty": [folder / "empty"]}, rounds)


def medians(taken):
    """Returns the median seconds and the greatest MiB of each name in `taken`."""
    return {
        name: (statistics.median(s for s, _ in runs), max(m for _, m in runs))
        for name, runs in taken.items()
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--columns", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="*", choices=PEERS, default=list(PEERS))
    parser.add_argument("--tools", type=Path, help="a folder with idx and idx-bench, built before")
    parser.add_argument("--json", type=Path, help="writes all measures into this file")
    options = parser.parse_args()
    tools = options.tools.resolve() if options.tools else build()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = startup(tools, folder, max(options.rounds, 41))
        size, taken = throughput(tools, folder, options)
    found = medians(taken)
    print(f"CSV to scores to CSV: {options.rows} units, {options.columns} indicators, {size} bytes")
    own = found["idx"][0]
    for tool, (seconds, memory) in found.items():
        ratio = "" if tool == "idx" else f"   idx takes {own / seconds:.2f} of its time"
        print(f"  {tool:10} {seconds:8.3f} s {memory:8.0f} MiB{ratio}")
    begun = medians(start)
    over = (begun["idx check"][0] - begun["empty"][0]) * 1000
    print("idx check of a small model that uses ten library methods")
    # The memory of programs this small is that of the one that starts them.
    for tool, (seconds, _) in begun.items():
        print(f"  {tool:10} {seconds * 1000:8.2f} ms")
    print(f"  over the empty program: {over:.2f} ms")
    if options.json:
        options.json.write_text(json.dumps({"throughput": taken, "startup": start}, indent=1))


if __name__ == "__main__":
    main()
