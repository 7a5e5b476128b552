ALTER TABLE "requests" ADD COLUMN "with_id" uuid;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "joined" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "requests_together_once" ON "requests" USING btree ("with_id","api") WHERE "requests"."with_id" is not null;