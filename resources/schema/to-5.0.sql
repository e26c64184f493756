ALTER TABLE business_centers ADD COLUMN status_on TEXT CHECK ("status_on" IS NULL OR "status_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
--
ALTER TABLE business_centers ADD COLUMN former_ids TEXT DEFAULT '[]' NOT NULL
--
ALTER TABLE assets ADD COLUMN shop_code TEXT DEFAULT '' NOT NULL
--
ALTER TABLE assets ADD COLUMN status TEXT DEFAULT '' NOT NULL
--
ALTER TABLE assets ADD COLUMN status_on TEXT CHECK ("status_on" IS NULL OR "status_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
--
ALTER TABLE shares ADD COLUMN giver INTEGER REFERENCES business_centers (id)
--
CREATE INDEX shares_by_giver ON shares (giver)
--
ALTER TABLE spark_codes ADD COLUMN is_incoming INTEGER DEFAULT '0' NOT NULL CHECK ("is_incoming" IN (0, 1))
--
DROP TRIGGER assets_update_by_the_door
--
UPDATE assets SET asset_type = 'STOREFRONT' WHERE asset_type = 'STOREFRANT'
--
CREATE TRIGGER assets_update_by_the_door BEFORE UPDATE ON assets WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
DROP TRIGGER shares_update_by_the_door
--
UPDATE shares SET level = replace(replace(replace(level, '"DELVIA_PUBLISH_ADS_ONLY"', '"PUBLISH_VIDEO_ADS_ONLY"'), '"DELVIA_PUBLISH_TO_PROFILE"', '"PUBLISH_VIDEO_SHOW_ON_TT_PROFILE_AND_ADS"'), '"STOREFRANT"', '"STOREFRONT"'), raised = replace(replace(replace(raised, '"DELVIA_PUBLISH_ADS_ONLY"', '"PUBLISH_VIDEO_ADS_ONLY"'), '"DELVIA_PUBLISH_TO_PROFILE"', '"PUBLISH_VIDEO_SHOW_ON_TT_PROFILE_AND_ADS"'), '"STOREFRANT"', '"STOREFRONT"')
--
CREATE TRIGGER shares_update_by_the_door BEFORE UPDATE ON shares WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
DROP TRIGGER assignments_update_by_the_door
--
UPDATE assignments SET level = replace(replace(replace(level, '"DELVIA_PUBLISH_ADS_ONLY"', '"PUBLISH_VIDEO_ADS_ONLY"'), '"DELVIA_PUBLISH_TO_PROFILE"', '"PUBLISH_VIDEO_SHOW_ON_TT_PROFILE_AND_ADS"'), '"STOREFRANT"', '"STOREFRONT"')
--
CREATE TRIGGER assignments_update_by_the_door BEFORE UPDATE ON assignments WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
--
DROP TRIGGER templates_update_by_the_door
--
UPDATE templates SET lines = replace(replace(replace(lines, '"DELVIA_PUBLISH_ADS_ONLY"', '"PUBLISH_VIDEO_ADS_ONLY"'), '"DELVIA_PUBLISH_TO_PROFILE"', '"PUBLISH_VIDEO_SHOW_ON_TT_PROFILE_AND_ADS"'), '"STOREFRANT"', '"STOREFRONT"')
--
CREATE TRIGGER templates_update_by_the_door BEFORE UPDATE ON templates WHEN coalesce((SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> '', 1) BEGIN SELECT RAISE(ABORT, 'outside the door'); END
