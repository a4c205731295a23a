"""Two pages for the staff: what is due, and why."""

from __future__ import annotations

from aftersales import read_board
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from helpdesk.decorators import helpdesk_staff_member_required
from helpdesk.user import HelpdeskUser

from sla import recorder
from sla.models import Clock


@helpdesk_staff_member_required
def board(request: HttpRequest) -> HttpResponse:
    """Open tickets, the next due first."""
    queues = HelpdeskUser(request.user).get_queues()
    clocks = [
        clock
        for clock in Clock.objects.select_related("ticket__queue", "policy").filter(ticket__queue__in=queues)
        if not clock.seen["stopped"]
    ]
    now = timezone.now()
    answers = read_board([recorder.clocks_of(clock) for clock in clocks], now)["rows"]
    rows = [{"clock": clock, **answer} for clock, answer in zip(clocks, answers)]
    rows.sort(key=lambda row: ("next_due" not in row, row.get("next_due")))
    return render(request, "sla/board.html", {"rows": rows, "now": now})


@helpdesk_staff_member_required
def explanation(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """How every clock of a ticket came to its reading, and which rules fired."""
    clock = get_object_or_404(Clock.objects.select_related("ticket__queue", "policy"), ticket_id=ticket_id)
    if not HelpdeskUser(request.user).can_access_ticket(clock.ticket):
        raise PermissionDenied
    now, clocks, view = timezone.now(), recorder.clocks_of(clock), recorder.view_of(clock)
    readings = [{**reading, "why": clocks.explain(reading["metric"], now)} for reading in clocks.readings(now)]
    escalation = recorder.bundle(clock.policy.document).escalation
    assert escalation is not None
    firings = [
        {"firing": firing, "why": escalation.explain(clocks, view, firing.document)}
        for firing in clock.ticket.sla_firings.prefetch_related("effects")
    ]
    context = {"clock": clock, "readings": readings, "firings": firings, "now": now}
    return render(request, "sla/explanation.html", context)
