CREATE TABLE "quarter_choices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" text NOT NULL,
	"business_id" text NOT NULL,
	"tax_year" text NOT NULL,
	"type" text NOT NULL,
	"state" text NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"fraud_prevention" jsonb NOT NULL,
	"chosen_at" timestamp (3) with time zone NOT NULL,
	"next_ask_at" timestamp (3) with time zone NOT NULL,
	"ask_after" timestamp (3) with time zone NOT NULL,
	"asked" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "quarter_choices" ADD CONSTRAINT "quarter_choices_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "quarter_choices_once" ON "quarter_choices" USING btree ("owner_id","business_id","tax_year");--> statement-breakpoint
CREATE INDEX "quarter_choices_due" ON "quarter_choices" USING btree ("ask_after") WHERE "quarter_choices"."state" = 'asking';