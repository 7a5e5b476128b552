CREATE TABLE "answer_templates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider_id" text NOT NULL,
	"api" text NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"content" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reason_uses" (
	"api" text NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"uses" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "reason_uses_api_kind_reason_pk" PRIMARY KEY("api","kind","reason")
);
--> statement-breakpoint
CREATE TABLE "message_reads" (
	"request_id" uuid NOT NULL,
	"side" text NOT NULL,
	"sequence" integer NOT NULL,
	"user_id" uuid NOT NULL,
	"read_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "message_reads_request_id_side_pk" PRIMARY KEY("request_id","side")
);
--> statement-breakpoint
ALTER TABLE "habilitations" ADD COLUMN "quota" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "message_reads" ADD CONSTRAINT "message_reads_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "answer_templates_by_api" ON "answer_templates" USING btree ("api","kind");