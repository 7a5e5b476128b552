ALTER TABLE "habilitations" ADD COLUMN "prolonged" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "habilitations" ADD COLUMN "conditions" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "reopening" text;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "reopened_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "held" text;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "revocation" jsonb;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "agreed_by" uuid;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "reminded" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "copy_of" uuid;--> statement-breakpoint
CREATE INDEX "habilitations_by_end" ON "habilitations" USING btree ("expires_at") WHERE "habilitations"."state" in ('active', 'suspended');--> statement-breakpoint
UPDATE "requests" SET "held" = 'active' WHERE EXISTS (SELECT 1 FROM "habilitations" WHERE "habilitations"."request_id" = "requests"."id" AND "habilitations"."state" = 'active');
