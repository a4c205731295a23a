"""Between helpdesk and the library: changes become events, events become due times and escalations.

Nothing here computes with time. It writes down what happened, hands it to the library, and writes down what comes back.
"""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache
from typing import Any

from aftersales import Bundle, TicketClocks, read_board, to_json
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from helpdesk.models import FollowUp, Ticket

from sla.models import Clock, Effect, Event, Firing, Policy


@lru_cache(maxsize=32)
def bundle(document: str) -> Bundle:
    """A compiled policy."""
    return Bundle(document)


def policy_in_force() -> Policy:
    """The policy of the file, kept for as long as tickets go by it."""
    compiled = bundle(settings.SLA_POLICY.read_text(encoding="utf-8"))
    return Policy.objects.get_or_create(revision=compiled.revision, defaults={"document": compiled.to_json()})[0]


def clocks_of(clock: Clock) -> TicketClocks:
    """The clocks of a ticket, from its log."""
    sla = bundle(clock.policy.document).sla
    assert sla is not None
    return TicketClocks.replay(sla, clock.ticket.sla_events.values_list("document", flat=True))


def view_of(clock: Clock) -> dict[str, Any]:
    """What escalation sees of a ticket beside its clocks."""
    fired = clock.ticket.sla_firings.values_list("document", flat=True)
    return {
        "standing": "ended" if clock.seen.get("stopped") else "open",
        "level": {"level": clock.level, "since": clock.level_since, "number": clock.stay},
        "fired": [json.loads(document) for document in fired],
    }


@transaction.atomic
def observe(ticket: Ticket) -> None:
    """Tells the clocks what has changed on a ticket since they last looked."""
    now, shown = timezone.now(), facts(ticket)
    clock = Clock.objects.select_for_update().filter(ticket=ticket).first()
    if clock is None:
        begin(ticket, shown)
        return
    clock.ticket = ticket
    settle(clock, now)
    for event in changes(clock.seen, shown):
        append(clock, now, event)
    clock.seen = shown
    settle(clock, now)


def begin(ticket: Ticket, shown: dict[str, Any]) -> None:
    """Starts the clocks of a ticket."""
    clock = Clock.objects.create(ticket=ticket, policy=policy_in_force(), level_since=ticket.created)
    append(clock, ticket.created, {"type": "started", "inputs": shown["inputs"]})
    for event in changes({"inputs": shown["inputs"], "wait": None, "stopped": False}, shown):
        append(clock, ticket.created, event)
    clock.seen = shown
    settle(clock, ticket.created)


@transaction.atomic
def message(followup: FollowUp, kind: str) -> None:
    """Tells the clocks of a ticket that somebody has written."""
    clock = Clock.objects.select_for_update().get(ticket=followup.ticket)
    now = timezone.now()
    settle(clock, now)
    append(clock, now, {"type": kind})
    settle(clock, now)


@transaction.atomic
def wake(ticket: Ticket, now: datetime) -> int:
    """Lets happen what has fallen due on a ticket; how many steps that were."""
    return settle(Clock.objects.select_for_update().get(ticket=ticket), now)


def facts(ticket: Ticket) -> dict[str, Any]:
    """A ticket in the words of the policy."""
    stopped = ticket.status in settings.SLA_STOPPED_STATUSES
    inputs = {"priority": settings.SLA_PRIORITIES[int(ticket.priority)], "product_line": ticket.queue.slug}
    return {"inputs": inputs, "wait": settings.SLA_WAITS.get(ticket.status), "stopped": stopped}


def changes(seen: dict[str, Any], shown: dict[str, Any]) -> list[dict[str, Any]]:
    """The events between two looks at a ticket."""
    events: list[dict[str, Any]] = []
    if shown["stopped"] < seen["stopped"]:
        events.append({"type": "reopened"})
    if shown["inputs"] != seen["inputs"]:
        events.append({"type": "inputs_changed", "inputs": shown["inputs"]})
    if shown["wait"] != seen["wait"]:
        events += [{"type": "wait_ended", "reason": seen["wait"]}] if seen["wait"] else []
        events += [{"type": "wait_started", "reason": shown["wait"]}] if shown["wait"] else []
    if shown["stopped"] > seen["stopped"]:
        events.append({"type": "stopped"})
    return events


def append(clock: Clock, at: datetime, event: dict[str, Any]) -> None:
    """Writes the next line of the log, no earlier than the last one, once the library has taken it."""
    log = clock.ticket.sla_events
    last = log.last()
    event = {"at": max(at, last.at) if last else at, **event}
    clocks_of(clock).apply(event)
    sequence = last.sequence + 1 if last else 1
    Event.objects.create(ticket=clock.ticket, sequence=sequence, at=event["at"], document=to_json(event))


def settle(clock: Clock, now: datetime) -> int:
    """Fires what is due, one step after the other, and notes when to look again and what is due next."""
    escalation = bundle(clock.policy.document).escalation
    assert escalation is not None
    now, fired = max(now, clock.ticket.sla_events.last().at), 0
    while due := escalation.due(clocks_of(clock), view_of(clock), now):
        carry_out(clock, due[0])
        fired += 1
    clocks = clocks_of(clock)
    coming = (clocks.next_change(now), escalation.next_change(clocks, view_of(clock), now))
    clock.wakeup_at = min((at for at in coming if at), default=None)
    clock.save()
    show(clock, clocks, now)
    return fired


def carry_out(clock: Clock, step: dict[str, Any]) -> None:
    """Writes down one step of escalation with its effects, and changes the ticket as it says."""
    firing = Firing.objects.create(ticket=clock.ticket, at=step["at"], document=to_json(step))
    for action in step["actions"]:
        match action:
            case {"type": "raise_level", "to": level}:
                clock.level, clock.level_since, clock.stay = level, step["at"], clock.stay + 1
            case {"type": "notify" | "request_hierarchic" as kind, "role": role}:
                Effect.objects.create(firing=firing, kind=kind, role=role)
            case _:
                raise NotImplementedError(f"this desk does not carry out {action}")


def show(clock: Clock, clocks: TicketClocks, now: datetime) -> None:
    """Puts the next due time where helpdesk's own list shows it."""
    [row] = read_board([clocks], now)["rows"]
    clock.ticket.due_date = row.get("next_due")
    # Past `save`, which would send the signal again.
    Ticket.objects.filter(pk=clock.ticket.pk).update(due_date=clock.ticket.due_date)
