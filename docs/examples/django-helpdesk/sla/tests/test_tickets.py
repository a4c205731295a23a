"""What a desk sees of its service levels: through helpdesk's own forms and pages."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from unittest import mock
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import call_command
from django.test import TestCase, override_settings
from django.urls import reverse
from helpdesk.models import Queue, Ticket

from sla import recorder
from sla.models import Clock, Effect, Firing

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = 3_600_000_000  # in microseconds


def at(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    """A time of the desk's wall clock in 2026."""
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN)


class Desk(TestCase):
    """A desk with two queues and one member of staff."""

    def setUp(self) -> None:
        self.office = Queue.objects.create(title="Office", slug="office", allow_public_submission=True)
        self.machines = Queue.objects.create(title="Machines", slug="machines", allow_public_submission=True)
        self.engineer = get_user_model().objects.create_user("engineer-1", is_staff=True)
        self.now = at(2, 9)
        clock = mock.patch("django.utils.timezone.now", side_effect=lambda: self.now)
        clock.start()
        self.addCleanup(clock.stop)
        self.client.force_login(self.engineer)

    def submitted(self, **fields: Any) -> Ticket:
        """A ticket from the public form."""
        form = {
            "queue": self.office.pk, "title": "It does not start", "body": "It hums and stops.",
            "submitter_email": "customer@example.org", "priority": 3, **fields,
        }
        self.client.logout()
        answer = self.client.post(reverse("helpdesk:home"), form)
        self.client.force_login(self.engineer)
        self.assertEqual(answer.status_code, 302, answer.content)
        return Ticket.objects.latest("pk")

    def updated(self, ticket: Ticket, **fields: Any) -> Ticket:
        """The ticket after a staff member has sent its page."""
        ticket.refresh_from_db()
        form = {
            "comment": "", "new_status": ticket.status, "public": 1, "title": ticket.title, "owner": 0,
            "priority": ticket.priority, "queue": ticket.queue_id, **fields,
        }
        form = {name: value for name, value in form.items() if value is not None}
        answer = self.client.post(reverse("helpdesk:update", args=[ticket.pk]), form)
        self.assertEqual(answer.status_code, 302, answer.content)
        ticket.refresh_from_db()
        return ticket

    def reading(self, ticket: Ticket, metric: str) -> dict[str, Any]:
        clocks = recorder.clocks_of(Clock.objects.get(ticket=ticket))
        return next(reading for reading in clocks.readings(self.now) if reading["metric"] == metric)

    def events(self, ticket: Ticket) -> list[str]:
        return [json.loads(event.document)["type"] for event in ticket.sla_events.all()]


class Tickets(Desk):
    """Changes of tickets and what is due after them."""

    def test_a_public_submission_starts_the_clocks_and_the_list_shows_the_due_time(self) -> None:
        ticket = self.submitted()
        self.assertEqual(self.events(ticket), ["started"])
        self.assertEqual(ticket.due_date, at(2, 13))
        url = self.client.get(reverse("helpdesk:list")).context["urlsafe_query"]
        [row] = self.client.get(reverse("helpdesk:datatables_ticket_list", args=[url])).json()["data"]
        self.assertEqual(datetime.fromisoformat(row["due_date"]), at(2, 13))

    def test_an_answer_stops_the_first_response_and_the_solution_is_next(self) -> None:
        ticket = self.submitted()
        self.now = at(2, 10)
        self.updated(ticket, comment="Please press the button for five seconds.")
        self.assertEqual(self.reading(ticket, "first_response")["outcome"], {"type": "met", "by_us": 3 * HOUR})
        self.assertEqual(ticket.due_date, at(4, 17))

    def test_a_private_note_is_no_answer(self) -> None:
        ticket = self.submitted()
        self.updated(ticket, comment="Third case this week.", public=None)
        self.assertEqual(self.events(ticket), ["started"])

    def test_the_queue_decides_the_calendar(self) -> None:
        self.now = at(6, 18)
        ticket = self.submitted(priority=1)
        self.assertEqual(ticket.due_date, at(9, 10))
        self.now = at(6, 18, 30)
        self.updated(ticket, queue=self.machines.pk)
        self.assertEqual(ticket.due_date, at(6, 19))

    def test_waiting_for_the_customer_holds_the_solution_and_not_the_answer(self) -> None:
        ticket = self.submitted()
        self.now = at(2, 10)
        self.updated(ticket, comment="Which model is it?", new_status=settings.WAITING_STATUS)
        self.assertEqual(self.reading(ticket, "resolution")["state"], "paused")
        self.assertIsNone(ticket.due_date)
        self.now = at(3, 10)
        self.updated(ticket, new_status=Ticket.REOPENED_STATUS)
        self.assertEqual(self.events(ticket), ["started", "wait_started", "agent_message", "wait_ended"])
        self.assertEqual(ticket.due_date, at(5, 17))

    def test_a_reopened_ticket_goes_on_where_it_stopped(self) -> None:
        ticket = self.submitted()
        self.now = at(2, 17)
        self.updated(ticket, comment="Replaced the fuse.", new_status=Ticket.RESOLVED_STATUS)
        self.assertIsNone(ticket.due_date)
        self.now = at(5, 9)
        self.updated(ticket, new_status=Ticket.REOPENED_STATUS)
        reading = self.reading(ticket, "resolution")
        self.assertEqual((reading["state"], reading["consumed_us"]), ("running", 8 * HOUR))
        self.assertEqual(ticket.due_date, at(6, 17))

    def test_another_priority_gives_another_promise_from_the_start(self) -> None:
        ticket = self.submitted()
        self.now = at(2, 9, 30)
        self.updated(ticket, priority=2)
        self.assertEqual(ticket.due_date, at(2, 10))
        self.assertEqual(self.reading(ticket, "resolution")["due"], at(2, 17))

    def test_the_night_of_summer_time_costs_no_hour_and_gives_none(self) -> None:
        self.now = at(27, 15)
        ticket = self.submitted()
        self.assertEqual(ticket.due_date, at(30, 11))
        self.assertEqual((ticket.due_date - self.now).total_seconds(), 67 * 3600)

    def test_a_bulk_action_is_seen_too(self) -> None:
        tickets = [self.submitted(), self.submitted()]
        self.client.post(reverse("helpdesk:mass_update"), {"action": "close", "ticket_id": [each.pk for each in tickets]})
        for ticket in tickets:
            self.assertEqual(self.events(ticket), ["started", "stopped"])

    def test_a_ticket_keeps_the_policy_it_began_under(self) -> None:
        old = self.submitted()
        document = json.loads(settings.SLA_POLICY.read_text(encoding="utf-8"))
        document["sla"]["selector"][1]["targets"]["first_response"]["duration"] = "PT2H"
        path = mock.Mock(read_text=lambda encoding: json.dumps(document))
        with override_settings(SLA_POLICY=path):
            new = self.submitted()
            self.updated(old, title="It hums")
        self.assertEqual((old.due_date, new.due_date), (at(2, 13), at(2, 11)))


class Escalations(Desk):
    """What happens when nobody does anything."""

    def test_wake_ups_fire_each_step_once_and_as_of_its_own_time(self) -> None:
        self.submitted()
        self.assertEqual(Clock.objects.get().wakeup_at, at(2, 12))
        self.now = at(2, 11, 59)
        call_command("run_wakeups", verbosity=0, stdout=mock.Mock())
        self.assertFalse(Firing.objects.exists())
        self.now = at(5, 10)
        for _ in range(2):
            call_command("run_wakeups", stdout=mock.Mock())
        firings = [(firing.at, json.loads(firing.document)["rule"]) for firing in Firing.objects.all()]
        self.assertEqual([rule for _, rule in firings], ["answer is near", "answer is late", "solution is late"])
        self.assertEqual(firings[0][0], at(2, 12))
        clock = Clock.objects.get()
        self.assertEqual((clock.level, clock.stay), ("L3", 3))
        self.assertEqual(clock.wakeup_at.replace(microsecond=0), at(5, 11))

    def test_effects_are_sent_once(self) -> None:
        self.submitted()
        self.now = at(2, 14)
        call_command("run_wakeups", stdout=mock.Mock())
        self.assertEqual(Effect.objects.filter(done_at=None).count(), 2)
        for _ in range(2):
            call_command("send_effects", stdout=mock.Mock())
        to_roles = [message.to[0] for message in mail.outbox if "needs a look" in message.subject]
        self.assertEqual(to_roles, ["front-desk@example.org", "technical-supervisor@example.org"])

    def test_what_fell_due_before_a_change_fires_before_it(self) -> None:
        ticket = self.submitted()
        self.now = at(2, 14)
        self.updated(ticket, comment="Sorry for the delay.")
        firings = [json.loads(firing.document)["rule"] for firing in Firing.objects.all()]
        self.assertEqual(firings, ["answer is near", "answer is late"])
        self.assertIn("breached_at", self.reading(ticket, "first_response"))

    def test_a_solution_ends_the_escalation(self) -> None:
        ticket = self.submitted()
        self.now = at(5, 10)
        self.updated(ticket, comment="Replaced the fuse.", new_status=Ticket.RESOLVED_STATUS)
        self.now = at(6, 9)
        call_command("run_wakeups", stdout=mock.Mock())
        self.assertFalse(Effect.objects.filter(kind="request_hierarchic").exists())

    def test_a_ticket_in_time_sets_nothing_off(self) -> None:
        ticket = self.submitted()
        self.updated(ticket, comment="Done.", new_status=Ticket.CLOSED_STATUS)
        self.assertIsNone(Clock.objects.get().wakeup_at)
        self.now = at(20, 9)
        call_command("run_wakeups", stdout=mock.Mock())
        self.assertFalse(Firing.objects.exists())


class Pages(Desk):
    """The board and the explanation."""

    def test_the_board_has_open_tickets_with_the_next_due_first(self) -> None:
        slow, done, urgent = self.submitted(), self.submitted(), self.submitted(priority=1)
        self.updated(done, comment="Done.", new_status=Ticket.CLOSED_STATUS)
        rows = self.client.get(reverse("sla:board")).context["rows"]
        self.assertEqual([row["clock"].ticket for row in rows], [urgent, slow])

    def test_the_explanation_names_the_promise_every_stretch_and_every_rule(self) -> None:
        ticket = self.submitted(title="<b>It hums</b>")
        self.now = at(2, 10)
        self.updated(ticket, comment="Which model?", new_status=settings.WAITING_STATUS)
        self.now = at(2, 11)
        self.updated(ticket, new_status=Ticket.REOPENED_STATUS)
        self.now = at(10, 9)
        call_command("run_wakeups", stdout=mock.Mock())
        page = self.client.get(reverse("sla:explanation", args=[ticket.pk]))
        for text in (
            "<td>paused (customer)</td>", "1:00:00 used of 4:00:00", "<code>selector[1]</code>", "solution is late",
            "<code>rules[2].steps[0]</code>", "technical_supervisor, not done yet", "&lt;b&gt;It hums&lt;/b&gt;",
        ):
            self.assertContains(page, text)

    def test_the_pages_are_for_the_staff(self) -> None:
        ticket = self.submitted()
        self.client.logout()
        for page in (reverse("sla:board"), reverse("sla:explanation", args=[ticket.pk])):
            self.assertEqual(self.client.get(page).status_code, 302)
        self.assertNotContains(self.client.get(reverse("helpdesk:home")), reverse("sla:board"))
