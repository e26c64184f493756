ALTER TABLE access_records ADD COLUMN subject_kind TEXT DEFAULT '' NOT NULL
--
ALTER TABLE access_records ADD COLUMN subject INTEGER
--
CREATE TABLE acceptances (
	id INTEGER NOT NULL,
	finding TEXT NOT NULL CHECK ("finding" <> ''),
	until TEXT NOT NULL CHECK ("until" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	reason TEXT NOT NULL CHECK ("reason" <> ''),
	accepted_on TEXT NOT NULL CHECK ("accepted_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	accepted_by TEXT DEFAULT '' NOT NULL,
	name_key TEXT DEFAULT '' NOT NULL,
	search TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (finding)
)
 STRICT
--
CREATE TABLE thresholds (
	id INTEGER NOT NULL,
	code TEXT NOT NULL CHECK ("code" <> ''),
	value INTEGER DEFAULT '0' NOT NULL,
	name_key TEXT DEFAULT '' NOT NULL,
	search TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (code)
)
 STRICT
--
CREATE TABLE wordings (
	id INTEGER NOT NULL,
	procedure TEXT NOT NULL CHECK ("procedure" <> ''),
	code TEXT NOT NULL CHECK ("code" <> ''),
	version INTEGER NOT NULL,
	text TEXT NOT NULL CHECK ("text" <> ''),
	name_key TEXT DEFAULT '' NOT NULL,
	search TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id)
)
 STRICT
--
CREATE TABLE reviews (
	id INTEGER NOT NULL,
	kind TEXT NOT NULL CHECK ("kind" <> ''),
	opened_on TEXT NOT NULL CHECK ("opened_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	as_of TEXT NOT NULL,
	origin INTEGER NOT NULL,
	reviewer TEXT NOT NULL CHECK ("reviewer" <> ''),
	partnership INTEGER,
	person INTEGER,
	cause TEXT DEFAULT '' NOT NULL,
	due_on TEXT CHECK ("due_on" IS NULL OR "due_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	surfaces TEXT DEFAULT '[]' NOT NULL,
	left_out TEXT DEFAULT '[]' NOT NULL,
	own_access_reason TEXT DEFAULT '' NOT NULL,
	closed_on TEXT CHECK ("closed_on" IS NULL OR "closed_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	closed_by TEXT DEFAULT '' NOT NULL,
	next_on TEXT CHECK ("next_on" IS NULL OR "next_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	evidence_ref TEXT DEFAULT '' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	name_key TEXT DEFAULT '' NOT NULL,
	search TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(partnership) REFERENCES partnerships (id),
	FOREIGN KEY(person) REFERENCES persons (id)
)
 STRICT
--
CREATE TABLE runs (
	id INTEGER NOT NULL,
	procedure TEXT NOT NULL CHECK ("procedure" <> ''),
	version INTEGER NOT NULL,
	started_on TEXT NOT NULL CHECK ("started_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	started_by TEXT DEFAULT '' NOT NULL,
	partner INTEGER,
	person INTEGER,
	successor INTEGER,
	asset INTEGER,
	target_on TEXT CHECK ("target_on" IS NULL OR "target_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	finished_on TEXT CHECK ("finished_on" IS NULL OR "finished_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	recheck_on TEXT CHECK ("recheck_on" IS NULL OR "recheck_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	rechecked_on TEXT CHECK ("rechecked_on" IS NULL OR "rechecked_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	stopped_on TEXT CHECK ("stopped_on" IS NULL OR "stopped_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	stop_reason TEXT DEFAULT '' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	name_key TEXT DEFAULT '' NOT NULL,
	search TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(partner) REFERENCES partners (id),
	FOREIGN KEY(person) REFERENCES persons (id),
	FOREIGN KEY(successor) REFERENCES persons (id),
	FOREIGN KEY(asset) REFERENCES assets (id)
)
 STRICT
--
CREATE TABLE review_lines (
	id INTEGER NOT NULL,
	review INTEGER NOT NULL,
	subject_kind TEXT NOT NULL CHECK ("subject_kind" <> ''),
	subject INTEGER NOT NULL,
	surface TEXT DEFAULT '' NOT NULL,
	what TEXT DEFAULT '' NOT NULL,
	who TEXT DEFAULT '' NOT NULL,
	level TEXT DEFAULT '' NOT NULL,
	since TEXT CHECK ("since" IS NULL OR "since" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	planned_end TEXT CHECK ("planned_end" IS NULL OR "planned_end" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	decision TEXT DEFAULT '' NOT NULL,
	decided_on TEXT CHECK ("decided_on" IS NULL OR "decided_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	decided_at TEXT,
	decided_by TEXT DEFAULT '' NOT NULL,
	reason TEXT DEFAULT '' NOT NULL,
	owner TEXT DEFAULT '' NOT NULL,
	until TEXT CHECK ("until" IS NULL OR "until" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	evidence_ref TEXT DEFAULT '' NOT NULL,
	name_key TEXT DEFAULT '' NOT NULL,
	search TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(review) REFERENCES reviews (id)
)
 STRICT
--
CREATE TABLE steps (
	id INTEGER NOT NULL,
	run INTEGER NOT NULL,
	code TEXT NOT NULL CHECK ("code" <> ''),
	state TEXT NOT NULL CHECK ("state" <> ''),
	"on" TEXT NOT NULL CHECK ("on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"by" TEXT DEFAULT '' NOT NULL,
	reason TEXT DEFAULT '' NOT NULL,
	made INTEGER DEFAULT '0' NOT NULL,
	evidence_ref TEXT DEFAULT '' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	name_key TEXT DEFAULT '' NOT NULL,
	search TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(run) REFERENCES runs (id)
)
 STRICT
--
CREATE INDEX reviews_by_partnership ON reviews (partnership)
--
CREATE INDEX reviews_by_person ON reviews (person)
--
CREATE INDEX runs_by_asset ON runs (asset)
--
CREATE INDEX runs_by_partner ON runs (partner)
--
CREATE INDEX runs_by_person ON runs (person)
--
CREATE INDEX runs_by_successor ON runs (successor)
--
CREATE INDEX review_lines_by_review ON review_lines (review)
--
CREATE INDEX steps_by_run ON steps (run)
--
CREATE TRIGGER thresholds_insert_by_the_door BEFORE INSERT ON thresholds WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER thresholds_update_by_the_door BEFORE UPDATE ON thresholds WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER thresholds_delete_by_the_door BEFORE DELETE ON thresholds WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER acceptances_insert_by_the_door BEFORE INSERT ON acceptances WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER acceptances_update_by_the_door BEFORE UPDATE ON acceptances WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER acceptances_delete_by_the_door BEFORE DELETE ON acceptances WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER reviews_insert_by_the_door BEFORE INSERT ON reviews WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER reviews_update_by_the_door BEFORE UPDATE ON reviews WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER reviews_delete_by_the_door BEFORE DELETE ON reviews WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER review_lines_insert_by_the_door BEFORE INSERT ON review_lines WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER review_lines_update_by_the_door BEFORE UPDATE ON review_lines WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER review_lines_delete_by_the_door BEFORE DELETE ON review_lines WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER runs_insert_by_the_door BEFORE INSERT ON runs WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER runs_update_by_the_door BEFORE UPDATE ON runs WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER runs_delete_by_the_door BEFORE DELETE ON runs WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER steps_insert_by_the_door BEFORE INSERT ON steps WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER steps_update_by_the_door BEFORE UPDATE ON steps WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER steps_delete_by_the_door BEFORE DELETE ON steps WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER wordings_insert_by_the_door BEFORE INSERT ON wordings WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER wordings_update_by_the_door BEFORE UPDATE ON wordings WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER wordings_delete_by_the_door BEFORE DELETE ON wordings WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
