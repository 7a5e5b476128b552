-- « Trusted » since PostgreSQL 13: whoever may create in this database may add it.
CREATE EXTENSION IF NOT EXISTS "pg_trgm";
--> statement-breakpoint
CREATE TABLE "instruction_entries" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"number" bigint NOT NULL,
	"provider_id" text NOT NULL,
	"api" text NOT NULL,
	"stage" text NOT NULL,
	"use_case" text NOT NULL,
	"state" text NOT NULL,
	"title" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"department" text NOT NULL,
	"region" text NOT NULL,
	"last_submitted_at" timestamp (3) with time zone NOT NULL,
	"reopening" text,
	"updated" boolean NOT NULL,
	"unseen" boolean NOT NULL,
	"told" boolean NOT NULL,
	"priority" integer NOT NULL,
	"assignee_id" uuid,
	"words" "tsvector" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "instruction_flags" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"priority" integer DEFAULT 0 NOT NULL,
	"priority_by" uuid,
	"priority_at" timestamp (3) with time zone,
	"opened_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "instruction_views" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"word" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE "instruction_entries" ADD CONSTRAINT "instruction_entries_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instruction_flags" ADD CONSTRAINT "instruction_flags_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instruction_flags" ADD CONSTRAINT "instruction_flags_priority_by_users_id_fk" FOREIGN KEY ("priority_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instruction_views" ADD CONSTRAINT "instruction_views_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "instruction_entries_by_number" ON "instruction_entries" USING btree ("number");--> statement-breakpoint
CREATE INDEX "instruction_entries_by_submission" ON "instruction_entries" USING btree ("last_submitted_at","request_id");--> statement-breakpoint
CREATE INDEX "instruction_entries_by_provider" ON "instruction_entries" USING btree ("provider_id","last_submitted_at","request_id");--> statement-breakpoint
CREATE INDEX "instruction_entries_by_state" ON "instruction_entries" USING btree ("provider_id","state","last_submitted_at","request_id");--> statement-breakpoint
CREATE INDEX "instruction_entries_by_api" ON "instruction_entries" USING btree ("provider_id","api","last_submitted_at","request_id");--> statement-breakpoint
CREATE INDEX "instruction_entries_by_use_case" ON "instruction_entries" USING btree ("provider_id","use_case","last_submitted_at","request_id");--> statement-breakpoint
CREATE INDEX "instruction_entries_by_department" ON "instruction_entries" USING btree ("provider_id","department","last_submitted_at","request_id");--> statement-breakpoint
CREATE INDEX "instruction_entries_by_region" ON "instruction_entries" USING btree ("provider_id","region","last_submitted_at","request_id");--> statement-breakpoint
CREATE INDEX "instruction_entries_by_organisation" ON "instruction_entries" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "instruction_entries_waiting" ON "instruction_entries" USING btree ("provider_id","api","last_submitted_at","request_id") WHERE "instruction_entries"."state" = 'submitted';--> statement-breakpoint
CREATE INDEX "instruction_entries_unseen" ON "instruction_entries" USING btree ("last_submitted_at","request_id") WHERE "instruction_entries"."unseen";--> statement-breakpoint
CREATE INDEX "instruction_entries_updated" ON "instruction_entries" USING btree ("last_submitted_at","request_id") WHERE "instruction_entries"."updated";--> statement-breakpoint
CREATE INDEX "instruction_entries_reopened" ON "instruction_entries" USING btree ("last_submitted_at","request_id") WHERE "instruction_entries"."reopening" is not null;--> statement-breakpoint
CREATE INDEX "instruction_entries_told" ON "instruction_entries" USING btree ("last_submitted_at","request_id") WHERE "instruction_entries"."told";--> statement-breakpoint
CREATE INDEX "instruction_entries_prior" ON "instruction_entries" USING btree ("last_submitted_at","request_id") WHERE "instruction_entries"."priority" > 0;--> statement-breakpoint
CREATE INDEX "instruction_entries_assigned" ON "instruction_entries" USING btree ("assignee_id","last_submitted_at","request_id") WHERE "instruction_entries"."assignee_id" is not null;--> statement-breakpoint
CREATE INDEX "instruction_entries_by_word" ON "instruction_entries" USING gin ("words") WITH (fastupdate=false);--> statement-breakpoint
CREATE UNIQUE INDEX "instruction_views_by_name" ON "instruction_views" USING btree ("user_id","name");--> statement-breakpoint
CREATE INDEX "search_words_alike" ON "search_words" USING gin ("word" gin_trgm_ops);
--> statement-breakpoint
-- Words as they are compared: without accents, in small letters, letters and digits alone (`normalised` in `search.ts`).
CREATE FUNCTION "instruction_words"(said text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT left(word, 64)), '{}')
  FROM regexp_split_to_table(
    lower(regexp_replace(
      normalize(replace(replace(replace(replace(said, 'œ', 'oe'), 'Œ', 'OE'), 'æ', 'ae'), 'Æ', 'AE'), NFD),
      '[\u0300-\u036f]', '', 'g')),
    '[^a-z0-9]+') AS word
  WHERE word <> ''
$$;
--> statement-breakpoint
-- What an entry of the list is, of every request that has been sent.
CREATE VIEW "instruction_entries_source" AS
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
      WHERE jsonb_typeof(person) = 'object' AND person ? 'family_name')
  ))) AS words
FROM requests r
JOIN organisations o ON o.id = r.organisation_id
LEFT JOIN users u ON u.id = r.applicant_id
LEFT JOIN instruction_flags f ON f.request_id = r.id
LEFT JOIN assignments a ON a.request_id = r.id
WHERE r.last_submitted_at IS NOT NULL;
--> statement-breakpoint
CREATE FUNCTION "instruction_enter"(wanted uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  before tsvector;
  after tsvector;
BEGIN
  -- One at a time: what is read here must not be older than what somebody else has just entered.
  PERFORM FROM requests WHERE id = wanted FOR NO KEY UPDATE;
  SELECT words INTO before FROM instruction_entries WHERE request_id = wanted;
  INSERT INTO instruction_entries (request_id, number, provider_id, api, stage, use_case, state, title, organisation_id,
    department, region, last_submitted_at, reopening, updated, unseen, told, priority, assignee_id, words)
  SELECT request_id, number, provider_id, api, stage, use_case, state, title, organisation_id,
    department, region, last_submitted_at, reopening, updated, unseen, told, priority, assignee_id, words
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
    words = excluded.words
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
CREATE FUNCTION "instruction_list_rebuild"() RETURNS void LANGUAGE sql AS $$
  DELETE FROM instruction_entries;
  DELETE FROM search_words;
  INSERT INTO instruction_entries (request_id, number, provider_id, api, stage, use_case, state, title, organisation_id,
    department, region, last_submitted_at, reopening, updated, unseen, told, priority, assignee_id, words)
  SELECT request_id, number, provider_id, api, stage, use_case, state, title, organisation_id,
    department, region, last_submitted_at, reopening, updated, unseen, told, priority, assignee_id, words
  FROM instruction_entries_source;
  INSERT INTO search_words (word)
  SELECT DISTINCT word FROM instruction_entries, unnest(tsvector_to_array(words)) AS word WHERE word ~ '^[a-z]{3,40}$';
$$;
--> statement-breakpoint
CREATE FUNCTION "instruction_enter_request"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM instruction_enter(NEW.id);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "requests_enter" AFTER INSERT ON "requests" FOR EACH ROW
WHEN (NEW.last_submitted_at IS NOT NULL) EXECUTE FUNCTION "instruction_enter_request"();
--> statement-breakpoint
-- Never at a draft's saves, which come by the thousand.
CREATE TRIGGER "requests_enter_again" AFTER UPDATE ON "requests" FOR EACH ROW
WHEN (NEW.last_submitted_at IS NOT NULL AND (
  (OLD.last_submitted_at, OLD.state, OLD.use_case, OLD.organisation_id, OLD.applicant_id, OLD.reopening)
  IS DISTINCT FROM
  (NEW.last_submitted_at, NEW.state, NEW.use_case, NEW.organisation_id, NEW.applicant_id, NEW.reopening)
  OR (NEW.joined > 0 AND OLD.event_count <> NEW.event_count)
  OR OLD.submitted_answers IS DISTINCT FROM NEW.submitted_answers
)) EXECUTE FUNCTION "instruction_enter_request"();
--> statement-breakpoint
CREATE FUNCTION "instruction_enter_mark"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM instruction_enter(CASE TG_OP WHEN 'DELETE' THEN OLD.request_id ELSE NEW.request_id END);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "instruction_flags_enter" AFTER INSERT OR UPDATE OR DELETE ON "instruction_flags" FOR EACH ROW
EXECUTE FUNCTION "instruction_enter_mark"();
--> statement-breakpoint
CREATE TRIGGER "assignments_enter" AFTER INSERT OR UPDATE OR DELETE ON "assignments" FOR EACH ROW
EXECUTE FUNCTION "instruction_enter_mark"();
--> statement-breakpoint
CREATE FUNCTION "instruction_enter_organisation"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM instruction_enter(request_id) FROM instruction_entries WHERE organisation_id = NEW.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "organisations_enter" AFTER UPDATE ON "organisations" FOR EACH ROW
WHEN ((OLD.name, OLD.siret, OLD.department, OLD.region) IS DISTINCT FROM (NEW.name, NEW.siret, NEW.department, NEW.region))
EXECUTE FUNCTION "instruction_enter_organisation"();
--> statement-breakpoint
CREATE FUNCTION "instruction_enter_person"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM instruction_enter(id) FROM requests WHERE applicant_id = NEW.id AND last_submitted_at IS NOT NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "users_enter" AFTER UPDATE ON "users" FOR EACH ROW
WHEN ((OLD.given_name, OLD.family_name) IS DISTINCT FROM (NEW.given_name, NEW.family_name))
EXECUTE FUNCTION "instruction_enter_person"();
--> statement-breakpoint
SELECT "instruction_list_rebuild"();
