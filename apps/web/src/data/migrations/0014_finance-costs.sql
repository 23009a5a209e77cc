CREATE TABLE "finance_costs_brought_forward" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"owner_id" text NOT NULL,
	"business_id" text NOT NULL,
	"tax_year" text NOT NULL,
	"country_code" text,
	"property_id" uuid,
	"amount_pence" bigint NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "finance_costs_brought_forward_once" UNIQUE NULLS NOT DISTINCT("owner_id","business_id","tax_year","country_code","property_id")
);
--> statement-breakpoint
ALTER TABLE "finance_costs_brought_forward" ADD CONSTRAINT "finance_costs_brought_forward_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finance_costs_brought_forward" ADD CONSTRAINT "finance_costs_brought_forward_property_id_properties_id_fk" FOREIGN KEY ("property_id") REFERENCES "public"."properties"("id") ON DELETE cascade ON UPDATE no action;