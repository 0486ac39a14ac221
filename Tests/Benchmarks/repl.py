#!/usr/bin/env python3
"""How soon `idx repl` answers: the first prompt, the echo of a key, an evaluation after one weight has changed, and
sessions of many entries.

Usage: python3 repl.py PROGRAM [ROUNDS]
"""

import os
import pty
import re
import select
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MODEL = os.path.join(ROOT, "stdlib/models/hdi/hdi.idx")


def start(program, folder, *arguments):
    child, file = pty.fork()
    if child == 0:
        os.execve(program, ["idx", "repl", *arguments], {
            "TERM": "xterm-256color", "HOME": folder, "PATH": "/usr/bin:/bin"})
    return child, file


def until(file, mark, seconds=20):
    data = b""
    end = time.perf_counter() + seconds
    while mark not in data:
        if not select.select([file], [], [], max(0, end - time.perf_counter()))[0]:
            raise SystemExit(f"no {mark!r} in {data!r}")
        data += os.read(file, 65536)
    return data


def settle(file):
    data = b""
    while select.select([file], [], [], 0.05)[0]:
        data += os.read(file, 65536)
    return data


def leave(child, file):
    os.write(file, b"\x04")
    try:
        settle(file)
    except OSError:
        pass
    os.waitpid(child, 0)


def entries(program, lines, *arguments):
    """Returns how many seconds a session of `lines` from a pipe takes."""
    begin = time.perf_counter()
    done = subprocess.run(
        [program, "repl", *arguments], input="\n".join(lines) + "\n", text=True, capture_output=True, check=False)
    if done.returncode != 0 or "error" in done.stderr:
        raise SystemExit(done.stderr[:2000])
    return time.perf_counter() - begin


def milliseconds(times):
    times = sorted(times)
    return f"median {statistics.median(times):6.2f}   p99 {times[int(len(times) * 0.99)]:6.2f} ms"


def main():
    program = os.path.abspath(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    with tempfile.TemporaryDirectory() as folder:
        for name, arguments in [("first prompt", []), ("first prompt with HDI", [MODEL])]:
            times = []
            for _ in range(rounds):
                begin = time.perf_counter()
                child, file = start(program, folder, *arguments)
                until(file, b"idx> ")
                times.append((time.perf_counter() - begin) * 1e3)
                settle(file)
                leave(child, file)
            print(f"{name:28} {milliseconds(times)}")

        child, file = start(program, folder, MODEL)
        until(file, b"idx> ")
        settle(file)
        times = []
        text = 'max(hdi.score, over Country where present(hdi.score)) + mean(hdi.score["NOR"], over Year)'
        for _ in range(max(1, rounds // 10)):
            for key in text:
                begin = time.perf_counter()
                os.write(file, key.encode())
                select.select([file], [], [], 5)
                times.append((time.perf_counter() - begin) * 1e3)
                os.read(file, 65536)
                while select.select([file], [], [], 0.002)[0]:
                    os.read(file, 65536)
            os.write(file, b"\x15")
            settle(file)
        print(f"{'echo of a key':28} {milliseconds(times)}")

        times = []
        for number in range(rounds):
            weight = 0.3 + (number % 7) / 100
            rest = (1 - weight) / 2
            entry = (
                f":time evaluation changed with hdi {{ weights given  weight life {weight:.2f}"
                f"  weight education {rest:.3f}  weight income {rest:.3f}"
                "  at education { weights equal } }\r")
            os.write(file, entry.encode())
            data = until(file, b" ms")
            if b"error" in data:
                raise SystemExit(data.decode())
            times.append(float(re.findall(rb"([0-9.]+) ms", data)[-1]))
            settle(file)
        print(f"{'HDI after a changed weight':28} {milliseconds(times[1:])}")
        leave(child, file)

    long = [f"let a{number} = {number} + a{number // 100}" for number in range(1, 10_000)]
    asked = [f'hdi.score["NOR", Year: "2021"] + {number}' for number in range(1_000)]
    for name, lines, arguments in [
        ("1,000 entries", ["let a0 = 0"] + long[:999], []), ("10,000 entries", ["let a0 = 0"] + long, []),
        ("1,000 questions about HDI", asked, [MODEL]),
    ]:
        seconds = entries(program, lines, *arguments)
        print(f"{name:28} {seconds:6.1f} s   {len(lines) / seconds:.0f} a second")


main()
