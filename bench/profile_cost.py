"""How well the header's `own cost` tells what counting costs: the estimate beside a measurement.

    /usr/bin/python3 bench/profile_cost.py [--rounds N] [--launcher ./atlas] [--json FILE] [PROGRAM...]

Runs each program of bench/programs plain and profiled in turns, in whole processes, and compares
CPU time of the process, which other work on the machine moves less than wall time. Measured is how
much longer the profiled runs took, of the medians, without what an empty program takes longer: the
estimate is of the run alone, not of starting the profiler and writing the report. Estimated is what
the profile says of itself. Both in per cent of the plain run, and their difference in points.

Nothing here passes or fails: single programs scatter by some points on a quiet machine and by ten
on a busy one.
"""

import argparse
import json
import os
import statistics
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def cpu_seconds(command):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with status {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def empty_program(launcher, rounds):
    with tempfile.NamedTemporaryFile("w", suffix=".atl") as program:
        plain = [cpu_seconds([launcher, "run", program.name]) for _ in range(rounds)]
        saved = program.name + ".atlprof"
        command = [launcher, "profile", "-o", saved, program.name]
        profiled = [cpu_seconds(command) for _ in range(rounds)]
        os.unlink(saved)
    return statistics.median(plain), statistics.median(profiled)


def measure(launcher, program, rounds, start):
    plain, profiled, estimates = [], [], []
    with tempfile.TemporaryDirectory() as directory:
        saved = os.path.join(directory, "run.atlprof")
        for _ in range(rounds):
            plain.append(cpu_seconds([launcher, "run", str(program)]))
            profiled.append(cpu_seconds([launcher, "profile", "-o", saved, str(program)]))
            profile = json.loads(Path(saved).read_text())
            own = profile["counting_ns"]
            estimates.append(own / max(1, profile["elapsed_ns"] - own))
    seconds = statistics.median(plain) - start[0]
    counted = statistics.median(profiled) - start[1]
    return {
        "program": program.stem,
        "plain_s": seconds,
        "measured": 100 * (counted / seconds - 1),
        "estimated": 100 * statistics.median(estimates),
        "instructions": profile["instructions"],
        "calls": profile["calls"],
        "counting_ns": profile["counting_ns"],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("programs", nargs="*", metavar="PROGRAM")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--launcher", default=str(ROOT / "atlas"))
    parser.add_argument("--json", metavar="FILE")
    options = parser.parse_args()
    programs = sorted((ROOT / "bench" / "programs").glob("*.atl"))
    if options.programs:
        programs = [each for each in programs if each.stem in options.programs]
    if not programs:
        parser.error("there is no such program in bench/programs")
    rows = []
    start = empty_program(options.launcher, 2 * options.rounds + 1)
    print(f"{'program':12}{'plain s':>9}{'measured %':>12}{'estimated %':>13}{'points':>8}")
    for program in programs:
        row = measure(options.launcher, program, options.rounds, start)
        rows.append(row)
        print(
            f"{row['program']:12}{row['plain_s']:9.2f}{row['measured']:12.1f}"
            f"{row['estimated']:13.1f}{row['estimated'] - row['measured']:8.1f}",
            flush=True,
        )
    errors = [abs(row["estimated"] - row["measured"]) for row in rows]
    close = sum(error <= 3 for error in errors)
    print(f"within 3 points: {close} of {len(rows)}; median distance {statistics.median(errors):.1f}")
    if options.json:
        Path(options.json).write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
