import json
from datetime import UTC, date, datetime, timedelta
from functools import cache
from io import StringIO

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from practice.domain import correction, policies
from practice.domain.aiming import Item, Learner, choose
from practice.domain.learners import FsrsLearners, HalfLifeLearners, make_bank
from practice.domain.memory import Memory
from practice.domain.policies import NOT_MET, anki, product, product_without_musts
from practice.domain.simulation import Setting, compare, run, summary

START = date(2026, 1, 1)


@cache
def result(policy, **kw):
    """One policy over 60 learners."""
    return run(policy, Setting(**({"learners": 60, "seed": 11} | kw)))


ANKI = anki(0.9)


@pytest.mark.parametrize(
    ("setting", "bar"),
    [
        ({"days": 7}, 1.06),
        ({"days": 14}, 1.09),
        ({"days": 28, "items": 640}, 1.14),
        ({"days": 7, "missed": 0.2}, 1.05),
        ({"days": 14, "missed": 0.2}, 1.08),
        ({"days": 28, "items": 640, "missed": 0.2}, 1.14),
        ({"items": 80}, 1.03),
        ({"mismatch": True}, 0.95),
        ({"days": 28, "items": 640, "mismatch": True}, 0.95),
    ],
    ids=str,
)
def test_at_equal_minutes_the_product_leaves_more_known_than_anki(setting, bar):
    ours, theirs = result(product, **setting), result(ANKI, **setting)
    assert ours.mean >= bar * theirs.mean
    assert ours.minutes.mean() == pytest.approx(theirs.minutes.mean(), rel=0.02)


def test_without_the_correction_a_memory_of_another_kind_would_lose(monkeypatch):
    setting = Setting(days=28, items=640, learners=60, seed=11, mismatch=True)
    corrected = run(product, setting).mean
    monkeypatch.setattr(correction, "STEADY_BELOW", 0.0)
    assert run(product, setting).mean < 0.9 * corrected


def test_every_must_is_met_and_costs_little():
    with_musts, without = result(product), result(product_without_musts)
    assert (with_musts.musts == 1).all()
    assert without.musts.min() < 1
    assert with_musts.mean > 0.95 * without.mean


def test_nobody_gets_more_minutes_than_there_are():
    setting = Setting(learners=40, seed=5, missed=0.4)
    used = run(product, setting).minutes
    rng = np.random.default_rng([5, 2])
    there = 60 * (rng.random((40, 14)) >= 0.4).sum(axis=1)
    assert (used <= there + 1e-9).all()
    assert used.mean() > 0.9 * there.mean()


def test_the_same_seed_gives_the_same_result_and_another_seed_another():
    setting = Setting(days=5, items=60, learners=10, seed=1)
    again = Setting(days=5, items=60, learners=10, seed=2)
    assert summary(compare(setting)) == summary(compare(setting)) != summary(compare(again))


@pytest.mark.parametrize("mismatch", [False, True])
def test_the_simulated_product_follows_the_queue_that_the_site_shows(mismatch):
    setting = Setting(days=20, learners=4, items=120, seed=7, mismatch=mismatch)
    seen = []

    def watched(state, bank, day, days, minutes):
        keys = product(state, bank, day, days, minutes)
        for who in range(setting.learners):
            order = np.argsort(-keys[who], kind="stable")
            order = [n for n in order if keys[who, n] > -np.inf]
            seen.append((order, queue_of(state, who, bank, day, days, minutes)))
        return keys

    run(watched, setting)
    assert len(seen) == 80
    assert all(list(map(int, queue)) == order[: len(queue)] for order, queue in seen)
    assert sum(len(queue) for _, queue in seen) > 9000


def queue_of(state, who, bank, day, days, minutes):
    """What `choose` makes of one learner's state, with minutes for everything."""
    overall, by_kind = correction.fit(state.evidence[who])
    kinds = [str(kind) for kind in range(len(by_kind))]
    corrected = correction.Correction(
        float(overall), dict(zip(kinds, by_kind.tolist(), strict=True)), int(state.reviews[who])
    )
    items = []
    for n in range(len(bank.weight)):
        met = state.last[who, n] != NOT_MET
        at = datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=int(state.last[who, n]))
        held = Memory(float(state.stability[who, n]), float(state.difficulty[who, n]), at)
        items.append(
            Item(
                f"{n:04}",
                float(bank.minutes[n]),
                float(bank.review_minutes[n]),
                float(bank.weight[n]),
                bool(bank.must[n]),
                held if met else None,
                str(bank.kind[n]),
            )
        )
    chosen = choose(
        items,
        today=START + timedelta(days=day),
        day=START + timedelta(days=days),
        minutes=1e6,
        daily=minutes,
        learner=Learner(correction=corrected),
    )
    return [choice.id for choice in chosen]


def test_what_a_policy_believes_is_corrected_by_what_was_recalled():
    setting = Setting(days=20, learners=60, seed=4, mismatch=True)
    states = []

    def kept(state, *rest):
        states.append(state)
        return product(state, *rest)

    run(kept, setting)
    overall, _ = correction.fit(states[-1].evidence)
    assert (overall < correction.STEADY_BELOW).mean() > 0.9


def test_anki_takes_due_ones_before_new_ones_and_new_ones_by_weight_per_minute():
    bank = make_bank(6, np.random.default_rng(0))
    state = policies.State.blank(1, bank)
    state.last[0, 4], state.stability[0, 4] = 0, 2.0
    state.last[0, 5], state.stability[0, 5] = 0, 30.0
    order = np.argsort(-ANKI(state, bank, 2, 14, 60)[0])
    assert order.tolist() == [4, 0, 1, 2, 3, 5]
    assert (np.diff(bank.weight / bank.minutes) <= 0).all()


@pytest.mark.parametrize("model", [FsrsLearners, HalfLifeLearners])
def test_learners_forget_with_time_and_a_recalled_review_helps(model):
    rng = np.random.default_rng(3)
    bank = make_bank(40, rng)
    learners = model(50, bank, rng)
    who, what = np.repeat(np.arange(50), 40), np.tile(np.arange(40), 50)
    assert (learners.recall(5) == 0).all()
    learners.study(who, what, 0)
    early, late = learners.recall(3), learners.recall(9)
    assert (late < early).all()
    rating = learners.study(who, what, 3)
    recalled = rating > 1
    assert recalled.mean() == pytest.approx(early.mean(), abs=0.05)
    assert (learners.recall(9)[who, what] > late[who, what])[recalled].all()


def test_two_policies_meet_the_same_learners():
    bank = make_bank(30, np.random.default_rng(1))
    one, two = (FsrsLearners(9, bank, np.random.default_rng(2)) for _ in range(2))
    who, what = np.arange(9), np.full(9, 3)
    two.study(who, np.full(9, 8), 0)  # another item in between changes nothing
    assert (one.study(who, what, 1) == two.study(who, what, 1)).all()


@pytest.mark.parametrize(
    "wrong",
    [
        {"days": 0},
        {"minutes": float("nan")},
        {"items": 0},
        {"learners": 1},
        {"missed": 1.5},
        {"seed": -1},
        {"learners": 5000, "items": 5000},
    ],
    ids=str,
)
def test_a_setting_out_of_reach_is_refused(wrong):
    with pytest.raises(ValueError, match="must"):
        Setting(**wrong)


def test_the_command_prints_one_object_of_policies_and_the_cost_of_planning_anew():
    out = StringIO()
    call_command(
        "simulate", days=5, minutes=45, items=50, learners=10, missed=0.2, seed=3, stdout=out
    )
    report = json.loads(out.getvalue())
    assert set(report) == {"policies", "replan_ms"}
    assert {"product", "anki_like", "best_fixed_retention", "cram"} <= set(report["policies"])
    for figures in report["policies"].values():
        assert 0 < figures["recall"] < 1
        assert figures["error"] > 0
        assert 0 < figures["minutes"] <= 5 * 45
    assert 0 < report["replan_ms"] < 1000


def test_the_command_refuses_a_bad_input_in_one_line_with_status_2(capsys):
    with pytest.raises(CommandError, match="missed") as refused:
        call_command("simulate", missed=2)
    assert refused.value.returncode == 2
    with pytest.raises(SystemExit) as refused:
        call_command("simulate", "--days", "soon")
    assert refused.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1
