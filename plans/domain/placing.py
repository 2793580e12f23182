"""Puts work on days: by weight, and where it stood while that can be.

What stood on a day stays there while it has room, the heaviest first. What has no place then
takes free room nearest to where it stood (what a past day left: the earliest); where there is
none it takes the place of what counts less, and that is tried again on other days. A must
takes any place but a must's, so it is dropped only where none but musts stand in its way;
then all musts are packed anew, by their deadlines. What still found none comes in where one
other task can make room by moving.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from heapq import heappop, heappush

from plans.domain.board import Board, Rank, Work, named

AGAIN = 5
NEVER: Rank = (False, -1.0)


def place(
    tasks: Mapping[str, Work], room: Mapping[date, int], stood: Mapping[str, date]
) -> "Placing":
    """Place tasks, by id, on days with so much room (minutes), as they stood before.

    Prerequisites that are not among the tasks are taken as done. Raises ValueError where
    tasks must come before each other in a circle.
    """
    placing = settled(tasks, room, stood)
    musts = {id for id, task in tasks.items() if task.must}
    if musts - placing.day_of.keys():
        # By themselves, in the order of their deadlines, they may all find room.
        again = Placing({id: tasks[id] for id in placing.musts}, room, {})
        again.run()
        had, has = (
            sum(tasks[id].weight for id in musts & p.day_of.keys()) for p in (placing, again)
        )
        if has > had:
            placing = settled(tasks, room, {**stood, **again.day_of})
    return placing


def settled(
    tasks: Mapping[str, Work], room: Mapping[date, int], stood: Mapping[str, date]
) -> "Placing":
    """Place them until placing them again would move nothing."""
    placing = Placing(tasks, room, stood)
    placing.run()
    for _ in range(AGAIN):
        again = Placing(tasks, room, placing.day_of)
        again.run()
        if again.day_of == placing.day_of:
            break
        placing = again
    return placing


class Placing(Board):
    """One run over the board."""

    def run(self) -> None:
        """Place all that can be placed."""
        self.keep()
        waiting: list[tuple] = []
        tries: Counter[str] = Counter()
        for id in self.order:
            if id not in self.day_of:
                self.push(waiting, id)
        while waiting:
            id = heappop(waiting)[-1]
            tries[id] += 1
            # What is pushed from place to place comes to rest.
            if id not in self.day_of and tries[id] <= len(self.days) + 1:
                self.settle(id, waiting)

    def push(self, waiting: list[tuple], id: str) -> None:
        """Let a task wait for its turn: musts first, then by weight, then by deadline."""
        must, weight = self.rank[id]
        urgent = (self.tight[id], self.stood.get(id, date.max), self.place_in_order[id])
        heappush(waiting, (not must, -weight, *urgent, id))

    def keep(self) -> None:
        """Let stand what stood, the heaviest of each day first, as far as the order allows."""
        rows = [id for id in self.order if self.stood.get(id) in self.on]
        rows.sort(key=lambda id: (*(-each for each in self.rank[id]), self.place_in_order[id]))
        for id in rows:
            day, task = self.stood[id], self.tasks[id]
            late = day > self.tight[id] or (task.not_before and day < task.not_before)
            if not late and self.left[day] >= task.minutes:
                self.put(id, day)
        for id in self.order:
            if id in self.day_of and any(
                self.day_of.get(each, date.max) > self.day_of[id] for each in self.before[id]
            ):
                self.take(id)

    def settle(self, id: str, waiting: list[tuple]) -> None:
        """Place a task with what must come before it, or none of them."""
        chain, power = self.chain(id), self.rank[id]
        like = self.like(id) if len(chain) == 1 else None
        if like and self.failed.get(like, NEVER) >= power:
            return
        self.held = self.ahead_of(id) | set(chain)
        mark = len(self.journal)
        for each in chain:
            if not self.place_one(each, power):
                self.roll_back(mark)
                if like:
                    self.failed[like] = power
                return
        self.failed.clear()
        for each in {moved for moved, _ in self.journal[mark:]}:
            if each not in self.day_of:
                self.push(waiting, each)

    def place_one(self, id: str, power: Rank) -> bool:
        """Place one task: in free room, else where what counts less stands."""
        behind = [self.day_of[each] for each in self.behind[id] if each in self.day_of]
        lasts = [min([self.tight[id], *behind]), self.tight[id], self.last[id]]
        for last in dict.fromkeys(lasts):
            days = self.window(id, last)
            if (
                self.into_free(id, days)
                or self.beside_moved(id, days)
                or self.into_taken(id, days, power)
            ):
                for each in self.behind[id]:
                    if each in self.day_of and self.day_of[each] < self.day_of[id]:
                        self.take_with_behind(each)
                return True
        return False

    def into_free(self, id: str, days: Iterable[date]) -> bool:
        """Put it where there is room, nearest to where it stood or would best stand."""
        task = self.tasks[id]
        free = [day for day in days if self.left[day] >= task.minutes]
        if not free:
            return False
        stood = self.stood.get(id)
        best = stood if stood in self.on else (None if stood else task.wish) or free[0]
        self.put(id, min(free, key=lambda day: (abs((day - best).days), day)))
        return True

    def into_taken(self, id: str, days: Iterable[date], power: Rank) -> bool:
        """Put it where the least has to go for it; what goes counts less, all of it together."""
        best: tuple | None = None
        for day in days:
            going = self.lightest(id, day, power)
            if going is None:
                continue
            lost = {each for one in going for each in self.with_behind(one)}
            weight = sum(self.tasks[each].weight for each in lost)
            if not power[0] and weight >= power[1]:
                continue
            if best is None or (weight, len(lost)) < best[:2]:
                best = (weight, len(lost), day, going)
        if best is None:
            return False
        for each in best[3]:
            self.take_with_behind(each)
        self.put(id, best[2])
        return True

    def lightest(self, id: str, day: date, power: Rank) -> list[str] | None:
        """What would have to go from a day, the least first; None where that is not enough."""
        missing = self.tasks[id].minutes - self.left[day]
        if self.room[day] < self.tasks[id].minutes:
            return None
        those = [
            each
            for each in self.on[day]
            if self.rank[each] < power and each not in self.held and self.guarded(each) < power
        ]
        those.sort(key=lambda each: (self.rank[each], -self.place_in_order[each]))
        going = []
        for each in those:
            if missing <= 0:
                break
            going.append(each)
            missing -= self.tasks[each].minutes
        if missing > 0:
            return None
        for each in sorted(going, key=lambda each: (self.rank[each], each), reverse=True):
            if missing + self.tasks[each].minutes <= 0:
                going.remove(each)
                missing += self.tasks[each].minutes
        return going

    def beside_moved(self, id: str, days: Sequence[date]) -> bool:
        """Move one task that stands in the way to another day; the smallest that will do."""
        most = max(self.left.values(), default=0)
        for day in days:
            missing = self.tasks[id].minutes - self.left[day]
            if missing > most or self.room[day] < self.tasks[id].minutes:
                continue
            those = [e for e in self.on[day] if missing <= self.tasks[e].minutes <= most]
            for each in sorted(those, key=lambda e: (self.tasks[e].minutes, e)):
                other = self.other_day(each, day) if each not in self.held else None
                if other:
                    self.take(each)
                    self.put(each, other)
                    self.put(id, day)
                    return True
        return False

    def other_day(self, id: str, day: date) -> date | None:
        """The nearest other day that a task could stand on, with all others where they are."""
        behind = [self.day_of[each] for each in self.behind[id] if each in self.day_of]
        free = [
            other
            for other in self.window(id, min([self.last[id], *behind]))
            if other != day and self.left[other] >= self.tasks[id].minutes
        ]
        return min(free, key=lambda other: (abs((other - day).days), other), default=None)

    def why(self, id: str) -> str:
        """Why a task found no room, in plain words."""
        task, days = self.tasks[id], self.window(id, self.last[id])
        until = f" until {named(task.deadline)}" if task.deadline else ""
        if any(each not in self.day_of for each in self.before[id]):
            return "What must come before it found no room."
        if not days:
            past = task.deadline and (not self.days or task.deadline < self.days[0])
            return f"{named(task.deadline)} is past." if past else f"No day has minutes{until}."
        longest = max(self.room[day] for day in days)
        if task.minutes > longest:
            return (
                f"It takes {task.minutes} min in one go, and the longest day{until} has {longest}."
            )
        return f"No minutes left{until}, and what is kept counts more."
