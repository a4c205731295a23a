from _typeshed import SupportsGetItem, SupportsLenAndGetItem
from aftersales import Transition
from aftersales.statistics import (
    Abandonment,
    CumulativeRepairs,
    Interval,
    MedianRanks,
    Newsvendor,
    NhsReading,
    ParetoRow,
    Passage,
    Planned,
    ReorderPolicy,
    RestrictedMean,
    Signal,
    Stage,
    Step,
    Test,
    TimeInterval,
)
from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import (
    Any, Final, Literal, Protocol, SupportsFloat, SupportsIndex, TypeAlias, final, overload, type_check_only
)
from typing_extensions import Buffer
from zoneinfo import ZoneInfo

__all__ = [
    "__version__",
    "Accumulator",
    "Backtest",
    "BaseStock",
    "Bundle",
    "Column",
    "Coverage",
    "CrowAmsaa",
    "DecisionTable",
    "Distribution",
    "ErlangC",
    "EscalationPolicy",
    "Estimate",
    "Facts",
    "Figures",
    "Funnel",
    "GradingPolicy",
    "Handbook",
    "HolidayPreset",
    "IntakePolicy",
    "KaplanMeier",
    "KpiReport",
    "Labels",
    "Money",
    "NetPromoterScore",
    "NumberScheme",
    "OptionPolicy",
    "PChart",
    "PriceBook",
    "Proportion",
    "ProportionDifference",
    "QuantileSketch",
    "Regime",
    "Satisfaction",
    "Shrinkage",
    "SlaPolicy",
    "Staffing",
    "StageLog",
    "StandardHours",
    "Table",
    "Ticket",
    "TicketClocks",
    "Total",
    "Weibull",
    "WorkingCalendar",
    "XmrChart",
    "ZoneDatabase",
    "board_table",
    "check_delay",
    "erlang_a",
    "error_codes",
    "laplace_trend",
    "lifecycle_diagram",
    "log_rank",
    "mean_cumulative_repairs",
    "median_ranks",
    "newsvendor",
    "pareto",
    "presets",
    "priority_in_force",
    "promise_completion",
    "quantiles",
    "read_board",
    "reorder_policy",
    "to_json",
    "transitions",
]

_Given: TypeAlias = dict[str, Any] | str
_Answer: TypeAlias = dict[str, Any]
_Language: TypeAlias = Literal["en", "zh"]
_Numbers: TypeAlias = Sequence[float] | Buffer
_Column: TypeAlias = _ArrowArray | _ArrowStream | _NumPyArray
_Frame: TypeAlias = _ArrowStream | _LazyFrame | dict[str, Any]
_Zone: TypeAlias = str | ZoneInfo
__version__: Final[str]

@type_check_only
class _ArrowArray(Protocol):
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...

@type_check_only
class _ArrowStream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

@type_check_only
class _LazyFrame(Protocol):
    def collect_schema(self) -> Any: ...
    def collect(self) -> Any: ...

@type_check_only
class _NumPyArray(Protocol):
    def __array__(self) -> Any: ...
    @property
    def dtype(self) -> Any: ...

@final
class Accumulator:
    """The figures of the handbooks in the making, as a desk is looked at from ``as_of`` with the weeks and months of a zone.

    Merging gives the same figures as one accumulator of all tickets, so parts can be counted apart.

    Parameters
    ----------
    as_of
        The instant as of which open tickets are looked at.
    time_zone
        The IANA name of the zone.
    calendar
        A ``WorkingCalendar``, for ``basis="working"``.
    group_by
        At most two of ``"week"``, ``"month"`` and dimensions of facts, such as ``"priority"``.
    basis
        ``"calendar"``, or ``"working"`` for durations in the open time of ``calendar``; for figures of the handbooks.
    figures
        Definitions of figures, as ``Handbook.figures`` gives them, instead of all of the handbooks.
    categories
        Dimensions of facts, such as ``"fault_class"``: figures besides of how tickets divide between their words.
    period
        Only tickets whose period stamp lies at or after the first instant and before the second.
    relative_error
        Memory that does not grow with the tickets, for quantiles within this error; exact without it.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> at = lambda day, hour: datetime(2026, 3, day, hour, tzinfo=timezone.utc)
    >>> desk = Accumulator(at(31, 0), "Europe/Berlin")
    >>> desk.add({"created_at": at(2, 9), "first_response_at": at(2, 10)})
    >>> other = desk.empty_like()
    >>> other.add({"created_at": at(3, 9), "first_response_at": at(3, 12)})
    >>> desk.merge(other)
    >>> figures = desk.finish()
    >>> [(row["value"], row["denominator"]) for row in figures.rows() if row["name"] == "first_response"]
    [(7200.0, 2)]
    >>> "First response" in KpiReport(figures).text("en")
    True
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        as_of: datetime,
        time_zone: str,
        *,
        calendar: WorkingCalendar | None = None,
        period: tuple[datetime, datetime] | None = None,
        group_by: Sequence[str] = ...,
        basis: Literal["calendar", "working"] = "calendar",
        figures: Iterable[_Given] | None = None,
        relative_error: SupportsFloat | SupportsIndex | None = None,
        categories: Sequence[str] = ...,
    ) -> Accumulator: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The figures so far as a table for notebooks."""
    @classmethod
    def _restore(cls, made: dict[str, Any], counted: bytes) -> Accumulator:
        """What pickle makes the same accumulator of."""
    def add(self, facts: _Given) -> None:
        """Takes the facts of a ticket in: a dict or JSON text. A row with values that cannot be is counted as rejected, with its
        reasons; a field that facts do not have raises.

        Parameters
        ----------
        facts
            The fields of ``ticket_facts``, instants as aware ``datetime`` or text.

        Raises
        ------
        AftersalesError
            For a field that facts do not have, by its path.

        Examples
        --------
        >>> desk.add({"created_at": at(4, 9), "satisfaction": 9.0})
        >>> desk.finish().rejected()[0]["reason"]
        'score_out_of_range'
        """
    def add_facts(self, facts: Facts) -> None:
        """Takes in the facts of many tickets, those that could not be read as rejected. Other threads run meanwhile.

        Parameters
        ----------
        facts
            What ``Facts`` has read; the accumulator has the same ``as_of``.

        Examples
        --------
        >>> whole = desk.empty_like()
        >>> whole.add_facts(Facts([{"created_at": "2026-03-02T09:00:00Z"}], at(31, 0)))
        >>> whole.finish().tickets
        1
        """
    def add_table(
        self, table: _Frame, *, columns: Mapping[str, str | None] | None = None, naive: _Zone | None = None
    ) -> Table:
        """Takes the facts of a table in, and answers with the rows that were not taken: a ``Table`` of ``row``, ``field``,
        ``value`` and ``reason``, a line for each thing that is wrong. Other threads run meanwhile.

        The table is a frame of pandas or Polars, a PyArrow table, a dict of columns, or anything with ``__arrow_c_stream__``,
        which is read batch by batch. Its columns are fields of facts, such as ``created_at``, ``priority`` or
        ``promises.resolution.due_at``, by their names or as ``columns`` maps them; ``None`` there leaves a field out. ``naive``
        is the zone of times that have none.

        Examples
        --------
        >>> import pyarrow
        >>> from datetime import datetime, timezone
        >>> desk = Accumulator(datetime(2026, 3, 31, tzinfo=timezone.utc), "Europe/Berlin")
        >>> opened = pyarrow.array([datetime(2026, 3, 2), datetime(2026, 3, 3)], pyarrow.timestamp("us"))
        >>> tickets = pyarrow.table({"opened": opened, "priority": ["P1", "urgent"]})
        >>> rejected = desk.add_table(tickets, columns={"created_at": "opened"}, naive="UTC")
        >>> rejected["row"].to_list(), rejected["value"].to_list(), desk.finish().tickets
        ([1], ['urgent'], 1)
        """
    def empty_like(self) -> Accumulator:
        """An accumulator of the same figures without tickets, for another part of the rows.

        Returns
        -------
        Accumulator
            With the same figures, groups, instant, zone and calendar.

        Examples
        --------
        >>> desk.empty_like().finish().tickets
        0
        """
    def finish(self) -> Figures:
        """The figures of what was taken in so far.

        Returns
        -------
        Figures
            They stay as they are when the accumulator takes more tickets in.

        Examples
        --------
        >>> desk.finish().tickets
        2
        """
    def merge(self, other: Accumulator) -> None:
        """Takes in all that another accumulator of the same figures holds.

        Parameters
        ----------
        other
            It keeps what it holds.

        Raises
        ------
        AftersalesError
            ``kpi.accumulator.differs`` where the figures, the instant or the zone are others.

        Examples
        --------
        >>> desk.merge(other)
        >>> desk.finish().tickets
        3
        """
    def merge_bytes(self, counted: bytes) -> None:
        """Takes in what an accumulator of the same figures wrote with ``to_bytes``.

        Parameters
        ----------
        counted
            The answer of ``to_bytes``.

        Raises
        ------
        AftersalesError
            For bytes that are none, or of other figures; nothing is taken in then.

        Examples
        --------
        >>> parts = [desk.to_bytes(), other.to_bytes()]
        >>> whole = desk.empty_like()
        >>> for part in parts:
        ...     whole.merge_bytes(part)
        >>> whole.finish().tickets
        3
        """
    def to_bytes(self) -> bytes:
        """What was counted so far, for another process or machine, where ``merge_bytes`` takes it in.

        Returns
        -------
        bytes
            In a form of this library, for the same version of it.

        Examples
        --------
        >>> whole = desk.empty_like()
        >>> whole.merge_bytes(desk.to_bytes())
        >>> whole == desk
        True
        """

@final
class Backtest:
    """A replay of the same tickets under several policies in the making, as of an instant.

    ``policies`` are names with service levels and, where firings of rules are to be counted, escalation rules. Parts that were
    replayed elsewhere can be merged. ``backtest`` makes one of a table.

    Parameters
    ----------
    policies
        Tuples of a name, an ``SlaPolicy``, and an ``EscalationPolicy`` or ``None``.
    as_of
        The instant of looking.
    most_differences
        How many tickets that turn out otherwise are named.

    Raises
    ------
    AftersalesError
        For no policy, more than 16, or two of one name.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> at = lambda hour: datetime(2026, 3, 2, hour, tzinfo=timezone.utc)
    >>> sla = Bundle.preset("clocks-only").sla
    >>> replay = Backtest([("as it is", sla, None)], at(20))
    >>> replay.add("TS-1", [{"at": at(1), "type": "started", "inputs": {"priority": "P1"}}, {"at": at(2), "type": "stopped"}])
    >>> [(promise["metric"], promise["met"]) for promise in replay.document()["policies"][0]["promises"]]
    [('first_response', 0), ('resolution', 1)]
    """

    def __new__(
        cls,
        policies: Sequence[tuple[str, SlaPolicy, EscalationPolicy | None]],
        as_of: datetime,
        most_differences: SupportsIndex = 1000,
    ) -> Backtest: ...
    def __repr__(self) -> str: ...
    def add(self, ticket: str, events: Iterable[_Given]) -> None:
        """Replays a ticket: its events in order of time, as ``TicketClocks`` take them. One whose events contradict each other
        counts as rejected.

        Parameters
        ----------
        ticket
            Its number, by which differences name it.
        events
            Dicts or JSON text, as ``TicketClocks.apply`` takes them.

        Raises
        ------
        AftersalesError
            For an event that cannot be read.

        Examples
        --------
        >>> replay.add("TS-2", [{"at": at(1), "type": "started", "inputs": {"priority": "P1"}}])
        >>> replay.document()["tickets"]
        2
        """
    def add_ticket(self, ticket: Ticket) -> None:
        """Replays a ticket of this library from what its clocks have seen.

        Parameters
        ----------
        ticket
            A ``Ticket``, decided under whatever policy.

        Examples
        --------
        >>> bundle = Bundle.preset("after-sales")
        >>> command = {"by": {"id": "desk-1", "roles": ["front_desk"]}, "occurred_at": at(9), "idempotency_key": "a",
        ...     "expected_version": 0, "kind": {"type": "open", "number": "TS20260302-0009", "kind": "enquiry", "channel": "chat"}}
        >>> replay.add_ticket(Ticket.open(bundle, command, at(9))[0])
        >>> replay.document()["tickets"]
        2
        """
    def document(self) -> _Answer:
        """What became of the promises under each policy, and which tickets turn out otherwise.

        Returns
        -------
        dict
            By policy the promises with their shares met, breaches and firings; and the tickets that differ. Lengths in
            microseconds.

        Examples
        --------
        >>> sorted(replay.document())
        ['as_of', 'differing_tickets', 'moved_tickets', 'policies', 'rejected_tickets', 'tickets']
        """
    def merge(self, other: Backtest) -> None:
        """Takes in what another replay under the same policies as of the same instant holds.

        Parameters
        ----------
        other
            A replay of other tickets.

        Raises
        ------
        AftersalesError
            Where the policies or the instants differ.

        Examples
        --------
        >>> part = Backtest([("as it is", sla, None)], at(20))
        >>> part.add("TS-2", [{"at": at(1), "type": "started", "inputs": {"priority": "P1"}}])
        >>> replay.merge(part)
        >>> replay.document()["tickets"]
        2
        """

@final
class BaseStock:
    """Spare parts that are ordered again one by one, with random demand.

    Parameters
    ----------
    demand
        Mean demand a unit of time.
    lead_time
        The time until an ordered part is there.

    Raises
    ------
    AftersalesError
        ``kpi.statistics.out_of_range`` where one is not above zero.

    Examples
    --------
    >>> displays = BaseStock(demand=0.5, lead_time=2)
    >>> displays.stock_for(0.9), round(displays.fill_rate(3), 3)
    (3, 0.92)
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, demand: SupportsFloat | SupportsIndex, lead_time: SupportsFloat | SupportsIndex) -> BaseStock: ...
    def __reduce__(self) -> tuple[type, tuple[Any, ...]]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The attributes as a table for notebooks."""
    def backorders(self, stock: SupportsIndex) -> float:
        """The mean number of demands that wait.

        Parameters
        ----------
        stock
            Parts at hand and on order.

        Examples
        --------
        >>> round(displays.backorders(2), 3)
        0.104
        """
    def fill_rate(self, stock: SupportsIndex) -> float:
        """The share of demands met at once from so many parts in stock.

        Parameters
        ----------
        stock
            Parts at hand and on order.

        Returns
        -------
        float
            From 0 to 1.

        Examples
        --------
        >>> round(displays.fill_rate(2), 3)
        0.736
        """
    @property
    def lead_time_demand(self) -> float:
        """The mean demand within the lead time."""
    def mean_wait(self, stock: SupportsIndex) -> float:
        """The mean wait of all demands, those met at once included.

        Parameters
        ----------
        stock
            Parts at hand and on order.

        Returns
        -------
        float
            In the unit of ``lead_time``.

        Examples
        --------
        >>> round(displays.mean_wait(2), 3)
        0.207
        """
    def no_stockout(self, stock: SupportsIndex) -> float:
        """The share of time for which no demand waits.

        Parameters
        ----------
        stock
            Parts at hand and on order.

        Returns
        -------
        float
            From 0 to 1.

        Examples
        --------
        >>> round(displays.no_stockout(2), 3)
        0.92
        """
    def on_hand(self, stock: SupportsIndex) -> float:
        """The mean number of parts at hand.

        Parameters
        ----------
        stock
            Parts at hand and on order.

        Examples
        --------
        >>> round(displays.on_hand(2), 3)
        1.104
        """
    def stock_for(self, fill_rate: SupportsFloat | SupportsIndex) -> int:
        """The least stock with this fill rate, from 0 to below 1.

        Parameters
        ----------
        fill_rate
            The share of demands to be met at once.

        Raises
        ------
        AftersalesError
            ``kpi.statistics.out_of_range``.

        Examples
        --------
        >>> displays.stock_for(0.95)
        4
        """

@final
class Bundle:
    """All policies of a desk, compiled from one document: a dict, or JSON text. Each part is optional.

    Parameters
    ----------
    document
        The policies by their names in the wire's ``bundle``.
    zones
        Rules of time zones in place of the bundled ones.

    Raises
    ------
    Refused
        With everything that is wrong with the document.

    Examples
    --------
    >>> from datetime import date
    >>> bundle = Bundle.preset("after-sales")
    >>> bundle.grading.inputs[:2]
    ['severity', 'scope']
    >>> findings = Bundle.check(bundle.to_json(), date(2026, 1, 1), date(2026, 12, 31))
    >>> [finding for finding in findings if finding["severity"] == "error"]
    []
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, document: _Given, zones: ZoneDatabase | None = None) -> Bundle: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The document as a table for notebooks."""
    def calendar(self, name: str) -> WorkingCalendar | None:
        """A calendar by its name, those of the service levels included; ``None`` where there is none.

        Returns
        -------
        WorkingCalendar
            It answers every question to open time.

        Examples
        --------
        >>> bundle.calendar("no such") is None
        True
        """
    @staticmethod
    def check(document: _Given, from_: date, until: date, zones: ZoneDatabase | None = None) -> list[_Answer]:
        """What is wrong with a document, or hardly meant, for the dates from ``from_`` to ``until``: errors first.

        What does not compile is among the errors, so nothing is raised for it.

        Parameters
        ----------
        document
            A dict or JSON text.
        from_, until
            The dates between which calendars are looked at.
        zones
            Rules of time zones in place of the bundled ones.

        Returns
        -------
        list of dict
            What compiles and is hardly meant, and what does not compile: ``severity``, ``code``, ``path``, ``message``.

        Examples
        --------
        >>> wrong = {"name": "desk", "calendars": {"office": {"time_zone": "Mars"}}}
        >>> [(finding["severity"], finding["path"]) for finding in Bundle.check(wrong, date(2026, 1, 1), date(2026, 12, 31))]
        [('error', 'calendars.office.time_zone')]
        """
    @property
    def escalation(self) -> EscalationPolicy | None:
        """Who hears of a ticket, if it says so."""
    @property
    def grading(self) -> GradingPolicy | None:
        """How urgent a case is, if it says so."""
    @property
    def intake(self) -> IntakePolicy | None:
        """What must be recorded of a case, if it says so."""
    @property
    def labels(self) -> Labels:
        """What its words are called, the built-in labels included."""
    @property
    def name(self) -> str:
        """Its name."""
    @property
    def numbering(self) -> NumberScheme | None:
        """How tickets are numbered, if it says so."""
    @classmethod
    def preset(cls, name: str, zones: ZoneDatabase | None = None) -> Bundle:
        """A bundle that ships with the package; ``presets()`` names them.

        Parameters
        ----------
        name
            One of ``presets()``.
        zones
            Rules of time zones in place of the bundled ones.

        Raises
        ------
        KeyError
            For a name that is none, with those that there are.

        Examples
        --------
        >>> Bundle.preset("clocks-only").name
        'clocks-only'
        """
    def required(self, command: str, kind: str, priority: str | None = None, level: str = "L1") -> list[str]:
        """What is required before a command to a ticket of that kind, priority and functional level: words such as ``"plan"``.

        Parameters
        ----------
        command
            A command to tickets, such as ``"close"``.
        kind
            What the ticket is about, such as ``"repair"``.
        priority
            ``None`` for a ticket that has none yet.
        level
            The functional level that holds the ticket.

        Raises
        ------
        ValueError
            For a word that is none, by its argument.

        Examples
        --------
        >>> bundle.required("start_work", "repair")[:2]
        ['plan', 'estimate']
        """
    @property
    def revision(self) -> str:
        """The content hash of the document with the version of its time zone database."""
    def roles(self, command: str) -> list[str]:
        """The roles of which an actor needs one to give a command; none named: everybody may.

        Parameters
        ----------
        command
            A command to tickets, such as ``"close"``.

        Raises
        ------
        ValueError
            For a command that is none.

        Examples
        --------
        >>> bundle.roles("approve_plan")
        ['technical_supervisor']
        """
    @property
    def sla(self) -> SlaPolicy | None:
        """The service levels, if it has any."""
    @property
    def ticket_revision(self) -> str | None:
        """The revision of what tickets are decided by, which their events and ``revise_policy`` name."""
    def to_json(self) -> str:
        """The document as canonical JSON.

        Returns
        -------
        str
            Keys sorted, without spaces: the text that ``revision`` is the hash of.

        Examples
        --------
        >>> Bundle(bundle.to_json()) == bundle
        True
        """

@final
class Column:
    """A column of answers, for any library that reads Arrow: ``polars.Series(column)``, ``pyarrow.array(column)``.

    Columns of pandas, Polars, PyArrow and NumPy are answered with their like; this is what all others get.

    Examples
    --------
    >>> import pyarrow
    >>> from datetime import datetime, timedelta, timezone
    >>> always = WorkingCalendar.round_the_clock("Etc/UTC")
    >>> opened = pyarrow.array([datetime(2026, 3, 2, tzinfo=timezone.utc), None])
    >>> class Foreign:
    ...     __arrow_c_array__ = opened.__arrow_c_array__
    >>> column = always.deadline(Foreign(), timedelta(hours=1))
    >>> column.to_list()
    [datetime.datetime(2026, 3, 2, 1, 0, tzinfo=datetime.timezone.utc), None]
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __len__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The first rows for notebooks."""
    @staticmethod
    def _restore(state: tuple[Any, ...]) -> Column:
        """The column that was pickled."""
    @property
    def null_count(self) -> int:
        """The number of rows without an answer."""
    @property
    def time_zone(self) -> str | None:
        """The zone in which instants are shown, which are in UTC whatever it is; ``None`` for other columns."""
    def to_list(self) -> list[Any]:
        """The rows as ``datetime``, ``timedelta``, ``bool``, ``int``, ``float`` or ``str``, and ``None`` where there is none.

        Returns
        -------
        list
            Instants in UTC.

        Examples
        --------
        >>> column.to_list()[1] is None
        True
        """
    def to_numpy(self) -> Any:
        """The column as a NumPy array: instants as ``datetime64[us]`` in UTC, lengths as ``timedelta64[us]``, both ``NaT`` where
        there is none; truth as ``bool``, where none is ``False``; words as objects.

        Returns
        -------
        numpy.ndarray
            Microseconds since 1970 in UTC for instants, microseconds for lengths.

        Examples
        --------
        >>> column.to_numpy().dtype.name
        'datetime64[us]'
        """
    @property
    def __array_interface__(self) -> dict[str, Any]:
        """The values by NumPy's array interface, for columns of lengths, instants and numbers."""
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]:
        """The column by the Arrow PyCapsule interface."""
    def __arrow_c_schema__(self) -> object:
        """The type of the column by the Arrow PyCapsule interface."""

@final
class Coverage:
    """Warranties, contracts and goodwill: who pays what of a repair, and why; compiled from a document: a dict, or JSON text.

    Parameters
    ----------
    document
        The agreements, in the order in which they pay.

    Raises
    ------
    AftersalesError
        With the path of what is wrong in the document.

    Examples
    --------
    >>> from datetime import date
    >>> coverage = Coverage({"agreements": [{
    ...     "name": "two years", "payer": "warranty", "term": {"type": "since_purchase", "months": 24},
    ...     "excluded_causes": ["misuse"], "covers": [{"percent": "100"}],
    ... }]})
    >>> covered = coverage.claim({
    ...     "date": date(2026, 11, 2), "purchased_on": date(2025, 3, 1), "cause": "material",
    ...     "lines": [{"id": "display", "kind": "part", "amount": {"amount": "145.00", "currency": "EUR"}}],
    ... })
    >>> [(share["payer"], str(share["amount"]["amount"]), share["agreement"]) for share in covered["lines"][0]["shares"]]
    [('warranty', '145.00', 'two years')]
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, document: _Given) -> Coverage: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The document as a table for notebooks."""
    def claim(self, claim: _Given) -> _Answer:
        """Splits every line of a claim between the payers; the shares of a line sum to its amount.

        Parameters
        ----------
        claim
            The dates, the cause and the lines with their amounts.

        Returns
        -------
        dict
            ``lines`` with the ``shares`` of each, the agreement behind a share and why others do not pay. Amounts are
            ``Decimal``.

        Raises
        ------
        AftersalesError
            For a claim that cannot be read, by its path.

        Examples
        --------
        >>> late = {"date": date(2027, 11, 2), "purchased_on": date(2025, 3, 1), "cause": "material",
        ...     "lines": [{"id": "display", "kind": "part", "amount": {"amount": "145.00", "currency": "EUR"}}]}
        >>> [share["payer"] for share in coverage.claim(late)["lines"][0]["shares"]]
        ['customer']
        """
    @property
    def revision(self) -> str:
        """The content hash of the document."""
    def to_json(self) -> str:
        """The document as canonical JSON.

        Returns
        -------
        str
            Keys sorted, without spaces: the text that ``revision`` is the hash of.

        Examples
        --------
        >>> Coverage(coverage.to_json()) == coverage
        True
        """

@final
class CrowAmsaa:
    """Whether a unit that is repaired again and again fails ever more rarely or ever more often (Crow and AMSAA).

    Parameters
    ----------
    failure_times
        The ages at its failures, ascending, above zero, in any one unit of time.

    Raises
    ------
    ValueError
        For fewer than two different times.

    Examples
    --------
    >>> growth = CrowAmsaa([10.3, 24.9, 55.1, 101.8, 130.2, 230.5, 410.7, 620, 1000])
    >>> growth.beta < 0.5 and growth.test.p < 0.01
    True
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, failure_times: _Numbers) -> CrowAmsaa: ...
    def __reduce__(self) -> tuple[type, tuple[Any, ...]]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The attributes as a table for notebooks."""
    @property
    def beta(self) -> float:
        """The shape: below 1 the failures grow rarer, above 1 more frequent."""
    @property
    def beta_unbiased(self) -> float:
        """The shape without the bias of few failures."""
    @property
    def degrees(self) -> int:
        """The degrees of freedom of the test."""
    @property
    def duane_scale(self) -> float:
        """The failures per time at time 1 by that plot."""
    @property
    def duane_slope(self) -> float:
        """The slope of Duane's plot."""
    @property
    def growth_rate(self) -> float:
        """By how much failures grow rarer: 1 less the shape."""
    @property
    def lambda_(self) -> float:
        """The expected failures up to time 1."""
    @property
    def mtbf_cumulative(self) -> float:
        """The mean time between failures so far."""
    @property
    def mtbf_instantaneous(self) -> float:
        """The mean time between failures at the end."""
    def time_to(self, mtbf: SupportsFloat | SupportsIndex) -> float | None:
        """When the cumulative mean time between failures reaches a target; ``None`` where it does not grow.

        Parameters
        ----------
        mtbf
            In the unit of the ages.

        Returns
        -------
        float or None
            An age.

        Raises
        ------
        AftersalesError
            ``kpi.statistics.out_of_range`` for a target that is not above zero.

        Examples
        --------
        >>> growth.time_to(200.0) > 1000
        True
        """
    @property
    def test(self) -> Test:
        """The test of MIL-HDBK-189 for no growth: chi-square with ``degrees`` degrees of freedom."""

@final
class DecisionTable:
    """A decision table with outputs of its own, compiled from a document: a dict, or JSON text.

    Parameters
    ----------
    document
        The inputs, the outputs with their values in order, and the rules: a matrix, or a table with its hit policy.

    Raises
    ------
    AftersalesError
        With the path of what is wrong, such as rows that overlap against the hit policy.

    Examples
    --------
    >>> table = DecisionTable({
    ...     "inputs": [{"type": "number", "name": "loss", "unit": "EUR", "least": 0, "most": 1000000, "order": "rising"}],
    ...     "outputs": [{"name": "desk", "values": ["executive", "senior", "standard"]}],
    ...     "rules": {"type": "table", "hit_policy": "first", "rows": [
    ...         {"when": {"loss": {"above": 5000}}, "then": {"desk": "executive"}},
    ...         {"when": {"loss": {"above": 2000}}, "then": {"desk": "senior"}},
    ...     ]},
    ... })
    >>> table.decide({"loss": 3000})
    {'path': 'rules.rows[1]', 'row': 1, 'values': {'desk': 'senior'}}
    >>> table.decide({"loss": 100}) is None
    True
    >>> table.analysis()["gap"]
    {'loss': 0}
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, document: _Given) -> DecisionTable: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The document as a table for notebooks."""
    def analysis(self) -> _Answer | None:
        """What the table leaves out, says twice, or says in vain, whatever its hit policy; ``None`` for a matrix, which has one
        answer for every case. Rows count from 0.

        Returns
        -------
        dict
            ``coverage``: ``"complete"``, ``"gap"`` with a case in ``gap``, or ``"not_proved"``. ``overlaps``: pairs of rows
            (``first``, ``second``) that hold for the same case, whether they ``agree``, and the ``least`` and ``greatest``
            such case. ``overlaps_left_off``: how many more there are. ``within``: pairs of a row and one that holds wherever
            it does. ``never_first``: rows that are never the first, each with the case and row ``by`` that show it.
            ``not_proved``: rows of which that was not found out.

        Examples
        --------
        >>> table.analysis()["coverage"]
        'gap'
        """
    def decide(self, case: _Given) -> _Answer | list[_Answer] | int | None:
        """What the table says of a case, a dict of its inputs by name.

        Under a hit policy with one answer: the row that gives it, as a dict of ``row`` (counted from 0; of a matrix the cell),
        ``path`` and ``values`` by output, or ``None`` where no row holds. Under one with several: a list of such dicts, or
        ``None``. Under ``collect_count``: how many rows hold.

        Parameters
        ----------
        case
            A dict of inputs by name, or JSON text.

        Raises
        ------
        Refused
            With everything that is wrong with the case.

        Examples
        --------
        >>> table.decide({"loss": 6000})["values"]
        {'desk': 'executive'}
        """
    @property
    def revision(self) -> str:
        """The content hash of the document."""
    def to_json(self) -> str:
        """The document as canonical JSON.

        Returns
        -------
        str
            Keys sorted, without spaces: the text that ``revision`` is the hash of.

        Examples
        --------
        >>> DecisionTable(table.to_json()) == table
        True
        """

@final
class Distribution:
    """How long one operation takes, or what it costs, in any unit: fixed, or spread.

    Examples
    --------
    >>> Distribution.three_point(2.0, 4.0, 12.0).mean
    5.0
    >>> round(Distribution.log_normal(45.0, 0.6).quantile(0.9), 1)
    97.1
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The attributes as a table for notebooks."""
    @classmethod
    def _restore(cls, constructor: str, arguments: SupportsGetItem[int, SupportsFloat | SupportsIndex]) -> Distribution:
        """What pickle makes the same distribution of."""
    @property
    def classic_deviation(self) -> float | None:
        """The textbook deviation (high - low) / 6 of a three-point estimate; ``None`` for all others."""
    @property
    def deviation(self) -> float:
        """The standard deviation."""
    @staticmethod
    def fixed(value: SupportsFloat | SupportsIndex) -> Distribution:
        """The same in every case.

        Parameters
        ----------
        value
            Not negative.

        Raises
        ------
        AftersalesError
            ``cost.value.out_of_range``.

        Examples
        --------
        >>> Distribution.fixed(15.0).quantile(0.9)
        15.0
        """
    @staticmethod
    def log_normal(median: SupportsFloat | SupportsIndex, sigma: SupportsFloat | SupportsIndex) -> Distribution:
        """Log-normal, as repair times are: the median, and the standard deviation of the natural logarithm.

        Parameters
        ----------
        median
            Above zero: half of all cases take no longer.
        sigma
            Above zero; 0.4 to 0.8 is usual of repairs.

        Raises
        ------
        AftersalesError
            ``cost.value.out_of_range``.

        Examples
        --------
        >>> round(Distribution.log_normal(45.0, 0.6).mean, 2)
        53.87
        """
    @staticmethod
    def log_normal_of_logarithm(
        mu: SupportsFloat | SupportsIndex, sigma: SupportsFloat | SupportsIndex
    ) -> Distribution:
        """Log-normal by the mean and the standard deviation of the natural logarithm.

        Parameters
        ----------
        mu, sigma
            Of the natural logarithm of the value.

        Raises
        ------
        AftersalesError
            ``cost.value.out_of_range``.

        Examples
        --------
        >>> round(Distribution.log_normal_of_logarithm(3.0, 0.5).quantile(0.5), 2)
        20.09
        """
    @property
    def mean(self) -> float:
        """The mean."""
    def probability(self, value: SupportsFloat | SupportsIndex) -> float:
        """The share of cases at or below a value.

        Parameters
        ----------
        value
            In the unit of the distribution.

        Returns
        -------
        float
            From 0 to 1.

        Examples
        --------
        >>> Distribution.triangular(0.0, 5.0, 10.0).probability(5.0)
        0.5
        """
    def quantile(self, share: SupportsFloat | SupportsIndex) -> float:
        """The value that a share of cases stays below; the share lies between 0 and 1.

        Parameters
        ----------
        share
            Above 0 and below 1.

        Returns
        -------
        float
            In the unit of the distribution.

        Raises
        ------
        AftersalesError
            ``cost.value.out_of_range``.

        Examples
        --------
        >>> Distribution.triangular(0.0, 5.0, 10.0).quantile(0.5)
        5.0
        """
    @property
    def shapes(self) -> tuple[float, float] | None:
        """The shapes alpha and beta of the beta distribution behind a three-point estimate; ``None`` for all others, and where the least
        and the most are the same.
        """
    @staticmethod
    def three_point(
        low: SupportsFloat | SupportsIndex, mode: SupportsFloat | SupportsIndex, high: SupportsFloat | SupportsIndex
    ) -> Distribution:
        """Least, most likely, most, as PERT has it.

        Parameters
        ----------
        low, mode, high
            Ascending, not negative.

        Raises
        ------
        AftersalesError
            ``cost.value.out_of_range`` for values that do not ascend.

        Examples
        --------
        >>> round(Distribution.three_point(2.0, 4.0, 12.0).quantile(0.9), 2)
        7.45
        """
    @staticmethod
    def triangular(
        low: SupportsFloat | SupportsIndex, mode: SupportsFloat | SupportsIndex, high: SupportsFloat | SupportsIndex
    ) -> Distribution:
        """Least, most likely, most, as a triangle.

        Parameters
        ----------
        low, mode, high
            Ascending, not negative.

        Raises
        ------
        AftersalesError
            ``cost.value.out_of_range`` for values that do not ascend.

        Examples
        --------
        >>> Distribution.triangular(2.0, 4.0, 12.0).mean
        6.0
        """

@final
class ErlangC:
    """How many agents a hotline needs whose callers wait until somebody is free (Erlang C).

    Parameters
    ----------
    calls
        How many calls come in an interval.
    interval
        How long the interval is; all lengths of time are in one unit of your choice.
    handling
        The mean handling time of a call.

    Raises
    ------
    AftersalesError
        ``kpi.statistics.out_of_range`` where one is not above zero.

    Examples
    --------
    >>> hotline = ErlangC(calls=100, interval=30, handling=3)
    >>> required = hotline.required(0.8, within=1 / 3, most_busy=0.85)
    >>> required.agents, required.scheduled(away=0.3)
    (14, 20)
    >>> round(required.service_level(1 / 3), 3)
    0.888
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        calls: SupportsFloat | SupportsIndex,
        interval: SupportsFloat | SupportsIndex,
        handling: SupportsFloat | SupportsIndex,
    ) -> ErlangC: ...
    def __reduce__(self) -> tuple[type, tuple[Any, ...]]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The attributes as a table for notebooks."""
    @property
    def load(self) -> float:
        """The load in erlangs: how many agents the calls keep busy on average."""
    def required(
        self,
        share: SupportsFloat | SupportsIndex,
        within: SupportsFloat | SupportsIndex,
        most_busy: SupportsFloat | SupportsIndex = 1.0,
    ) -> Staffing:
        """The least number of agents that answers the ``share`` of calls ``within`` a time and is busy for at most ``most_busy`` of
        its time.

        Parameters
        ----------
        share
            Of calls, from 0 to below 1.
        within
            In the unit of ``interval``.
        most_busy
            From 0 to 1.

        Returns
        -------
        Staffing
            That of the least number.

        Raises
        ------
        AftersalesError
            ``kpi.statistics.out_of_range``.

        Examples
        --------
        >>> hotline.required(0.8, within=1 / 3).agents
        14
        """
    def with_agents(self, agents: SupportsIndex) -> Staffing | None:
        """How so many agents fare; ``None`` where they are too few for the load, so that the queue grows for ever.

        Parameters
        ----------
        agents
            How many answer calls.

        Returns
        -------
        Staffing or None
            Its lengths of time are in the unit of ``interval``.

        Examples
        --------
        >>> hotline.with_agents(10) is None
        True
        """

@final
class EscalationPolicy:
    """Who must hear of a ticket and which functional level holds it, for a desk with a lifecycle of its own.

    Compiled from a document, a dict or JSON text, against the service levels whose metrics and calendars it names. The host
    shows a ticket by its clocks and a *view*: a dict with

    - ``level``: the functional level that holds it, since when, and which stay on a level this is, counted from 1;
    - ``fired``: every firing so far, as ``due`` gave it (optional, as all that follows);
    - ``standing``: ``"open"``, or ``"ended"`` where nothing is fired any more;
    - ``milestones`` (``name``, ``at``), ``ratings`` (``scale``, ``value``, ``at``) and ``acknowledgements`` (``rule``,
      ``cycle``, ``at``), each in order of time;
    - ``authority_exceeded_at``: when the case was found to lie beyond the authority of the level;
    - ``rules_since``: since when the rules apply to the ticket.

    Parameters
    ----------
    document
        The rules.
    sla
        The service levels that they watch.

    Raises
    ------
    AftersalesError
        With the path of what is wrong in the document, and a code such as ``escalation.document.undefined``.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> at = lambda hour: datetime(2026, 3, 2, hour, tzinfo=timezone.utc)
    >>> sla = SlaPolicy({
    ...     "calendars": {"office": {"time_zone": "Etc/UTC", "weekly": {"mon": [["09:00", "17:00"]]}}},
    ...     "default_calendar": "office",
    ...     "metrics": [{"name": "resolution", "starts": [{"type": "started"}]}],
    ...     "selector": [{"type": "set", "targets": {"resolution": {"type": "open_time", "duration": "PT4H"}}}],
    ... })
    >>> policy = EscalationPolicy({"rules": [{
    ...     "id": "half of it", "trigger": {"type": "metric", "metric": "resolution", "at": {"type": "share", "percent": 50}},
    ...     "steps": [{"actions": [{"type": "notify", "role": "engineer"}]}],
    ... }]}, sla)
    >>> clocks = TicketClocks(sla)
    >>> clocks.apply({"at": at(9), "type": "started"})
    >>> view = {"level": {"level": "L1", "since": at(9), "number": 1}}
    >>> policy.next_change(clocks, view, at(9)) == at(11)
    True
    >>> [firing] = policy.due(clocks, view, at(12))
    >>> firing["rule"], firing["at"] == at(11), firing["actions"]
    ('half of it', True, [{'role': 'engineer', 'type': 'notify'}])
    >>> policy.due(clocks, view | {"fired": [firing]}, at(12))
    []
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, document: _Given, sla: SlaPolicy) -> EscalationPolicy: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The document as a table for notebooks."""
    def due(self, clocks: TicketClocks, view: _Given, now: datetime) -> list[_Answer]:
        """Every step that is due by ``now`` and has not been fired, in order of time, however late it is asked.

        The host stores the firings, applies their actions as of their instants, and hands them in as ``fired`` from then on.

        Parameters
        ----------
        clocks
            The clocks of the ticket under the service levels that the policy was compiled against.
        view
            The ticket as the host sees it; see the class.
        now
            An instant from the last event on.

        Returns
        -------
        list of dict
            Firings with ``rule``, ``step``, ``at`` and ``actions``.

        Raises
        ------
        AftersalesError
            For a view that cannot be read, by its path.

        Examples
        --------
        >>> policy.due(clocks, view, at(10))
        []
        """
    def explain(self, clocks: TicketClocks, view: _Given, firing: _Given) -> _Answer | None:
        """Why a step was fired: the rule with its place, the conditions that held and the clock behind it; ``None`` for a rule
        that is not in the policy.

        Parameters
        ----------
        clocks, view
            As for ``due``.
        firing
            As ``due`` gave it.

        Returns
        -------
        dict or None
            ``rule``, ``path``, conditions with their outcomes, and the clock.

        Examples
        --------
        >>> policy.explain(clocks, view, firing)["rule"]
        'half of it'
        """
    def next_change(self, clocks: TicketClocks, view: _Given, now: datetime) -> datetime | None:
        """The earliest instant after ``now`` at which a step becomes due, if no event comes before; ``None`` where none does.

        What is due by ``now`` is taken as fired.

        Parameters
        ----------
        clocks, view, now
            As for ``due``.

        Returns
        -------
        datetime or None
            In UTC.

        Examples
        --------
        >>> policy.next_change(clocks, view, at(12)) is None
        True
        """
    @property
    def revision(self) -> str:
        """The content hash of the document with the revision of the service levels."""
    @property
    def rules(self) -> list[str]:
        """The rules' ids, in the order of the document."""
    def to_json(self) -> str:
        """The document as canonical JSON.

        Returns
        -------
        str
            Keys sorted, without spaces.

        Examples
        --------
        >>> EscalationPolicy(policy.to_json(), sla) == policy
        True
        """

@final
class Estimate:
    """What planned work costs; made by ``PriceBook.estimate``, or again from the document that was kept of it.

    Parameters
    ----------
    document
        What ``document`` gave.

    Raises
    ------
    AftersalesError
        For a document that cannot be read, or whose amounts do not add up.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> book = PriceBook({
    ...     "currency": "CNY", "prices": "with_tax", "rounding": {"mode": "half_up", "scope": "per_line"},
    ...     "taxes": [], "default_taxes": [], "estimate_valid_seconds": 604800,
    ...     "labour": {"grades": {"engineer": {"per_hour": "180.00"}}},
    ... })
    >>> estimate = book.estimate({
    ...     "version": 1, "issued_at": datetime(2026, 3, 2, 1, tzinfo=timezone.utc),
    ...     "payers": [{"payer": "customer", "percent": "100"}],
    ...     "lines": [{"id": "1", "charge": {"type": "labour", "grade": "engineer", "seconds": 5400}}],
    ... })
    >>> estimate.document()["valid_until"]
    datetime.datetime(2026, 3, 9, 1, 0, tzinfo=datetime.timezone.utc)
    >>> "270.00 CNY" in estimate.markdown("zh", "Asia/Shanghai")
    True
    >>> Estimate(estimate.document()) == estimate
    True
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, document: _Given) -> Estimate:
        """Reads the document of an estimate that was kept; no price is computed anew."""
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The lines and the total as a table for notebooks."""
    def check_valid(self, at: datetime) -> None:
        """Nothing where the estimate can still be accepted at an instant; ``AftersalesError`` from ``valid_until`` on.

        Parameters
        ----------
        at
            When the customer accepts.

        Raises
        ------
        AftersalesError
            From ``valid_until`` on.

        Examples
        --------
        >>> estimate.check_valid(datetime(2026, 3, 9, tzinfo=timezone.utc))
        """
    def compare_cost(self, actual: _Given) -> _Answer:
        """The estimate beside what the repair cost the service side by ``labour``, ``parts``, ``transport`` and ``other``, with
        what is typical of each share.

        Parameters
        ----------
        actual
            Amounts by ``labour``, ``parts``, ``transport`` and ``other``.

        Returns
        -------
        dict
            ``charged``, ``cost``, ``margin``, and ``shares`` with their percentages. Amounts are ``Decimal``.

        Raises
        ------
        AftersalesError
            For amounts of another currency.

        Examples
        --------
        >>> yuan = lambda amount: {"amount": amount, "currency": "CNY"}
        >>> actual = {"labour": yuan("90.00"), "parts": yuan("80.00"), "transport": yuan("20.00"), "other": yuan("10.00")}
        >>> estimate.compare_cost(actual)["margin"]["amount"]
        Decimal('70.00')
        """
    def difference_from(self, earlier: Estimate) -> _Answer:
        """What has changed since an earlier version, line by line.

        Parameters
        ----------
        earlier
            An earlier version of the same estimate.

        Returns
        -------
        dict
            Lines ``added``, ``removed`` and ``changed``, with the totals of both. Amounts are ``Decimal``.

        Raises
        ------
        AftersalesError
            Where the versions are not of one currency, or not in order.

        Examples
        --------
        >>> again = book.estimate({
        ...     "version": 2, "issued_at": datetime(2026, 3, 3, 1, tzinfo=timezone.utc),
        ...     "payers": [{"payer": "customer", "percent": "100"}],
        ...     "lines": [{"id": "1", "charge": {"type": "labour", "grade": "engineer", "seconds": 7200}}],
        ... })
        >>> again.difference_from(estimate)["changed"][0]["reasons"]
        ['quantity', 'amount']
        """
    def document(self) -> _Answer:
        """The estimate as a dict: lines with their shares, totals, payers. Amounts are ``Decimal``.

        Returns
        -------
        dict
            The wire's shape; it can be kept, and ``Estimate`` makes the estimate of it again.

        Examples
        --------
        >>> estimate.document()["totals"]["total"]
        {'amount': Decimal('270.00'), 'currency': 'CNY'}
        """
    def markdown(
        self,
        language: _Language,
        time_zone: str,
        *,
        range: _Given | None = None,
        completion: _Given | None = None,
        earlier: Estimate | None = None,
    ) -> str:
        """The sheet for the customer as Markdown with tables.

        Parameters
        ----------
        language, time_zone, range, completion, earlier
            As for ``text``.

        Examples
        --------
        >>> "270.00 CNY" in estimate.markdown("en", "Asia/Shanghai")
        True
        """
    def text(
        self,
        language: _Language,
        time_zone: str,
        *,
        range: _Given | None = None,
        completion: _Given | None = None,
        earlier: Estimate | None = None,
    ) -> str:
        """The sheet for the customer as plain text, in ``"en"`` or ``"zh"``, with the times of a zone's wall clocks; with the
        answer of ``PriceBook.estimate_range``, that of ``promise_completion`` and what has changed since an earlier version
        where they are given.

        Parameters
        ----------
        language
            ``"en"`` or ``"zh"``.
        time_zone
            The IANA name of the customer's zone.
        range
            The answer of ``PriceBook.estimate_range``.
        completion
            The answer of ``promise_completion``.
        earlier
            The version before.

        Raises
        ------
        AftersalesError
            For a zone that there is not.

        Examples
        --------
        >>> "270.00 CNY" in estimate.text("en", "Asia/Shanghai")
        True
        """

@final
class Facts:
    """What is known of many tickets: rows of facts, read once, with what a policy promises each as of ``as_of``.

    Rows are dicts or JSON text. One that cannot be is kept apart with its reasons. A policy adds the promises that follow from
    the stamps of a row; rework is linked, the same problem of the same unit within ``rework_window``, by default
    seven days.

    Parameters
    ----------
    rows
        Dicts or JSON text, the wire's ``ticket_facts``.
    as_of
        The instant as of which promises are read.
    policy
        The service levels, or ``None``.
    rework_window
        A ``timedelta``.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> now = datetime(2026, 3, 31, tzinfo=timezone.utc)
    >>> rows = [{"ticket": "TS-1", "created_at": "2026-03-02T09:00:00Z"}, {"ticket": "TS-2", "created_at": "30 February"}]
    >>> facts = Facts(rows, now)
    >>> len(facts), facts.rejected()
    (1, [{'reasons': [{'field': 'created_at', 'reason': 'malformed_instant', 'value': '30 February'}], 'row': 1}])
    >>> desk = Accumulator(now, "Europe/Berlin")
    >>> desk.add_facts(facts)
    >>> desk.finish().tickets
    1
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __len__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        rows: Iterable[_Given],
        as_of: datetime,
        policy: SlaPolicy | None = None,
        *,
        rework_window: timedelta | None = None,
    ) -> Facts: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The attributes as a table for notebooks."""
    @staticmethod
    def _restore(
        documents: Sequence[str],
        rejected: Sequence[tuple[int, Sequence[tuple[str, str, str, str]]]],
        rework_window: timedelta,
    ) -> Facts:
        """The facts that were pickled."""
    def documents(self) -> list[_Answer]:
        """The facts of every row that could be read, with its promises.

        Returns
        -------
        list of dict
            The wire's ``ticket_facts``.

        Examples
        --------
        >>> [document["ticket"] for document in facts.documents()]
        ['TS-1']
        """
    def rejected(self) -> list[_Answer]:
        """The rows that could not be read: the position of each and its reasons, each with field and value.

        Returns
        -------
        list of dict
            ``row`` counts from 0.

        Examples
        --------
        >>> facts.rejected()[0]["row"]
        1
        """

@final
class Figures:
    """Finished figures; made by ``Accumulator.finish``.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> desk = Accumulator(datetime(2026, 3, 31, tzinfo=timezone.utc), "Europe/Berlin")
    >>> desk.add({"ticket": "TS-1", "created_at": "30 February"})
    >>> desk.finish().rejected()[0]["examples"]
    [['TS-1', 'created_at', '30 February']]
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """A table for notebooks."""
    @classmethod
    def _restore(cls, made: dict[str, Any], counted: bytes) -> Figures:
        """What pickle makes the same figures of."""
    def charts(self, language: _Language) -> list[_Answer]:
        """What charts of the figures draw, a dict each: numbers, and texts in ``"en"`` or ``"zh"``.

        Parameters
        ----------
        language
            ``"en"`` or ``"zh"``.

        Returns
        -------
        list of dict
            The wire's ``chart``.

        Examples
        --------
        >>> isinstance(desk.finish().charts("en"), list)
        True
        """
    def rejected(self) -> list[_Answer]:
        """What was not taken: how often, why, and some examples.

        Returns
        -------
        list of dict
            By field and reason: ``count``, and up to a few ``examples``.

        Examples
        --------
        >>> desk.finish().rejected()[0]["count"]
        1
        """
    def rows(self) -> list[_Answer]:
        """The figures, a dict each: value, numerator, denominator, interval, target, warnings, what stands behind.

        Returns
        -------
        list of dict
            The wire's ``figure``; durations in seconds, shares from 0 to 1.

        Examples
        --------
        >>> desk.add({"created_at": datetime(2026, 3, 2, tzinfo=timezone.utc), "satisfaction": 4.0})
        >>> [row["value"] for row in desk.finish().rows() if row["name"] == "satisfaction"]
        [4.0]
        """
    @property
    def tickets(self) -> int:
        """How many tickets were taken in."""

@final
class Funnel:
    """Which groups differ from the whole by more than their size explains.

    Parameters
    ----------
    groups
        ``Proportion``s, one a group.

    Examples
    --------
    >>> teams = [Proportion(2, 4), Proportion(310, 1000), Proportion(190, 996)]
    >>> funnel = Funnel(teams)
    >>> [funnel.standing(team) for team in teams]
    ['within', 'above', 'below']
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, groups: Sequence[Proportion]) -> Funnel: ...
    def __reduce__(self) -> tuple[type, tuple[Any, ...]]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The attributes as a table for notebooks."""
    @property
    def centre(self) -> float | None:
        """The share of all groups together, which the limits lie around; ``None`` where no group has a case."""
    def limits(self, n: SupportsIndex, confidence: SupportsFloat | SupportsIndex = 0.998) -> Interval | None:
        """The exact limits for a group of ``n`` cases.

        Parameters
        ----------
        n
            Cases of a group.
        confidence
            From 0 to 1.

        Returns
        -------
        Interval
            Shares.

        Examples
        --------
        >>> wide, narrow = funnel.limits(50), funnel.limits(5000)
        >>> narrow.upper - narrow.lower < wide.upper - wide.lower
        True
        """
    def standing(
        self, group: Proportion, confidence: SupportsFloat | SupportsIndex = 0.998
    ) -> Literal["above", "within", "below"] | None:
        """Where a group stands against the limits for its size: ``"above"``, ``"within"`` or ``"below"``; ``None`` without cases.

        Parameters
        ----------
        group
            A ``Proportion``.
        confidence
            From 0 to 1.

        Examples
        --------
        >>> funnel.standing(Proportion(0, 0)) is None
        True
        """

@final
class GradingPolicy:
    """How urgent a case is, compiled from a document: a dict, or JSON text.

    A document that leaves a case without a grade does not compile, and nothing that it does not know is guessed.

    Parameters
    ----------
    document
        The inputs with their values in order, and the rules.

    Raises
    ------
    AftersalesError
        With the path of what is wrong in the document.

    Examples
    --------
    >>> policy = GradingPolicy({
    ...     "inputs": [
    ...         {"type": "choice", "name": "severity", "values": ["minor", "severe"], "order": "rising"},
    ...         {"type": "choice", "name": "impact", "values": ["one", "many"], "order": "rising"},
    ...     ],
    ...     "base": {"type": "matrix", "rows": "severity", "columns": "impact", "cells": {
    ...         "minor": {"one": "P4", "many": "P3"}, "severe": {"one": "P3", "many": "P2"}}},
    ... })
    >>> policy.grade({"severity": "severe", "impact": "many"})["priority"]
    'P2'
    >>> try:
    ...     policy.grade({"severity": "High"})
    ... except Refused as refused:
    ...     [reason.code for reason in refused.reasons]
    ['priority.input.not_allowed', 'priority.input.missing']
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, document: _Given) -> GradingPolicy: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The document as a table for notebooks."""
    def explain(self, case: _Given) -> _Answer:
        """How the grade of a case comes about: every rule, and what the nearest change of one input would give.

        Parameters
        ----------
        case
            A dict of inputs by name, or JSON text.

        Returns
        -------
        dict
            The wire's ``grade_explanation``.

        Raises
        ------
        Refused
            With everything that is wrong with the case.

        Examples
        --------
        >>> policy.explain({"severity": "minor", "impact": "one"})["grade"]["priority"]
        'P4'
        """
    def findings(self) -> list[_Answer]:
        """What is worth knowing of a policy that compiles, in the order of the document: ``code``, ``path``, and a ``case`` that shows
        it where one can. What does not compile is refused and so is not here.

        Returns
        -------
        list of dict
            Empty for a policy with nothing to know of.

        Examples
        --------
        >>> policy.findings()
        [{'code': 'priority.finding.no_hazard', 'path': 'hazards'}]
        """
    @property
    def inputs(self) -> list[str]:
        """The names of the inputs, in the order of the document."""
    @property
    def revision(self) -> str:
        """The content hash of the document."""
    @overload
    def grade(self, case: dict[str, str | int] | str) -> _Answer:
        """The grade of a case, a dict of its inputs by name; or the priorities of the cases of a table.

        A table is a frame of pandas or Polars, a PyArrow table, a relation of DuckDB, a dict of columns, or anything with
        ``__arrow_c_stream__``; the answer is a column of its library. Inputs are the columns of the same name, or those that
        ``columns`` names for them. Raises with the first row that cannot be read. Other threads run meanwhile.

        Parameters
        ----------
        case
            One case, or a table of them.
        columns
            Columns of other names, by input; for a table.

        Returns
        -------
        dict or column
            Of a case ``priority`` with the rules that held and warnings.

        Raises
        ------
        Refused
            With everything that is wrong with the case.
        AftersalesError
            For the first row of a table that cannot be read, with its number.

        Examples
        --------
        >>> import polars
        >>> policy.grade(polars.DataFrame({"severity": ["minor", "severe"], "impact": ["many", "many"]})).to_list()
        ['P3', 'P2']
        """
    @overload
    def grade(self, case: _Frame, *, columns: Mapping[str, str | None] | None = None) -> Any: ...

@final
class Handbook:
    """What the figures of the handbooks leave to the desk.

    ``figures`` gives them as data: take them as they are, change a stamp or a target, leave some out, write others of the same
    shape, and hand them to ``Accumulator``.

    Parameters
    ----------
    response, resolution
        The metrics of the promises of a first response and of a resolution.
    rework_window
        How long after completion a new report of the same problem is rework.
    satisfied_from
        The lowest satisfaction from 1 to 5 that counts as satisfied.

    Examples
    --------
    >>> from datetime import datetime, timedelta, timezone
    >>> handbook = Handbook(resolution="repair", rework_window=timedelta(days=30))
    >>> kept = [figure for figure in handbook.figures() if figure["name"] == "resolution"]
    >>> kept[0]["target"] = {"type": "at_most", "value": 4 * 3600.0}
    >>> desk = Accumulator(datetime(2026, 3, 31, tzinfo=timezone.utc), "Europe/Berlin", figures=kept)
    >>> at = lambda hour: datetime(2026, 3, 2, hour, tzinfo=timezone.utc)
    >>> desk.add({"created_at": at(8), "completed_at": at(15), "confirmed_at": at(15)})
    >>> [(row["name"], row["value"], row["met"]) for row in desk.finish().rows()]
    [('resolution', 25200.0, False)]
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        *,
        response: str | None = None,
        resolution: str | None = None,
        rework_window: timedelta | None = None,
        satisfied_from: SupportsFloat | SupportsIndex | None = None,
    ) -> Handbook: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The attributes as a table for notebooks."""
    def appraisal(self) -> list[_Answer]:
        """The figures by which people and levels are appraised, as documents.

        Returns
        -------
        list of dict
            The wire's ``figure_definition``.

        Examples
        --------
        >>> len(handbook.appraisal()) < len(handbook.figures())
        True
        """
    def figures(self, basis: Literal["calendar", "working"] = "calendar") -> list[_Answer]:
        """All figures as documents, durations in ``"calendar"`` time or in the ``"working"`` time of the desk's calendar.

        Parameters
        ----------
        basis
            ``"calendar"`` or ``"working"``.

        Returns
        -------
        list of dict
            The wire's ``figure_definition``; targets of durations in seconds.

        Examples
        --------
        >>> len(handbook.figures()) > 20
        True
        """
    @property
    def resolution(self) -> str:
        """The metric of the promise of a resolution."""
    @property
    def response(self) -> str:
        """The metric of the promise of a first response."""
    @property
    def rework_window(self) -> timedelta:
        """How long after completion a new report of the same problem is rework."""
    @property
    def satisfied_from(self) -> float:
        """The lowest satisfaction that counts as satisfied."""
    def __getnewargs_ex__(self) -> tuple[tuple[()], dict[str, Any]]: ...

@final
class HolidayPreset:
    """Public holidays that ship with the library: ``"cn"`` are those of mainland China with make-up working days (调休),
    ``"us_federal"`` the federal holidays of the United States as they are observed from Monday to Friday.

    They are dated, name their source, and end with the last year that the source covers: a calendar that is asked beyond it
    warns with ``HolidaysEndWarning``, and so does ``Bundle.check``.

    Parameters
    ----------
    name
        One of ``HolidayPreset.names()``.

    Raises
    ------
    KeyError
        For a name that is none.

    Examples
    --------
    >>> china = HolidayPreset("cn")
    >>> china.last_year, china.sources(2026)[0]["number"]
    (2026, '国办发明电〔2025〕7号')
    >>> week = {day: [["09:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
    >>> office = WorkingCalendar(china.applied_to({"time_zone": "Asia/Shanghai", "weekly": week}))
    >>> from datetime import date
    >>> office.is_working_day(date(2026, 2, 14)), office.is_working_day(date(2026, 2, 16))
    (True, False)
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, name: str) -> HolidayPreset: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The attributes as a table for notebooks."""
    def applied_to(self, document: _Given, make_up_shifts: Sequence[tuple[str, str]] | None = None) -> _Answer:
        """A calendar document with these holidays besides its own, and with the make-up days worked: in ``make_up_shifts``, or
        else as on the first day of the week that has shifts. Dates of which the document says something of its own stay.

        Parameters
        ----------
        document
            A calendar document.
        make_up_shifts
            Pairs of times, for make-up days.

        Returns
        -------
        dict
            A calendar document.

        Raises
        ------
        AftersalesError
            For a document that is none, by its path.

        Examples
        --------
        >>> quiet = china.applied_to({"time_zone": "Asia/Shanghai", "weekly": week}, make_up_shifts=[("10:00", "12:00")])
        >>> WorkingCalendar(quiet).working_days_between(date(2026, 2, 13), date(2026, 2, 14))
        1
        """
    @property
    def as_of(self) -> date:
        """The date on which the sources were read."""
    @property
    def first_year(self) -> int | None:
        """The first year that is covered."""
    @property
    def holidays(self) -> list[date]:
        """All dates off."""
    @property
    def last_year(self) -> int | None:
        """The last year that is covered."""
    @property
    def make_up_days(self) -> list[date]:
        """All dates of a weekend that are worked in return for a shifted day off."""
    @property
    def name(self) -> str:
        """Its name."""
    @staticmethod
    def names() -> list[str]:
        """The names of all presets.

        Returns
        -------
        list of str
            Sorted.

        Examples
        --------
        >>> HolidayPreset.names()
        ['cn', 'us_federal']
        """
    @property
    def note(self) -> str | None:
        """What a reader should know of the choice of dates."""
    def sources(self, year: SupportsIndex | None = None) -> list[_Answer]:
        """Where the dates come from, those of one year if it is given: title, number and address.

        Parameters
        ----------
        year
            All years without it.

        Returns
        -------
        list of dict
            ``title``, and ``number`` and ``url`` where there are such.

        Examples
        --------
        >>> china.sources(2024)[0]["number"]
        '国办发明电〔2023〕7号'
        """

@final
class IntakePolicy:
    """What must be recorded before a ticket moves on, compiled from a document: a dict, or JSON text.

    Parameters
    ----------
    document
        What is required of which tickets, and the formats of fields.

    Raises
    ------
    AftersalesError
        With the path of what is wrong, such as a field or pattern that is none.

    Examples
    --------
    >>> intake = IntakePolicy({
    ...     "requirements": [{"fields": ["symptom"], "any_of": ["contact.phone", "contact.email"]}],
    ...     "formats": {"serial_number": {"patterns": ["AA9{6}"]}},
    ... })
    >>> intake.required("repair", "hotline")
    ['symptom']
    >>> record = {"symptom": "no power", "serial_number": "7", "contact": {"id": "contact-1", "given": ["phone"]}}
    >>> [(missing["field"], missing["code"]) for missing in intake.missing(record, "repair", "hotline")]
    [('serial_number', 'intake.field.malformed')]
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, document: _Given) -> IntakePolicy: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The document as a table for notebooks."""
    def completeness(self, record: _Given, kind: str, channel: str) -> _Answer:
        """How much of what is asked for is there and valid: ``required`` and ``given``. A group of which one field is needed
        counts once.

        Parameters
        ----------
        record, kind, channel
            As for ``missing``.

        Returns
        -------
        dict
            Two counts.

        Examples
        --------
        >>> intake.completeness({"symptom": "no power"}, "repair", "hotline")
        {'given': 1, 'required': 2}
        """
    def malformed_in(self, contact: _Given) -> list[_Answer]:
        """What is wrong with the data of a contact, such as a phone number that does not fit its format.

        Parameters
        ----------
        contact
            The data of a contact by field, such as ``phone``.

        Raises
        ------
        AftersalesError
            For a field that contacts do not have.

        Examples
        --------
        >>> phones = IntakePolicy({"requirements": [], "formats": {"contact.phone": {"patterns": ["9{7}"]}}})
        >>> phones.malformed_in({"id": "contact-1", "phone": "12345"})[0]["field"]
        'contact.phone'
        """
    def missing(self, record: _Given, kind: str, channel: str) -> list[_Answer]:
        """Everything that a record lacks, one by one, each with ``field``, ``code`` and a ``message`` that says what would be
        right; empty for a record that is complete.

        Parameters
        ----------
        record
            What is known of the case: the wire's ``intake_record``.
        kind, channel
            Words such as ``"repair"`` and ``"hotline"``.

        Raises
        ------
        AftersalesError
            For a word that is none, or a record that is no object.

        Examples
        --------
        >>> [missing["field"] for missing in intake.missing({}, "repair", "hotline")]
        ['symptom', 'contact.phone']
        """
    def required(self, kind: str, channel: str) -> list[str]:
        """The fields that a ticket of this kind and channel must have: what a form marks.

        Parameters
        ----------
        kind, channel
            Words such as ``"repair"`` and ``"hotline"``.

        Raises
        ------
        AftersalesError
            For a word that is none.

        Examples
        --------
        >>> intake.required("enquiry", "chat")
        ['symptom']
        """
    @property
    def revision(self) -> str:
        """The content hash of the document."""
    def to_json(self) -> str:
        """The document as canonical JSON.

        Returns
        -------
        str
            Keys sorted, without spaces: the text that ``revision`` is the hash of.

        Examples
        --------
        >>> IntakePolicy(intake.to_json()) == intake
        True
        """

@final
class KaplanMeier:
    """How long cases run, those still running counted for as long as they have run (Kaplan and Meier 1958).

    A mean over finished cases alone is too low whenever cases are still open.

    Parameters
    ----------
    durations
        How long each case ran, or has run so far, in any one unit, zero or more.
    observed
        Whether each was seen to its end.

    Raises
    ------
    AftersalesError
        ``kpi.column.length``, ``kpi.column.negative`` or ``kpi.column.not_finite``.

    Examples
    --------
    >>> curve = KaplanMeier([2, 3, 5, 8, 13], [True, True, False, True, False])
    >>> curve.n, curve.events, curve.median
    (5, 3, 8.0)
    >>> curve.survival_at(5)
    0.6
    >>> [step.time for step in curve.steps()]
    [2.0, 3.0, 8.0]
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, durations: _Numbers, observed: Sequence[bool]) -> KaplanMeier: ...
    def __reduce__(self) -> tuple[type, tuple[Any, ...]]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The attributes as a table for notebooks."""
    @property
    def events(self) -> int:
        """How many were seen to their end."""
    @property
    def median(self) -> float | None:
        """The time within which half of the cases end; ``None`` where the curve does not come down to it."""
    @property
    def n(self) -> int:
        """How many cases."""
    def quantile(self, p: SupportsFloat | SupportsIndex) -> float | None:
        """The time within which the share ``p`` of cases ends.

        Parameters
        ----------
        p
            Above 0, up to 1.

        Returns
        -------
        float or None
            In the unit of the durations; ``None`` where the curve does not reach it.

        Raises
        ------
        AftersalesError
            ``kpi.statistics.out_of_range``.

        Examples
        --------
        >>> curve.quantile(0.2), curve.quantile(0.9)
        (2.0, None)
        """
    def quantile_interval(
        self, p: SupportsFloat | SupportsIndex = 0.5, confidence: SupportsFloat | SupportsIndex = 0.95
    ) -> TimeInterval:
        """Between which times the quantile lies; an end that the curve does not reach is ``None``.

        Parameters
        ----------
        p, confidence
            From 0 to 1.

        Returns
        -------
        TimeInterval
            In the unit of the durations.

        Raises
        ------
        AftersalesError
            ``kpi.statistics.out_of_range``.

        Examples
        --------
        >>> curve.quantile_interval(0.5).lower
        2.0
        """
    def restricted_mean(self, limit: SupportsFloat | SupportsIndex) -> RestrictedMean | None:
        """The mean of the durations, those above ``limit`` counted as the limit, with its standard error.

        Parameters
        ----------
        limit
            In the unit of the durations.

        Returns
        -------
        RestrictedMean
            In that unit.

        Examples
        --------
        >>> round(curve.restricted_mean(10).value, 3)
        6.4
        """
    def steps(self, confidence: SupportsFloat | SupportsIndex = 0.95) -> list[Step]:
        """Every time at which cases ended, with the band of the share that runs longer.

        Parameters
        ----------
        confidence
            From 0 to 1.

        Returns
        -------
        list of Step
            Ascending by time.

        Examples
        --------
        >>> [round(step.survival, 2) for step in curve.steps()]
        [0.8, 0.6, 0.3]
        """
    def survival_at(self, time: SupportsFloat | SupportsIndex) -> float:
        """The share of cases that run longer than ``time``.

        Parameters
        ----------
        time
            In the unit of the durations.

        Returns
        -------
        float
            From 0 to 1.

        Examples
        --------
        >>> curve.survival_at(2)
        0.8
        """

@final
class KpiReport:
    """A report on a desk: figures against their targets, how they move, what stands out.

    Parameters
    ----------
    figures
        What ``Accumulator.finish`` gave.
    trend
        Figures by week or month.
    earlier
        Figures of an earlier period.
    people
        Figures by person or level.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> desk = Accumulator(datetime(2026, 3, 31, tzinfo=timezone.utc), "Europe/Berlin")
    >>> desk.add({"created_at": datetime(2026, 3, 2, tzinfo=timezone.utc), "satisfaction": 4.5})
    >>> KpiReport(desk.finish()).document()["tickets"]
    1
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        figures: Figures,
        *,
        trend: Figures | None = None,
        earlier: Figures | None = None,
        people: Figures | None = None,
    ) -> KpiReport: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The report in English for notebooks."""
    def document(self) -> _Answer:
        """The report as a dict.

        Returns
        -------
        dict
            The wire's ``kpi_report``.

        Examples
        --------
        >>> sorted(KpiReport(desk.finish()).document())[:3]
        ['as_of', 'definitions', 'excluded']
        """
    def html(self, language: _Language) -> str:
        """The report as a fragment of HTML: headings, lists and tables without a style.

        Parameters
        ----------
        language
            ``"en"`` or ``"zh"``.

        Examples
        --------
        >>> "<table>" in KpiReport(desk.finish()).html("en")
        True
        """
    def markdown(self, language: _Language) -> str:
        """The report as Markdown, in ``"en"`` or ``"zh"``.

        Examples
        --------
        >>> KpiReport(desk.finish()).markdown("zh").startswith("#")
        True
        """
    def text(self, language: _Language) -> str:
        """The report as plain text, in ``"en"`` or ``"zh"``.

        Examples
        --------
        >>> "4.5" in KpiReport(desk.finish()).text("en")
        True
        """
    def __getnewargs_ex__(self) -> tuple[tuple[Figures], dict[str, Figures | None]]: ...

@final
class Labels:
    """What the words of the library are called in English and Chinese.

    Parameters
    ----------
    document
        A dict or JSON text with names that go above the built-in ones; without it the built-in ones alone.

    Raises
    ------
    AftersalesError
        For a list that the library does not know, or a label that is empty or too long.

    Examples
    --------
    >>> Labels().label("priority", "P1"), Labels().label("priority", "P1", "zh")
    ('Urgent', '紧急')
    >>> Labels({"lists": {"priority": {"P1": {"en": "Critical", "zh": "特急"}}}}).label("priority", "P1")
    'Critical'
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, document: _Given | None = None) -> Labels: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The labels as a table for notebooks."""
    def label(self, list: str, word: str, language: _Language = "en") -> str | None:
        """What a word of a list is called; ``None`` where nobody has said.

        Parameters
        ----------
        list
            What kind of word, such as ``"priority"``.
        word
            The word.
        language
            ``"en"`` or ``"zh"``.

        Examples
        --------
        >>> Labels().label("phase", "received"), Labels().label("phase", "on the moon")
        ('Received', None)
        """
    @property
    def lists(self) -> list[str]:
        """The names of all lists, in order."""
    def words(self, list: str) -> list[str]:
        """The words of a list, in order; empty for a list that there is not.

        Parameters
        ----------
        list
            What kind of word, such as ``"priority"``.

        Examples
        --------
        >>> Labels().words("priority")
        ['P1', 'P2', 'P3', 'P4']
        """

@final
class Money:
    """An exact amount: a whole number of minor units of one currency.

    Amounts of one currency add, subtract and compare. Nothing rounds unless it is asked to.

    Parameters
    ----------
    amount
        A ``Decimal``, ``int`` or text with no more digits than the currency has. Floats are refused, because they are not exact.
    currency
        A code of ISO 4217, such as ``"EUR"``.

    Raises
    ------
    AftersalesError
        With codes such as ``money.currency.unknown``.

    Examples
    --------
    >>> cost = Money("100.00", "USD")
    >>> [str(share) for share in cost.allocate([2, 1])]
    ['66.67 USD', '33.33 USD']
    >>> cost + Money("0.05", "USD") > cost
    True
    >>> Money.rounded("1.005", "EUR", mode="half_even").amount
    Decimal('1.00')
    """

    def __bool__(self) -> bool: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __neg__(self) -> Money: ...
    def __new__(cls, amount: Decimal | int | str, currency: str) -> Money: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def __str__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The attributes as a table for notebooks."""
    def allocate(self, weights: Sequence[int]) -> list[Money]:
        """The amount split by whole-number weights, without losing or making a minor unit.

        Parameters
        ----------
        weights
            Whole numbers, not negative, not all zero.

        Returns
        -------
        list of Money
            One for each weight; they sum to the amount.

        Raises
        ------
        AftersalesError
            ``money.allocation.no_weights``.

        Examples
        --------
        >>> [str(share) for share in Money("0.05", "EUR").allocate([1, 1])]
        ['0.03 EUR', '0.02 EUR']
        """
    @property
    def currency(self) -> str:
        """The code of the currency."""
    @property
    def minor_units(self) -> int:
        """The amount in minor units, such as cents."""
    @classmethod
    def rounded(
        cls,
        amount: Decimal | int | str,
        currency: str,
        *,
        mode: str = "half_up",
        step: Decimal | int | str | None = None,
    ) -> Money:
        """An amount rounded to minor units of its currency, or to multiples of ``step``, such as ``"0.05"`` for cash.

        ``mode`` is one of ``"half_up"``, ``"half_even"``, ``"half_down"``, ``"up"``, ``"down"``, ``"ceiling"`` and ``"floor"``.

        Parameters
        ----------
        amount, currency
            As for the class, with any number of digits.
        mode
            How halves and the rest are rounded.
        step
            ``None`` for the minor unit of the currency.

        Raises
        ------
        AftersalesError
            For a mode, a step or a currency that is none.

        Examples
        --------
        >>> Money.rounded("10.03", "CHF", step="0.05").amount
        Decimal('10.05')
        """
    @property
    def amount(self) -> Decimal:
        """The amount as a ``Decimal`` with all digits of its currency."""
    def __add__(self, other: Money, /) -> Money: ...
    def __radd__(self, other: Money, /) -> Money: ...
    def __sub__(self, other: Money, /) -> Money: ...
    def __rsub__(self, other: Money, /) -> Money: ...
    def __lt__(self, other: Money, /) -> bool: ...
    def __le__(self, other: Money, /) -> bool: ...
    def __gt__(self, other: Money, /) -> bool: ...
    def __ge__(self, other: Money, /) -> bool: ...

@final
class NetPromoterScore:
    """The net promoter score of answers from 0 to 10.

    Parameters
    ----------
    counts
        How many gave 0, 1, … 10: eleven numbers.

    Examples
    --------
    >>> score = NetPromoterScore([1, 0, 0, 1, 0, 2, 3, 8, 15, 20, 25])
    >>> score.n, round(score.points, 1)
    (75, 50.7)
    >>> round(score.interval().lower, 1)
    35.7
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, counts: SupportsLenAndGetItem[SupportsIndex]) -> NetPromoterScore: ...
    def __reduce__(self) -> tuple[type, tuple[Any, ...]]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The attributes as a table for notebooks."""
    def adjusted_interval(self, confidence: SupportsFloat | SupportsIndex = 0.95) -> Interval | None:
        """The same with the adjustment for few answers.

        Parameters
        ----------
        confidence
            From 0 to 1.

        Returns
        -------
        Interval or None
            Points from -100 to 100.

        Examples
        --------
        >>> round(score.adjusted_interval().upper, 1)
        63.6
        """
    @property
    def detractors(self) -> int:
        """How many gave 6 or less."""
    def interval(self, confidence: SupportsFloat | SupportsIndex = 0.95) -> Interval | None:
        """The interval of the score in points, from its standard error.

        Parameters
        ----------
        confidence
            From 0 to 1.

        Returns
        -------
        Interval or None
            Points from -100 to 100.

        Examples
        --------
        >>> round(score.interval(0.9).upper, 1)
        63.2
        """
    @property
    def mean(self) -> float | None:
        """The mean answer."""
    @property
    def n(self) -> int:
        """How many answered."""
    @property
    def passives(self) -> int:
        """How many gave 7 or 8."""
    @property
    def points(self) -> float | None:
        """The score from -100 to 100; ``None`` without answers."""
    @property
    def promoters(self) -> int:
        """How many gave 9 or 10."""
    @property
    def standard_error(self) -> float | None:
        """The standard error of the score, in points."""
    @property
    def variance(self) -> float | None:
        """The variance of one answer counted as 1, 0 or -1."""

@final
class NumberScheme:
    """How tickets are numbered, compiled from a document: a dict, or JSON text.

    The host keeps the last serial of each ``period_key``, in the transaction that stores the ticket.

    Parameters
    ----------
    document
        The parts from left to right. A scheme whose numbers would repeat is refused.
    zones
        Rules of time zones in place of the bundled ones.

    Raises
    ------
    AftersalesError
        With the path of what is wrong.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> scheme = NumberScheme({
    ...     "time_zone": "Europe/Berlin", "reset": "yearly",
    ...     "parts": [{"type": "date", "form": "yyyy"}, {"type": "text", "text": "-"}, {"type": "serial", "width": 6}],
    ... })
    >>> now = datetime(2025, 12, 31, 23, 30, tzinfo=timezone.utc)
    >>> scheme.period_key(now), scheme.format(7, now)
    ('2026', '2026-000007')
    >>> scheme.parse("2026-000007")["serial"]
    7
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, document: _Given, zones: ZoneDatabase | None = None) -> NumberScheme: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The document as a table for notebooks."""
    def format(self, serial: SupportsIndex, at: datetime, site: str | None = None) -> str:
        """The number with a serial from 1, given at an instant, at a site where the scheme names one.

        Parameters
        ----------
        serial
            From 1 within ``period_key``.
        at
            The instant at which the ticket is numbered.
        site
            One of the scheme's sites, where it has such.

        Raises
        ------
        AftersalesError
            For a serial that the scheme cannot show, or a site that it does not know.

        Examples
        --------
        >>> scheme.format(42, now)
        '2026-000042'
        """
    def next_period(self, now: datetime) -> datetime | None:
        """The first instant after ``now`` from which serials begin again; ``None`` if that never comes.

        Returns
        -------
        datetime or None
            In UTC.

        Examples
        --------
        >>> scheme.next_period(now)
        datetime.datetime(2026, 12, 31, 23, 0, tzinfo=datetime.timezone.utc)
        """
    def parse(self, number: str) -> _Answer:
        """Takes a number apart: its serial, and the date and site that it shows. Its check digits must fit.

        Parameters
        ----------
        number
            As ``format`` wrote it.

        Returns
        -------
        dict
            ``serial``, and what of date and site the number shows.

        Raises
        ------
        AftersalesError
            ``number.text.malformed`` for a number that the scheme does not write.

        Examples
        --------
        >>> sorted(scheme.parse("2026-000007"))
        ['number', 'serial', 'year']
        """
    def period_key(self, now: datetime) -> str:
        """What the host counts serials by: the local date, month or year, or nothing where they never begin again.

        Parameters
        ----------
        now
            An instant, which falls into the period of the scheme's zone.

        Examples
        --------
        >>> scheme.period_key(datetime(2025, 12, 31, 22, tzinfo=timezone.utc))
        '2025'
        """
    @property
    def revision(self) -> str:
        """The content hash of the document with the version of its time zone database."""
    def to_json(self) -> str:
        """The document as canonical JSON.

        Returns
        -------
        str
            Keys sorted, without spaces: the text that ``revision`` is the hash of.

        Examples
        --------
        >>> NumberScheme(scheme.to_json()) == scheme
        True
        """

@final
class OptionPolicy:
    """When a repair is still worth it: repair, exchange or refund side by side; compiled from a document: a dict, or JSON text.

    Parameters
    ----------
    document
        The wire's ``option_policy``.

    Raises
    ------
    AftersalesError
        With the path of what is wrong in the document.

    Examples
    --------
    >>> from datetime import date
    >>> policy = OptionPolicy({
    ...     "repair_up_to_percent": "60", "of": "residual_value",
    ...     "depreciation": {"life_months": 60, "least_percent": "10"},
    ... })
    >>> euro = lambda amount: {"amount": amount, "currency": "EUR"}
    >>> sheet = policy.sheet({
    ...     "date": date(2026, 11, 2), "purchased_on": date(2024, 5, 2), "purchase_price": euro("900.00"),
    ...     "repair": {"total": euro("280.00"), "customer": euro("280.00"), "guarantee_months": 6},
    ...     "exchange": {"total": euro("850.00"), "customer": euro("850.00"), "guarantee_months": 24},
    ... })
    >>> (sheet["recommendation"]["option"], sheet["recommendation"]["reason"])
    ('exchange', 'repair_above_threshold')
    >>> "Recommended: Exchange, for the repair is above the limit" in policy.text(sheet, "en", "Etc/UTC")
    True
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, document: _Given) -> OptionPolicy: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The document as a table for notebooks."""
    @staticmethod
    def markdown(sheet: _Given, language: _Language, time_zone: str) -> str:
        """The same as Markdown with tables.

        Parameters
        ----------
        sheet, language, time_zone
            As for ``text``.

        Examples
        --------
        >>> "280.00 EUR" in OptionPolicy.markdown(sheet, "en", "Etc/UTC")
        True
        """
    @property
    def revision(self) -> str:
        """The content hash of the document."""
    def sheet(self, request: _Given) -> _Answer:
        """The options side by side, and which one the policy recommends, with the threshold behind it.

        Parameters
        ----------
        request
            The wire's ``options_request``.

        Returns
        -------
        dict
            The wire's ``option_sheet``. Amounts are ``Decimal``.

        Raises
        ------
        AftersalesError
            For a request that cannot be read, or amounts of several currencies.

        Examples
        --------
        >>> sheet["options"][0]["option"]
        'repair'
        """
    @staticmethod
    def text(sheet: _Given, language: _Language, time_zone: str) -> str:
        """The answer of ``sheet`` for the customer as plain text, in ``"en"`` or ``"zh"``, with the times of a zone's wall clocks.

        Parameters
        ----------
        sheet
            The answer of ``sheet``.
        language
            ``"en"`` or ``"zh"``.
        time_zone
            The IANA name of the customer's zone.

        Examples
        --------
        >>> "280.00 EUR" in OptionPolicy.text(sheet, "zh", "Asia/Shanghai")
        True
        """
    def to_json(self) -> str:
        """The document as canonical JSON.

        Returns
        -------
        str
            Keys sorted, without spaces: the text that ``revision`` is the hash of.

        Examples
        --------
        >>> OptionPolicy(policy.to_json()) == policy
        True
        """

@final
class PChart:
    """A control chart of shares in order of time, whose limits widen for small periods. Periods count from 0.

    Parameters
    ----------
    periods
        ``Proportion``s in order of time.

    Raises
    ------
    ValueError
        Where no period has a case.

    Examples
    --------
    >>> chart = PChart([Proportion(80, 100), Proportion(85, 100), Proportion(50, 100), Proportion(82, 100)])
    >>> round(chart.centre, 4), chart.signals()
    (0.7425, [2])
    >>> round(chart.limits()[0].upper, 3)
    0.874
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, periods: Sequence[Proportion]) -> PChart: ...
    def __reduce__(self) -> tuple[type, tuple[Any, ...]]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The attributes as a table for notebooks."""
    @property
    def centre(self) -> float:
        """The share of all periods together: the centre line."""
    def laney_limits(self) -> list[Interval | None] | None:
        """Laney's limits of each period, for large periods that differ by more than chance; ``None`` where they are not defined.

        Returns
        -------
        list of Interval or None
            Shares, one for each period.

        Examples
        --------
        >>> len(chart.laney_limits())
        4
        """
    @property
    def laney_sigma(self) -> float | None:
        """How many times as much the periods differ as chance alone would have them; ``None`` for fewer than two with cases."""
    def laney_signals(self) -> list[int]:
        """Periods outside Laney's limits.

        Returns
        -------
        list of int
            Positions from 0.

        Examples
        --------
        >>> chart.laney_signals()
        []
        """
    def limits(self) -> list[Interval | None]:
        """The limits of each period; ``None`` where it has no case.

        Returns
        -------
        list of Interval or None
            Shares, one for each period.

        Examples
        --------
        >>> chart.limits()[0] == chart.limits()[1]
        True
        """
    def signals(self) -> list[int]:
        """Periods outside the limits.

        Returns
        -------
        list of int
            Positions from 0.

        Examples
        --------
        >>> chart.signals()
        [2]
        """
    def z(self) -> list[float | None]:
        """How many standard errors each period lies from the centre.

        Returns
        -------
        list of float or None
            ``None`` for a period without a case.

        Examples
        --------
        >>> [round(each, 1) for each in chart.z()]
        [1.3, 2.5, -5.5, 1.8]
        """

@final
class PriceBook:
    """What a desk charges, compiled from a document: a dict, or JSON text. Amounts may be ``Decimal``.

    Parameters
    ----------
    document
        The wire's ``price_book``; amounts as text or ``Decimal``.

    Raises
    ------
    AftersalesError
        With the path of what is wrong in the document.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> from decimal import Decimal
    >>> book = PriceBook({
    ...     "currency": "EUR", "prices": "without_tax", "rounding": {"mode": "half_up", "scope": "per_document"},
    ...     "taxes": [{"name": "vat", "percent": "19"}], "default_taxes": ["vat"], "estimate_valid_seconds": 2592000,
    ...     "labour": {"grades": {"engineer": {"per_hour": Decimal("96.00"), "step_seconds": 900}}},
    ... })
    >>> estimate = book.estimate({
    ...     "version": 1, "issued_at": datetime(2026, 3, 2, 9, tzinfo=timezone.utc),
    ...     "payers": [{"payer": "customer", "percent": "100"}],
    ...     "lines": [{"id": "1", "charge": {"type": "labour", "grade": "engineer", "seconds": 4000}}],
    ... })
    >>> estimate.document()["totals"]["total"]
    {'amount': Decimal('142.80'), 'currency': 'EUR'}
    >>> "142.80 EUR" in estimate.text("en", "Europe/Berlin")
    True
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, document: _Given) -> PriceBook: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The document as a table for notebooks."""
    def estimate(self, request: _Given) -> Estimate:
        """Estimates what planned work costs, by line and payer.

        Parameters
        ----------
        request
            The wire's ``estimate_request``: version, payers and lines; lengths in seconds.

        Raises
        ------
        AftersalesError
            For a request that cannot be read, or a charge that the book does not have, by its path.

        Examples
        --------
        >>> estimate.document()["totals"]["total"]["amount"]
        Decimal('142.80')
        """
    def estimate_range(self, request: _Given) -> _Answer:
        """What planned work costs where its time is uncertain: ``estimate`` (a request), and ``efforts`` by the name of the line.
        The answer has P10, P50 and P90 for all and for each payer, with the method that gave them.

        Parameters
        ----------
        request
            The wire's ``estimate_range_request``.

        Returns
        -------
        dict
            The wire's ``estimate_range``. Amounts are ``Decimal``, efforts are seconds.

        Raises
        ------
        AftersalesError
            As for ``estimate``.

        Examples
        --------
        >>> request = {
        ...     "version": 1, "issued_at": datetime(2026, 3, 2, 9, tzinfo=timezone.utc),
        ...     "payers": [{"payer": "customer", "percent": "100"}],
        ...     "lines": [{"id": "1", "charge": {"type": "labour", "grade": "engineer", "seconds": 4000}}],
        ... }
        >>> likely = book.estimate_range({
        ...     "estimate": request, "efforts": {"1": {"type": "log_normal", "median_seconds": 4000, "sigma": "0.5"}},
        ... })
        >>> likely["total"]["p10"]["amount"], likely["total"]["p90"]["amount"]
        (Decimal('85.68'), Decimal('257.04'))
        """
    @property
    def revision(self) -> str:
        """The content hash of the document with the version of its time zone database."""
    def to_json(self) -> str:
        """The document as canonical JSON.

        Returns
        -------
        str
            Keys sorted, without spaces: the text that ``revision`` is the hash of.

        Examples
        --------
        >>> PriceBook(book.to_json()) == book
        True
        """

@final
class Proportion:
    """So many of so many, with its intervals.

    Parameters
    ----------
    successes
        How many.
    n
        Of how many; with 0 there is no rate and no interval.

    Raises
    ------
    AftersalesError
        ``kpi.statistics.count_above_whole`` for more successes than cases.

    Examples
    --------
    >>> share = Proportion(45, 50)
    >>> share.rate
    0.9
    >>> lower, upper = share.wilson()
    >>> round(lower, 4), round(upper, 4)
    (0.7864, 0.9565)
    >>> Proportion(9, 10).cautions()
    ['few_cases', 'wide_interval']
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, successes: SupportsIndex, n: SupportsIndex) -> Proportion: ...
    def __reduce__(self) -> tuple[type, tuple[Any, ...]]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The attributes as a table for notebooks."""
    def agresti_coull(self, confidence: SupportsFloat | SupportsIndex = 0.95) -> Interval | None:
        """The interval of Agresti and Coull.

        Parameters
        ----------
        confidence
            From 0 to 1.

        Returns
        -------
        Interval or None
            Shares.

        Examples
        --------
        >>> round(share.agresti_coull().lower, 4)
        0.7821
        """
    def cautions(self) -> list[str]:
        """Why the share should not be read as it stands: ``few_cases``, ``wide_interval``, ``wide_for_its_share``, ``all_alike``.

        Returns
        -------
        list of str
            Empty where nothing stands against it.

        Examples
        --------
        >>> Proportion(450, 500).cautions()
        []
        """
    def clopper_pearson(self, confidence: SupportsFloat | SupportsIndex = 0.95) -> Interval | None:
        """The exact interval of Clopper and Pearson.

        Parameters
        ----------
        confidence
            From 0 to 1.

        Returns
        -------
        Interval or None
            Shares.

        Examples
        --------
        >>> round(share.clopper_pearson().lower, 4)
        0.7819
        """
    def jeffreys(self, confidence: SupportsFloat | SupportsIndex = 0.95) -> Interval | None:
        """Jeffreys' interval.

        Parameters
        ----------
        confidence
            From 0 to 1.

        Returns
        -------
        Interval or None
            Shares.

        Examples
        --------
        >>> round(share.jeffreys().lower, 4)
        0.7946
        """
    @property
    def n(self) -> int:
        """Of how many."""
    @property
    def rate(self) -> float | None:
        """The share from 0 to 1; ``None`` of none."""
    @property
    def successes(self) -> int:
        """How many."""
    def wilson(self, confidence: SupportsFloat | SupportsIndex = 0.95) -> Interval | None:
        """Wilson's interval, the one that figures carry.

        Parameters
        ----------
        confidence
            From 0 to 1.

        Returns
        -------
        Interval or None
            Shares.

        Raises
        ------
        AftersalesError
            ``kpi.statistics.out_of_range``.

        Examples
        --------
        >>> round(share.wilson(0.9).lower, 4)
        0.8085
        """
    def wilson_corrected(self, confidence: SupportsFloat | SupportsIndex = 0.95) -> Interval | None:
        """Wilson's interval with continuity correction.

        Parameters
        ----------
        confidence
            From 0 to 1.

        Returns
        -------
        Interval or None
            Shares.

        Examples
        --------
        >>> round(share.wilson_corrected().lower, 4)
        0.7741
        """

@final
class ProportionDifference:
    """How far two shares lie apart, and whether chance may be the reason.

    Parameters
    ----------
    first, second
        Two ``Proportion``s; the difference is the first less the second.

    Examples
    --------
    >>> change = ProportionDifference(Proportion(45, 50), Proportion(35, 50))
    >>> round(change.difference, 2), round(change.fisher(), 4)
    (0.2, 0.0228)
    >>> change.newcombe().lower > 0
    True
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, first: Proportion, second: Proportion) -> ProportionDifference: ...
    def __reduce__(self) -> tuple[type, tuple[Any, ...]]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The attributes as a table for notebooks."""
    @property
    def difference(self) -> float | None:
        """The first share less the second; ``None`` where one has no case."""
    def fisher(self) -> float | None:
        """The two-sided probability of Fisher's exact test.

        Returns
        -------
        float or None
            From 0 to 1.

        Examples
        --------
        >>> round(change.fisher(), 4)
        0.0228
        """
    def newcombe(self, confidence: SupportsFloat | SupportsIndex = 0.95) -> Interval | None:
        """Newcombe's interval of the difference.

        Parameters
        ----------
        confidence
            From 0 to 1.

        Returns
        -------
        Interval or None
            Differences of shares, from -1 to 1.

        Examples
        --------
        >>> round(change.newcombe().lower, 3)
        0.043
        """
    def pooled_z(self) -> Test | None:
        """The z test with the pooled share.

        Returns
        -------
        Test or None
            ``None`` where both shares are all or nothing alike.

        Examples
        --------
        >>> round(change.pooled_z().p, 4)
        0.0124
        """

@final
class QuantileSketch:
    """Quantiles of any number of values in little memory, each within a relative error. Sketches of parts merge into that of all.

    Parameters
    ----------
    relative_error
        Above 0 and below 1: how far a quantile may lie from the value of its rank.

    Examples
    --------
    >>> sketch = QuantileSketch(0.01)
    >>> sketch.add([float(value) for value in range(1, 1001)])
    >>> other = QuantileSketch(0.01)
    >>> other.add([2000.0])
    >>> sketch.merge(other)
    >>> sketch.n, sketch.greatest
    (1001, 2000.0)
    >>> 495 < sketch.quantile(0.5) < 507
    True
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, relative_error: SupportsFloat | SupportsIndex) -> QuantileSketch: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The attributes as a table for notebooks."""
    def add(self, values: _Numbers) -> None:
        """Counts every value of a column, or none where one of them is not finite.

        Parameters
        ----------
        values
            Finite numbers.

        Raises
        ------
        AftersalesError
            ``kpi.column.not_finite``.

        Examples
        --------
        >>> sketch.add([3.0, 4.0])
        >>> sketch.n
        1003
        """
    @classmethod
    def from_bytes(cls, counted: bytes) -> QuantileSketch:
        """The sketch that wrote ``counted`` with ``to_bytes``.

        Parameters
        ----------
        counted
            The answer of ``to_bytes``.

        Raises
        ------
        AftersalesError
            ``kpi.bytes.malformed``.

        Examples
        --------
        >>> QuantileSketch.from_bytes(sketch.to_bytes()).n
        1001
        """
    @property
    def greatest(self) -> float | None:
        """The exact greatest value."""
    @property
    def least(self) -> float | None:
        """The exact least value."""
    def merge(self, other: QuantileSketch) -> None:
        """Takes in all that another sketch of the same relative error has counted.

        Parameters
        ----------
        other
            It keeps what it holds.

        Raises
        ------
        AftersalesError
            ``kpi.sketch.differs`` for one of another relative error.

        Examples
        --------
        >>> sketch.merge(sketch)
        >>> sketch.n
        2002
        """
    @property
    def n(self) -> int:
        """How many values were counted."""
    def quantile(self, p: SupportsFloat | SupportsIndex) -> float | None:
        """The value of rank ``p (n - 1)`` within the relative error; ``None`` without values.

        Parameters
        ----------
        p
            From 0 to 1.

        Returns
        -------
        float or None
            In the unit of the values.

        Raises
        ------
        AftersalesError
            ``kpi.statistics.out_of_range``.

        Examples
        --------
        >>> QuantileSketch(0.01).quantile(0.5) is None
        True
        """
    @property
    def relative_error(self) -> float:
        """The bound that holds: at most what was asked for."""
    def to_bytes(self) -> bytes:
        """What was counted so far, for another process or machine.

        Returns
        -------
        bytes
            In a form of this library, for the same version of it.

        Examples
        --------
        >>> QuantileSketch.from_bytes(sketch.to_bytes()) == sketch
        True
        """

@final
class Regime:
    """What the law of one place says about repairs: data with its source and date, and no legal advice.

    Parameters
    ----------
    document
        The wire's ``regime``; ``Regime.preset`` gives those that ship.

    Raises
    ------
    AftersalesError
        With the path of what is wrong in the document.

    Examples
    --------
    >>> florida = Regime.preset("us_fl_motor_vehicle_repair")
    >>> check = florida.check_price({
    ...     "estimate": {"amount": "300.00", "currency": "USD"}, "revised": {"amount": "330.01", "currency": "USD"},
    ... })
    >>> (check["outcome"], check["most"]["amount"])
    ('above_tolerance', Decimal('330.00'))
    >>> general = Regime.preset("cn_three_guarantees_general")
    >>> facts = {"days_since_sale": 200, "failed_repairs": 2, "repair_days": 0, "guarantee": "running"}
    >>> [(remedy["remedy"], remedy["sections"]) for remedy in general.remedies(facts)["remedies"]]
    [('exchange', ['第十一条']), ('repair', ['第八条'])]
    >>> general.document()["notice"]
    'not legal advice'
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, document: _Given) -> Regime: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The document as a table for notebooks."""
    def check_price(self, request: _Given) -> _Answer:
        """Whether a changed price needs the customer's consent, and why.

        Parameters
        ----------
        request
            The estimate and the changed price.

        Returns
        -------
        dict
            ``outcome``, and the ``most`` that may be charged. Amounts are ``Decimal``.

        Raises
        ------
        AftersalesError
            Where the regime has no such rule.

        Examples
        --------
        >>> check["outcome"]
        'above_tolerance'
        """
    def document(self) -> _Answer:
        """The document as a dict, with jurisdiction, source and the date as of which it was read.

        Returns
        -------
        dict
            The wire's ``regime``.

        Examples
        --------
        >>> sorted(florida.document()["source"])
        ['rests_on', 'section', 'statute', 'url']
        """
    def offer_binds_until(self, given: date) -> date | None:
        """The last date on which an offer of a date binds the repairer; ``None`` where the regime has no such rule.

        Parameters
        ----------
        given
            The date of the offer.

        Returns
        -------
        date or None
            By the days or months of the regime.

        Examples
        --------
        >>> from datetime import date
        >>> Regime.preset("eu_repair").offer_binds_until(date(2026, 3, 2))
        datetime.date(2026, 4, 1)
        """
    @classmethod
    def preset(cls, name: str) -> Regime:
        """A regime that ships with the package.

        Parameters
        ----------
        name
            One of ``Regime.presets()``.

        Raises
        ------
        AftersalesError
            For a name that is none, with those that there are.

        Examples
        --------
        >>> Regime.preset("us_fl_motor_vehicle_repair").document()["jurisdiction"]
        'US-FL'
        """
    @staticmethod
    def presets() -> list[str]:
        """The names of the regimes that ship with the package.

        Returns
        -------
        list of str
            Sorted.

        Examples
        --------
        >>> "cn_three_guarantees_general" in Regime.presets()
        True
        """
    def prolong(self, request: _Given) -> _Answer:
        """The end of a guarantee after its repairs.

        Parameters
        ----------
        request
            The wire's ``prolongation_request``.

        Returns
        -------
        dict
            The wire's ``prolonged_guarantee``.

        Examples
        --------
        >>> from datetime import date
        >>> general.prolong({"guarantee_end": date(2026, 6, 1), "repairs": [{"from": date(2026, 3, 2), "to": date(2026, 3, 12)}]})
        {'guarantee_end': '2026-06-11', 'section': '第八条'}
        """
    def refund(self, request: _Given) -> _Answer:
        """What a customer gets back, less the fee for the use.

        Parameters
        ----------
        request
            The wire's ``refund_request``.

        Returns
        -------
        dict
            The wire's ``refund``. Amounts are ``Decimal``.

        Raises
        ------
        AftersalesError
            Where the regime has no such rule.

        Examples
        --------
        >>> phone = Regime.preset("cn_three_guarantees_phone")
        >>> refund = phone.refund({"price": {"amount": "3000.00", "currency": "CNY"}, "usage": {"type": "days", "days": 100}})
        >>> refund["refund"]["amount"]
        Decimal('1500.00')
        """
    def remedies(self, facts: _Given) -> _Answer:
        """What the customer may choose, with the sections that say so.

        Parameters
        ----------
        facts
            The wire's ``unit_facts``: days since the sale, failed repairs, days in repair, and how the guarantee stands.

        Returns
        -------
        dict
            ``remedies``, each with ``sections``.

        Examples
        --------
        >>> general.remedies(facts | {"failed_repairs": 0})["remedies"]
        [{'remedy': 'repair', 'sections': ['第八条']}]
        """
    @property
    def revision(self) -> str:
        """The content hash of the document."""
    def to_json(self) -> str:
        """The document as canonical JSON.

        Returns
        -------
        str
            Keys sorted, without spaces: the text that ``revision`` is the hash of.

        Examples
        --------
        >>> Regime(florida.to_json()) == florida
        True
        """

@final
class Satisfaction:
    """Satisfaction of answers from 1 to 5.

    Parameters
    ----------
    counts
        How many gave 1, 2, … 5: five numbers.

    Examples
    --------
    >>> asked = Satisfaction([2, 3, 10, 40, 45])
    >>> asked.mean, asked.share_of_top(2)
    (4.23, Proportion(successes=85, n=100))
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, counts: SupportsLenAndGetItem[SupportsIndex]) -> Satisfaction: ...
    def __reduce__(self) -> tuple[type, tuple[Any, ...]]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The attributes as a table for notebooks."""
    @property
    def mean(self) -> float | None:
        """The mean answer; ``None`` without answers."""
    def mean_interval(self, confidence: SupportsFloat | SupportsIndex = 0.95) -> Interval | None:
        """Student's interval of the mean; ``None`` for fewer than two answers.

        Parameters
        ----------
        confidence
            From 0 to 1.

        Returns
        -------
        Interval or None
            Points from 1 to 5.

        Examples
        --------
        >>> round(asked.mean_interval().lower, 2)
        4.05
        """
    @property
    def mean_percent_of_range(self) -> float | None:
        """The mean as per cent of the way from 1 to 5."""
    @property
    def n(self) -> int:
        """How many answered."""
    def share_of_bottom(self, grades: SupportsIndex) -> Proportion:
        """The share of the worst ``grades`` answers.

        Parameters
        ----------
        grades
            From 1 to 5.

        Returns
        -------
        Proportion
            With its intervals.

        Examples
        --------
        >>> asked.share_of_bottom(2).rate
        0.05
        """
    def share_of_top(self, grades: SupportsIndex) -> Proportion:
        """The share of the best ``grades`` answers: 2 for those who gave 4 or 5.

        Parameters
        ----------
        grades
            From 1 to 5.

        Returns
        -------
        Proportion
            With its intervals.

        Examples
        --------
        >>> asked.share_of_top(1).rate
        0.45
        """

@final
class Shrinkage:
    """How much of the distance to a common value is kept: few cases are drawn towards it, many stand for themselves.

    Parameters
    ----------
    towards
        The common value.
    factor
        From 0 to 1: the share of the distance that is kept.

    Raises
    ------
    AftersalesError
        ``cost.value.out_of_range``.

    Examples
    --------
    >>> Shrinkage(0.265, 0.21).of(0.4)
    0.29335
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, towards: SupportsFloat | SupportsIndex, factor: SupportsFloat | SupportsIndex) -> Shrinkage: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The attributes as a table for notebooks."""
    @property
    def factor(self) -> float:
        """The share of the distance that is kept, from 0 to 1."""
    @staticmethod
    def james_stein(
        values: SupportsGetItem[int, SupportsFloat | SupportsIndex], variance: SupportsFloat | SupportsIndex
    ) -> Shrinkage:
        """The James-Stein estimator towards the mean of values of one variance; at least four values.

        Parameters
        ----------
        values
            At least four.
        variance
            That of each value.

        Raises
        ------
        AftersalesError
            ``cost.value.out_of_range`` for fewer than four values.

        Examples
        --------
        >>> Shrinkage.james_stein([0.4, 0.35, 0.3, 0.25, 0.2], 0.0043).of(0.4) < 0.4
        True
        """
    def of(self, value: SupportsFloat | SupportsIndex) -> float:
        """The shrunken value.

        Parameters
        ----------
        value
            In the unit of the common value.

        Examples
        --------
        >>> Shrinkage(0.265, 0.21).of(0.265)
        0.265
        """
    @property
    def towards(self) -> float:
        """The value that all are drawn towards."""

@final
class SlaPolicy:
    """Service levels, compiled from a document: a dict, or JSON text.

    Parameters
    ----------
    document
        Calendars, metrics, and who is promised what.
    zones
        Rules of time zones in place of the bundled ones.

    Raises
    ------
    AftersalesError
        With the path of what is wrong in the document.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> policy = SlaPolicy({
    ...     "calendars": {"office": {"time_zone": "Europe/Berlin", "weekly": {"mon": [["09:00", "17:00"]]}}},
    ...     "default_calendar": "office",
    ...     "metrics": [{"name": "resolution", "starts": [{"type": "started"}]}],
    ...     "selector": [{"type": "set", "targets": {"resolution": {"type": "open_time", "duration": "PT4H"}}}],
    ... })
    >>> [promise] = policy.promises({"priority": "P2"}, datetime(2026, 3, 2, 9, tzinfo=timezone.utc))
    >>> promise["due"]
    datetime.datetime(2026, 3, 2, 13, 0, tzinfo=datetime.timezone.utc)
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, document: _Given, zones: ZoneDatabase | None = None) -> SlaPolicy: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The document as a table for notebooks."""
    @property
    def metrics(self) -> list[str]:
        """The names of the metrics, in the order of the document."""
    def promises(self, inputs: _Given, from_: datetime) -> list[_Answer]:
        """What a ticket of which this is known would be promised on clocks that start at ``from_``, metric by metric.

        Parameters
        ----------
        inputs
            What is known of the ticket: ``priority``, ``tier``, ``kind`` and the like.
        from_
            An aware ``datetime``.

        Returns
        -------
        list of dict
            ``metric``, ``target`` and ``due``, an instant in UTC.

        Raises
        ------
        AftersalesError
            For an input that there is not, by its path.

        Examples
        --------
        >>> policy.promises({}, datetime(2026, 3, 2, 15, tzinfo=timezone.utc))[0]["due"]
        datetime.datetime(2026, 3, 9, 11, 0, tzinfo=datetime.timezone.utc)
        """
    def readings(
        self,
        events: _Frame,
        now: datetime,
        *,
        columns: Mapping[str, str | None] | None = None,
        naive: _Zone | None = None,
    ) -> tuple[Table, Table]:
        """The clocks of many tickets as of ``now``, from a table with an event a row.

        Parameters
        ----------
        events
            A frame of pandas or Polars, a PyArrow table, a relation of DuckDB, a dict of columns, or anything with
            ``__arrow_c_stream__``. Its columns are ``ticket``, ``at`` and ``type``, with ``state`` and ``reason`` where types
            need them and what is known of a ticket: ``priority``, ``tier``, ``kind``, ``class``, ``channel``,
            ``entitlement``, ``product_line``, ``site``. The rows of a ticket stand in order of time.
        now
            The instant of looking; later events are not looked at.
        columns
            Columns of other names, by field.
        naive
            The zone of times that have none.

        Returns
        -------
        tuple of Table
            A row for each reading, with the number of its ticket, instants in UTC and lengths as durations; and the rows that
            were refused, each with ``row``, ``ticket``, ``code`` and ``message``. A ticket with such a row has no readings.

        Raises
        ------
        AftersalesError
            For a column that is missing or of the wrong type, by its name.

        Examples
        --------
        >>> import polars
        >>> from datetime import datetime, timezone
        >>> at = lambda hour: datetime(2026, 3, 2, hour, tzinfo=timezone.utc)
        >>> events = polars.DataFrame({
        ...     "ticket": ["TS-1", "TS-2", "TS-1"], "at": [at(1), at(2), at(3)], "type": ["started", "stopped", "agent_message"],
        ...     "priority": ["P1", None, None],
        ... })
        >>> readings, refused = Bundle.preset("clocks-only").sla.readings(events, at(4))
        >>> readings.to_polars().select("ticket", "metric", "state").rows()
        [('TS-1', 'first_response', 'stopped'), ('TS-1', 'resolution', 'running')]
        >>> refused["row"].to_list()
        [1]
        """
    @property
    def revision(self) -> str:
        """The content hash of the document with the version of its time zone database."""

@final
class Staffing:
    """How a number of agents fares; made by ``ErlangC``.

    Examples
    --------
    >>> staffing = ErlangC(calls=100, interval=30, handling=3).with_agents(14)
    >>> round(staffing.p_wait, 3), round(staffing.occupancy, 3)
    (0.174, 0.714)
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The attributes as a table for notebooks."""
    @property
    def agents(self) -> int:
        """The number of agents."""
    @property
    def erlang_b(self) -> float:
        """The share who would be lost if nobody could wait (Erlang B)."""
    @property
    def mean_wait(self) -> float:
        """The mean wait over all callers."""
    @property
    def occupancy(self) -> float:
        """The share of time for which an agent is busy."""
    @property
    def p_wait(self) -> float:
        """The share of callers who wait."""
    def scheduled(self, away: SupportsFloat | SupportsIndex) -> int:
        """How many agents to schedule where the share ``away`` of their time goes to breaks, training and sickness.

        Parameters
        ----------
        away
            From 0 to below 1.

        Returns
        -------
        int
            At least the number of agents.

        Raises
        ------
        AftersalesError
            ``kpi.statistics.out_of_range``.

        Examples
        --------
        >>> staffing.scheduled(0.3)
        20
        """
    def service_level(self, within: SupportsFloat | SupportsIndex) -> float:
        """The share of callers who are answered within a time.

        Parameters
        ----------
        within
            In the unit of the interval of ``ErlangC``.

        Returns
        -------
        float
            From 0 to 1.

        Examples
        --------
        >>> round(staffing.service_level(1 / 3), 3)
        0.888
        """

@final
class StageLog:
    """The states that cases went through: how long they stayed, what followed what, which came back.

    Parameters
    ----------
    cases, states
        For each entry the case and the state that it entered, as text.
    at
        When, as aware ``datetime``.

    Examples
    --------
    >>> from datetime import datetime, timedelta, timezone
    >>> at = lambda hour: datetime(2026, 3, 2, hour, tzinfo=timezone.utc)
    >>> log = StageLog(["A", "A", "A", "B"], ["new", "work", "done", "new"], [at(8), at(9), at(12), at(8)])
    >>> log.case_durations()["A"] == timedelta(hours=4)
    True
    >>> log.stages()["work"].mean == timedelta(hours=3)
    True
    >>> log.variants()
    {('new',): 1, ('new', 'work', 'done'): 1}
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, cases: Sequence[str], states: Sequence[str], at: Sequence[datetime]) -> StageLog: ...
    def __reduce__(self) -> tuple[type, tuple[Any, ...]]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The attributes as a table for notebooks."""
    def case_durations(self, calendar: WorkingCalendar | None = None) -> dict[str, timedelta]:
        """The time from the first to the last entry of each case, in the open time of ``calendar`` if one is given.

        Parameters
        ----------
        calendar
            A ``WorkingCalendar``; without it all time counts.

        Returns
        -------
        dict of timedelta
            By case.

        Examples
        --------
        >>> log.case_durations(WorkingCalendar.round_the_clock("Etc/UTC"))["A"]
        datetime.timedelta(seconds=14400)
        """
    def ends(self) -> dict[str, int]:
        """How many cases were last seen in each state.

        Returns
        -------
        dict of int
            Cases by state.

        Examples
        --------
        >>> log.ends()
        {'done': 1, 'new': 1}
        """
    def passages(self, calendar: WorkingCalendar | None = None) -> list[Passage]:
        """Every way from a state to the next: ``from_``, ``to``, how often (``n``), and how long the first lasted then.

        Parameters
        ----------
        calendar
            A ``WorkingCalendar``; without it all time counts.

        Returns
        -------
        list of Passage
            The most frequent first.

        Examples
        --------
        >>> [(passage.from_, passage.to) for passage in log.passages()]
        [('new', 'work'), ('work', 'done')]
        """
    def repeated(self) -> dict[str, int]:
        """How many cases entered a state more than once, by state.

        Returns
        -------
        dict of int
            Cases by state.

        Examples
        --------
        >>> log.repeated()
        {}
        """
    def stages(self, calendar: WorkingCalendar | None = None) -> dict[str, Stage]:
        """For each state the ``visits``, the ``total`` time and the ``mean`` of a visit. The last entry of a case has no end.

        Parameters
        ----------
        calendar
            A ``WorkingCalendar``; without it all time counts.

        Returns
        -------
        dict of Stage
            By state.

        Examples
        --------
        >>> log.stages()["new"].visits
        1
        """
    def starts(self) -> dict[str, int]:
        """How many cases began in each state.

        Returns
        -------
        dict of int
            Cases by state.

        Examples
        --------
        >>> log.starts()
        {'new': 2}
        """
    def variants(self) -> dict[tuple[str, ...], int]:
        """How many cases took each way through the states.

        Returns
        -------
        dict of int
            Cases by their states in order.

        Examples
        --------
        >>> len(log.variants())
        2
        """

@final
class StandardHours:
    """How long each procedure takes by the book, corrected by recorded cases; compiled from a document: a dict, or JSON text.

    Parameters
    ----------
    document
        The wire's ``standard_hours``; lengths in seconds.

    Raises
    ------
    AftersalesError
        With the path of what is wrong in the document.

    Examples
    --------
    >>> hours = StandardHours({
    ...     "prior_cases": 8,
    ...     "procedures": [{"name": "replace_display", "efforts": {
    ...         "standard": {"type": "log_normal", "median_seconds": 2700, "sigma": "0.4"},
    ...     }}],
    ... })
    >>> case = {"procedure": "replace_display", "difficulty": "standard", "model": "X1", "fault": "display",
    ...         "grade": "senior", "seconds": 3600}
    >>> effort = hours.effort({
    ...     "job": {"model": "X1", "operations": [{"procedure": "replace_display", "difficulty": "standard", "quantity": 1}]},
    ...     "cases": [case] * 12,
    ... })
    >>> [(each["group"], each["cases"]) for each in effort["operations"][0]["corrections"]]
    [('model', 12)]
    >>> 2700 < effort["total"]["p50_seconds"] < 3600
    True
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, document: _Given) -> StandardHours: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The document as a table for notebooks."""
    def effort(self, request: _Given) -> _Answer:
        """How long a job takes, operation by operation and as a whole: ``job``, and the recorded ``cases`` that correct the book.

        Parameters
        ----------
        request
            The wire's ``effort_request``; lengths in seconds.

        Returns
        -------
        dict
            The wire's ``effort``: P10, P50 and P90 in seconds, with the method that gave them.

        Raises
        ------
        AftersalesError
            For a procedure that the book does not have, by its path.

        Examples
        --------
        >>> effort["total"]["p10_seconds"] < effort["total"]["p90_seconds"]
        True
        """
    @property
    def revision(self) -> str:
        """The content hash of the document."""
    def to_json(self) -> str:
        """The document as canonical JSON.

        Returns
        -------
        str
            Keys sorted, without spaces: the text that ``revision`` is the hash of.

        Examples
        --------
        >>> StandardHours(hours.to_json()) == hours
        True
        """

@final
class Table:
    """A table of answers, for any library that reads Arrow: ``polars.DataFrame(table)``, ``pyarrow.table(table)``, or as
    ``to_pandas`` and ``to_polars`` make it.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> clocks = TicketClocks(Bundle.preset("clocks-only").sla)
    >>> clocks.apply({"at": datetime(2026, 3, 2, tzinfo=timezone.utc), "type": "started", "inputs": {"priority": "P1"}})
    >>> table = board_table([clocks], datetime(2026, 3, 2, 12, tzinfo=timezone.utc))
    >>> table["metric"].to_list()
    ['first_response', 'resolution']
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __getitem__(self, name: str, /) -> Column: ...
    def __hash__(self) -> int: ...
    def __len__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The first rows for notebooks."""
    @staticmethod
    def _restore(fields: Sequence[tuple[str, bool]], columns: Sequence[Column]) -> Table:
        """The table of columns that were pickled."""
    @property
    def column_names(self) -> list[str]:
        """The names of the columns."""
    def to_pandas(self) -> Any:
        """The table as a pandas ``DataFrame``.

        Returns
        -------
        pandas.DataFrame
            Of NumPy-backed columns.

        Examples
        --------
        >>> table.to_pandas().shape[0]
        2
        """
    def to_polars(self) -> Any:
        """The table as a Polars ``DataFrame``.

        Returns
        -------
        polars.DataFrame
            Without copies where Polars can.

        Examples
        --------
        >>> table.to_polars().height
        2
        """
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The table by the Arrow PyCapsule interface."""
    def __arrow_c_schema__(self) -> object:
        """The columns and their types by the Arrow PyCapsule interface."""

@final
class Ticket:
    """One ticket: the state that its events have made, under the policy in force.

    Commands and events are dicts or JSON text. The host stores the events of every decision; ``replay`` makes the same ticket
    of them again. A command that is refused raises ``Refused`` with every reason and changes nothing. A ticket pickles as its
    snapshot with the bundles that it was decided under.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> now = datetime(2026, 3, 2, 9, tzinfo=timezone.utc)
    >>> bundle = Bundle.preset("after-sales")
    >>> command = {"by": {"id": "desk-1", "roles": ["front_desk"]}, "occurred_at": now, "idempotency_key": "a",
    ...     "expected_version": 0, "kind": {"type": "open", "number": "TS20260302-0001", "kind": "enquiry", "channel": "chat"}}
    >>> ticket, decision = Ticket.open(bundle, command, now)
    >>> ticket.phase, [event["kind"]["type"] for event in decision["events"]]
    ('received', ['opened'])
    >>> close = command | {"idempotency_key": "b", "expected_version": 1, "kind": {"type": "close"}}
    >>> try:
    ...     ticket.execute(close, now)
    ... except Refused as refused:
    ...     refused.reasons[0].code
    'ticket.phase.not_allowed'
    >>> Ticket.replay([bundle], decision["events"]) == ticket
    True
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """A table for notebooks."""
    def advance(self, now: datetime) -> list[_Answer]:
        """Everything that fell due up to ``now``. Nothing changes: the host stores the events and then applies them.

        Returns
        -------
        list of dict
            Events.

        Examples
        --------
        >>> ticket.advance(now)
        []
        """
    def apply(self, event: _Given) -> None:
        """Takes the next event of the log.

        Parameters
        ----------
        event
            The wire's ``ticket_event``, with the next number in sequence.

        Raises
        ------
        AftersalesError
            For an event that cannot be read or does not follow; the ticket is then as it was.

        Examples
        --------
        >>> note = command | {"idempotency_key": "n", "expected_version": 1, "kind": {"type": "send_message", "channel": "chat"}}
        >>> for event in ticket.decide(note, now)["events"]:
        ...     ticket.apply(event)
        >>> ticket.version
        2
        """
    def available(self, now: datetime, actor: _Given | None = None) -> list[_Answer]:
        """For every command, what stands in its way ``now``, for an actor or for whoever has the role it needs.

        Parameters
        ----------
        now
            An instant from the last event on.
        actor
            ``id`` and ``roles``; whoever has the role without it.

        Returns
        -------
        list of dict
            ``command``, and the ``reasons`` that stand in its way, none where it is free.

        Examples
        --------
        >>> "close" in [each["command"] for each in ticket.available(now)]
        True
        """
    def breaches(self, now: datetime) -> list[_Answer]:
        """Every breach up to ``now``, in order of time, with whether it stands.

        Parameters
        ----------
        now
            An instant from the last event on.

        Returns
        -------
        list of dict
            The wire's ``breach``.

        Examples
        --------
        >>> ticket.breaches(now)
        []
        """
    def decide(self, command: _Given, now: datetime) -> _Answer:
        """What a command leads to, recorded ``now``. Nothing changes: the host stores the events and then applies them.

        Returns
        -------
        dict
            As for ``execute``.

        Raises
        ------
        Refused
            With every reason.

        Examples
        --------
        >>> note = command | {"idempotency_key": "n", "expected_version": 1, "kind": {"type": "send_message", "channel": "chat"}}
        >>> len(ticket.decide(note, now)["events"]), ticket.version
        (1, 1)
        """
    def effects_since(self, sequence: SupportsIndex) -> list[_Answer]:
        """What the host is to do that followed from events after ``sequence``, and what it need not do any more.

        Parameters
        ----------
        sequence
            The number of the last event whose effects the host has carried out, 0 for none.

        Returns
        -------
        list of dict
            In order, such as notifications and timers.

        Examples
        --------
        >>> isinstance(ticket.effects_since(0), list)
        True
        """
    def execute(self, command: _Given, now: datetime) -> _Answer:
        """Decides a command, recorded ``now``, and applies its events.

        Parameters
        ----------
        command
            The wire's ``ticket_command``.
        now
            When the host records it.

        Returns
        -------
        dict
            ``events``, and the ``effects`` that follow from them.

        Raises
        ------
        Refused
            With every reason; the ticket is then as it was.

        Examples
        --------
        >>> note = command | {"idempotency_key": "n", "expected_version": 1, "kind": {"type": "send_message", "channel": "chat"}}
        >>> [event["kind"]["type"] for event in ticket.execute(note, now)["events"]]
        ['message_sent']
        """
    def explain(self, metric: str, now: datetime) -> _Answer | None:
        """How a clock came to its reading, stretch by stretch; ``None`` where it has not begun.

        Parameters
        ----------
        metric
            Of the policy in force, such as ``"resolution"``.
        now
            An instant from the last event on.

        Returns
        -------
        dict or None
            The wire's ``explanation``; lengths in microseconds.

        Examples
        --------
        >>> sorted(ticket.explain("first_response", now))[:2]
        ['basis', 'calendar']
        """
    def explain_firing(self, firing: _Given) -> _Answer | None:
        """Why a rule of escalation fired: its place in the document, when it began and by what, the conditions that held, the
        clock behind it. ``firing`` is what a ``rule_fired`` event holds; ``None`` for one of a rule that is not in force.

        Parameters
        ----------
        firing
            The wire's ``firing``.

        Returns
        -------
        dict or None
            The wire's ``firing_explanation``.

        Examples
        --------
        >>> fired = {"rule": "none such", "step": 0, "cycle": 1, "at": now, "reached_at": now, "began_at": now, "began_by": "x"}
        >>> ticket.explain_firing(fired | {"actions": []}) is None
        True
        """
    def facts(self, now: datetime) -> _Answer:
        """What figures of the desk need to know of this ticket, as of ``now``.

        Parameters
        ----------
        now
            An instant from the last event on.

        Returns
        -------
        dict
            The wire's ``ticket_facts``, which ``Accumulator.add`` takes.

        Examples
        --------
        >>> ticket.facts(now)["created_at"] == now
        True
        """
    def learn(self, bundle: Bundle) -> None:
        """Hands in a bundle, so that ``revise_policy`` can put it in force.

        Parameters
        ----------
        bundle
            Policies of a later date.

        Examples
        --------
        >>> ticket.learn(Bundle.preset("after-sales"))
        """
    def next_wakeup(self, now: datetime) -> datetime | None:
        """The earliest instant from ``now`` on at which anything changes without a new event; ``None`` where nothing will.

        Parameters
        ----------
        now
            An instant from the last event on.

        Returns
        -------
        datetime or None
            In UTC.

        Examples
        --------
        >>> wakeup = ticket.next_wakeup(now)
        >>> wakeup is None or wakeup >= now
        True
        """
    @property
    def number(self) -> str:
        """Its number."""
    @classmethod
    def open(cls, bundle: Bundle, command: _Given, now: datetime) -> tuple[Ticket, _Answer]:
        """Opens a ticket with a command to ``open`` or ``import`` it, recorded ``now``: the ticket and the decision.

        Parameters
        ----------
        bundle
            The policies in force from now on.
        command
            The wire's ``ticket_command``.
        now
            When the host records it.

        Returns
        -------
        tuple of Ticket and dict
            The decision has ``events``, which the host stores.

        Raises
        ------
        Refused
            With every reason.

        Examples
        --------
        >>> decision["events"][0]["sequence"]
        1
        """
    @property
    def phase(self) -> str:
        """Where it stands on its main way."""
    def readings(self, now: datetime) -> list[_Answer]:
        """The reading of every clock that has begun.

        Parameters
        ----------
        now
            An instant from the last event on.

        Returns
        -------
        list of dict
            The wire's ``reading``; lengths in microseconds.

        Examples
        --------
        >>> [reading["metric"] for reading in ticket.readings(now)]
        ['first_response', 'start_of_work', 'workaround', 'resolution', 'progress_report']
        """
    @classmethod
    def replay(cls, bundles: Sequence[Bundle], events: Iterable[_Given]) -> Ticket:
        """The same ticket from its log; ``bundles`` are those under which it was decided.

        Parameters
        ----------
        bundles
            Those in force by then, in any order.
        events
            The whole log, in order.

        Raises
        ------
        AftersalesError
            For a log with a gap, or decided under a bundle that is not among these.

        Examples
        --------
        >>> Ticket.replay([bundle], decision["events"]).phase
        'received'
        """
    @classmethod
    def restore(cls, bundles: Sequence[Bundle], snapshot: _Given) -> Ticket:
        """The ticket of a snapshot; ``bundles`` are those under which it was decided.

        Parameters
        ----------
        bundles
            As for ``replay``.
        snapshot
            The answer of ``snapshot``.

        Raises
        ------
        AftersalesError
            For a snapshot that cannot be read, by its path.

        Examples
        --------
        >>> Ticket.restore([bundle], ticket.snapshot()) == ticket
        True
        """
    @property
    def revision(self) -> str:
        """The revision of the policy in force, the ``ticket_revision`` of its bundle."""
    def snapshot(self) -> _Answer:
        """The ticket as it stands, for ``restore``.

        Returns
        -------
        dict
            The wire's ``ticket_state`` with what ``restore`` needs besides.

        Examples
        --------
        >>> Ticket.restore([bundle], ticket.snapshot()).number
        'TS20260302-0001'
        """
    def state(self) -> _Answer:
        """The state, region by region.

        Returns
        -------
        dict
            The wire's ``ticket_state``.

        Examples
        --------
        >>> sorted(ticket.state())[:3]
        ['answered', 'assignment', 'care']
        """
    def timers(self) -> list[_Answer]:
        """Everything that will happen by itself if nothing else does, escalation and clocks aside, in order of time: ``at`` and
        ``kind``, with what it is about where there may be several.

        Returns
        -------
        list of dict
            Instants in UTC.

        Examples
        --------
        >>> isinstance(ticket.timers(), list)
        True
        """
    @property
    def tmf_status(self) -> str:
        """The status for a system that speaks TM Forum's TMF621, such as ``"inProgress"``."""
    @property
    def version(self) -> int:
        """The sequence of the last event: what a command names as the version it expects."""

@final
class TicketClocks:
    """All clocks of one ticket, for a desk with a lifecycle of its own.

    Events are applied in order of time; ``replay`` makes the same clocks of a stored log. Readings can be taken at any
    instant from the last event on and change nothing. Clocks are equal if their policies and logs are; they pickle as those.

    Parameters
    ----------
    policy
        The service levels in force from now on.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> at = lambda day, hour: datetime(2026, 3, day, hour, tzinfo=timezone.utc)
    >>> clocks = TicketClocks(Bundle.preset("clocks-only").sla)
    >>> clocks.apply({"at": at(2, 1), "type": "started", "inputs": {"priority": "P1"}})
    >>> [reading["metric"] for reading in clocks.readings(at(2, 2))]
    ['first_response', 'resolution']
    >>> clocks.next_change(at(2, 2)) == clocks.readings(at(2, 2))[1]["next_change"]
    True
    >>> TicketClocks.replay(Bundle.preset("clocks-only").sla, clocks.events()) == clocks
    True
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, policy: SlaPolicy) -> TicketClocks: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The clocks as of the last event, as a table for notebooks."""
    @classmethod
    def _restore(cls, policy: SlaPolicy, log: Sequence[tuple[str, SlaPolicy | None]]) -> TicketClocks:
        """What pickle makes the same clocks of."""
    def apply(self, event: _Given, policy: SlaPolicy | None = None) -> None:
        """Takes the next event; ``policy`` is the one that a ``policy_revised`` event puts in force.

        Parameters
        ----------
        event
            The wire's ``timeline_event``.
        policy
            For ``policy_revised`` alone.

        Raises
        ------
        AftersalesError
            For an event that does not fit or comes out of order; the clocks are then as they were.

        Examples
        --------
        >>> clocks.apply({"at": at(2, 2), "type": "agent_message"})
        >>> clocks.readings(at(2, 3))[0]["state"]
        'stopped'
        """
    def breaches(self, now: datetime) -> list[_Answer]:
        """Every breach up to ``now``, in order of time.

        Parameters
        ----------
        now
            An instant from the last event on.

        Returns
        -------
        list of dict
            The wire's ``breach``.

        Examples
        --------
        >>> [breach["metric"] for breach in clocks.breaches(at(31, 0))]
        ['first_response', 'resolution']
        """
    def cycles(self, metric: str, now: datetime) -> list[_Answer]:
        """The readings of all cycles of one clock, finished ones included, in order.

        Parameters
        ----------
        metric
            One of ``SlaPolicy.metrics``.
        now
            An instant from the last event on.

        Returns
        -------
        list of dict
            The wire's ``reading``; lengths in microseconds.

        Raises
        ------
        AftersalesError
            ``sla.metric.unknown``.

        Examples
        --------
        >>> len(clocks.cycles("resolution", at(2, 2)))
        1
        """
    def events(self) -> list[_Answer]:
        """The events that were applied, for ``replay``.

        Returns
        -------
        list of dict
            The wire's ``timeline_event``.

        Examples
        --------
        >>> [event["type"] for event in clocks.events()]
        ['started']
        """
    def explain(self, metric: str, now: datetime) -> _Answer | None:
        """How a clock came to its reading, stretch by stretch; ``None`` where it has not begun.

        Parameters
        ----------
        metric
            One of ``SlaPolicy.metrics``.
        now
            An instant from the last event on.

        Returns
        -------
        dict or None
            The wire's ``explanation``; lengths in microseconds.

        Raises
        ------
        AftersalesError
            ``sla.metric.unknown``.

        Examples
        --------
        >>> clocks.explain("resolution", at(2, 2))["target_us"]
        14400000000
        """
    def next_change(self, now: datetime) -> datetime | None:
        """The earliest level, due or late instant after ``now`` of any clock, if no event comes before.

        Parameters
        ----------
        now
            An instant from the last event on.

        Returns
        -------
        datetime or None
            In UTC.

        Examples
        --------
        >>> clocks.next_change(at(2, 2)) > at(2, 2)
        True
        """
    def readings(self, now: datetime) -> list[_Answer]:
        """The reading of every clock that has begun, in the order of the policy, each in its latest cycle.

        Parameters
        ----------
        now
            An instant from the last event on.

        Returns
        -------
        list of dict
            The wire's ``reading``; lengths in microseconds, instants in UTC.

        Raises
        ------
        AftersalesError
            ``sla.now.before_last_event``.

        Examples
        --------
        >>> [reading["state"] for reading in clocks.readings(at(2, 2))]
        ['running', 'running']
        """
    @classmethod
    def replay(
        cls, policy: SlaPolicy, events: Iterable[_Given], policies: dict[str, SlaPolicy] | None = None
    ) -> TicketClocks:
        """The clocks of a stored log; ``policies`` are those that its ``policy_revised`` events name.

        Parameters
        ----------
        policy
            The service levels in force at the start.
        events
            Dicts or JSON text, in order.
        policies
            Service levels by the names in the log.

        Raises
        ------
        AftersalesError
            For an event that does not fit or comes out of order.

        Examples
        --------
        >>> TicketClocks.replay(Bundle.preset("clocks-only").sla, clocks.events()).readings(at(2, 2)) == clocks.readings(at(2, 2))
        True
        """

@final
class Total:
    """The sum of parts that are independent of each other, with the method that its quantiles come from: ``convolution``,
    ``fenton_wilkinson``, ``normal`` or ``classic_normal``.

    Parameters
    ----------
    parts
        ``Distribution``s, at least one, all in one unit.
    method
        One of the four.

    Raises
    ------
    AftersalesError
        ``cost.value.out_of_range`` for no parts, ``cost.document.undefined`` for a method that is none.

    Examples
    --------
    >>> total = Total([Distribution.log_normal(30.0, 0.6), Distribution.log_normal(45.0, 0.6), Distribution.fixed(15.0)])
    >>> total.method
    'convolution'
    >>> total.quantile(0.1) < total.quantile(0.5) < total.quantile(0.9)
    True
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, parts: Sequence[Distribution], method: str = "convolution") -> Total: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The attributes as a table for notebooks."""
    @property
    def deviation(self) -> float:
        """The standard deviation."""
    @property
    def mean(self) -> float:
        """The mean."""
    @property
    def method(self) -> str:
        """The method that the quantiles come from; ``exact`` where at most one part is uncertain."""
    def probability(self, value: SupportsFloat | SupportsIndex) -> float:
        """The share of cases at or below a value.

        Parameters
        ----------
        value
            In the unit of the parts.

        Returns
        -------
        float
            From 0 to 1.

        Examples
        --------
        >>> round(total.probability(total.quantile(0.9)), 2)
        0.9
        """
    def quantile(self, share: SupportsFloat | SupportsIndex) -> float:
        """The value that a share of cases stays below; the share lies between 0.05 and 0.95.

        Parameters
        ----------
        share
            From 0.05 to 0.95.

        Returns
        -------
        float
            In the unit of the parts.

        Raises
        ------
        AftersalesError
            ``cost.value.out_of_range``.

        Examples
        --------
        >>> 80 < total.quantile(0.5) < 110
        True
        """

@final
class Weibull:
    """The life of parts that wear.

    Parameters
    ----------
    scale
        The age by which 63 % have failed, in any one unit of time.
    shape
        From 0.05 to 1000; above 1 parts wear.

    Examples
    --------
    >>> life = Weibull.fit([120, 210, 260], working=[300, 300])
    >>> life.shape > 1 and life.mean > 250
    True
    >>> planned = Weibull(1000, 2.5).replacement(planned_cost=50, failure_cost=500)
    >>> round(planned.time), round(planned.cost_rate, 3)
    (355, 0.238)
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, scale: SupportsFloat | SupportsIndex, shape: SupportsFloat | SupportsIndex) -> Weibull: ...
    def __reduce__(self) -> tuple[type, tuple[Any, ...]]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The attributes as a table for notebooks."""
    @classmethod
    def fit(cls, failures: _Numbers, working: _Numbers = ...) -> Weibull | None:
        """The likeliest distribution for parts that failed at these ages while others still worked at those; ``None`` for fewer than
        two different ages.

        Parameters
        ----------
        failures
            Ages at failure, above zero.
        working
            Ages of parts that still work.

        Returns
        -------
        Weibull or None
            In the unit of the ages.

        Raises
        ------
        AftersalesError
            ``kpi.column.negative`` or ``kpi.column.not_finite``.

        Examples
        --------
        >>> Weibull.fit([120.0]) is None
        True
        """
    def log_likelihood(self, failures: _Numbers, working: _Numbers = ...) -> float:
        """The logarithm of the likelihood of such failures and of parts that still work.

        Parameters
        ----------
        failures, working
            As for ``fit``.

        Examples
        --------
        >>> life.log_likelihood([120, 210, 260], [300, 300]) >= Weibull(200, 2).log_likelihood([120, 210, 260], [300, 300])
        True
        """
    @property
    def mean(self) -> float:
        """The mean life."""
    def overhaul(
        self, planned_cost: SupportsFloat | SupportsIndex, failure_cost: SupportsFloat | SupportsIndex
    ) -> Planned | None:
        """How often to overhaul a unit whose repairs leave it as old as it was; ``None`` for units that do not wear.

        Parameters
        ----------
        planned_cost, failure_cost
            In any one currency.

        Returns
        -------
        Planned or None
            An age, and a cost a unit of time.

        Raises
        ------
        AftersalesError
            ``kpi.statistics.out_of_range`` for costs that are not above zero.

        Examples
        --------
        >>> round(Weibull(1000, 2.5).overhaul(500, 50).time)
        2136
        """
    def quantile(self, share: SupportsFloat | SupportsIndex) -> float:
        """The age by which the ``share`` of parts has failed: 0.1 for the B10 life.

        Parameters
        ----------
        share
            Above 0 and below 1.

        Returns
        -------
        float
            An age in the unit of ``scale``.

        Raises
        ------
        AftersalesError
            ``kpi.statistics.out_of_range``.

        Examples
        --------
        >>> round(Weibull(1000, 2.5).quantile(0.1))
        407
        """
    def replacement(
        self, planned_cost: SupportsFloat | SupportsIndex, failure_cost: SupportsFloat | SupportsIndex
    ) -> Planned | None:
        """The age at which to replace a part before it fails; ``None`` where waiting for the failure is no dearer.

        Parameters
        ----------
        planned_cost, failure_cost
            In any one currency.

        Returns
        -------
        Planned or None
            An age, and a cost a unit of time.

        Raises
        ------
        AftersalesError
            ``kpi.statistics.out_of_range`` for costs that are not above zero.

        Examples
        --------
        >>> Weibull(1000, 2.5).replacement(500, 500) is None
        True
        """
    def run_to_failure(self, failure_cost: SupportsFloat | SupportsIndex) -> float:
        """What running each part until it fails costs a unit of time.

        Parameters
        ----------
        failure_cost
            In any currency.

        Returns
        -------
        float
            In that currency, a unit of time.

        Examples
        --------
        >>> round(Weibull(1000, 2.5).run_to_failure(500), 3)
        0.564
        """
    @property
    def scale(self) -> float:
        """The age by which 63 % have failed."""
    @property
    def shape(self) -> float:
        """Above 1 parts wear; at 1 age does not matter."""

@final
class WorkingCalendar:
    """When a desk works, compiled from a calendar document: a dict, or JSON text.

    Instants are aware ``datetime`` objects and come back in UTC; lengths are ``timedelta`` objects of open time. An answer
    that does not exist in the years 1 to 9999 is ``None``.

    ``holidays`` of a document may be any iterable of dates, such as an object of the package ``holidays``. An answer beyond the
    year of the last one warns with ``HolidaysEndWarning``.

    Parameters
    ----------
    document
        A zone, the shifts of the week, overrides of dates, breaks and holidays.
    tzif
        The TZif bytes (RFC 9636) of the zone, such as the package ``tzdata`` has, in place of the bundled rules.
    tzdb_version
        Which tz database they are from.

    Raises
    ------
    AftersalesError
        With the path of what is wrong, and a code such as ``calendar.shift.malformed`` or ``time.zone.unknown``.

    Examples
    --------
    >>> from datetime import datetime, timedelta, timezone
    >>> office = WorkingCalendar({
    ...     "time_zone": "Europe/Berlin", "weekly": {"fri": [["09:00", "17:00"]], "mon": [["09:00", "17:00"]]},
    ... })
    >>> office.deadline(datetime(2026, 3, 6, 15, tzinfo=timezone.utc), timedelta(hours=4))
    datetime.datetime(2026, 3, 9, 11, 0, tzinfo=datetime.timezone.utc)
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, document: _Given, tzif: bytes | bytearray | None = None, tzdb_version: str | None = None
    ) -> WorkingCalendar: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The document as a table for notebooks."""
    def add_working_dates(self, date: date, days: SupportsIndex) -> date | None:
        """The ``days``-th working date after ``date``, before it where ``days`` is negative.

        Returns
        -------
        date or None
            ``None`` where the calendar has no such date.

        Examples
        --------
        >>> from datetime import date
        >>> office.add_working_dates(date(2026, 3, 6), -1)
        datetime.date(2026, 3, 2)
        """
    def deadline_backward(self, to: datetime, budget: timedelta) -> datetime | None:
        """The latest instant at or before ``to`` from which ``budget`` of open time passes until ``to``.

        Parameters
        ----------
        to
            An aware ``datetime``.
        budget
            Open time.

        Returns
        -------
        datetime or None
            In UTC.

        Examples
        --------
        >>> office.deadline_backward(datetime(2026, 3, 9, 9, tzinfo=timezone.utc), timedelta(hours=2))
        datetime.datetime(2026, 3, 6, 15, 0, tzinfo=datetime.timezone.utc)
        """
    def elapsed_columns(self, from_: Buffer, to: Buffer) -> array[int]:
        """Open microseconds row by row for two buffers of 64-bit microseconds since 1970-01-01T00:00:00Z, such as
        ``array.array("q")`` or numpy ``int64``. Other threads run meanwhile.

        Parameters
        ----------
        from_, to
            Of one length.

        Returns
        -------
        array.array
            Of type ``"q"``.

        Raises
        ------
        AftersalesError
            ``calendar.column.length`` for buffers of different lengths.
        TypeError
            For a buffer of anything else.

        Examples
        --------
        >>> from array import array
        >>> office.elapsed_columns(array("q", [0]), array("q", [86_400_000_000])).tolist()
        [0]
        """
    def is_holiday(self, date: date) -> bool:
        """Whether the document lists the date as a holiday, be it worked by a dated override or not.

        Examples
        --------
        >>> from datetime import date
        >>> office.is_holiday(date(2026, 12, 25))
        False
        """
    def is_working_day(self, date: date) -> bool:
        """Whether a shift starts on the date.

        Examples
        --------
        >>> from datetime import date
        >>> office.is_working_day(date(2026, 3, 6)), office.is_working_day(date(2026, 3, 7))
        (True, False)
        """
    @property
    def last_holiday_year(self) -> int | None:
        """The last year in which the document lists a holiday; ``None`` where it lists none."""
    def last_transition(self, at: datetime) -> Transition | None:
        """The last edge at or before ``at``.

        Returns
        -------
        Transition or None
            In UTC.

        Examples
        --------
        >>> office.last_transition(datetime(2026, 3, 6, 15, tzinfo=timezone.utc)).at
        datetime.datetime(2026, 3, 6, 8, 0, tzinfo=datetime.timezone.utc)
        """
    def local_to_instant(self, date: date, time: time) -> datetime | None:
        """The instant at which local clocks show ``time`` on ``date``: the first of two, and later by the gap where skipped.

        Parameters
        ----------
        date, time
            What wall clocks in the calendar's zone show.

        Returns
        -------
        datetime or None
            In UTC.

        Examples
        --------
        >>> from datetime import date, time
        >>> office.local_to_instant(date(2026, 3, 29), time(2, 30))
        datetime.datetime(2026, 3, 29, 1, 30, tzinfo=datetime.timezone.utc)
        """
    def next_close(self, at: datetime) -> datetime | None:
        """The first closing after ``at``.

        Returns
        -------
        datetime or None
            In UTC.

        Examples
        --------
        >>> office.next_close(datetime(2026, 3, 6, 15, tzinfo=timezone.utc))
        datetime.datetime(2026, 3, 6, 16, 0, tzinfo=datetime.timezone.utc)
        """
    def next_open(self, at: datetime) -> datetime | None:
        """The first open instant at or after ``at``.

        Returns
        -------
        datetime or None
            In UTC.

        Examples
        --------
        >>> office.next_open(datetime(2026, 3, 6, 16, tzinfo=timezone.utc))
        datetime.datetime(2026, 3, 9, 8, 0, tzinfo=datetime.timezone.utc)
        """
    def next_transition(self, at: datetime) -> Transition | None:
        """The next edge after ``at``.

        Returns
        -------
        Transition or None
            In UTC.

        Examples
        --------
        >>> office.next_transition(datetime(2026, 3, 6, 15, tzinfo=timezone.utc)).kind
        'close'
        """
    def next_working_dates(self, date: date, count: SupportsIndex) -> list[date]:
        """The first ``count`` working dates after ``date``, fewer where the calendar has no more.

        Returns
        -------
        list of date
            Ascending.

        Examples
        --------
        >>> from datetime import date
        >>> [day.isoformat() for day in office.next_working_dates(date(2026, 3, 6), 2)]
        ['2026-03-09', '2026-03-13']
        """
    def periods_after(self, at: datetime, count: SupportsIndex) -> list[tuple[datetime, datetime]]:
        """The first ``count`` open periods from ``at`` on as pairs of instants, the first one clipped at ``at``.

        Returns
        -------
        list of tuple
            In UTC, earliest first.

        Examples
        --------
        >>> [(opens.hour, closes.hour) for opens, closes in office.periods_after(datetime(2026, 3, 6, 15, tzinfo=timezone.utc), 2)]
        [(15, 16), (8, 16)]
        """
    def periods_before(self, at: datetime, count: SupportsIndex) -> list[tuple[datetime, datetime]]:
        """The last ``count`` open periods before ``at`` as pairs of instants, latest first, the first one clipped at ``at``.

        Returns
        -------
        list of tuple
            In UTC, latest first.

        Examples
        --------
        >>> [closes.day for _, closes in office.periods_before(datetime(2026, 3, 9, 9, tzinfo=timezone.utc), 2)]
        [9, 6]
        """
    def previous_close(self, at: datetime) -> datetime | None:
        """The last closing: ``at`` itself where the time just before it is open, else the closing before.

        Returns
        -------
        datetime or None
            In UTC.

        Examples
        --------
        >>> office.previous_close(datetime(2026, 3, 9, 9, tzinfo=timezone.utc))
        datetime.datetime(2026, 3, 9, 9, 0, tzinfo=datetime.timezone.utc)
        """
    @property
    def revision(self) -> str:
        """The content hash of the document with the version of its time zone database."""
    @classmethod
    def round_the_clock(
        cls, zone: str, tzif: bytes | bytearray | None = None, tzdb_version: str | None = None
    ) -> WorkingCalendar:
        """A calendar that is always open, in a zone.

        Raises
        ------
        AftersalesError
            ``time.zone.unknown``.

        Examples
        --------
        >>> WorkingCalendar.round_the_clock("Etc/UTC").is_open(datetime(2026, 3, 1, tzinfo=timezone.utc))
        True
        """
    @property
    def time_zone(self) -> str:
        """The IANA name of the zone whose wall clocks the shifts mean."""
    def to_json(self) -> str:
        """The document as canonical JSON.

        Returns
        -------
        str
            Keys sorted, without spaces.

        Examples
        --------
        >>> WorkingCalendar(office.to_json()) == office
        True
        """
    @property
    def tzdb_version(self) -> str:
        """The version of the time zone database that the calendar was compiled with."""
    def working_days_between(self, from_: date, to: date) -> int:
        """The number of working dates after ``from_`` up to and including ``to``; negative when ``to`` lies before ``from_``.

        Returns
        -------
        int
            Days.

        Examples
        --------
        >>> from datetime import date
        >>> office.working_days_between(date(2026, 3, 2), date(2026, 3, 9))
        2
        """
    @overload
    def elapsed(self, from_: datetime, to: datetime) -> timedelta:
        """The open time from ``from_`` to ``to``; negative when ``to`` lies before ``from_``.

        Either may be a column, and so is the answer then. ``naive`` is the zone of columns that have none.

        Parameters
        ----------
        from_, to
            Aware ``datetime`` or columns of instants; one ``datetime`` stands for every row.
        naive
            The zone of columns without one: ``"UTC"``, an IANA name or a ``ZoneInfo``.

        Returns
        -------
        timedelta or column
            Open time in microseconds, of the library of the first column; no answer where either is missing.

        Raises
        ------
        AftersalesError
            For a naive ``datetime``, a column without a zone and no ``naive``, or columns of different lengths.
        TypeError
            For a column that holds no instants, by its name and type.

        Examples
        --------
        >>> friday, monday = datetime(2026, 3, 6, 15, tzinfo=timezone.utc), datetime(2026, 3, 9, 9, tzinfo=timezone.utc)
        >>> office.elapsed(friday, monday)
        datetime.timedelta(seconds=7200)
        >>> import numpy
        >>> office.elapsed(numpy.array(["2026-03-06T15:00", "NaT"], "datetime64[us]"), monday, naive="UTC").tolist()
        [datetime.timedelta(seconds=7200), None]
        """
    @overload
    def elapsed(self, from_: _Column, to: _Column | datetime, *, naive: _Zone | None = None) -> Any: ...
    @overload
    def elapsed(self, from_: datetime, to: _Column, *, naive: _Zone | None = None) -> Any: ...
    @overload
    def deadline(self, from_: datetime, budget: timedelta) -> datetime | None:
        """The earliest instant at or after ``from_`` by which ``budget`` of open time has passed.

        ``from_`` may be a column, and so is the answer then; ``budget`` is a ``timedelta``, or a column of durations with it.
        ``naive`` is the zone of a column that has none.

        Parameters
        ----------
        from_
            An aware ``datetime``, or a column of instants.
        budget
            A ``timedelta`` of open time, or a column of durations.
        naive
            The zone of a column without one.

        Returns
        -------
        datetime or column, or None
            In UTC; a column keeps its zone. ``None`` where the calendar never opens that long.

        Raises
        ------
        AftersalesError
            As for ``elapsed``, and ``time.span.out_of_range`` for a budget beyond 292000 years.

        Examples
        --------
        >>> office.deadline(datetime(2026, 3, 6, 7, tzinfo=timezone.utc), timedelta(hours=9))
        datetime.datetime(2026, 3, 9, 9, 0, tzinfo=datetime.timezone.utc)
        """
    @overload
    def deadline(self, from_: _Column, budget: timedelta | _Column, *, naive: _Zone | None = None) -> Any: ...
    @overload
    def is_open(self, at: datetime) -> bool:
        """Whether the instant is open. An opening instant is, a closing instant is not.

        ``at`` may be a column, and so is the answer then. ``naive`` is the zone of a column that has none.

        Parameters
        ----------
        at
            An aware ``datetime``, or a column of instants.
        naive
            The zone of a column without one.

        Returns
        -------
        bool or column
            No answer where the instant is missing.

        Raises
        ------
        AftersalesError
            As for ``elapsed``.

        Examples
        --------
        >>> [office.is_open(datetime(2026, 3, 6, hour, tzinfo=timezone.utc)) for hour in (8, 16)]
        [True, False]
        """
    @overload
    def is_open(self, at: _Column, *, naive: _Zone | None = None) -> Any: ...
    @overload
    def add_working_days(self, from_: datetime, days: int) -> datetime | None:
        """The same wall-clock time on the ``days``-th working date after (before) the date of ``from_``, then moved forward
        (back) into open time.

        ``from_`` may be a column, and so is the answer then; ``days`` is a number, or a column of numbers with it. ``naive`` is
        the zone of a column that has none.

        Parameters
        ----------
        from_
            An aware ``datetime``, or a column of instants.
        days
            A number of working days, negative for earlier ones, or a column of them.
        naive
            The zone of a column without one.

        Returns
        -------
        datetime or column, or None
            In UTC; a column keeps its zone.

        Raises
        ------
        AftersalesError
            As for ``elapsed``.

        Examples
        --------
        >>> office.add_working_days(datetime(2026, 3, 6, 15, tzinfo=timezone.utc), 1)
        datetime.datetime(2026, 3, 9, 15, 0, tzinfo=datetime.timezone.utc)
        """
    @overload
    def add_working_days(self, from_: _Column, days: int | _Column, *, naive: _Zone | None = None) -> Any: ...

@final
class XmrChart:
    """A process behaviour chart of single values in order of time: which points signal a change, and which are the process as it
    always is. Points count from 0.

    Parameters
    ----------
    values
        Two or more finite numbers.

    Raises
    ------
    ValueError
        For fewer than two values; ``AftersalesError`` where one is not finite.

    Examples
    --------
    >>> chart = XmrChart([45, 52, 48, 61, 55, 49, 58, 50, 47, 63, 54, 51, 90, 53, 48, 50])
    >>> chart.mean
    54.625
    >>> [(signal.point, signal.rule) for signal in chart.signals()]
    [(12, 'outside')]
    """

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, values: _Numbers) -> XmrChart: ...
    def __reduce__(self) -> tuple[type, tuple[Any, ...]]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The attributes as a table for notebooks."""
    def limits(self) -> Interval:
        """The natural process limits.

        Returns
        -------
        Interval
            In the unit of the values.

        Examples
        --------
        >>> round(chart.limits().upper, 2)
        84.24
        """
    def limits_by_median_range(self) -> Interval:
        """The natural process limits from the median range, which one wild value moves less.

        Returns
        -------
        Interval
            In the unit of the values.

        Examples
        --------
        >>> chart.limits_by_median_range().upper < chart.limits().upper
        True
        """
    @property
    def mean(self) -> float:
        """The mean: the centre line."""
    @property
    def mean_range(self) -> float:
        """The mean of the ranges from each value to the next."""
    @property
    def median_range(self) -> float:
        """The median of those ranges."""
    def nhs(self) -> NhsReading | None:
        """The chart as the NHS reads it in Making Data Count; ``None`` where no range is left to make limits of.

        Returns
        -------
        NhsReading or None
            Limits in the unit of the values, and positions from 0.

        Examples
        --------
        >>> chart.nhs().outside
        [12]
        """
    def outside(self) -> list[int]:
        """Points beyond a natural limit.

        Returns
        -------
        list of int
            Positions from 0.

        Examples
        --------
        >>> chart.outside()
        [12]
        """
    @property
    def range_limit(self) -> float:
        """The upper limit of the ranges."""
    def ranges_outside(self) -> list[int]:
        """Points whose range from the one before lies above its limit.

        Returns
        -------
        list of int
            Positions from 0, of the later of the two points.

        Examples
        --------
        >>> chart.ranges_outside()
        [12, 13]
        """
    def run_ends(self, length: SupportsIndex) -> list[int]:
        """Points that end a run of at least ``length`` on one side of the mean.

        Parameters
        ----------
        length
            8 is usual.

        Returns
        -------
        list of int
            Positions from 0.

        Examples
        --------
        >>> XmrChart([1, 1, 1, 1, 9, 9, 9, 9]).run_ends(4)
        [3, 7]
        """
    @property
    def sigma(self) -> float:
        """The standard deviation that the mean range stands for."""
    def signals(self) -> list[Signal]:
        """Every signal in order: its ``point`` and the ``rule``, which is ``outside``, ``run``, ``trend`` or ``two_of_three``.

        Returns
        -------
        list of Signal
            In order of their points.

        Examples
        --------
        >>> chart.signals()[0].rule
        'outside'
        """
    def trend_ends(self, length: SupportsIndex) -> list[int]:
        """Points that end a trend of at least ``length`` that all rise or all fall.

        Parameters
        ----------
        length
            Points, the first included; 6 is usual.

        Returns
        -------
        list of int
            Positions from 0.

        Examples
        --------
        >>> XmrChart([1, 2, 3, 4, 5, 6]).trend_ends(6)
        [5]
        """
    def two_of_three(self) -> list[int]:
        """Points that with one of the two before lie beyond two thirds of the way to the same limit.

        Returns
        -------
        list of int
            Positions from 0.

        Examples
        --------
        >>> chart.two_of_three()
        []
        """

@final
class ZoneDatabase:
    r"""Rules of time zones that the host hands in, in place of those that the package bundles.

    Policies name the version in their revision, because other rules can give other due times.

    Parameters
    ----------
    version
        Which tz database they are from, such as ``"2026a"``.
    rules
        TZif bytes (RFC 9636) by IANA name, as the files of ``zoneinfo`` hold them.

    Raises
    ------
    AftersalesError
        ``time.zone.tzif_malformed`` for bytes that are none.

    Examples
    --------
    >>> from pathlib import Path
    >>> header = b"TZif2" + bytes(15) + b"".join(count.to_bytes(4, "big") for count in (0, 0, 0, 0, 1, 4))
    >>> block = (3600).to_bytes(4, "big") + bytes([0, 0]) + b"OWN" + bytes(1)
    >>> zones = ZoneDatabase("own", {"Own/Zone": header + block + header + block + b"\nOWN-1\n"})
    >>> from datetime import datetime, timedelta, timezone
    >>> zones.utc_offset("Own/Zone", datetime(2026, 3, 2, tzinfo=timezone.utc)) == timedelta(hours=1)
    True
    >>> Bundle({"name": "desk", "calendars": {"office": {"time_zone": "Own/Zone"}}}, zones=zones).calendar("office").tzdb_version
    'own'
    """

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __new__(cls, version: str, rules: dict[str, bytes]) -> ZoneDatabase: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """The attributes as a table for notebooks."""
    @classmethod
    def from_tzdata(cls, *zones: str) -> ZoneDatabase:
        """The rules of zones from the package ``tzdata``, which is newer than this one where ``pip`` has updated it.

        Parameters
        ----------
        zones
            IANA names.

        Raises
        ------
        AftersalesError
            ``time.zone.unknown`` for a zone that the package does not have.
        ImportError
            Without the package.

        Examples
        --------
        >>> import tzdata
        >>> ZoneDatabase.from_tzdata("Europe/Berlin").version == tzdata.IANA_VERSION
        True
        """
    def utc_offset(self, zone: str, at: datetime) -> timedelta:
        """By how much the wall clocks of a zone are ahead of UTC at an instant.

        Parameters
        ----------
        zone
            One of the database.
        at
            An aware ``datetime``.

        Returns
        -------
        timedelta
            Negative west of Greenwich.

        Raises
        ------
        AftersalesError
            ``time.zone.unknown``.

        Examples
        --------
        >>> zones.utc_offset("Own/Zone", datetime(2026, 7, 2, tzinfo=timezone.utc))
        datetime.timedelta(seconds=3600)
        """
    @property
    def version(self) -> str:
        """Which tz database the rules are from."""
    @property
    def zones(self) -> list[str]:
        """The names of the zones, sorted."""

def board_table(tickets: Sequence[TicketClocks], now: datetime) -> Table:
    """Reads the clocks of many tickets at one instant into a table with a row for each reading.

    The column ``ticket`` is the place in ``tickets``. Instants are in UTC, lengths are durations.

    Parameters
    ----------
    tickets
        The clocks of each.
    now
        An instant, no earlier than the last event of any.

    Returns
    -------
    Table
        The columns of ``reading`` by name.

    Raises
    ------
    AftersalesError
        ``sla.now.before_last_event``.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> clocks = TicketClocks(Bundle.preset("clocks-only").sla)
    >>> clocks.apply({"at": datetime(2026, 3, 2, tzinfo=timezone.utc), "type": "started", "inputs": {"priority": "P1"}})
    >>> board_table([clocks], datetime(2026, 3, 2, 12, tzinfo=timezone.utc)).to_polars().select("ticket", "metric", "state").rows()
    [(0, 'first_response', 'running'), (0, 'resolution', 'running')]
    """

def check_delay(calendar: WorkingCalendar, request: _Given) -> _Answer:
    """How late a job is against what was promised, and what the customer must be told: from a delay of 20 % on, unless
    ``percent`` says otherwise, the reason and a new time.

    Parameters
    ----------
    calendar
        When the engineers work.
    request
        The wire's ``delay_request``.

    Returns
    -------
    dict
        The wire's ``delay``; lengths in seconds.

    Raises
    ------
    AftersalesError
        ``cost.document.missing`` where a notice is due and the reason or the new time is lacking.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> engineers = WorkingCalendar({"time_zone": "Etc/UTC", "weekly": {"mon": [["09:00", "17:00"]]}})
    >>> delay = check_delay(engineers, {
    ...     "started": datetime(2026, 3, 2, 9, tzinfo=timezone.utc), "promised": datetime(2026, 3, 2, 14, tzinfo=timezone.utc),
    ...     "expected": datetime(2026, 3, 2, 15, tzinfo=timezone.utc), "reason": "the display that was delivered is faulty",
    ... })
    >>> (delay["needs_notice"], delay["delay_percent"], delay["notice"]["new_completion"].hour)
    (True, 20, 15)
    """

def erlang_a(
    agents: SupportsIndex,
    arrivals: SupportsFloat | SupportsIndex,
    service: SupportsFloat | SupportsIndex,
    abandon: SupportsFloat | SupportsIndex,
) -> Abandonment:
    """How a number of agents fares whose callers give up after a while (Erlang A).

    Parameters
    ----------
    agents
        How many agents.
    arrivals, service, abandon
        Calls that come, calls that one agent handles, and waiting callers of one who give up, each a unit of time.

    Examples
    --------
    >>> round(erlang_a(12, arrivals=10, service=1, abandon=0.5).p_abandon, 4)
    0.0392
    """

def error_codes() -> list[str]:
    """Every code that an error of the package can have, sorted.

    Examples
    --------
    >>> "time.zone.unknown" in error_codes()
    True
    """

def laplace_trend(
    failure_times: _Numbers, observed_until: SupportsFloat | SupportsIndex | None = None
) -> tuple[Test, Literal["improving", "constant", "worsening"]] | None:
    """Laplace's test for a trend of repeated failures.

    Parameters
    ----------
    failure_times
        Ages at failures, ascending, above zero.
    observed_until
        The age to which the unit was observed; without it the observation ends with the last failure.

    Returns
    -------
    tuple of Test and str, or None
        The test, standard normal without a trend and negative where failures grow rarer, and what it says at 95 %:
        ``"improving"``, ``"constant"`` or ``"worsening"``. ``None`` without a failure that speaks.

    Examples
    --------
    >>> test, trend = laplace_trend([10, 30, 70, 150, 310, 630], observed_until=1000)
    >>> trend
    'improving'
    """

def lifecycle_diagram() -> str:
    """The phases of a ticket as a Mermaid state diagram.

    Examples
    --------
    >>> "received --> verifying: answer" in lifecycle_diagram()
    True
    """

def log_rank(
    durations: _Numbers, observed: Sequence[bool], other_durations: _Numbers, other_observed: Sequence[bool]
) -> Test | None:
    """Whether two groups of cases end at different rates: the log-rank test. The statistic is chi-square with one degree of freedom.

    Parameters
    ----------
    durations, observed
        The first group, as for ``KaplanMeier``.
    other_durations, other_observed
        The second.

    Returns
    -------
    Test or None
        ``None`` where nothing ended while both groups still ran.

    Examples
    --------
    >>> round(log_rank([1, 2, 2, 4, 8], [True] * 5, [3, 8, 9, 24, 30], [True] * 5).p, 3)
    0.026
    """

def mean_cumulative_repairs(repairs: _Numbers, observed_until: _Numbers) -> list[CumulativeRepairs]:
    """The mean number of repairs of a unit by its age, with units observed for different times (Nelson).

    Parameters
    ----------
    repairs
        The ages at all repairs of all units.
    observed_until
        The age to which each unit was observed.

    Examples
    --------
    >>> [(step.time, step.mean) for step in mean_cumulative_repairs([5, 8, 15], [10, 20])]
    [(5.0, 0.5), (8.0, 1.0), (15.0, 2.0)]
    """

def median_ranks(n: SupportsIndex, confidence: SupportsFloat | SupportsIndex = 0.95) -> MedianRanks | None:
    """The ranks, counted from 1 over the values in ascending order, between which the median lies whatever the distribution.

    Parameters
    ----------
    n
        How many values.
    confidence
        Between 0 and 1.

    Returns
    -------
    MedianRanks or None
        ``None`` where even the least and the greatest value do not hold the median so surely.

    Examples
    --------
    >>> ranks = median_ranks(25)
    >>> ranks.lower, ranks.upper
    (8, 18)
    """

def newsvendor(
    demand: SupportsFloat | SupportsIndex,
    holding: SupportsFloat | SupportsIndex,
    lacking: SupportsFloat | SupportsIndex,
) -> Newsvendor:
    """The best stock for one period where a part left over and a part that is lacking cost differently.

    Parameters
    ----------
    demand
        The mean demand of random arrivals.
    holding, lacking
        What a part left over and a part that is lacking cost.

    Examples
    --------
    >>> newsvendor(6, holding=1, lacking=4).stock
    8
    """

def pareto(counts: Sequence[tuple[str, int]]) -> list[ParetoRow]:
    """Causes with their counts, the most frequent first, and how much of the whole they make up together.

    Parameters
    ----------
    counts
        Pairs of a name and how often it occurred; counts of one name are added up.

    Examples
    --------
    >>> rows = pareto([("hardware", 35), ("misuse", 15), ("software", 45)])
    >>> [(row.name, round(row.cumulative.rate, 2)) for row in rows]
    [('software', 0.47), ('hardware', 0.84), ('misuse', 1.0)]
    """

def presets() -> list[str]:
    """The names of the bundles that ship with the package.

    Examples
    --------
    >>> presets()
    ['after-sales', 'three-grade', 'clocks-only']
    """

def priority_in_force(grade: _Given, override: _Given | None, now: datetime) -> str:
    """The priority that holds at ``now``: that of the grade, or of a person's override of it for as long as that lasts.

    Parameters
    ----------
    grade
        What ``GradingPolicy.grade`` gave.
    override
        ``priority``, ``author``, ``reason``, ``from`` and ``expires_at``; or ``None``.
    now
        The instant that is asked about.

    Raises
    ------
    AftersalesError
        ``priority.override.safety`` where anything but P1 overrides a safety hazard.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> at = lambda hour: datetime(2026, 3, 2, hour, tzinfo=timezone.utc)
    >>> grade = {"priority": "P3", "safety_hazard": False, "fired": [], "revision": "r"}
    >>> urgent = {"priority": "P2", "author": "supervisor-1", "reason": "the line stands still", "from": at(9),
    ...     "expires_at": at(12)}
    >>> priority_in_force(grade, urgent, at(10)), priority_in_force(grade, urgent, at(12))
    ('P2', 'P3')
    """

def promise_completion(calendar: WorkingCalendar, request: _Given) -> _Answer:
    """When a job will be completed, from its effort, the parts that it waits for and the engineers' calendar.

    Parameters
    ----------
    calendar
        When the engineers work.
    request
        The wire's ``completion_request``; lengths in seconds.

    Returns
    -------
    dict
        The wire's ``completion``: instants in UTC.

    Raises
    ------
    AftersalesError
        For a request that cannot be read, by its path.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> engineers = WorkingCalendar({"time_zone": "Etc/UTC", "weekly": {"mon": [["09:00", "17:00"]]}})
    >>> promise = promise_completion(engineers, {
    ...     "start": datetime(2026, 3, 2, 9, tzinfo=timezone.utc), "promised_percent": 80,
    ...     "effort": [{"type": "log_normal", "median_seconds": 7200, "sigma": "0.45"}],
    ... })
    >>> promise["p50"]
    datetime.datetime(2026, 3, 2, 11, 0, tzinfo=datetime.timezone.utc)
    >>> promise["p50"] < promise["promised"] < promise["p90"]
    True
    """

def quantiles(
    values: _Numbers,
    p: SupportsGetItem[int, SupportsFloat | SupportsIndex],
    *,
    method: Literal["linear", "inverted_cdf", "weibull", "median_unbiased"] = "linear",
) -> list[float] | None:
    """Quantiles of values.

    Parameters
    ----------
    values
        Finite numbers in any order.
    p
        Shares from 0 to 1.
    method
        ``"linear"`` (type 7, as NumPy, R and spreadsheets have it, and what figures use), ``"inverted_cdf"`` (type 1),
        ``"weibull"`` (type 6) or ``"median_unbiased"`` (type 8).

    Returns
    -------
    list of float or None
        In the order of ``p``; ``None`` where there are no values.

    Examples
    --------
    >>> quantiles([15, 20, 35, 40, 50], [0.5, 0.9])
    [35.0, 46.0]
    >>> quantiles([15, 20, 35, 40, 50], [0.9], method="inverted_cdf")
    [50.0]
    """

def read_board(tickets: Sequence[TicketClocks], now: datetime) -> _Answer:
    """Reads the clocks of many tickets at one instant. Other threads run meanwhile.

    Parameters
    ----------
    tickets
        The clocks of each.
    now
        An instant, no earlier than the last event of any.

    Returns
    -------
    dict
        ``rows``, each with its ``readings``; lengths in microseconds. The wire's ``board``.

    Raises
    ------
    AftersalesError
        ``sla.now.before_last_event``.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> clocks = TicketClocks(Bundle.preset("clocks-only").sla)
    >>> read_board([clocks, clocks], datetime(2026, 3, 2, tzinfo=timezone.utc))
    {'rows': [{'readings': []}, {'readings': []}]}
    """

def reorder_policy(
    demand: SupportsFloat | SupportsIndex,
    lead_time: SupportsFloat | SupportsIndex,
    order: SupportsFloat | SupportsIndex,
    holding: SupportsFloat | SupportsIndex,
    lacking: SupportsFloat | SupportsIndex,
) -> ReorderPolicy:
    """When to order how many, where every order costs something: exact, under continuous review with random demand.

    Parameters
    ----------
    demand, lead_time
        As for ``BaseStock``.
    order
        What an order costs.
    holding, lacking
        What a part held and a part lacking cost a unit of time.

    Examples
    --------
    >>> best = reorder_policy(1.5, 2, order=100, holding=20, lacking=150)
    >>> best.reorder_point, best.quantity
    (3, 5)
    """

def to_json(value: Any) -> str:
    """A result or document as JSON text in one line, keys sorted, instants as the wire writes them.

    Parameters
    ----------
    value
        A dict, a list, or what may stand in them: text, numbers, ``datetime``, ``date``, ``Decimal``, ``ZoneInfo``.

    Returns
    -------
    str
        Keys sorted, without spaces.

    Raises
    ------
    AftersalesError
        For a number that JSON does not have or a naive ``datetime``, by its path.
    TypeError
        For anything else that a document does not hold, by its path.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> to_json({"occurred_at": datetime(2026, 3, 2, 9, tzinfo=timezone.utc), "by": {"id": "desk-1"}})
    '{"by":{"id":"desk-1"},"occurred_at":"2026-03-02T09:00:00Z"}'
    """

def transitions() -> list[_Answer]:
    """Every way from phase to phase: ``from``, the ``command`` that asks for it, the ``event`` that takes it, and ``to``.

    What a policy asks before each is a matter of its gates.

    Examples
    --------
    >>> [way["to"] for way in transitions() if way["from"] == "received" and way["command"] == "answer"]
    ['verifying']
    """
