"""Follows the ledger: what is there already, then what comes, from this process at once and from others by looking."""

from collections import deque
from collections.abc import Sequence
from threading import Condition
from typing import TYPE_CHECKING

from eventsourcing.persistence import Notification, Subscription

if TYPE_CHECKING:
    from infrastructure.ledger.recorder import LedgerRecorder

LOOK_SECONDS = 0.2
PAGE = 500


class Bell:
    """Rings after every append of this process."""

    def __init__(self) -> None:
        self._condition = Condition()
        self._rung = 0

    def ring(self) -> None:
        """Wakes everybody who waits."""
        with self._condition:
            self._rung += 1
            self._condition.notify_all()

    def heard(self) -> int:
        """How often it rang: what to wait after."""
        return self._rung

    def wait_after(self, heard: int, seconds: float) -> None:
        """Returns when the bell has rung since `heard`, or after `seconds`."""
        with self._condition:
            self._condition.wait_for(lambda: self._rung > heard, seconds)


class TailSubscription(Subscription["LedgerRecorder"]):
    """Iterates over records after a position; blocks at the end of the ledger until `stop`."""

    def __init__(self, recorder: "LedgerRecorder", gt: int | None, topics: Sequence[str]) -> None:
        super().__init__(recorder=recorder, gt=gt, topics=topics)
        self._ready: deque[Notification] = deque()

    def stop(self) -> None:
        """Ends the iteration, also one that waits."""
        super().stop()
        self._recorder.bell.ring()

    def __next__(self) -> Notification:
        while not self._has_been_stopped:
            if self._ready:
                notification = self._ready.popleft()
                self._last_notification_id = notification.id
                return notification
            heard = self._recorder.bell.heard()
            self._ready.extend(self._following())
            if not self._ready and not self._has_been_stopped:
                self._recorder.bell.wait_after(heard, LOOK_SECONDS)
        raise StopIteration

    def _following(self) -> Sequence[Notification]:
        return self._recorder.select_notifications(
            self._last_notification_id, PAGE, topics=self._topics, inclusive_of_start=False
        )
