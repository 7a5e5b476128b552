CREATE TABLE "contents" (
	"sha256" text PRIMARY KEY NOT NULL,
	"arriving" integer DEFAULT 0 NOT NULL,
	"arrived_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "document_texts" (
	"document_id" uuid PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"failure" text,
	"pages" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"page_count" integer DEFAULT 0 NOT NULL,
	"ticked" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "document_accesses" DROP CONSTRAINT "document_accesses_document_id_documents_id_fk";
--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "scanned_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "document_texts" ADD CONSTRAINT "document_texts_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "document_texts_pending" ON "document_texts" USING btree ("document_id") WHERE "document_texts"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "document_accesses_by_age" ON "document_accesses" USING btree ("at");--> statement-breakpoint
CREATE INDEX "documents_by_content" ON "documents" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "documents_unscanned" ON "documents" USING btree ("id") WHERE "documents"."scanned_at" is null;--> statement-breakpoint
CREATE INDEX "documents_removed" ON "documents" USING btree ("id") WHERE "documents"."removed_at" is not null;