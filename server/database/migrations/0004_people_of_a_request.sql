ALTER TABLE "requests" ADD COLUMN "named" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "confirmations" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "take_over" jsonb;--> statement-breakpoint
CREATE INDEX "requests_by_named" ON "requests" USING gin ("named");--> statement-breakpoint
CREATE INDEX "requests_by_take_over" ON "requests" USING btree ("id") WHERE "requests"."take_over" is not null;--> statement-breakpoint
-- Requests submitted before find their people too.
UPDATE "requests" SET "named" = ARRAY(
  SELECT DISTINCT lower(trim(answer.value ->> 'email'))
  FROM jsonb_each("submitted_answers") AS answer
  WHERE jsonb_typeof(answer.value) = 'object' AND trim(answer.value ->> 'email') <> ''
) WHERE "submitted_answers" IS NOT NULL;
