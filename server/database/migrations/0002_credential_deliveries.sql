CREATE TABLE "credential_deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"habilitation_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"delivered_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "credential_deliveries" ADD CONSTRAINT "credential_deliveries_habilitation_id_habilitations_id_fk" FOREIGN KEY ("habilitation_id") REFERENCES "public"."habilitations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential_deliveries" ADD CONSTRAINT "credential_deliveries_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "credential_deliveries_by_habilitation" ON "credential_deliveries" USING btree ("habilitation_id");