CREATE TABLE "annual_summary_drafts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"owner_id" text NOT NULL,
	"business_id" text NOT NULL,
	"tax_year" text NOT NULL,
	"answers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"saved_at" timestamp (3) with time zone,
	"accounting_type_at_hmrc" text,
	"accounting_type_seen_at" timestamp (3) with time zone,
	"accounting_type_confirmed_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "annual_summary_drafts" ADD CONSTRAINT "annual_summary_drafts_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "annual_summary_drafts_once" ON "annual_summary_drafts" USING btree ("owner_id","business_id","tax_year");