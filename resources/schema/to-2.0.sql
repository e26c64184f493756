DROP INDEX shares_open_once
--
ALTER TABLE business_centers ADD COLUMN two_step_scope TEXT DEFAULT '' NOT NULL
--
ALTER TABLE business_centers ADD COLUMN allowlist_scope TEXT DEFAULT '' NOT NULL
--
ALTER TABLE business_centers ADD COLUMN email_domains TEXT DEFAULT '' NOT NULL
--
ALTER TABLE business_centers ADD COLUMN settings_seen_on TEXT CHECK ("settings_seen_on" IS NULL OR "settings_seen_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
--
CREATE TABLE notes (
	id INTEGER NOT NULL,
	subject_kind TEXT NOT NULL CHECK ("subject_kind" <> ''),
	subject INTEGER NOT NULL,
	text TEXT NOT NULL CHECK ("text" <> ''),
	written_at TEXT NOT NULL,
	written_by TEXT DEFAULT '' NOT NULL,
	name_key TEXT DEFAULT '' NOT NULL,
	search TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id)
)
 STRICT
--
CREATE TABLE templates (
	id INTEGER NOT NULL,
	name TEXT NOT NULL CHECK ("name" <> ''),
	lines TEXT DEFAULT '[]' NOT NULL,
	days INTEGER DEFAULT '0' NOT NULL,
	review_days INTEGER DEFAULT '0' NOT NULL,
	purpose TEXT DEFAULT '' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	name_key TEXT DEFAULT '' NOT NULL,
	search TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (name)
)
 STRICT
--
CREATE TABLE views (
	id INTEGER NOT NULL,
	name TEXT NOT NULL CHECK ("name" <> ''),
	list_name TEXT NOT NULL CHECK ("list_name" <> ''),
	"query" TEXT DEFAULT '' NOT NULL,
	"order" TEXT DEFAULT '' NOT NULL,
	is_descending INTEGER DEFAULT '0' NOT NULL CHECK ("is_descending" IN (0, 1)),
	columns TEXT DEFAULT '[]' NOT NULL,
	name_key TEXT DEFAULT '' NOT NULL,
	search TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id)
)
 STRICT
--
CREATE TABLE attachments (
	id INTEGER NOT NULL,
	subject_kind TEXT NOT NULL CHECK ("subject_kind" <> ''),
	subject INTEGER NOT NULL,
	name TEXT NOT NULL CHECK ("name" <> ''),
	media_type TEXT NOT NULL CHECK ("media_type" <> ''),
	sha256 TEXT NOT NULL CHECK ("sha256" <> ''),
	size INTEGER NOT NULL,
	added_at TEXT NOT NULL,
	added_by TEXT DEFAULT '' NOT NULL,
	step TEXT DEFAULT '' NOT NULL,
	caption TEXT DEFAULT '' NOT NULL,
	name_key TEXT DEFAULT '' NOT NULL,
	search TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	CHECK (size > 0),
	FOREIGN KEY(sha256) REFERENCES contents (sha256)
)
 STRICT
--
CREATE TABLE persons (
	id INTEGER NOT NULL,
	name TEXT NOT NULL CHECK ("name" <> ''),
	employer TEXT DEFAULT '' NOT NULL,
	partner INTEGER,
	job TEXT DEFAULT '' NOT NULL,
	email TEXT DEFAULT '' NOT NULL,
	user_id TEXT DEFAULT '' NOT NULL,
	line_manager TEXT DEFAULT '' NOT NULL,
	started_on TEXT CHECK ("started_on" IS NULL OR "started_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	planned_end TEXT CHECK ("planned_end" IS NULL OR "planned_end" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	left_on TEXT CHECK ("left_on" IS NULL OR "left_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	last_verified_on TEXT CHECK ("last_verified_on" IS NULL OR "last_verified_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	evidence_ref TEXT DEFAULT '' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	name_key TEXT DEFAULT '' NOT NULL,
	search TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(partner) REFERENCES partners (id)
)
 STRICT
--
CREATE TABLE assignments (
	id INTEGER NOT NULL,
	asset INTEGER NOT NULL,
	person INTEGER NOT NULL,
	surface TEXT DEFAULT '' NOT NULL,
	level TEXT DEFAULT '[]' NOT NULL,
	via INTEGER,
	may_pay_out INTEGER DEFAULT '0' NOT NULL CHECK ("may_pay_out" IN (0, 1)),
	purpose TEXT DEFAULT '' NOT NULL,
	approved_by TEXT DEFAULT '' NOT NULL,
	granted_on TEXT CHECK ("granted_on" IS NULL OR "granted_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	granted_by TEXT DEFAULT '' NOT NULL,
	planned_end TEXT CHECK ("planned_end" IS NULL OR "planned_end" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	review_due TEXT CHECK ("review_due" IS NULL OR "review_due" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	confirmed_on TEXT CHECK ("confirmed_on" IS NULL OR "confirmed_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	confirmed_by TEXT DEFAULT '' NOT NULL,
	revoke_requested_on TEXT CHECK ("revoke_requested_on" IS NULL OR "revoke_requested_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	revoked_on TEXT CHECK ("revoked_on" IS NULL OR "revoked_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	revoked_by TEXT DEFAULT '' NOT NULL,
	revoke_reason TEXT DEFAULT '' NOT NULL,
	verified_gone_on TEXT CHECK ("verified_gone_on" IS NULL OR "verified_gone_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	last_verified_on TEXT CHECK ("last_verified_on" IS NULL OR "last_verified_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	evidence_ref TEXT DEFAULT '' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	name_key TEXT DEFAULT '' NOT NULL,
	search TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	CHECK (confirmed_on IS NULL OR granted_on IS NOT NULL),
	CHECK (verified_gone_on IS NULL OR revoked_on IS NOT NULL),
	CHECK ((surface = 'ACCOUNT_GROUP') = (via IS NOT NULL)),
	FOREIGN KEY(asset) REFERENCES assets (id),
	FOREIGN KEY(person) REFERENCES persons (id),
	FOREIGN KEY(via) REFERENCES assets (id)
)
 STRICT
--
CREATE TABLE claims (
	id INTEGER NOT NULL,
	asset INTEGER NOT NULL,
	business_center INTEGER NOT NULL,
	partner INTEGER,
	holder TEXT DEFAULT '' NOT NULL,
	route TEXT DEFAULT '' NOT NULL,
	found_on TEXT CHECK ("found_on" IS NULL OR "found_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	asked_on TEXT CHECK ("asked_on" IS NULL OR "asked_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	asked_whom TEXT DEFAULT '' NOT NULL,
	agreed_on TEXT CHECK ("agreed_on" IS NULL OR "agreed_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	agreed_by TEXT DEFAULT '' NOT NULL,
	transfer_due TEXT CHECK ("transfer_due" IS NULL OR "transfer_due" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	transfer_on TEXT CHECK ("transfer_on" IS NULL OR "transfer_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	received_on TEXT CHECK ("received_on" IS NULL OR "received_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	verified_on TEXT CHECK ("verified_on" IS NULL OR "verified_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	refused_on TEXT CHECK ("refused_on" IS NULL OR "refused_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	refuse_reason TEXT DEFAULT '' NOT NULL,
	escalated_on TEXT CHECK ("escalated_on" IS NULL OR "escalated_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	dropped_on TEXT CHECK ("dropped_on" IS NULL OR "dropped_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	drop_reason TEXT DEFAULT '' NOT NULL,
	balance TEXT DEFAULT '' NOT NULL,
	evidence_ref TEXT DEFAULT '' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	name_key TEXT DEFAULT '' NOT NULL,
	search TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	CHECK (verified_on IS NULL OR received_on IS NOT NULL),
	FOREIGN KEY(asset) REFERENCES assets (id),
	FOREIGN KEY(business_center) REFERENCES business_centers (id),
	FOREIGN KEY(partner) REFERENCES partners (id)
)
 STRICT
--
CREATE TABLE logins (
	id INTEGER NOT NULL,
	asset INTEGER NOT NULL,
	mailbox TEXT DEFAULT '' NOT NULL,
	mailbox_holder INTEGER,
	recovery TEXT DEFAULT '' NOT NULL,
	recovery_holder INTEGER,
	two_step TEXT DEFAULT '' NOT NULL,
	is_shared TEXT DEFAULT '' NOT NULL,
	password_last_changed_on TEXT CHECK ("password_last_changed_on" IS NULL OR "password_last_changed_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	sessions_ended_on TEXT CHECK ("sessions_ended_on" IS NULL OR "sessions_ended_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	last_verified_on TEXT CHECK ("last_verified_on" IS NULL OR "last_verified_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	evidence_ref TEXT DEFAULT '' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	name_key TEXT DEFAULT '' NOT NULL,
	search TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (asset),
	FOREIGN KEY(asset) REFERENCES assets (id),
	FOREIGN KEY(mailbox_holder) REFERENCES persons (id),
	FOREIGN KEY(recovery_holder) REFERENCES persons (id)
)
 STRICT
--
CREATE TABLE seats (
	id INTEGER NOT NULL,
	person INTEGER NOT NULL,
	business_center INTEGER NOT NULL,
	role TEXT DEFAULT '' NOT NULL,
	finance_role TEXT DEFAULT '' NOT NULL,
	may_delegate INTEGER DEFAULT '0' NOT NULL CHECK ("may_delegate" IN (0, 1)),
	invited_on TEXT CHECK ("invited_on" IS NULL OR "invited_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	invited_address TEXT DEFAULT '' NOT NULL,
	accepted_on TEXT CHECK ("accepted_on" IS NULL OR "accepted_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	expired_on TEXT CHECK ("expired_on" IS NULL OR "expired_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	rejected_on TEXT CHECK ("rejected_on" IS NULL OR "rejected_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	cancelled_on TEXT CHECK ("cancelled_on" IS NULL OR "cancelled_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	planned_end TEXT CHECK ("planned_end" IS NULL OR "planned_end" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	review_due TEXT CHECK ("review_due" IS NULL OR "review_due" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	leaving_on TEXT CHECK ("leaving_on" IS NULL OR "leaving_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	removed_on TEXT CHECK ("removed_on" IS NULL OR "removed_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	removed_by TEXT DEFAULT '' NOT NULL,
	remove_reason TEXT DEFAULT '' NOT NULL,
	removal_verified_on TEXT CHECK ("removal_verified_on" IS NULL OR "removal_verified_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	last_role_change_on TEXT CHECK ("last_role_change_on" IS NULL OR "last_role_change_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	assets_rechecked_on TEXT CHECK ("assets_rechecked_on" IS NULL OR "assets_rechecked_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	last_verified_on TEXT CHECK ("last_verified_on" IS NULL OR "last_verified_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	purpose TEXT DEFAULT '' NOT NULL,
	approved_by TEXT DEFAULT '' NOT NULL,
	evidence_ref TEXT DEFAULT '' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	name_key TEXT DEFAULT '' NOT NULL,
	search TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	CHECK (role IN ('ADMIN', 'STANDARD')),
	CHECK (removal_verified_on IS NULL OR removed_on IS NOT NULL),
	FOREIGN KEY(person) REFERENCES persons (id),
	FOREIGN KEY(business_center) REFERENCES business_centers (id)
)
 STRICT
--
ALTER TABLE shares ADD COLUMN is_incoming INTEGER DEFAULT '0' NOT NULL CHECK ("is_incoming" IN (0, 1))
--
CREATE TABLE shop_partners (
	id INTEGER NOT NULL,
	asset INTEGER NOT NULL,
	partner INTEGER NOT NULL,
	scope TEXT DEFAULT '' NOT NULL,
	is_full INTEGER DEFAULT '0' NOT NULL CHECK ("is_full" IN (0, 1)),
	may_pay_out INTEGER DEFAULT '0' NOT NULL CHECK ("may_pay_out" IN (0, 1)),
	purpose TEXT DEFAULT '' NOT NULL,
	approved_by TEXT DEFAULT '' NOT NULL,
	granted_on TEXT CHECK ("granted_on" IS NULL OR "granted_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	granted_by TEXT DEFAULT '' NOT NULL,
	planned_end TEXT CHECK ("planned_end" IS NULL OR "planned_end" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	review_due TEXT CHECK ("review_due" IS NULL OR "review_due" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	confirmed_on TEXT CHECK ("confirmed_on" IS NULL OR "confirmed_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	confirmed_by TEXT DEFAULT '' NOT NULL,
	revoke_requested_on TEXT CHECK ("revoke_requested_on" IS NULL OR "revoke_requested_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	revoked_on TEXT CHECK ("revoked_on" IS NULL OR "revoked_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	revoked_by TEXT DEFAULT '' NOT NULL,
	revoke_reason TEXT DEFAULT '' NOT NULL,
	verified_gone_on TEXT CHECK ("verified_gone_on" IS NULL OR "verified_gone_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	last_verified_on TEXT CHECK ("last_verified_on" IS NULL OR "last_verified_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	evidence_ref TEXT DEFAULT '' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	name_key TEXT DEFAULT '' NOT NULL,
	search TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	CHECK (confirmed_on IS NULL OR granted_on IS NOT NULL),
	CHECK (verified_gone_on IS NULL OR revoked_on IS NOT NULL),
	FOREIGN KEY(asset) REFERENCES assets (id),
	FOREIGN KEY(partner) REFERENCES partners (id)
)
 STRICT
--
CREATE TABLE spark_codes (
	id INTEGER NOT NULL,
	post TEXT NOT NULL CHECK ("post" <> ''),
	creator TEXT DEFAULT '' NOT NULL,
	asset INTEGER,
	partner INTEGER,
	person INTEGER,
	days INTEGER DEFAULT '0' NOT NULL,
	used_on TEXT CHECK ("used_on" IS NULL OR "used_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	purpose TEXT DEFAULT '' NOT NULL,
	approved_by TEXT DEFAULT '' NOT NULL,
	granted_on TEXT CHECK ("granted_on" IS NULL OR "granted_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	granted_by TEXT DEFAULT '' NOT NULL,
	planned_end TEXT CHECK ("planned_end" IS NULL OR "planned_end" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	review_due TEXT CHECK ("review_due" IS NULL OR "review_due" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	confirmed_on TEXT CHECK ("confirmed_on" IS NULL OR "confirmed_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	confirmed_by TEXT DEFAULT '' NOT NULL,
	revoke_requested_on TEXT CHECK ("revoke_requested_on" IS NULL OR "revoke_requested_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	revoked_on TEXT CHECK ("revoked_on" IS NULL OR "revoked_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	revoked_by TEXT DEFAULT '' NOT NULL,
	revoke_reason TEXT DEFAULT '' NOT NULL,
	verified_gone_on TEXT CHECK ("verified_gone_on" IS NULL OR "verified_gone_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	last_verified_on TEXT CHECK ("last_verified_on" IS NULL OR "last_verified_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	evidence_ref TEXT DEFAULT '' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	name_key TEXT DEFAULT '' NOT NULL,
	search TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	CHECK (confirmed_on IS NULL OR granted_on IS NOT NULL),
	CHECK (verified_gone_on IS NULL OR revoked_on IS NOT NULL),
	CHECK (days > 0),
	FOREIGN KEY(asset) REFERENCES assets (id),
	FOREIGN KEY(partner) REFERENCES partners (id),
	FOREIGN KEY(person) REFERENCES persons (id)
)
 STRICT
--
CREATE INDEX notes_by_subject ON notes (subject_kind, subject)
--
CREATE INDEX templates_by_name_key ON templates (name_key)
--
CREATE INDEX views_by_name_key ON views (name_key)
--
CREATE INDEX attachments_by_name_key ON attachments (name_key)
--
CREATE INDEX attachments_by_subject ON attachments (subject_kind, subject)
--
CREATE INDEX persons_by_employer ON persons (employer)
--
CREATE INDEX persons_by_left_on ON persons (left_on)
--
CREATE INDEX persons_by_name_key ON persons (name_key)
--
CREATE INDEX persons_by_partner ON persons (partner)
--
CREATE INDEX assignments_by_asset ON assignments (asset)
--
CREATE INDEX assignments_by_confirmed_on ON assignments (confirmed_on)
--
CREATE INDEX assignments_by_granted_on ON assignments (granted_on)
--
CREATE INDEX assignments_by_last_verified_on ON assignments (last_verified_on)
--
CREATE INDEX assignments_by_level ON assignments (level)
--
CREATE INDEX assignments_by_person ON assignments (person)
--
CREATE INDEX assignments_by_planned_end ON assignments (planned_end)
--
CREATE INDEX assignments_by_review_due ON assignments (review_due)
--
CREATE INDEX assignments_by_surface ON assignments (surface)
--
CREATE INDEX assignments_by_via ON assignments (via)
--
CREATE UNIQUE INDEX assignments_open_once ON assignments (asset, person, surface, coalesce(via, 0)) WHERE granted_on IS NOT NULL AND revoked_on IS NULL
--
CREATE INDEX claims_by_asset ON claims (asset)
--
CREATE INDEX claims_by_business_center ON claims (business_center)
--
CREATE INDEX claims_by_partner ON claims (partner)
--
CREATE INDEX logins_by_mailbox_holder ON logins (mailbox_holder)
--
CREATE INDEX logins_by_recovery_holder ON logins (recovery_holder)
--
CREATE INDEX seats_by_business_center ON seats (business_center)
--
CREATE INDEX seats_by_person ON seats (person)
--
CREATE UNIQUE INDEX shares_open_once_each_way ON shares (asset, partnership, is_incoming) WHERE granted_on IS NOT NULL AND revoked_on IS NULL
--
CREATE INDEX shop_partners_by_asset ON shop_partners (asset)
--
CREATE INDEX shop_partners_by_partner ON shop_partners (partner)
--
CREATE INDEX spark_codes_by_asset ON spark_codes (asset)
--
CREATE INDEX spark_codes_by_partner ON spark_codes (partner)
--
CREATE INDEX spark_codes_by_person ON spark_codes (person)
--
CREATE TRIGGER persons_insert_by_the_door BEFORE INSERT ON persons WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER persons_update_by_the_door BEFORE UPDATE ON persons WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER persons_delete_by_the_door BEFORE DELETE ON persons WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER seats_insert_by_the_door BEFORE INSERT ON seats WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER seats_update_by_the_door BEFORE UPDATE ON seats WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER seats_delete_by_the_door BEFORE DELETE ON seats WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER assignments_insert_by_the_door BEFORE INSERT ON assignments WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER assignments_update_by_the_door BEFORE UPDATE ON assignments WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER assignments_delete_by_the_door BEFORE DELETE ON assignments WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER logins_insert_by_the_door BEFORE INSERT ON logins WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER logins_update_by_the_door BEFORE UPDATE ON logins WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER logins_delete_by_the_door BEFORE DELETE ON logins WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER spark_codes_insert_by_the_door BEFORE INSERT ON spark_codes WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER spark_codes_update_by_the_door BEFORE UPDATE ON spark_codes WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER spark_codes_delete_by_the_door BEFORE DELETE ON spark_codes WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER shop_partners_insert_by_the_door BEFORE INSERT ON shop_partners WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER shop_partners_update_by_the_door BEFORE UPDATE ON shop_partners WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER shop_partners_delete_by_the_door BEFORE DELETE ON shop_partners WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER claims_insert_by_the_door BEFORE INSERT ON claims WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER claims_update_by_the_door BEFORE UPDATE ON claims WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER claims_delete_by_the_door BEFORE DELETE ON claims WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER attachments_insert_by_the_door BEFORE INSERT ON attachments WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER attachments_update_by_the_door BEFORE UPDATE ON attachments WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER attachments_delete_by_the_door BEFORE DELETE ON attachments WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER notes_insert_by_the_door BEFORE INSERT ON notes WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER notes_update_by_the_door BEFORE UPDATE ON notes WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER notes_delete_by_the_door BEFORE DELETE ON notes WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER templates_insert_by_the_door BEFORE INSERT ON templates WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER templates_update_by_the_door BEFORE UPDATE ON templates WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER templates_delete_by_the_door BEFORE DELETE ON templates WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER views_insert_by_the_door BEFORE INSERT ON views WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER views_update_by_the_door BEFORE UPDATE ON views WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
CREATE TRIGGER views_delete_by_the_door BEFORE DELETE ON views WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
