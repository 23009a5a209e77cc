ALTER TABLE "properties" ADD COLUMN "share_basis_points" integer DEFAULT 10000 NOT NULL;--> statement-breakpoint
ALTER TABLE "transactions" ADD COLUMN "whole_in_pence" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "transactions" ADD COLUMN "whole_out_pence" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "transactions" ADD COLUMN "share_basis_points" integer DEFAULT 10000 NOT NULL;--> statement-breakpoint
UPDATE "transactions" SET "whole_in_pence" = "money_in_pence", "whole_out_pence" = "money_out_pence";