"""hypothesis without a clock: a loaded machine is no failure, and the same commit tries the same examples."""

from hypothesis import settings

settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")
