"""Pools of worker processes that have no processes."""

from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool


class Broken:
    """A pool that cannot be asked, or that leaves what it was asked without an answer."""

    active = False

    def __init__(self, answers):
        self.answers = answers

    def schedule(self, *arguments, **settings):
        if self.answers == "refuses":
            raise RuntimeError("Unexpected error within the Pool")
        future = Future()
        if self.answers == "breaks":
            future.set_exception(BrokenProcessPool("All workers expired"))
        return future

    def stop(self):
        pass

    def join(self):
        pass


class Able(Broken):
    """A pool that performs what it is asked."""

    def schedule(self, function, args, timeout):
        future = Future()
        future.set_result(function(*args))
        return future
