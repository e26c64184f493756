CREATE TABLE comparisons (
	id INTEGER NOT NULL,
	listed TEXT NOT NULL CHECK ("listed" <> ''),
	compared_on TEXT NOT NULL CHECK ("compared_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	compared_by TEXT DEFAULT '' NOT NULL,
	partner INTEGER,
	business_center INTEGER,
	types TEXT DEFAULT '[]' NOT NULL,
	is_incoming INTEGER DEFAULT '0' NOT NULL CHECK ("is_incoming" IN (0, 1)),
	read INTEGER DEFAULT '0' NOT NULL,
	same INTEGER DEFAULT '0' NOT NULL,
	source TEXT DEFAULT '' NOT NULL,
	hashes TEXT DEFAULT '[]' NOT NULL,
	name_key TEXT DEFAULT '' NOT NULL,
	search TEXT DEFAULT '' NOT NULL,
	name_order TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(partner) REFERENCES partners (id),
	FOREIGN KEY(business_center) REFERENCES business_centers (id)
)
 STRICT
--
CREATE TABLE comparison_lines (
	id INTEGER NOT NULL,
	comparison INTEGER NOT NULL,
	subject_kind TEXT NOT NULL CHECK ("subject_kind" <> ''),
	subject INTEGER,
	what TEXT DEFAULT '' NOT NULL,
	difference TEXT DEFAULT '' NOT NULL,
	field TEXT DEFAULT '' NOT NULL,
	on_record TEXT DEFAULT '' NOT NULL,
	in_tiktok TEXT DEFAULT '' NOT NULL,
	outcome TEXT DEFAULT '' NOT NULL,
	name_key TEXT DEFAULT '' NOT NULL,
	search TEXT DEFAULT '' NOT NULL,
	name_order TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(comparison) REFERENCES comparisons (id)
)
 STRICT
--
CREATE INDEX comparisons_by_business_center ON comparisons (business_center)
--
CREATE INDEX comparisons_by_partner ON comparisons (partner)
--
CREATE INDEX comparison_lines_by_comparison ON comparison_lines (comparison)
--
CREATE INDEX comparison_lines_by_subject ON comparison_lines (subject_kind, subject)
--
CREATE TRIGGER comparisons_insert_by_the_door BEFORE INSERT ON comparisons WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER comparisons_update_by_the_door BEFORE UPDATE ON comparisons WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER comparisons_delete_by_the_door BEFORE DELETE ON comparisons WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER comparison_lines_insert_by_the_door BEFORE INSERT ON comparison_lines WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER comparison_lines_update_by_the_door BEFORE UPDATE ON comparison_lines WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER comparison_lines_delete_by_the_door BEFORE DELETE ON comparison_lines WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END