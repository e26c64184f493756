ALTER TABLE access_records ADD COLUMN other INTEGER
--
ALTER TABLE access_records ADD COLUMN since TEXT CHECK ("since" IS NULL OR "since" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
--
ALTER TABLE access_records ADD COLUMN language TEXT DEFAULT '' NOT NULL
--
ALTER TABLE access_records ADD COLUMN page_size TEXT DEFAULT '' NOT NULL
--
ALTER TABLE access_records ADD COLUMN is_redacted INTEGER DEFAULT '0' NOT NULL CHECK ("is_redacted" IN (0, 1))
--
CREATE TABLE letterheads (
	id INTEGER NOT NULL, 
	accent TEXT DEFAULT '' NOT NULL, 
	page_size TEXT DEFAULT '' NOT NULL, 
	language TEXT DEFAULT '' NOT NULL, 
	logo INTEGER, 
	name_key TEXT DEFAULT '' NOT NULL, 
	search TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CHECK (page_size IN ('A4', 'LETTER')), 
	FOREIGN KEY(logo) REFERENCES attachments (id)
)
 STRICT
--
CREATE TABLE acknowledgements (
	id INTEGER NOT NULL, 
	access_record INTEGER NOT NULL, 
	how TEXT NOT NULL CHECK ("how" <> ''), 
	who TEXT NOT NULL CHECK ("who" <> ''), 
	"on" TEXT NOT NULL CHECK ("on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), 
	role TEXT DEFAULT '' NOT NULL, 
	reference TEXT DEFAULT '' NOT NULL, 
	note TEXT DEFAULT '' NOT NULL, 
	attachment INTEGER, 
	name_key TEXT DEFAULT '' NOT NULL, 
	search TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CHECK (how IN ('SCAN', 'DRAWN', 'EMAIL', 'DIGITAL')), 
	FOREIGN KEY(access_record) REFERENCES access_records (id), 
	FOREIGN KEY(attachment) REFERENCES attachments (id)
)
 STRICT
--
CREATE INDEX letterheads_by_logo ON letterheads (logo)
--
CREATE INDEX acknowledgements_by_access_record ON acknowledgements (access_record)
--
CREATE INDEX acknowledgements_by_attachment ON acknowledgements (attachment)
--
CREATE TRIGGER letterheads_insert_by_the_door BEFORE INSERT ON letterheads WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER letterheads_update_by_the_door BEFORE UPDATE ON letterheads WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER letterheads_delete_by_the_door BEFORE DELETE ON letterheads WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER acknowledgements_insert_by_the_door BEFORE INSERT ON acknowledgements WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER acknowledgements_update_by_the_door BEFORE UPDATE ON acknowledgements WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER acknowledgements_delete_by_the_door BEFORE DELETE ON acknowledgements WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
