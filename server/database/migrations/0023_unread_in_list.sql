ALTER TABLE "definitions" ADD COLUMN "confidential" jsonb GENERATED ALWAYS AS (jsonb_path_query_array(body, 'strict $.** ? (exists(@.read_by)).id')) STORED;--> statement-breakpoint
ALTER TABLE "instruction_entries" ADD COLUMN "unread" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "instruction_entries_unread" ON "instruction_entries" USING btree ("last_submitted_at","request_id") WHERE "instruction_entries"."unread";
--> statement-breakpoint
-- As before, with whether a message of the applicant's side waits for the provider (`isUnread` in `messages/thread.ts`),
-- and without the people whom one role alone reads of.
CREATE OR REPLACE VIEW "instruction_entries_source" AS
SELECT r.id AS request_id, r.number, r.provider_id, r.api, r.stage, r.use_case, r.state,
  coalesce(r.submitted_answers ->> 'intitule', r.title) AS title,
  r.organisation_id, o.department, o.region, r.last_submitted_at, r.reopening,
  r.state = 'submitted' AND r.reopening IS NULL AND r.last_submitted_at > r.first_submitted_at AS updated,
  r.state = 'submitted' AND (f.opened_at IS NULL OR f.opened_at < r.last_submitted_at) AS unseen,
  r.joined > 0 AND EXISTS (SELECT FROM events e
    WHERE e.request_id = r.id AND e.sequence = r.event_count AND e.name = 'told') AS told,
  coalesce(f.priority, 0) AS priority,
  a.user_id AS assignee_id,
  array_to_tsvector(instruction_words(concat_ws(' ',
    coalesce(r.submitted_answers ->> 'intitule', r.title), o.name, o.siret, u.given_name, u.family_name,
    r.number, 'D' || r.number,
    (SELECT string_agg(concat_ws(' ', person ->> 'given_name', person ->> 'family_name'), ' ')
      FROM jsonb_each(CASE jsonb_typeof(r.submitted_answers) WHEN 'object' THEN r.submitted_answers END) AS answer(field, person)
      WHERE jsonb_typeof(person) = 'object' AND person ? 'family_name' AND NOT coalesce(d.confidential ? field, false))
  ))) AS words,
  EXISTS (SELECT FROM events e
    LEFT JOIN message_reads m ON m.request_id = e.request_id AND m.side = 'provider'
    WHERE e.request_id = r.id AND e.name = 'message' AND e.actor_role <> 'instructor'
      AND e.details IS NOT NULL AND e.sequence > coalesce(m.sequence, 0)) AS unread
FROM requests r
JOIN organisations o ON o.id = r.organisation_id
LEFT JOIN users u ON u.id = r.applicant_id
LEFT JOIN instruction_flags f ON f.request_id = r.id
LEFT JOIN assignments a ON a.request_id = r.id
LEFT JOIN definitions d ON d.api = r.api AND d.version = r.definition_version
WHERE r.last_submitted_at IS NOT NULL;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION "instruction_enter"(wanted uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  before tsvector;
  after tsvector;
BEGIN
  -- One at a time: what is read here must not be older than what somebody else has just entered.
  PERFORM FROM requests WHERE id = wanted FOR NO KEY UPDATE;
  SELECT words INTO before FROM instruction_entries WHERE request_id = wanted;
  INSERT INTO instruction_entries (request_id, number, provider_id, api, stage, use_case, state, title, organisation_id,
    department, region, last_submitted_at, reopening, updated, unseen, told, priority, assignee_id, words, unread)
  SELECT request_id, number, provider_id, api, stage, use_case, state, title, organisation_id,
    department, region, last_submitted_at, reopening, updated, unseen, told, priority, assignee_id, words, unread
  FROM instruction_entries_source WHERE request_id = wanted
  ON CONFLICT (request_id) DO UPDATE SET number = excluded.number,
    provider_id = excluded.provider_id,
    api = excluded.api,
    stage = excluded.stage,
    use_case = excluded.use_case,
    state = excluded.state,
    title = excluded.title,
    organisation_id = excluded.organisation_id,
    department = excluded.department,
    region = excluded.region,
    last_submitted_at = excluded.last_submitted_at,
    reopening = excluded.reopening,
    updated = excluded.updated,
    unseen = excluded.unseen,
    told = excluded.told,
    priority = excluded.priority,
    assignee_id = excluded.assignee_id,
    words = excluded.words,
    unread = excluded.unread
  RETURNING words INTO after;
  IF after IS DISTINCT FROM before THEN
    -- In one order: two who add the same words wait for each other, and never in a circle.
    INSERT INTO search_words (word)
    SELECT word FROM unnest(tsvector_to_array(after)) AS word WHERE word ~ '^[a-z]{3,40}$' ORDER BY word
    ON CONFLICT DO NOTHING;
  END IF;
END $$;
--> statement-breakpoint
-- All entries anew: after rows were written with the triggers off, or when what an entry says has changed.
CREATE OR REPLACE FUNCTION "instruction_list_rebuild"() RETURNS void LANGUAGE sql AS $$
  DELETE FROM instruction_entries;
  DELETE FROM search_words;
  INSERT INTO instruction_entries (request_id, number, provider_id, api, stage, use_case, state, title, organisation_id,
    department, region, last_submitted_at, reopening, updated, unseen, told, priority, assignee_id, words, unread)
  SELECT request_id, number, provider_id, api, stage, use_case, state, title, organisation_id,
    department, region, last_submitted_at, reopening, updated, unseen, told, priority, assignee_id, words, unread
  FROM instruction_entries_source;
  INSERT INTO search_words (word)
  SELECT DISTINCT word FROM instruction_entries, unnest(tsvector_to_array(words)) AS word WHERE word ~ '^[a-z]{3,40}$';
$$;
--> statement-breakpoint
-- Words that are erased are nobody's to read any more.
CREATE TRIGGER "events_enter" AFTER INSERT OR UPDATE OF "details" ON "events" FOR EACH ROW
WHEN (NEW.name = 'message') EXECUTE FUNCTION "instruction_enter_mark"();
--> statement-breakpoint
CREATE TRIGGER "message_reads_enter" AFTER INSERT OR UPDATE ON "message_reads" FOR EACH ROW
WHEN (NEW.side = 'provider') EXECUTE FUNCTION "instruction_enter_mark"();
--> statement-breakpoint
-- Of those that there are, only requests with messages change.
UPDATE "instruction_entries" SET unread = source.unread FROM "instruction_entries_source" source
WHERE source.request_id = instruction_entries.request_id
  AND instruction_entries.request_id IN (SELECT request_id FROM events WHERE name = 'message') AND source.unread;
