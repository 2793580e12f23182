"""The words by which the bank is sorted: kinds, stages, dimensions, mistakes, leanings."""

KINDS = {
    "ml": "ML fundamentals",
    "stats": "Statistics and experiments",
    "deep-learning": "Deep learning and transformers",
    "llm": "LLM applications",
    "design": "ML system design",
    "production": "Production and MLOps",
    "dsa": "Data structures and algorithms",
    "ml-code": "ML from scratch",
    "data": "SQL and data manipulation",
    "behavioural": "Behavioural",
    "project": "Résumé and projects",
    "presentation": "Presentation and take-home",
    "hiring": "Recruiter and hiring manager",
    "ask-them": "Questions to ask them",
}
CODE_KINDS = frozenset({"dsa", "ml-code", "data"})
# Its starter has a fault planted in it.
FIND_THE_BUG = "find-the-bug"
# Kinds about a person and a post: figures to know by heart are not asked of them.
PERSONAL_KINDS = frozenset({"behavioural", "project", "presentation", "hiring", "ask-them"})

STAGES = {
    "recruiter": "Recruiter screen",
    "phone": "Technical phone screen",
    "onsite": "System design and deep dive",
    "presentation": "Research or applied presentation",
    "manager": "Hiring manager and team fit",
}

DIMENSIONS = {
    "ml-intuition": "ML intuition",
    "system-design": "System design thinking",
    "coding": "Coding ability",
    "depth": "Depth of understanding",
    "communication": "Communication and collaboration",
}

# M1 to M6, in this order.
MISTAKES = {
    "no-baseline": "No baseline",
    "ignores-data": "Ignores the data",
    "shallow-project": "Shallow on your own project",
    "offline-online": "Offline confused with online",
    "no-deployment": "No deployment or monitoring",
    "hype": "Hype over fundamentals",
}

BANDS = {"easy": "Easy", "medium": "Medium", "hard": "Hard"}
LEVELS = {"mid": "Mid-level", "senior": "Senior", "staff": "Staff"}
BASES = {
    "seed": "named in the guide that this bank started from",
    "several banks": "found in several public banks",
    "judgement": "our judgement",
}
COMPARISONS = ("exact", "unordered", "up-to-sign", "statistical")
NEEDS = ("python", "numpy", "sqlite")
# Words of the site's own addresses.
RESERVED_SLUGS = frozenset({"new"})

LEANINGS = {
    "llm": "LLM products",
    "applied": "Applied ML",
    "research": "ML research",
}

# Which kinds a column of the table below speaks of, by their number in the full bank.
GROUPS = {
    "llm": {"llm": 320},
    "ml": {"ml": 160, "stats": 75},
    "deep-learning": {"deep-learning": 140},
    "design": {"design": 80, "production": 70},
    "dsa": {"dsa": 75},
    "ml-code": {"ml-code": 90},
    "data": {"data": 75},
    "behavioural": {"behavioural": 60, "project": 60},
}

# How often each group is asked. Weak evidence: the seed, and vendors' blogs whose samples are
# not disclosed; the product says so.
GROUP_WEIGHTS = {
    "llm": (0.28, 0.10, 0.07, 0.18, 0.10, 0.07, 0.05, 0.15),
    "applied": (0.10, 0.18, 0.08, 0.22, 0.14, 0.09, 0.06, 0.13),
    "research": (0.12, 0.15, 0.24, 0.10, 0.08, 0.14, 0.02, 0.15),
}


def band(difficulty: int) -> str:
    """Difficulty 1–5 as it is shown: a key of BANDS."""
    return "easy" if difficulty <= 2 else "medium" if difficulty == 3 else "hard"


def kind_weights(leaning: str) -> dict[str, float]:
    """Return the share of each kind in what a leaning is asked; they add up to 1.

    A group's weight is divided over its kinds by their size. Kinds in no group (they belong
    to a stage rather than to a leaning) are left out.
    """
    return {
        kind: weight * size / sum(sizes.values())
        for weight, sizes in zip(GROUP_WEIGHTS[leaning], GROUPS.values(), strict=True)
        for kind, size in sizes.items()
    }


KIND_WEIGHTS = {leaning: kind_weights(leaning) for leaning in LEANINGS}
