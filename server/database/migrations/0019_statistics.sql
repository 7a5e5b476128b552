-- They are counted again from the events, in their new form: `npm run statistics:recount`.
TRUNCATE "figures", "counted_events";
--> statement-breakpoint
ALTER TABLE "figures" DROP CONSTRAINT "figures_api_stage_period_metric_bucket_pk";
--> statement-breakpoint
ALTER TABLE "figures" ALTER COLUMN "bucket" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "figures" ADD COLUMN "provider_id" text NOT NULL;
--> statement-breakpoint
ALTER TABLE "figures" ADD COLUMN "use_case" text NOT NULL;
--> statement-breakpoint
ALTER TABLE "figures" ADD COLUMN "detail" text NOT NULL;
--> statement-breakpoint
ALTER TABLE "figures" ADD CONSTRAINT "figures_pk" PRIMARY KEY("api","provider_id","stage","use_case","period","metric","detail","bucket");
--> statement-breakpoint
CREATE TABLE "register_entries" (
	"habilitation_id" uuid PRIMARY KEY NOT NULL,
	"api" text NOT NULL,
	"provider_id" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"words" "tsvector" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "caught_problems" (
	"request_id" uuid NOT NULL,
	"about" text NOT NULL,
	"use_case" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "caught_problems_request_id_about_pk" PRIMARY KEY("request_id","about")
);
--> statement-breakpoint
ALTER TABLE "register_entries" ADD CONSTRAINT "register_entries_habilitation_id_habilitations_id_fk" FOREIGN KEY ("habilitation_id") REFERENCES "public"."habilitations"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "caught_problems" ADD CONSTRAINT "caught_problems_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "register_entries_by_api" ON "register_entries" USING btree ("api","habilitation_id");
--> statement-breakpoint
CREATE INDEX "register_entries_by_provider" ON "register_entries" USING btree ("provider_id","habilitation_id");
--> statement-breakpoint
CREATE INDEX "register_entries_by_organisation" ON "register_entries" USING btree ("organisation_id");
--> statement-breakpoint
CREATE INDEX "register_entries_by_word" ON "register_entries" USING gin ("words");
--> statement-breakpoint
-- What the register is searched by. A row for each habilitation in force: a suspended one comes back when it is restored.
CREATE FUNCTION "register_enter"(wanted uuid) RETURNS void LANGUAGE sql AS $$
  DELETE FROM register_entries WHERE habilitation_id = wanted;
  INSERT INTO register_entries (habilitation_id, api, provider_id, organisation_id, words)
  SELECT h.id, h.api, h.provider_id, h.organisation_id, array_to_tsvector(instruction_words(concat_ws(' ',
    h.answers ->> 'intitule', o.name, o.siret, h.number, 'H' || h.number)))
  FROM habilitations h JOIN organisations o ON o.id = h.organisation_id
  WHERE h.id = wanted AND h.state = 'active' AND h.ended_at IS NULL
$$;
--> statement-breakpoint
-- All of it anew: after rows were written with the triggers off.
CREATE FUNCTION "register_rebuild"() RETURNS void LANGUAGE sql AS $$
  DELETE FROM register_entries;
  INSERT INTO register_entries (habilitation_id, api, provider_id, organisation_id, words)
  SELECT h.id, h.api, h.provider_id, h.organisation_id, array_to_tsvector(instruction_words(concat_ws(' ',
    h.answers ->> 'intitule', o.name, o.siret, h.number, 'H' || h.number)))
  FROM habilitations h JOIN organisations o ON o.id = h.organisation_id
  WHERE h.state = 'active' AND h.ended_at IS NULL
$$;
--> statement-breakpoint
CREATE FUNCTION "register_enter_habilitation"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM register_enter(NEW.id);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "habilitations_enter" AFTER INSERT ON "habilitations" FOR EACH ROW
EXECUTE FUNCTION "register_enter_habilitation"();
--> statement-breakpoint
CREATE TRIGGER "habilitations_enter_again" AFTER UPDATE ON "habilitations" FOR EACH ROW
WHEN ((OLD.state, OLD.ended_at, OLD.organisation_id) IS DISTINCT FROM (NEW.state, NEW.ended_at, NEW.organisation_id))
EXECUTE FUNCTION "register_enter_habilitation"();
--> statement-breakpoint
CREATE FUNCTION "register_enter_organisation"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM register_enter(habilitation_id) FROM register_entries WHERE organisation_id = NEW.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "organisations_enter_register" AFTER UPDATE ON "organisations" FOR EACH ROW
WHEN ((OLD.name, OLD.siret) IS DISTINCT FROM (NEW.name, NEW.siret))
EXECUTE FUNCTION "register_enter_organisation"();
--> statement-breakpoint
SELECT "register_rebuild"();
