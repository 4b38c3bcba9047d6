#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the whole table of targets for response, budget and root cause: what was measured, gate, aim.

  target_table.py [--cli build/bin/plumbline-cli] [--mmm FOLDER] [--rca FOLDER] [--fresh N] [--first-seed S] [--cases N]
      --mmm, --rca: known cases as for response_table.py and advice_table.py; fresh ones are always made, N of each kind.
"""
import argparse, glob, os, statistics, subprocess, tempfile, time

import advice_table, response_table

ADVISED = [k for k in response_table.NATIONAL if k != "mediated"]


def timed(command):
    """Seconds of the clock and of the processors, and MB of memory at most, of a command."""
    begin, before = time.monotonic(), os.times()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(" ".join(command) + " failed")
    return time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cli", default="build/bin/plumbline-cli")
    parser.add_argument("--mmm")
    parser.add_argument("--rca")
    parser.add_argument("--fresh", type=int, default=3)
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=20)
    args = parser.parse_args()
    cli, advice_table.CLI, rows = args.cli, args.cli, []

    def row(number, goal, measured, holds, gate, aim):
        rows.append((number, goal, measured, "yes" if holds else "NO", gate, aim))

    work = tempfile.mkdtemp()
    seeds = range(args.first_seed, args.first_seed + args.fresh)
    fresh = response_table.simulate(cli, work, response_table.NATIONAL, seeds)
    sources = [("fresh", fresh)]
    if args.mmm:
        sources.append(("known", sorted(glob.glob(os.path.join(args.mmm, "sim_*.truth.json")))))

    five = response_table.simulate(cli, os.path.join(work, "five"), ["scurve"], seeds)
    ms = response_table.measure(cli, five, work, loud=False).fit_ms
    row(1, "point fit, 5 channels x 208 weeks, with kinds compared", f"{min(ms):.0f} to {max(ms):.0f} ms", min(ms) <= 300, "300 ms", "50 ms")
    six = response_table.simulate(cli, os.path.join(work, "six"), ["collinear"], [args.first_seed])
    f = response_table.measure(cli, six, work, posterior=True, loud=False)
    row(2, "posterior 4 x 1,000 draws, 6 channels x 156 weeks", f"{f.posterior_ms[0] / 1000:.1f} s, R-hat {f.r_hat[0]:.3f}",
        f.posterior_ms[0] <= 20000 and f.r_hat[0] < 1.01, "20 s, 1.01", "5 s")
    folder = os.path.join(work, "regions")
    response_table.simulate(cli, folder, ["geo"], [args.first_seed], "--regions", "50", "--weeks", "208", "--channels", "6")
    series = os.path.join(folder, str(args.first_seed), "geo.csv")
    names = open(series).readline().strip().split(",")
    wall, processor, megabytes = timed([cli, "response", "--json", "--series", series, "--target", "revenue", "--spend",
                                        ",".join(n for n in names if n.endswith("_spend")), "--controls", "price_index,promo"])
    row(3, "50 regions x 208 weeks x 6 channels", f"{wall:.0f} s ({processor:.0f} s of processor), {megabytes:.0f} MB",
        wall <= 300 and megabytes <= 2048, "300 s, 2 GB", "45 s, 1 GB")
    for name, cases in sources:
        f = response_table.measure(cli, cases, work, with_advice=True, loud=False)
        row(4, f"contribution error, {name}", f"{f.error():.3f}", f.error() <= 0.45, "0.45", "0.30")
        easy = f.error("easy", "mm_only")
        row(4, f"contribution error of easy and mm_only, {name}", f"{easy:.3f}", easy <= 0.10, "0.10", "0.06")
        w, theta = statistics.median(f.weighted), statistics.mean(f.thetas)
        row(5, f"weighted error, median; theta, {name}", f"{w:.3f}; {theta:.3f}", w <= 0.28 and theta <= 0.13, "0.28; 0.13", "0.18; 0.08")
        row(6, f"coverage of 90 % intervals, {name}", f"{f.coverage():.3f}, width {statistics.median(f.widths):.2f}", 0.85 <= f.coverage() <= 0.95, "0.85 to 0.95",
            "0.88 to 0.92, 1.2")
        tested = statistics.mean(response_table.measure(cli, cases, work, lift=True, loud=False).tested)
        row(7, f"error of a channel after its lift test, {name}", f"{tested:.3f}", tested <= 0.20, "0.20", "0.12")
        row(8, f"gain captured, {name}", f"{f.part_captured():.3f}, worse {f.worse} of {len(f.possible)}",
            f.part_captured() >= 0.8 and f.worse <= len(f.possible) / 21, "0.80, 1 of 21", "0.90, 0")
        row(11, f"donor and receiver, {name}", f"{f.pairs_found} of {f.mediated}, claimed in {f.claimed} of {f.unmediated}",
            f.pairs_found >= f.mediated * 2 / 3 and f.claimed <= f.unmediated * 2 / 21, "2 of 3, 2 of 21", "3 of 3, 0")
    gap, off, slowest = advice_table.budgets(args.cases, args.first_seed)
    row(9, "allocation gap, budget; 100 channels", f"{gap:.1e}, {off:.0e}; {slowest:.0f} ms", gap <= 1e-3 and off <= 1e-9 and slowest <= 100, "1e-3, 1e-9; 100 ms", "1e-5; 5 ms")
    options = [cli, "response", "--json", "--series", fresh[0].replace(".truth.json", ".csv"), "--target", "revenue", "--spend", "tv_spend,search_spend,social_spend",
               "--posterior", "--draws", "100", "--save"]
    for threads in ("1", "4"):
        subprocess.run([*options, os.path.join(work, threads), "--threads", threads], check=True, capture_output=True)
    bits = [response_table.answer_of(os.path.join(work, threads)) for threads in ("1", "4")]
    row(10, "same bits on 1 and 4 threads", "yes" if bits[0] == bits[1] else "no", bits[0] == bits[1], "yes", "yes")
    scores = advice_table.own(args.cases, args.first_seed)
    for name, gate, aim in (("sums, layers 1 to 3", 0.97, 0.99), ("sums, layer 4", 0.7, 0.9), ("ratios, layers 1 to 3", 0.95, 0.99)):
        row(12, f"root cause F1, {name}, fresh", f"{scores[name].f1():.3f}", scores[name].f1() >= gate, gate, aim)
    if args.rca:
        known = advice_table.given(args.rca)
        spot = known.pop("robustspot", None)
        for name, ratio in (("sums", False), ("ratios", True)):
            part = [s for k, s in known.items() if k.startswith("ratio") == ratio]
            f1 = 2 * sum(s.tp for s in part) / max(1, sum(2 * s.tp + s.fp + s.fn for s in part))
            row(12, f"root cause F1, {name}, known", f"{f1:.3f}", f1 >= (0.95 if ratio else 0.97), 0.95 if ratio else 0.97, 0.99)
        if spot:
            row(13, "RobustSpot", f"{spot.f1():.3f}", spot.f1() >= 0.35, 0.35, 0.60)
    small, large = scores["5,000 leaves"].ms, scores["48,000 leaves"].ms
    row(14, "root cause time, 5,000 and 48,000 leaves", f"{small:.0f} and {large:.0f} ms", small <= 100 and large <= 1000, "100 ms; 1 s", "10 ms; 100 ms")
    off = max(s.off for s in scores.values())
    row(15, "parts against the change", f"{off:.0e}", off <= 1e-9, "1e-9", "1e-12")
    print(f"\n{'':3} {'goal':58} {'measured':38} {'holds':5}  {'gate':20} aim")
    for number, goal, measured, holds, gate, aim in sorted(rows, key=lambda r: r[0]):
        print(f"{number:>3} {goal:58} {measured:38} {holds:5}  {str(gate):20} {aim}")


if __name__ == "__main__":
    main()
