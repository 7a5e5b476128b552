-- Of each of a definition's data, the group that roles are given on; null: none.
CREATE FUNCTION "definition_scope_groups"(body jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(jsonb_object_agg(scope ->> 'id', grouped ->> 'id'), '{}')
  FROM jsonb_array_elements(body -> 'scopes' -> 'groups') AS grouped, jsonb_array_elements(grouped -> 'scopes') AS scope
$$;
--> statement-breakpoint
ALTER TABLE "definitions" ADD COLUMN "scope_groups" jsonb GENERATED ALWAYS AS (definition_scope_groups(body)) STORED;
--> statement-breakpoint
ALTER TABLE "definitions" ADD COLUMN "scope_fields" jsonb GENERATED ALWAYS AS (jsonb_path_query_array(body, 'strict $.** ? (@.kind == "scopes").id')) STORED;
--> statement-breakpoint
ALTER TABLE "instruction_entries" ADD COLUMN "scope_groups" text[] DEFAULT '{}' NOT NULL;
--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "scope_groups" text[] DEFAULT '{}' NOT NULL;
--> statement-breakpoint
CREATE INDEX "instruction_entries_by_scope_group" ON "instruction_entries" USING gin ("scope_groups") WITH (fastupdate=false);
--> statement-breakpoint
-- The groups that answers ask for, as roles on them begin: `api-particulier:cnaf`. Of each datum, the newest version that
-- has it says the group: one that is named later counts for the requests that there are.
CREATE FUNCTION "scope_groups_of"(asked_api text, answers jsonb) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(DISTINCT asked_api || ':' || newest.named ORDER BY asked_api || ':' || newest.named), '{}')
  FROM (
    SELECT DISTINCT ON (said.scope) said.named
    FROM definitions d, jsonb_each_text(d.scope_groups) AS said(scope, named)
    WHERE d.api = asked_api AND jsonb_typeof(answers) = 'object' AND EXISTS (
      SELECT FROM jsonb_each(answers) AS answer(field, chosen)
      WHERE d.scope_fields ? field AND jsonb_typeof(chosen) = 'array' AND chosen ? said.scope)
    ORDER BY said.scope, d.version DESC
  ) AS newest
  WHERE newest.named IS NOT NULL
$$;
--> statement-breakpoint
CREATE FUNCTION "requests_say_scope_groups"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.scope_groups := scope_groups_of(NEW.api, NEW.submitted_answers);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "requests_scope_groups_first" BEFORE INSERT ON "requests" FOR EACH ROW
WHEN (NEW.submitted_answers IS NOT NULL) EXECUTE FUNCTION "requests_say_scope_groups"();
--> statement-breakpoint
-- Never at a draft's saves: they leave what was sent as it is.
CREATE TRIGGER "requests_scope_groups" BEFORE UPDATE OF "submitted_answers" ON "requests" FOR EACH ROW
WHEN (OLD.submitted_answers IS DISTINCT FROM NEW.submitted_answers) EXECUTE FUNCTION "requests_say_scope_groups"();
--> statement-breakpoint
CREATE TRIGGER "requests_enter_groups" AFTER UPDATE OF "scope_groups" ON "requests" FOR EACH ROW
WHEN (NEW.last_submitted_at IS NOT NULL AND OLD.scope_groups IS DISTINCT FROM NEW.scope_groups)
EXECUTE FUNCTION "instruction_enter_request"();
--> statement-breakpoint
-- A definition groups its data otherwise than the version before: rare, and read through once.
CREATE FUNCTION "definitions_group_otherwise"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before jsonb;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    before := OLD.scope_groups;
  ELSE
    SELECT scope_groups INTO before FROM definitions
    WHERE api = NEW.api AND version < NEW.version ORDER BY version DESC LIMIT 1;
  END IF;
  IF jsonb_strip_nulls(NEW.scope_groups) IS DISTINCT FROM jsonb_strip_nulls(coalesce(before, '{}')) THEN
    UPDATE requests SET scope_groups = scope_groups_of(api, submitted_answers)
    WHERE api = NEW.api AND submitted_answers IS NOT NULL
      AND scope_groups IS DISTINCT FROM scope_groups_of(api, submitted_answers);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "definitions_regroup" AFTER INSERT OR UPDATE OF "body" ON "definitions" FOR EACH ROW
EXECUTE FUNCTION "definitions_group_otherwise"();
--> statement-breakpoint
-- As before, with the groups of data that a request asks for.
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
      AND e.details IS NOT NULL AND e.sequence > coalesce(m.sequence, 0)) AS unread,
  r.scope_groups
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
    department, region, last_submitted_at, reopening, updated, unseen, told, priority, assignee_id, words, unread, scope_groups)
  SELECT request_id, number, provider_id, api, stage, use_case, state, title, organisation_id,
    department, region, last_submitted_at, reopening, updated, unseen, told, priority, assignee_id, words, unread, scope_groups
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
    unread = excluded.unread,
    scope_groups = excluded.scope_groups
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
    department, region, last_submitted_at, reopening, updated, unseen, told, priority, assignee_id, words, unread, scope_groups)
  SELECT request_id, number, provider_id, api, stage, use_case, state, title, organisation_id,
    department, region, last_submitted_at, reopening, updated, unseen, told, priority, assignee_id, words, unread, scope_groups
  FROM instruction_entries_source;
  INSERT INTO search_words (word)
  SELECT DISTINCT word FROM instruction_entries, unnest(tsvector_to_array(words)) AS word WHERE word ~ '^[a-z]{3,40}$';
$$;
