"""Makes candidates.csv: 600 synthetic candidates from two regions, with a test and two marked essays. Nobody in it exists.

    python3 Examples/selection/make.py > Examples/selection/candidates.csv
"""

import random

chance = random.Random(2026)
REGIONS = {"630000000": ["6340", "6346", "6348", "6352", "6354"], "430000000": ["4332", "4340", "4344", "4352"]}

print("code,test,test_error,essay,essay_error,interview,region,district,school,remote")
for number in range(600):
    region = "630000000" if chance.random() < 0.62 else "430000000"
    district = chance.choice(REGIONS[region])
    school = f"{district}-{chance.randrange(1, 9)}"
    remote = chance.random() < 0.3
    ability = chance.gauss(-0.25 if remote else 0.1, 1)
    # An item response test of 40 items: the error grows towards the ends of the scale.
    error = 0.3 + 0.06 * ability * ability
    test = ability + chance.gauss(0, error)
    # Two markers; the essay's points have an error of about 6 of 100.
    essay = min(100, max(0, 55 + 13 * (0.6 * ability + 0.8 * chance.gauss(0, 1)) + chance.gauss(0, 6)))
    interview = "" if chance.random() < 0.05 else f"{min(20, max(0, round(chance.gauss(12 + 2 * ability, 3))))}"
    missing = chance.random() < 0.03
    print(
        f"K{number:04d},{'' if missing else f'{test:.3f}'},{'' if missing else f'{error:.3f}'},{essay:.0f},6,{interview},"
        f"{region},{district},{school},{'yes' if remote else 'no'}"
    )
