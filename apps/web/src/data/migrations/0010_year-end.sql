CREATE TABLE "adjustable_summaries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"owner_id" text NOT NULL,
	"business_id" text NOT NULL,
	"tax_year" text NOT NULL,
	"calculation_id" text,
	"requested_at" timestamp (3) with time zone,
	"summary" jsonb,
	"seen_at" timestamp (3) with time zone,
	"listed" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"listed_at" timestamp (3) with time zone,
	"answers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"saved_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "finalisations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" text NOT NULL,
	"business_id" text NOT NULL,
	"tax_year" text NOT NULL,
	"submission_id" uuid NOT NULL,
	"calculation_id" text NOT NULL,
	"confirmed_by" text NOT NULL,
	"confirmed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "held_losses" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"owner_id" text NOT NULL,
	"business_id" text NOT NULL,
	"tax_year" text NOT NULL,
	"held" jsonb NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "adjustable_summaries" ADD CONSTRAINT "adjustable_summaries_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finalisations" ADD CONSTRAINT "finalisations_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finalisations" ADD CONSTRAINT "finalisations_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "held_losses" ADD CONSTRAINT "held_losses_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "adjustable_summaries_once" ON "adjustable_summaries" USING btree ("owner_id","business_id","tax_year");--> statement-breakpoint
CREATE INDEX "finalisations_year" ON "finalisations" USING btree ("owner_id","tax_year","business_id");--> statement-breakpoint
CREATE UNIQUE INDEX "held_losses_once" ON "held_losses" USING btree ("owner_id","business_id","tax_year");