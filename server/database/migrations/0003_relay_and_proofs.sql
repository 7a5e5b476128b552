CREATE TABLE "used_proofs" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "relay_turn" (
	"id" integer PRIMARY KEY NOT NULL
);
--> statement-breakpoint
INSERT INTO "relay_turn" ("id") VALUES (1);
