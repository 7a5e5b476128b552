-- An API is of one provider: taken for independent, the two made common requests look rare, and the list of who reads a
-- group of its data was read by every index but the one in its order.
CREATE STATISTICS "instruction_entries_places" (dependencies) ON "provider_id", "api" FROM "instruction_entries";
--> statement-breakpoint
ANALYZE "instruction_entries";
