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


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cli", default="build/bin/plumbline-cli")
    parser.add_argument("--cases")
    parser.add_argument("--fresh", type=int, default=0)
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--posterior", action="store_true")
    parser.add_argument("--lift", action="store_true")
    parser.add_argument("--advice", action="store_true")
    parser.add_argument("--kinds", default="easy,mm_only,scurve,noisy,collinear,short,many,mediated")
    args = parser.parse_args()
    cases = []
    if args.cases:
        cases = sorted(glob.glob(os.path.join(args.cases, "*.truth.json")))
    work = tempfile.mkdtemp()
    for seed in range(args.first_seed, args.first_seed + args.fresh):
        for kind in args.kinds.split(","):
            folder = os.path.join(work, str(seed))
            subprocess.run([args.cli, "response", "--json", "--simulate", kind, "--seed", str(seed), "--out", folder], check=True, capture_output=True)
            cases.append(os.path.join(folder, kind + ".truth.json"))
    arguments = ["--posterior"] if args.posterior else []
    fit_file = os.path.join(work, "fit.json")
    if args.advice:
        arguments += ["--save", fit_file]
    possible, captured, worse = [], [], 0
    by_kind, covered, counted, widths, fit_ms, thetas, weighted, tested = {}, 0, 0, [], [], [], [], []
    print(f"{'case':24} {'error':>7} {'weighted':>8} {'cover':>6} {'theta':>6} {'fit ms':>7} {'post ms':>8} {'r_hat':>6}  interactions")
    for path in cases:
        with open(path) as f:
            truth = json.load(f)
        if "channels" not in truth or not isinstance(truth["channels"], list) or "total_contribution" not in truth["channels"][0]:
            continue
        found = run(args.cli, path.replace(".truth.json", ".csv"), truth, arguments, args.lift)
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
                tested.append(error)
            if got["contribution_lower"] is not None:
                inside += got["contribution_lower"] <= total <= got["contribution_upper"]
                widths.append((got["contribution_upper"] - got["contribution_lower"]) / total)
                counted += 1
            if theta_of(true) is not None:
                theta_errors.append(abs(got["adstock"].get("theta", 0) - theta_of(true)))
        name = truth["name"]
        w = sum(e * t for e, t in zip(errors, weights)) / sum(weights)
        weighted.append(w)
        by_kind.setdefault(name, []).append(statistics.mean(errors))
        covered += inside
        thetas += theta_errors
        fit_ms.append(found["fit_ms"])
        gain = ""
        if args.advice and not truth.get("mediated"):
            can, does = advice(args.cli, fit_file, truth)
            possible.append(can)
            captured.append(does)
            worse += does < -1e-6
            gain = f"  gain {does:.4f} of {can:.4f}"
        pairs = ", ".join(f"{i['donor']}>{i['receiver']} {i['strength']:.2f}" for i in found["interactions"])
        print(f"{name:24} {statistics.mean(errors):7.3f} {w:8.3f} {inside / len(errors):6.2f} {statistics.mean(theta_errors or [0]):6.3f} "
              f"{found['fit_ms']:7.0f} {found['posterior_ms']:8.0f} {found['fit'].get('r_hat') or 0:6.3f}  {pairs}{gain}")
    national = [k for k in by_kind if k != "geo"]
    print(f"mean contribution error over {len(national)} national kinds: {statistics.mean(statistics.mean(by_kind[k]) for k in national):.3f}")
    print(f"median weighted error {statistics.median(weighted):.3f}; theta error {statistics.mean(thetas):.3f}; "
          f"coverage {covered / max(1, counted):.3f}, median width {statistics.median(widths or [0]):.2f} x truth; "
          f"tested channels' error {statistics.mean(tested or [0]):.3f}; fit ms max {max(fit_ms):.0f}")
    if possible:
        print(f"advice captures {sum(captured) / sum(possible):.3f} of the possible gain over {len(possible)} cases, "
              f"median {statistics.median(d / p for d, p in zip(captured, possible) if p > 0):.2f}; worse than today in {worse}")


main()
