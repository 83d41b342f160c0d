"""A job that is called off as soon as it asks."""


class Stop(Exception):
    """What a job raises when it was cancelled."""


class CancelledAtOnce:
    def check(self) -> None:
        raise Stop
