CREATE TABLE "foreign_registrations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"owner_id" text NOT NULL,
	"property_id" uuid NOT NULL,
	"business_id" text NOT NULL,
	"tax_year" text NOT NULL,
	"hmrc_property_id" text,
	"name_at_hmrc" text NOT NULL,
	"end_date" date,
	"end_reason" text,
	"seen_at" timestamp (3) with time zone,
	"claimed_until" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "properties" ADD COLUMN "country_code" text DEFAULT 'GBR' NOT NULL;--> statement-breakpoint
ALTER TABLE "properties" ADD COLUMN "claims_foreign_tax_credit" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "foreign_registrations" ADD CONSTRAINT "foreign_registrations_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "foreign_registrations" ADD CONSTRAINT "foreign_registrations_property_id_properties_id_fk" FOREIGN KEY ("property_id") REFERENCES "public"."properties"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "foreign_registrations_once" ON "foreign_registrations" USING btree ("owner_id","property_id","tax_year");--> statement-breakpoint
CREATE UNIQUE INDEX "foreign_registrations_one_of_ours" ON "foreign_registrations" USING btree ("owner_id","hmrc_property_id","tax_year");