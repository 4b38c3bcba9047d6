#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures of root cause and budget through the command line.

usage: advice_table.py [--cli build/bin/plumbline-cli] [--rca DIR] [--cases N] [--seed S]

--rca: cases laid out like Squeeze's (SETTING/injection_info.csv with timestamp,set; TIMESTAMP.csv with real,predict, or .a.csv and
.b.csv for a ratio), and robustspot/labels.json where it is there. Fresh cases are made here, with truth known.
"""
import argparse, collections, csv, json, math, os, random, subprocess, tempfile

CLI = 'build/bin/plumbline-cli'


def run(*options):
    r = subprocess.run([CLI, *map(str, options), '--json'], capture_output=True, text=True)
    return json.loads(r.stdout)


def explain(a, b=None, actual='real', expected='predict'):
    j = run('explain', '--leaves', a, *(['--leaves-b', b] if b else []), '--actual', actual, '--expected', expected)
    found = {'&'.join(sorted(f"{c['dim']}={c['value']}" for c in e['path'])) for e in j['elements']}
    off = abs(sum(d['contribution'] for d in j['drivers']) - j['change'])
    return found, j['solve_ms'], off


class Score:
    def __init__(self):
        self.tp = self.fp = self.fn = self.n = 0
        self.ms = self.off = 0.0

    def add(self, truth, answer):
        found, ms, off = answer
        self.tp += len(truth & found); self.fp += len(found - truth); self.fn += len(truth - found)
        self.n += 1; self.ms = max(self.ms, ms); self.off = max(self.off, off)

    def f1(self):
        return 2 * self.tp / max(1, 2 * self.tp + self.fp + self.fn)

    def line(self, name):
        print(f'{name:22s} cases {self.n:3d}  F1 {self.f1():.3f}  found {self.tp} extra {self.fp} missed {self.fn}  '
              f'slowest {self.ms:.1f} ms  parts off by {self.off:.1e}')


def norm(text):
    return {'&'.join(sorted(e.split('&'))) for e in text.split(';') if e}


def given(folder):
    """Scores by setting."""
    scores = {}
    for setting in sorted(os.listdir(folder)):
        info = os.path.join(folder, setting, 'injection_info.csv')
        if not os.path.exists(info): continue
        s = Score()
        for r in csv.DictReader(open(info)):
            stem = os.path.join(folder, setting, r['timestamp'])
            ratio = os.path.exists(stem + '.a.csv')
            s.add(norm(r['set']), explain(stem + '.a.csv', stem + '.b.csv') if ratio else explain(stem + '.csv'))
        s.line(setting)
        scores[setting] = s
    labels = os.path.join(folder, 'robustspot', 'labels.json')
    if os.path.exists(labels): scores['robustspot'] = robustspot(os.path.dirname(labels), json.load(open(labels)))
    return scores


def robustspot(folder, labels):
    """KPI = (cnt - value) / cnt of a minute against the mean of the minutes before."""
    s = Score()
    for label in labels:
        rows = list(csv.DictReader(open(os.path.join(folder, label['file']))))
        dims = [k for k in rows[0] if k not in ('min', 'value', 'cnt')]
        before = {int(r['min']) for r in rows if int(r['min']) < label['timestamp']}
        sums = collections.defaultdict(lambda: [0.0] * 4)
        for r in rows:
            t, key, cnt = int(r['min']), tuple(r[d] for d in dims), float(r['cnt'])
            good = cnt - float(r['value'])
            if t == label['timestamp']: sums[key][0] += good; sums[key][2] += cnt
            elif t in before: sums[key][1] += good / len(before); sums[key][3] += cnt / len(before)
        with tempfile.TemporaryDirectory() as tmp:
            write(os.path.join(tmp, 'a.csv'), dims, [(k, v[0], v[1]) for k, v in sums.items()])
            write(os.path.join(tmp, 'b.csv'), dims, [(k, v[2], v[3]) for k, v in sums.items()])
            s.add({'&'.join(sorted(f'{k}={v}' for k, v in label['cause'].items()))},
                  explain(os.path.join(tmp, 'a.csv'), os.path.join(tmp, 'b.csv')))
    s.line('robustspot')
    return s


def write(path, dims, rows):
    with open(path, 'w') as out:
        out.write(','.join(dims) + ',real,predict\n')
        for key, real, predict in rows: out.write(f"{','.join(key)},{real:.6g},{predict:.6g}\n")


def fresh(rng, tmp, sizes, layer, causes, noise, ratio):
    dims = [f'd{i}' for i in range(len(sizes))]
    keys = [()]
    for i, n in enumerate(sizes): keys = [k + (f'v{v}',) for k in keys for v in range(n)]
    empty, rate = rng.uniform(0, .2), rng.uniform(.05, .9)
    size = {k: 0 if rng.random() < empty else round(rng.expovariate(.01), 0 if ratio else 2) for k in keys}
    total, truth = sum(size.values()), []
    while len(truth) < causes:
        chosen = sorted(rng.sample(range(len(sizes)), layer))
        cause = {d: f'v{rng.randrange(sizes[d])}' for d in chosen}
        holds = [k for k in keys if all(k[d] == v for d, v in cause.items())]
        if sum(size[k] for k in holds) < .5 * total * len(holds) / len(keys): continue
        if any(all(k[d] == v for d, v in c.items()) for k in holds for c, _ in truth): continue
        truth.append((cause, rng.uniform(.1, .8) if rng.random() < .5 else rng.uniform(1.25, 1.9)))
    a, b = [], []
    for k in keys:
        f = next((m for c, m in truth if all(k[d] == v for d, v in c.items())), 1)
        miss = max(0, 1 + rng.gauss(0, noise))
        if ratio:
            real = round(size[k] * max(0, 1 + rng.gauss(0, noise)))
            b.append((k, real, size[k])); a.append((k, rate * f * real * miss, rate * size[k]))
        else: a.append((k, round(size[k] * f * miss, 2), size[k]))
    write(os.path.join(tmp, 'a.csv'), dims, a)
    if ratio: write(os.path.join(tmp, 'b.csv'), dims, b)
    names = {'&'.join(f'd{d}={v}' for d, v in sorted(c.items())) for c, _ in truth}
    return names, explain(os.path.join(tmp, 'a.csv'), os.path.join(tmp, 'b.csv') if ratio else None)


def own(cases, seed):
    """Scores of fresh cases by kind."""
    rng, scores = random.Random(seed), {}
    with tempfile.TemporaryDirectory() as tmp:
        for name, layers, ratio in (('sums, layers 1 to 3', (1, 2, 3), False), ('sums, layer 4', (4,), False), ('ratios, layers 1 to 3', (1, 2, 3), True)):
            s = Score()
            for layer in layers:
                for noise in ((.03,) if ratio else (.01, .03, .06, .09)):
                    for _ in range(max(1, cases // 4)): s.add(*fresh(rng, tmp, (6, 8, 5, 7), layer, rng.randint(1, 3), noise, ratio))
            s.line(name)
            scores[name] = s
        for name, sizes, times in (('5,000 leaves', (10, 10, 10, 5), 3), ('48,000 leaves', (10, 16, 15, 20), 1)):
            s = Score()
            for _ in range(times): s.add(*fresh(rng, tmp, sizes, 2, 2, .06, False))
            s.line(name)
            scores[name] = s
    return scores


def budgets(cases, seed):
    """Largest gap to the certified optimum and largest error of the budget, both relative, and the slowest time at 100 channels."""
    rng = random.Random(seed)
    most_gap = most_off = slowest = 0.0
    with tempfile.TemporaryDirectory() as tmp:
        for shape, part in (('concave', 0), ('half S-shaped', .5), ('all S-shaped', 1)):
            for n in (5, 20, 100):
                gap = ms = off = 0.0
                for _ in range(max(1, cases // 2)):
                    channels, total = [], 0
                    for i in range(n):
                        spend = math.exp(rng.gauss(9, 1)); total += spend
                        s = rng.random() < part
                        kind = 'hill' if s else rng.choice(['hill', 'mm', 'logistic', 'tanh', 'root'])
                        saturation = {'kind': kind, 'K': spend * math.exp(rng.gauss(0, .6)), 'slope': rng.uniform(1.2, 4) if s else rng.uniform(.5, 1),
                                      'lam': 1 / spend, 'p': rng.uniform(.3, .9)}
                        beta = rng.uniform(1, 3) * spend ** (1 - saturation['p']) if kind == 'root' else spend * rng.uniform(.5, 6)
                        channels.append({'name': f'c{i}', 'adstock': {'kind': 'geometric', 'theta': .4}, 'saturation': saturation, 'beta': beta,
                                         'current': spend, 'min': 0, 'max': 3 * spend})
                    total *= rng.uniform(.3, 1.5)
                    file = os.path.join(tmp, 'curves.json')
                    json.dump({'channels': channels}, open(file, 'w'))
                    j = run('allocate', '--curves', file, '--total', total)
                    gap = max(gap, 1 - j['response_proposed'] / j['bound']); ms = max(ms, j['solve_ms'])
                    off = max(off, abs(sum(p['proposed'] for p in j['plan']) / total - 1))
                print(f'budget, {shape:14s} {n:4d} channels  largest gap to the certified optimum {gap:.1e}  slowest {ms:.1f} ms  budget off by {off:.0e}')
                most_gap, most_off = max(most_gap, gap), max(most_off, off)
                if n == 100: slowest = max(slowest, ms)
    return most_gap, most_off, slowest


def main():
    global CLI
    ap = argparse.ArgumentParser()
    ap.add_argument('--cli', default=CLI)
    ap.add_argument('--rca')
    ap.add_argument('--cases', type=int, default=20)
    ap.add_argument('--seed', type=int, default=1)
    args = ap.parse_args()
    CLI = args.cli
    if args.rca: given(args.rca)
    own(args.cases, args.seed)
    budgets(args.cases, args.seed)


if __name__ == '__main__':
    main()
