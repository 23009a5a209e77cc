CREATE TABLE "authority_reminders" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"owner_id" text NOT NULL,
	"connection_id" uuid NOT NULL,
	"consented_at" timestamp (3) with time zone NOT NULL,
	"authority_ends_on" date NOT NULL,
	"days_before" integer NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp (3) with time zone NOT NULL,
	"leaving_at" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "authority_reminders" ADD CONSTRAINT "authority_reminders_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authority_reminders" ADD CONSTRAINT "authority_reminders_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "authority_reminders_once" ON "authority_reminders" USING btree ("connection_id","consented_at","days_before");--> statement-breakpoint
CREATE INDEX "authority_reminders_owner" ON "authority_reminders" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "authority_reminders_due" ON "authority_reminders" USING btree ("next_try_at");--> statement-breakpoint
CREATE INDEX "connections_authority_end" ON "connections" USING btree ("authority_ends_on");