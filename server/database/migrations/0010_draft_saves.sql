DROP INDEX "requests_by_draft_age";--> statement-breakpoint
CREATE INDEX "requests_by_draft" ON "requests" USING btree ("id") WHERE "requests"."state" = 'draft';--> statement-breakpoint
-- Room on each page for the next version of its rows: drafts are saved every few seconds.
ALTER TABLE "requests" SET (fillfactor = 80);
