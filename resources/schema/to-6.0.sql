CREATE INDEX review_lines_by_subject ON review_lines (subject_kind, subject)
--
ALTER TABLE persons ADD COLUMN moved_on TEXT CHECK ("moved_on" IS NULL OR "moved_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
--
ALTER TABLE persons ADD COLUMN former_employer TEXT DEFAULT '' NOT NULL
--
ALTER TABLE persons ADD COLUMN former_partner INTEGER REFERENCES partners (id)
--
CREATE INDEX persons_by_former_partner ON persons (former_partner)
--
ALTER TABLE brands ADD COLUMN name_order TEXT DEFAULT '' NOT NULL
--
CREATE INDEX brands_by_name_order ON brands (name_order)
--
ALTER TABLE business_centers ADD COLUMN name_order TEXT DEFAULT '' NOT NULL
--
CREATE INDEX business_centers_by_name_order ON business_centers (name_order)
--
ALTER TABLE partners ADD COLUMN name_order TEXT DEFAULT '' NOT NULL
--
CREATE INDEX partners_by_name_order ON partners (name_order)
--
ALTER TABLE partnerships ADD COLUMN name_order TEXT DEFAULT '' NOT NULL
--
ALTER TABLE persons ADD COLUMN name_order TEXT DEFAULT '' NOT NULL
--
CREATE INDEX persons_by_name_order ON persons (name_order)
--
ALTER TABLE seats ADD COLUMN name_order TEXT DEFAULT '' NOT NULL
--
ALTER TABLE assets ADD COLUMN name_order TEXT DEFAULT '' NOT NULL
--
CREATE INDEX assets_by_name_order ON assets (name_order)
--
ALTER TABLE shares ADD COLUMN name_order TEXT DEFAULT '' NOT NULL
--
ALTER TABLE assignments ADD COLUMN name_order TEXT DEFAULT '' NOT NULL
--
ALTER TABLE logins ADD COLUMN name_order TEXT DEFAULT '' NOT NULL
--
ALTER TABLE spark_codes ADD COLUMN name_order TEXT DEFAULT '' NOT NULL
--
ALTER TABLE shop_partners ADD COLUMN name_order TEXT DEFAULT '' NOT NULL
--
ALTER TABLE claims ADD COLUMN name_order TEXT DEFAULT '' NOT NULL
--
ALTER TABLE access_records ADD COLUMN name_order TEXT DEFAULT '' NOT NULL
--
ALTER TABLE attachments ADD COLUMN name_order TEXT DEFAULT '' NOT NULL
--
CREATE INDEX attachments_by_name_order ON attachments (name_order)
--
ALTER TABLE notes ADD COLUMN name_order TEXT DEFAULT '' NOT NULL
--
ALTER TABLE letterheads ADD COLUMN name_order TEXT DEFAULT '' NOT NULL
--
ALTER TABLE acknowledgements ADD COLUMN name_order TEXT DEFAULT '' NOT NULL
--
ALTER TABLE templates ADD COLUMN name_order TEXT DEFAULT '' NOT NULL
--
CREATE INDEX templates_by_name_order ON templates (name_order)
--
ALTER TABLE views ADD COLUMN name_order TEXT DEFAULT '' NOT NULL
--
CREATE INDEX views_by_name_order ON views (name_order)
--
ALTER TABLE thresholds ADD COLUMN name_order TEXT DEFAULT '' NOT NULL
--
ALTER TABLE acceptances ADD COLUMN name_order TEXT DEFAULT '' NOT NULL
--
ALTER TABLE reviews ADD COLUMN name_order TEXT DEFAULT '' NOT NULL
--
ALTER TABLE review_lines ADD COLUMN name_order TEXT DEFAULT '' NOT NULL
--
ALTER TABLE runs ADD COLUMN name_order TEXT DEFAULT '' NOT NULL
--
ALTER TABLE steps ADD COLUMN name_order TEXT DEFAULT '' NOT NULL
--
ALTER TABLE wordings ADD COLUMN name_order TEXT DEFAULT '' NOT NULL