CREATE TABLE "checkpoint_heads" (
	"history" text NOT NULL,
	"chain_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "checkpoint_heads_history_chain_id_pk" PRIMARY KEY("history","chain_id")
);
--> statement-breakpoint
CREATE TABLE "checkpoints" (
	"day" text PRIMARY KEY NOT NULL,
	"events" bigint NOT NULL,
	"root" text NOT NULL,
	"signature" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person_erasures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"asked_by" uuid NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "request_erasures" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"rule" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"seal" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "document_accesses" ADD COLUMN "kind" text DEFAULT 'download' NOT NULL;--> statement-breakpoint
ALTER TABLE "request_erasures" ADD CONSTRAINT "request_erasures_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "person_erasures_by_person" ON "person_erasures" USING btree ("user_id");