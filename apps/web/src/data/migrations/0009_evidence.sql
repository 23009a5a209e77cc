CREATE TABLE "evidence" (
	"owner_id" text NOT NULL,
	"sequence" integer NOT NULL,
	"kind" text NOT NULL,
	"submission_id" uuid NOT NULL,
	"attempt_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"record" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "evidence_owner_id_sequence_pk" PRIMARY KEY("owner_id","sequence")
);
--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "evidence_submission" ON "evidence" USING btree ("owner_id","submission_id");--> statement-breakpoint
CREATE FUNCTION "keep_evidence"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	-- An account that is deleted takes its evidence with it: by then its owner is gone.
	IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM "users" WHERE "id" = OLD."owner_id") THEN
		RETURN OLD;
	END IF;
	RAISE EXCEPTION 'Evidence is only ever added to.';
END
$$;--> statement-breakpoint
CREATE TRIGGER "evidence_is_kept" BEFORE UPDATE OR DELETE ON "evidence" FOR EACH ROW EXECUTE FUNCTION "keep_evidence"();
