#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints how well `plumbline-cli response` finds what is known to be true.

  response_table.py --cli build/bin/plumbline-cli --cases FOLDER [--posterior] [--lift] [--advice]
      FOLDER holds pairs NAME.csv and NAME.truth.json (channels with total_contribution, adstock_params.theta).
  response_table.py --cli build/bin/plumbline-cli --fresh 5 [--first-seed 1] [--posterior]
      simulates so many markets of each kind with the program's own generator.
  --advice also asks `allocate` to split the same money within half to one and a half times of today, and tells by the true
      curves how much of the possible gain that captures and how often it is worse than today (cases with an interaction are
      left out: their truth is no sum of curves).
"""
import argparse, csv, glob, json, math, os, statistics, subprocess, tempfile

NATIONAL = ("easy", "mm_only", "scurve", "noisy", "collinear", "short", "many", "mediated")


def theta_of(channel):
    adstock = channel["adstock"]
    if isinstance(adstock, dict):
        return adstock.get("theta") if adstock["kind"] == "geometric" else None
    return channel["adstock_params"].get("theta") if adstock == "geometric" else None


def run(cli, series, truth, arguments, lift):
    with open(series) as f:
        header = next(csv.reader(f))
    names = [c["name"] for c in truth["channels"]]
    spend = [n + "_spend" for n in names]
    if any(s not in header for s in spend):
        return None
    controls = [c for c in ("price_index", "promo") if c in header]
    command = [cli, "response", "--json", "--series", series, "--spend", ",".join(spend), "--target", "revenue"] + arguments
    if controls:
        command += ["--controls", ",".join(controls)]
    if lift:
        with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as f:
            json.dump(truth["lift_tests"], f)
        command += ["--lift", f.name]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{series}: {done.stderr}")
    return json.loads(done.stdout)


def answer_of(file):
    """A kept fit without what the clock and the number of threads leave in it."""
    with open(file) as f:
        fit = json.load(f)
    fit.get("spec", {}).pop("threads", None)
    for part in (fit, fit.get("fit", {}), fit.get("diagnostics", {})):
        for key in [k for k in part if k.endswith("_ms")]:
            del part[key]
    return fit


def response_of(channel, spend):
    s = channel["saturation"]
    if spend <= 0:
        return 0
    if s["kind"] == "hill":
        share = 1 / (1 + (s["K"] / spend) ** s["slope"])
    elif s["kind"] in ("mm", "michaelis_menten"):
        share = spend / (spend + s["K"])
    elif s["kind"] == "logistic":
        share = math.tanh(s["lam"] * spend / 2)
    elif s["kind"] == "tanh":
        share = math.tanh(spend / s["K"])
    else:
        share = spend ** s["p"]
    return channel["beta"] * share


def advice(cli, fit_file, truth):
    """Share of today's response that is possible and that the advice brings, by the true curves."""
    plan = json.loads(subprocess.run([cli, "allocate", "--json", "--fit", fit_file], capture_output=True, text=True, check=True).stdout)["plan"]
    curves, today, advised, total = [], 0, 0, 0
    for c, line in zip(truth["channels"], plan): # the same order
        now = line["current"]
        curves.append({"name": c["name"], "saturation": c["saturation"], "beta": c["beta"], "current": now, "min": now / 2, "max": 1.5 * now})
        today += response_of(c, now)
        advised += response_of(c, line["proposed"])
        total += now
    with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as f:
        json.dump({"channels": curves}, f)
    best = json.loads(subprocess.run([cli, "allocate", "--json", "--curves", f.name, "--total", str(total)], capture_output=True, text=True,
                                     check=True).stdout)["bound"]
    return best / today - 1, advised / today - 1


def simulate(cli, work, kinds, seeds, *size):
    """Markets with known truth of the program's own generator; returns the files of their truth."""
    cases = []
    for seed in seeds:
        for kind in kinds:
            folder = os.path.join(work, str(seed))
            subprocess.run([cli, "response", "--json", "--simulate", kind, "--seed", str(seed), "--out", folder, *size], check=True, capture_output=True)
            cases.append(os.path.join(folder, kind + ".truth.json"))
    return cases


class Found:
    """What was measured over some markets."""

    def __init__(self):
        self.by_kind, self.weighted, self.thetas, self.widths, self.tested, self.fit_ms, self.posterior_ms, self.r_hat = {}, [], [], [], [], [], [], []
        self.inside = self.counted = self.mediated = self.pairs_found = self.unmediated = self.claimed = self.worse = 0
        self.possible, self.captured = [], []

    def error(self, *kinds):
        """Mean over kinds of the mean error of a channel's contribution; all national kinds where none is named."""
        of = [k for k in self.by_kind if (k in kinds if kinds else k != "geo")]
        return statistics.mean(statistics.mean(self.by_kind[k]) for k in of) if of else float("nan")

    def coverage(self):
        return self.inside / max(1, self.counted)

    def part_captured(self):
        return sum(self.captured) / sum(self.possible) if self.possible else float("nan")


def measure(cli, cases, work, posterior=False, lift=False, with_advice=False, loud=True):
    arguments = ["--posterior"] if posterior else []
    fit_file = os.path.join(work, "fit.json")
    if with_advice:
        arguments += ["--save", fit_file]
    all_of = Found()
    if loud:
        print(f"{'case':24} {'error':>7} {'weighted':>8} {'cover':>6} {'theta':>6} {'fit ms':>7} {'post ms':>8} {'r_hat':>6}  interactions")
    for path in cases:
        with open(path) as f:
            truth = json.load(f)
        if "channels" not in truth or not isinstance(truth["channels"], list) or "total_contribution" not in truth["channels"][0]:
            continue
        found = run(cli, path.replace(".truth.json", ".csv"), truth, arguments, lift)
        if found is None:
            continue
        errors, inside, theta_errors, weights = [], 0, [], []
        tests = {t["channel"] for t in truth["lift_tests"]}
        for true, got in zip(truth["channels"], found["channels"]):
            total = true["total_contribution"]
            error = abs(got["contribution"] - total) / total
            errors.append(error)
            weights.append(total)
            if true["name"] in tests:
                all_of.tested.append(error)
            if got["contribution_lower"] is not None:
                inside += got["contribution_lower"] <= total <= got["contribution_upper"]
                all_of.widths.append((got["contribution_upper"] - got["contribution_lower"]) / total)
                all_of.counted += 1
            if theta_of(true) is not None:
                theta_errors.append(abs(got["adstock"].get("theta", 0) - theta_of(true)))
        name = truth["name"]
        all_of.weighted.append(sum(e * t for e, t in zip(errors, weights)) / sum(weights))
        all_of.by_kind.setdefault(name, []).append(statistics.mean(errors))
        all_of.inside += inside
        all_of.thetas += theta_errors
        all_of.fit_ms.append(found["fit_ms"])
        all_of.posterior_ms.append(found["posterior_ms"])
        all_of.r_hat.append(found["fit"].get("r_hat") or 0)
        pairs = {(i["donor"].removesuffix("_spend"), i["receiver"].removesuffix("_spend")) for i in found["interactions"]}
        if truth.get("mediated"):
            all_of.mediated += 1
            all_of.pairs_found += (truth["mediated"]["donor"], truth["mediated"]["receiver"]) in pairs
        else:
            all_of.unmediated += 1
            all_of.claimed += bool(pairs)
        gain = ""
        if with_advice and not truth.get("mediated"):
            can, does = advice(cli, fit_file, truth)
            all_of.possible.append(can)
            all_of.captured.append(does)
            all_of.worse += does < -1e-6
            gain = f"  gain {does:.4f} of {can:.4f}"
        if loud:
            said = ", ".join(f"{i['donor']}>{i['receiver']} {i['strength']:.2f}" for i in found["interactions"])
            print(f"{name:24} {statistics.mean(errors):7.3f} {all_of.weighted[-1]:8.3f} {inside / len(errors):6.2f} {statistics.mean(theta_errors or [0]):6.3f} "
                  f"{found['fit_ms']:7.0f} {found['posterior_ms']:8.0f} {all_of.r_hat[-1]:6.3f}  {said}{gain}")
    return all_of


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cli", default="build/bin/plumbline-cli")
    parser.add_argument("--cases")
    parser.add_argument("--fresh", type=int, default=0)
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--posterior", action="store_true")
    parser.add_argument("--lift", action="store_true")
    parser.add_argument("--advice", action="store_true")
    parser.add_argument("--kinds", default=",".join(NATIONAL))
    args = parser.parse_args()
    work = tempfile.mkdtemp()
    cases = sorted(glob.glob(os.path.join(args.cases, "*.truth.json"))) if args.cases else []
    cases += simulate(args.cli, work, args.kinds.split(","), range(args.first_seed, args.first_seed + args.fresh))
    f = measure(args.cli, cases, work, args.posterior, args.lift, args.advice)
    print(f"mean contribution error over {len([k for k in f.by_kind if k != 'geo'])} national kinds: {f.error():.3f}")
    print(f"median weighted error {statistics.median(f.weighted):.3f}; theta error {statistics.mean(f.thetas):.3f}; "
          f"coverage {f.coverage():.3f}, median width {statistics.median(f.widths or [0]):.2f} x truth; "
          f"tested channels' error {statistics.mean(f.tested or [0]):.3f}; fit ms max {max(f.fit_ms):.0f}")
    print(f"donor and receiver found in {f.pairs_found} of {f.mediated}, some claimed in {f.claimed} of {f.unmediated} without any")
    if f.possible:
        print(f"advice captures {f.part_captured():.3f} of the possible gain over {len(f.possible)} cases, "
              f"median {statistics.median(d / p for d, p in zip(f.captured, f.possible) if p > 0):.2f}; worse than today in {f.worse}")


if __name__ == "__main__":
    main()
