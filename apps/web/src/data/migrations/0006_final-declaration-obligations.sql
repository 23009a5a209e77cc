CREATE TABLE "final_declaration_obligations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"owner_id" text NOT NULL,
	"period_start_date" date NOT NULL,
	"period_end_date" date NOT NULL,
	"due_date" date NOT NULL,
	"status" text NOT NULL,
	"received_date" date,
	"seen_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "final_declaration_obligations" ADD CONSTRAINT "final_declaration_obligations_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "final_declaration_obligations_owner_period" ON "final_declaration_obligations" USING btree ("owner_id","period_end_date");