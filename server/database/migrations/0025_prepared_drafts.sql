CREATE TABLE "prepared_drafts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider_id" text NOT NULL,
	"api" text NOT NULL,
	"stage" text NOT NULL,
	"use_case" text DEFAULT '' NOT NULL,
	"organisation_id" uuid NOT NULL,
	"email" text NOT NULL,
	"answers" jsonb NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"language" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"prepared_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"round" integer DEFAULT 0 NOT NULL,
	"key_hash" text DEFAULT '' NOT NULL,
	"invited_by" uuid,
	"invited_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"opened_at" timestamp (3) with time zone,
	"withdrawn_at" timestamp (3) with time zone,
	"claimed_by" uuid,
	"claimed_at" timestamp (3) with time zone,
	"request_id" uuid
);
--> statement-breakpoint
ALTER TABLE "prepared_drafts" ADD CONSTRAINT "prepared_drafts_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "prepared_drafts_by_api" ON "prepared_drafts" USING btree ("provider_id","api","id");--> statement-breakpoint
CREATE INDEX "prepared_drafts_by_inviter" ON "prepared_drafts" USING btree ("invited_by","invited_at");--> statement-breakpoint
CREATE INDEX "prepared_drafts_by_change" ON "prepared_drafts" USING btree ("updated_at");