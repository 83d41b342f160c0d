"""Settings of tests that press whatever keys there are, or lead a whole study through whatever happens."""

from hypothesis import HealthCheck, Phase, settings


def stories(examples: int = 100) -> settings:
    """So many long examples; none is made smaller when it fails: each try writes files, or takes hundreds of keys."""
    return settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
    )
