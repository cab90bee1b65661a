"""Writes practice-fsrs.txt: 500 histories as py-fsrs schedules them. Needs no place in CI, since the table is kept:

    python3 -m venv /tmp/fsrs && /tmp/fsrs/bin/pip install fsrs==6.3.2
    /tmp/fsrs/bin/python Tests/Cases/practice-fsrs.py > Tests/Cases/practice-fsrs.txt

A line is a history: answers apart by spaces, each `day:rating:stability:difficulty:interval` with stability and difficulty in millionths,
rounded after each answer as the house rounds them; behind `=` the stability and difficulty of the same history without any rounding;
behind `?` a later day and how many in a million remember then. Days are the table's own, counted from its first answer.
"""

import importlib.metadata
import random
from datetime import datetime, timedelta, timezone

from fsrs import Card, Rating, Scheduler

EPOCH = datetime(2026, 1, 1, tzinfo=timezone.utc)
# No learning steps, no fuzz; every other setting is the package's own, 0.9 of retention among them.
SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
# Chances of wrong, with help, right: of a girl who does well, one who does not, and three that nobody is.
PEOPLE = [(1, 2, 7), (3, 3, 4), (6, 2, 2), (1, 0, 0), (0, 1, 0), (0, 0, 1)]


def moment(day):
    return EPOCH + timedelta(days=day)


def review(card, rating, day):
    return SCHEDULER.review_card(card, Rating(rating), moment(day))[0]


def history(draw):
    """Answers as (day, rating): many on one day, some when they are due, some late, a few after decades."""
    person = draw.choice(PEOPLE[:3] * 5 + PEOPLE[3:])
    day, card, answers = 0, Card(), []
    for _ in range(draw.randint(1, 16)):
        rating = draw.choices((1, 2, 3), person)[0]
        answers.append((day, rating))
        card = review(card, rating, day)
        due = (card.due - EPOCH).days
        day = draw.choices((day, due, draw.randint(day, due), due + draw.randint(0, 60), day + draw.randint(0, 9000)), (6, 8, 3, 4, 1))[0]
    return answers


def line(answers, later):
    rounded, exact, steps = Card(), Card(), []
    for day, rating in answers:
        exact = review(exact, rating, day)
        rounded = review(rounded, rating, day)
        rounded.stability, rounded.difficulty = round(rounded.stability, 6), round(rounded.difficulty, 6)
        interval = (rounded.due - moment(day)).days
        steps.append(f"{day}:{rating}:{round(rounded.stability * 1e6)}:{round(rounded.difficulty * 1e6)}:{interval}")
    day = answers[-1][0] + later
    recall = round(SCHEDULER.get_card_retrievability(rounded, moment(day)) * 1e6)
    return f"{' '.join(steps)} = {exact.stability!r} {exact.difficulty!r} ? {day} {recall}"


draw = random.Random(6)
print("fsrs", importlib.metadata.version("fsrs"))
print("weights", *SCHEDULER.parameters)
for _ in range(500):
    print(line(history(draw), draw.choice((0, 1, 6, 30, 365, 20000))))
