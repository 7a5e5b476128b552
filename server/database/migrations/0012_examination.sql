CREATE TABLE "absences" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"substitute_id" uuid NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "assignments" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"assigned_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "awaited" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"user_id" uuid,
	"planned_day" date,
	"remind_day" date
);
--> statement-breakpoint
CREATE TABLE "staff_acts" (
	"chain_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"subject" text NOT NULL,
	"actor_id" uuid NOT NULL,
	"actor_role" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"body" text NOT NULL,
	"details" jsonb,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "staff_acts_chain_id_sequence_pk" PRIMARY KEY("chain_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "staff_chains" (
	"id" uuid PRIMARY KEY NOT NULL,
	"act_count" integer DEFAULT 0 NOT NULL,
	"head_hash" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_substitute_id_users_id_fk" FOREIGN KEY ("substitute_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awaited" ADD CONSTRAINT "awaited_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awaited" ADD CONSTRAINT "awaited_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_acts" ADD CONSTRAINT "staff_acts_chain_id_staff_chains_id_fk" FOREIGN KEY ("chain_id") REFERENCES "public"."staff_chains"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "absences_by_user" ON "absences" USING btree ("user_id","last_day");--> statement-breakpoint
CREATE INDEX "absences_by_substitute" ON "absences" USING btree ("substitute_id","last_day");--> statement-breakpoint
CREATE INDEX "assignments_by_user" ON "assignments" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "awaited_by_request" ON "awaited" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "awaited_by_user" ON "awaited" USING btree ("user_id") WHERE "awaited"."user_id" is not null;--> statement-breakpoint
CREATE INDEX "awaited_by_reminder" ON "awaited" USING btree ("remind_day") WHERE "awaited"."remind_day" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "staff_acts_by_id" ON "staff_acts" USING btree ("id");