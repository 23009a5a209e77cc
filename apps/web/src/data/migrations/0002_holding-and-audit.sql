CREATE TABLE "authorisation_storms" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"is_open" boolean DEFAULT true NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"refused" integer NOT NULL,
	"probes" integer DEFAULT 0 NOT NULL,
	"next_probe_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"outcome" text
);
--> statement-breakpoint
CREATE TABLE "secret_uses" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "secret_uses_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"owner_id" text NOT NULL,
	"connection_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"purpose" text NOT NULL,
	"access_token" boolean NOT NULL,
	"refresh_token" boolean NOT NULL,
	"nino" boolean NOT NULL,
	"generation" integer
);
--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "lost_told_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "held_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "held_reason" text;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "held_correlation_id" text;--> statement-breakpoint
ALTER TABLE "secret_uses" ADD CONSTRAINT "secret_uses_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secret_uses" ADD CONSTRAINT "secret_uses_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "authorisation_storms_one_open" ON "authorisation_storms" USING btree ("is_open") WHERE "authorisation_storms"."is_open";--> statement-breakpoint
CREATE INDEX "secret_uses_connection" ON "secret_uses" USING btree ("connection_id","at");--> statement-breakpoint
CREATE INDEX "secret_uses_owner" ON "secret_uses" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "connection_events_kind" ON "connection_events" USING btree ("kind","at");--> statement-breakpoint
CREATE INDEX "connections_held" ON "connections" USING btree ("held_since") WHERE "connections"."held_since" is not null;--> statement-breakpoint
CREATE INDEX "connections_expired" ON "connections" USING btree ("expired_at") WHERE "connections"."expired_at" is not null;