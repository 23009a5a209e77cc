ALTER TABLE "finance_costs_brought_forward" RENAME TO "year_amounts";--> statement-breakpoint
ALTER TABLE "year_amounts" DROP CONSTRAINT "finance_costs_brought_forward_once";--> statement-breakpoint
ALTER TABLE "year_amounts" DROP CONSTRAINT "finance_costs_brought_forward_owner_id_users_id_fk";
--> statement-breakpoint
ALTER TABLE "year_amounts" DROP CONSTRAINT "finance_costs_brought_forward_property_id_properties_id_fk";
--> statement-breakpoint
ALTER TABLE "year_amounts" ADD COLUMN "kind" text DEFAULT 'finance-costs' NOT NULL;--> statement-breakpoint
ALTER TABLE "year_amounts" ADD CONSTRAINT "year_amounts_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "year_amounts" ADD CONSTRAINT "year_amounts_property_id_properties_id_fk" FOREIGN KEY ("property_id") REFERENCES "public"."properties"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "year_amounts" ADD CONSTRAINT "year_amounts_once" UNIQUE NULLS NOT DISTINCT("owner_id","kind","business_id","tax_year","country_code","property_id");