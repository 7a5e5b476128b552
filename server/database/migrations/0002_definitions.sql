CREATE TABLE "definitions" (
	"api" text NOT NULL,
	"version" integer NOT NULL,
	"body" jsonb NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "definitions_api_version_pk" PRIMARY KEY("api","version")
);
