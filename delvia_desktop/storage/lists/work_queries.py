"""The lists of work: reviews, procedures and comparisons, each with their lines."""

from __future__ import annotations

from delvia_desktop.domain.lists.filters import Filterable
from delvia_desktop.domain.lists.work_rows import (
    ComparisonLineRow,
    ComparisonRow,
    ReviewLineRow,
    ReviewRow,
    RunRow,
    StepRow,
)
from delvia_desktop.i18n import later
from delvia_desktop.storage.lists.listing import ListQuery
from delvia_desktop.storage.lists.people_queries import GRANT_STATE, SEAT_STATE, SPARK_STATE

_SPARK_STATE = f"CASE {SPARK_STATE} WHEN 'expired' THEN 'verified' ELSE {SPARK_STATE} END"

# Where the way in of a line stands, as in domain.review_lines.is_over; what was deleted is gone.
_FOLLOWED = f"""CASE coalesce(CASE l.subject_kind
 WHEN 'share' THEN (SELECT {GRANT_STATE} FROM shares g WHERE g.id = l.subject)
 WHEN 'assignment' THEN (SELECT {GRANT_STATE} FROM assignments g WHERE g.id = l.subject)
 WHEN 'shop-partner' THEN (SELECT {GRANT_STATE} FROM shop_partners g WHERE g.id = l.subject)
 WHEN 'spark-code' THEN (SELECT {_SPARK_STATE} FROM spark_codes g WHERE g.id = l.subject)
 WHEN 'seat' THEN (SELECT CASE WHEN l.surface = 'FINANCE' AND s.finance_role = '' THEN 'verified'
 ELSE {SEAT_STATE} END FROM seats s WHERE s.id = l.subject)
 WHEN 'login' THEN (SELECT CASE WHEN n.password_last_changed_on >= l.decided_on THEN 'verified'
 ELSE 'granted' END FROM logins n WHERE n.id = l.subject) END, 'verified')
 WHEN 'removed' THEN 'revoked' WHEN 'revoked' THEN 'revoked' WHEN 'deleted' THEN 'revoked'
 WHEN 'verified' THEN 'gone' WHEN 'cancelled' THEN 'gone' WHEN 'rejected' THEN 'gone'
 WHEN 'expired' THEN 'gone' WHEN 'planned' THEN 'gone' ELSE 'there' END"""

# Whether it still reads as it did, as in domain.review_follow_up.
_READS = """CASE l.subject_kind
 WHEN 'share' THEN (SELECT g.planned_end IS l.planned_end
 AND reads_as(l.level, a.asset_type, '', g.level, 0)
 FROM shares g JOIN assets a ON a.id = g.asset WHERE g.id = l.subject)
 WHEN 'assignment' THEN (SELECT g.planned_end IS l.planned_end
 AND reads_as(l.level, a.asset_type, g.surface, g.level, g.may_pay_out)
 FROM assignments g JOIN assets a ON a.id = g.asset WHERE g.id = l.subject)
 WHEN 'shop-partner' THEN (SELECT g.planned_end IS l.planned_end
 AND reads_as(l.level, '', '', g.scope, g.may_pay_out + 2 * g.is_full)
 FROM shop_partners g WHERE g.id = l.subject)
 WHEN 'spark-code' THEN (SELECT g.planned_end IS l.planned_end
 FROM spark_codes g WHERE g.id = l.subject)
 WHEN 'seat' THEN (SELECT s.planned_end IS l.planned_end AND CASE l.surface
 WHEN 'FINANCE' THEN reads_as(l.level, '', 'finance_role', s.finance_role, 0)
 ELSE reads_as(l.level, '', 'seat_role', s.role, 0) END FROM seats s WHERE s.id = l.subject)
 WHEN 'login' THEN (SELECT
 (instr(l.level, 'Mailbox') > 0) = coalesce(m.name = l.who, 0)
 AND (instr(l.level, 'Recovery') > 0) = coalesce(r.name = l.who, 0) FROM logins n
 LEFT JOIN persons m ON m.id = n.mailbox_holder LEFT JOIN persons r ON r.id = n.recovery_holder
 WHERE n.id = l.subject) END"""

# Whether a newer review decided otherwise about the same, as in domain.review_follow_up.
_DECIDED_ANEW = """coalesce((SELECT n.decision FROM review_lines n
 WHERE n.subject_kind = l.subject_kind AND n.subject = l.subject AND n.surface = l.surface
 AND (l.subject_kind <> 'login' OR n.who = l.who) AND n.review > l.review AND n.decision <> ''
 ORDER BY n.id DESC LIMIT 1) <> l.decision, 0)"""

# What became of a decision that asks for something, as in domain.review_follow_up.
_FOLLOW_UP = f"""CASE l.decision WHEN 'REVOKED' THEN CASE {_FOLLOWED}
 WHEN 'there' THEN CASE WHEN {_DECIDED_ANEW} THEN 'superseded' ELSE 'there' END
 WHEN 'revoked' THEN 'revoked' ELSE 'gone' END
 WHEN 'CHANGED' THEN CASE {_FOLLOWED} WHEN 'revoked' THEN 'revoked'
 WHEN 'there' THEN CASE WHEN NOT {_READS} THEN 'changed'
 WHEN {_DECIDED_ANEW} THEN 'superseded' ELSE 'to_change' END
 ELSE 'changed' END ELSE '' END"""

# What was handed in of the findings about the access: how serious the worst is, and what all are.
_FOUND = """coalesce(json_extract(:findings,
 '$."' || l.subject_kind || '/' || l.subject
 || CASE l.subject_kind WHEN 'login' THEN '/' || hex(l.who) ELSE '' END || '"[{part}]'), '')"""
_FINDING, _FINDINGS = _FOUND.format(part=0), _FOUND.format(part=1)

# The worst first; what nothing is wrong with comes last.
_WORST = f"""CASE {_FINDING} WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2
 WHEN 'low' THEN 3 WHEN 'info' THEN 4 ELSE 5 END"""

_LINES = "(SELECT count(*) FROM review_lines l WHERE l.review = r.id)"
_UNDECIDED = "(SELECT count(*) FROM review_lines l WHERE l.review = r.id AND l.decision = '')"
_DECIDED = "FROM review_lines l WHERE l.review = r.id AND l.decision"
_TO_FOLLOW = (
    f"(SELECT count(*) {_DECIDED} IN ('REVOKED', 'CHANGED') "
    f"AND {_FOLLOW_UP} IN ('there', 'revoked', 'to_change'))"
)
_TO_REVOKE = f"(SELECT count(*) {_DECIDED} = 'REVOKED' AND {_FOLLOW_UP} = 'there')"
_UNVERIFIED = f"(SELECT count(*) {_DECIDED} IN ('REVOKED', 'CHANGED') AND {_FOLLOWED} = 'revoked')"
_TO_CHANGE = f"(SELECT count(*) {_DECIDED} = 'CHANGED' AND {_FOLLOW_UP} = 'to_change')"

_REVIEW_SUBJECT = """coalesce(
 (SELECT p.name FROM partnerships ps JOIN partners p ON p.id = ps.partner
 WHERE ps.id = r.partnership), (SELECT name FROM persons WHERE id = r.person), '')"""

_REVIEW_STATE = f"""CASE WHEN r.closed_on IS NULL OR r.closed_on > :on
 THEN CASE WHEN r.due_on < :on THEN 'overdue' ELSE 'open' END
 WHEN {_TO_FOLLOW} > 0 THEN 'following' ELSE 'closed' END"""

REVIEWS = ListQuery(
    "reviews",
    ReviewRow,
    "reviews r",
    title=later("Reviews"),
    columns={
        "subject": _REVIEW_SUBJECT,
        "state": _REVIEW_STATE,
        "lines": _LINES,
        "undecided": _UNDECIDED,
        "to_follow": _TO_FOLLOW,
        "to_revoke": _TO_REVOKE,
        "unverified": _UNVERIFIED,
        "to_change": _TO_CHANGE,
    },
    orders={"opened_on": "r.opened_on {d}, r.id {d}"},
    conditions={
        "is_open": "coalesce(r.closed_on > :on, 1) = :value",
        "state": f"{_REVIEW_STATE} = :value",
    },
    filters=(
        Filterable("kind", "choice", "kind", "review_kind"),
        Filterable("about", "text", "subject"),
        Filterable("state", "choice", "state", "review_state"),
        Filterable("reviewer", "text", "reviewer"),
        Filterable("begun", "day", "opened_on"),
        Filterable("due", "day", "due_on"),
        Filterable("closed", "day", "closed_on"),
        Filterable("next", "day", "next_on"),
        Filterable("lines", "number", "lines"),
        Filterable("undecided", "number", "undecided"),
    ),
    also=(f"searchable({_REVIEW_SUBJECT}) LIKE :text ESCAPE '\\'",),
    printed="id kind subject state opened_on undecided to_follow next_on",
)

REVIEW_LINES = ListQuery(
    "review-lines",
    ReviewLineRow,
    "review_lines l",
    title=later("Review items"),
    columns={
        "state": _FOLLOW_UP,
        "finding": _FINDING,
        "access": _FOLLOWED,
        "findings": _FINDINGS,
    },
    orders={"id": "l.id {d}", "finding": f"{_WORST} {{d}}, l.id"},
    conditions={
        "those": "l.id IN (SELECT value FROM json_each(:value))",
        "state": f"{_FOLLOW_UP} = :value",
    },
    filters=(
        Filterable("what", "text", "what"),
        Filterable("who", "text", "who"),
        Filterable("level", "text", "level"),
        Filterable("where", "choice", "surface", "review_surface"),
        Filterable("decision", "choice", "decision", "decision", can_lack=True),
        Filterable("finding", "choice", "finding", "severity", can_lack=True),
        Filterable("decided", "day", "decided_on"),
        Filterable("owner", "text", "owner"),
        Filterable("until", "day", "until"),
        Filterable("since", "day", "since"),
        Filterable("ends", "day", "planned_end"),
        Filterable("state", "choice", "state", "line_state", can_lack=True),
    ),
    also=(f"searchable({_FINDINGS}) LIKE :text ESCAPE '\\'",),
    printed="id review surface what who level decision state",
)

_RUN_SUBJECT = """coalesce((SELECT name FROM partners WHERE id = u.partner),
 (SELECT name FROM persons WHERE id = u.person),
 (SELECT name FROM assets WHERE id = u.asset), '')"""

_RUN_STATE = """CASE WHEN u.stopped_on <= :on THEN 'stopped'
 WHEN u.finished_on <= :on AND u.recheck_on <= :on
 AND coalesce(u.rechecked_on > :on, 1) THEN 'recheck'
 WHEN u.finished_on <= :on THEN 'finished' WHEN u.target_on < :on THEN 'late' ELSE 'running' END"""

RUNS = ListQuery(
    "runs",
    RunRow,
    "runs u",
    title=later("Procedures"),
    columns={
        "subject": _RUN_SUBJECT,
        "state": _RUN_STATE,
        "taken": "(SELECT count(*) FROM steps t WHERE t.run = u.id)",
    },
    orders={"started_on": "u.started_on {d}, u.id {d}"},
    conditions={
        "is_open": f"({_RUN_STATE} IN ('running', 'late', 'recheck')) = :value",
        "state": f"{_RUN_STATE} = :value",
    },
    filters=(
        Filterable("procedure", "choice", "procedure", "procedure"),
        Filterable("about", "text", "subject"),
        Filterable("state", "choice", "state", "run_state"),
        Filterable("by", "text", "started_by"),
        Filterable("begun", "day", "started_on"),
        Filterable("target", "day", "target_on"),
        Filterable("finished", "day", "finished_on"),
        Filterable("recheck", "day", "recheck_on"),
    ),
    also=(f"searchable({_RUN_SUBJECT}) LIKE :text ESCAPE '\\'",),
    printed="id procedure subject state started_on taken target_on",
)

STEPS = ListQuery(
    "steps",
    StepRow,
    "steps t JOIN runs u ON u.id = t.run",
    columns={"procedure": "u.procedure"},
    orders={"on": 't."on" {d}, t.id {d}'},
    filters=(
        Filterable("procedure", "choice", "procedure", "procedure"),
        Filterable("state", "choice", "state", "step_state"),
        Filterable("by", "text", "by"),
        Filterable("on", "day", "on"),
    ),
    title=later("Steps"),
    printed="id run procedure code state on by",
)

_PARTNER = "coalesce((SELECT p.name FROM partners p WHERE p.id = c.partner), '')"

COMPARISONS = ListQuery(
    "comparisons",
    ComparisonRow,
    "comparisons c",
    columns={
        "about": _PARTNER,
        "differences": "(SELECT count(*) FROM comparison_lines l WHERE l.comparison = c.id)",
    },
    orders={"compared_on": "c.compared_on {d}, c.id {d}"},
    filters=(
        Filterable("about", "text", "about"),
        Filterable("by", "text", "compared_by"),
        Filterable("on", "day", "compared_on"),
    ),
    also=(f"searchable({_PARTNER}) LIKE :text ESCAPE '\\'",),
    title=later("Comparisons with TikTok"),
    printed="id listed about compared_on compared_by read same differences",
)

COMPARISON_LINES = ListQuery(
    "comparison-lines",
    ComparisonLineRow,
    "comparison_lines d",
    orders={"id": "d.id {d}"},
    filters=(
        Filterable("what", "text", "what"),
        Filterable("difference", "choice", "difference", "difference"),
        Filterable("outcome", "choice", "outcome", "difference_outcome"),
    ),
    title=later("Differences from TikTok"),
    printed="id comparison what difference field on_record in_tiktok outcome",
)
