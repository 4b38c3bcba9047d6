#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Segments, forest and what-if side by side with scikit-learn, in one run. Skipped where scikit-learn is missing.

usage: segment_table.py [--bin build/bin] [--csv FILE] [--trees 200] [--seeds 10] [--only kmeans,forest,segments,whatif,csv]

Runs of both sides take turns and the least time of each counts, in wall time (both may use two cores) and in processor time, which
other work on the machine disturbs less. --csv: a file of campaigns whose silhouette is compared.
"""
import argparse, csv, datetime, json, math, os, random, subprocess, sys, tempfile, time, warnings

try:
    import numpy as np
    from sklearn.cluster import KMeans
    from sklearn.datasets import make_blobs, make_friedman1
    from sklearn.ensemble import RandomForestRegressor
    from sklearn.metrics import silhouette_score
except ImportError:
    print('scikit-learn is not installed: skipped')
    sys.exit(0)
warnings.filterwarnings('ignore')

ap = argparse.ArgumentParser()
ap.add_argument('--bin', default='build/bin')
ap.add_argument('--csv')
ap.add_argument('--trees', type=int, default=200)
ap.add_argument('--noise', type=float, action='append', help='of the forest\'s function; 1 and 0.1 unless given')
ap.add_argument('--seeds', type=int, default=10)
ap.add_argument('--only', default='kmeans,forest,segments,whatif,csv')
args = ap.parse_args()
parts = args.only.split(',')
folder = tempfile.TemporaryDirectory()
there = lambda name: os.path.join(folder.name, name)
bench = lambda *words: json.loads(subprocess.run([os.path.join(args.bin, 'bench_segment'), *map(str, words)], check=True,
                                                 capture_output=True, text=True).stdout)


def cli(*words):
    r = subprocess.run([os.path.join(args.bin, 'plumbline-cli'), *map(str, words), '--json'], capture_output=True, text=True)
    return json.loads(r.stdout)


def timed(work):
    wall, cpu = time.perf_counter(), time.process_time()
    out = work()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000, out


def kmeans():
    print('k-means, 100,000 x 8 into 8      | starts | Plumbline ms (cpu) | scikit-learn ms (cpu) | times as fast | inertia, relative')
    n = 100_000
    clouds = {'clouds apart': make_blobs(n, 8, centers=8, cluster_std=1.0, random_state=3)[0],
              'clouds that overlap': make_blobs(n, 8, centers=8, cluster_std=4.0, random_state=3)[0],
              'no clouds': np.random.default_rng(1).normal(size=(n, 8))}
    for name, x in clouds.items():
        x = np.ascontiguousarray(x, dtype='f8')
        x.tofile(there('points'))
        for starts in (1, 10):
            ours, theirs = [], []
            if starts == 10 and name == 'no clouds': continue  # minutes on their side
            for _ in range(3 if starts == 1 else 1):
                ours.append(bench('kmeans', there('points'), n, 8, 8, starts))
                for algorithm in ('lloyd', 'elkan'):
                    wall, cpu, fit = timed(lambda: KMeans(8, n_init=starts, algorithm=algorithm, random_state=1).fit(x))
                    theirs.append((wall, cpu, fit.inertia_))
            a, b = min(o['ms'] for o in ours), min(t[0] for t in theirs)
            print(f"{name:32s} | {starts:6d} | {a:8.0f} ({min(o['cpu_ms'] for o in ours):6.0f})  | {b:10.0f} ({min(t[1] for t in theirs):7.0f})  "
                  f"| {b / a:6.1f} ({min(t[1] for t in theirs) / min(o['cpu_ms'] for o in ours):.1f} cpu) "
                  f"| {ours[0]['inertia'] / min(t[2] for t in theirs) - 1:+.4%}", flush=True)


def forest():
    print(f'\nforest, 100,000 x 12, {args.trees} trees | Plumbline ms (cpu) | scikit-learn ms (cpu) | times as fast | error, relative')
    n, m = 100_000, 20_000
    for noise in args.noise or (1.0, 0.1):
        name = f'noise {noise:g}'
        x, y = make_friedman1(n + m, n_features=12, noise=noise, random_state=5)
        x, y = x.astype('f4'), y.astype('f4')
        with open(there('forest'), 'wb') as f:
            for part in (x[:n], y[:n], x[n:], y[n:]): part.tofile(f)
        ours = bench('forest', there('forest'), n, m, 12, args.trees)
        wall, cpu, fit = timed(lambda: RandomForestRegressor(args.trees, n_jobs=2, random_state=1).fit(x[:n], y[:n]))
        error = float(np.sqrt(np.mean((fit.predict(x[n:]) - y[n:]) ** 2)))
        print(f"{name:32s} | {ours['ms']:8.0f} ({ours['cpu_ms']:6.0f}) | {wall:8.0f} ({cpu:6.0f}) | {wall / ours['ms']:5.2f} "
              f"({cpu / ours['cpu_ms']:.2f} cpu) | {ours['rmse']:.4f} against {error:.4f}: {ours['rmse'] / error - 1:+.2%}", flush=True)


def segments():
    rng, file = random.Random(4), there('campaigns.csv')
    with open(file, 'w', newline='') as f:
        w = csv.writer(f)
        w.writerow('date,channel,campaign,impressions,clicks,leads,orders,cost,revenue'.split(','))
        kinds = [(0.05, 0.08, 80), (0.02, 0.03, 300), (0.004, 0.01, 200), (0.03, 0.02, 40)]
        for i in range(2000):
            ctr, cvr, cost = kinds[i % 4]
            for d in range(14):
                c = cost * rng.uniform(0.5, 1.5)
                clicks = max(1, int(c * rng.uniform(0.8, 1.2)))
                orders = sum(rng.random() < cvr for _ in range(clicks))
                w.writerow([datetime.date(2026, 9, 1) + datetime.timedelta(d), f'Channel {i % 7}', f'Campaign {i}', int(clicks / ctr),
                            clicks, orders * 3, orders, f'{c:.2f}', f'{orders * rng.uniform(20, 60):.2f}'])
    cli('import', file, '--dataset', 'C', '--workspace', there('ws'))
    best = min((cli('segment', '--workspace', there('ws')) for _ in range(5)), key=lambda j: j['fit_ms'])
    print(f"\n2,000 campaigns, k chosen: {best['fit_ms']:.0f} ms (k {best['k']}, {len(best['assignments'])} campaigns; at most 200)")


def hill(a, half, slope):
    return a ** slope / (a ** slope + half ** slope)


def whatif():
    """+20 % on Social, over all days, against the curve that the sample was made from: the adstocked spend of each week follows
    from its contribution, and the curve tells what a fifth more would have brought."""
    covered, slow = 0, []
    for seed in range(1, args.seeds + 1):
        ws = there(f'sample{seed}')
        cli('sample', '--rows', 50_000, '--seed', seed, '--workspace', ws)
        truth = json.load(open(os.path.join(ws, 'truth.json')))
        c = next(c for c in truth['channels'] if c['name'] == 'Social')
        half, slope = c['saturation']['half_saturation_chf_per_day'], c['saturation']['slope']
        now = more = 0.0
        reference = datetime.date.fromisoformat(truth['baseline']['reference_day'])
        for w in truth['weeks']:
            years = (datetime.date.fromisoformat(w['from']) - reference).days / 365.25
            ceiling = c['ceiling_chf_per_day'] * (1 + c.get('effect_growth_per_year', 0)) ** years * w['days']
            share = min(0.999, w['contribution']['Social'] / ceiling)
            a = half * (share / (1 - share)) ** (1 / slope)
            now += w['contribution']['Social']
            more += ceiling * hill(1.2 * a, half, slope)
        j = cli('simulate', '--budget', '+20%', '--where', 'channel=Social', '--workspace', ws)
        in_it = j['delta_lower'] <= more - now <= j['delta_upper']
        less = 0 < j['delta_pct'] < 20
        covered += in_it and less
        slow.append(j['ms'])
        print(f"seed {seed:2d}: truth {more - now:12.0f}  said {j['delta_revenue']:12.0f}  {j['delta_lower']:12.0f} to {j['delta_upper']:12.0f}"
              f"  {'covered' if in_it else 'MISSED'}  {j['delta_pct']:.2f} %  {j['ms']:.0f} ms", flush=True)
    print(f'+20 % on Social: {covered} of {args.seeds} seeds cover the truth, positive and less than in proportion; '
          f'a what-if from the data to the answer takes {min(slow):.0f} to {max(slow):.0f} ms (at most 100)')


def own_csv():
    cli('import', args.csv, '--dataset', 'own', '--workspace', there('own'))
    j = cli('segment', '--workspace', there('own'))
    columns = []
    for k in j['kpis']:
        v = np.array([np.nan if a['kpis'][k['metric']] is None else a['kpis'][k['metric']] for a in j['assignments'] if a['cluster'] is not None])
        v = np.where(np.isnan(v), np.nanmedian(v), v)
        columns.append(((np.log1p(v / k['typical']) if k['logarithm'] else v) - k['mean']) / k['sd'])
    x = np.ascontiguousarray(np.array(columns).T)
    labels = [a['cluster'] for a in j['assignments'] if a['cluster'] is not None]
    theirs = {k: silhouette_score(x, KMeans(k, n_init=50, random_state=1).fit(x).labels_) for k in range(2, min(9, len(x)))}
    k = max(theirs, key=theirs.get)
    print(f'\n{os.path.basename(args.csv)}: {len(x)} campaigns, {x.shape[1]} KPIs; silhouette {silhouette_score(x, labels):.4f} at k {j["k"]}, '
          f'scikit-learn\'s best {theirs[k]:.4f} at k {k}')
    for c in j['clusters']: print(f"  {c['name']}: {c['size']} campaigns, ROAS {c['roas']}")


if 'kmeans' in parts: kmeans()
if 'forest' in parts: forest()
if 'segments' in parts: segments()
if 'whatif' in parts: whatif()
if 'csv' in parts and args.csv: own_csv()
