"""Which of many things belong together, found out pair by pair."""

from __future__ import annotations

from collections import defaultdict


class Clusters:
    """Numbers from 0 up to ``count``, each alone at first; what is joined with the same is joined with each other."""

    def __init__(self, count: int) -> None:
        self._leader = list(range(count))

    def lead(self, number: int) -> int:
        """The number that stands for the cluster of this one."""
        while self._leader[number] != number:
            self._leader[number] = self._leader[self._leader[number]]
            number = self._leader[number]
        return number

    def join(self, leader: int, other: int) -> None:
        """Make one cluster of those of two numbers; the first one's leader leads it."""
        self._leader[self.lead(other)] = self.lead(leader)

    def groups(self) -> list[list[int]]:
        """The numbers of each cluster, in their order."""
        members: dict[int, list[int]] = defaultdict(list)
        for number in range(len(self._leader)):
            members[self.lead(number)].append(number)
        return list(members.values())
