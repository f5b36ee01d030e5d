-- Where the visitor's first visit came from, as identified clients tell it at the start of a session. Rows from before do not know it.
ALTER TABLE events ADD COLUMN first_touch VARCHAR;

ALTER TABLE visits ADD COLUMN first_source VARCHAR;
ALTER TABLE visits ADD COLUMN first_referrer VARCHAR;
ALTER TABLE visits ADD COLUMN first_channel VARCHAR;
ALTER TABLE visits ADD COLUMN first_utm_source VARCHAR;
ALTER TABLE visits ADD COLUMN first_utm_medium VARCHAR;
ALTER TABLE visits ADD COLUMN first_utm_campaign VARCHAR;
ALTER TABLE visits ADD COLUMN first_utm_content VARCHAR;
ALTER TABLE visits ADD COLUMN first_utm_term VARCHAR;
