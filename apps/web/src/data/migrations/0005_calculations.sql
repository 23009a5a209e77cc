CREATE TABLE "calculations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" text NOT NULL,
	"tax_year" text NOT NULL,
	"type" text NOT NULL,
	"asked_by" text NOT NULL,
	"other_income" text,
	"state" text NOT NULL,
	"fraud_prevention" jsonb NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"calculation_id" text,
	"looks" integer DEFAULT 0 NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"answer" jsonb,
	"failure" jsonb,
	"correlation_id" text
);
--> statement-breakpoint
ALTER TABLE "calculations" ADD CONSTRAINT "calculations_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calculations_owner_year" ON "calculations" USING btree ("owner_id","tax_year","requested_at");--> statement-breakpoint
CREATE UNIQUE INDEX "calculations_one_waiting" ON "calculations" USING btree ("owner_id","tax_year","type") WHERE "calculations"."state" = 'waiting';