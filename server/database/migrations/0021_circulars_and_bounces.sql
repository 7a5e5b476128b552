CREATE TABLE "circulars" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider_id" text NOT NULL,
	"api" text NOT NULL,
	"subject" text NOT NULL,
	"content" text NOT NULL,
	"written_by" uuid NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL,
	"recipients" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "bounced_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "bounce_status" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX "circulars_by_api" ON "circulars" USING btree ("api","written_at");--> statement-breakpoint
CREATE INDEX "mails_bounced" ON "mails" USING btree ("recipient","bounced_at") WHERE "mails"."bounced_at" is not null;