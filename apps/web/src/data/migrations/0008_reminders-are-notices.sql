INSERT INTO "notices" ("owner_id", "key", "kind", "about", "at", "is_shown")
SELECT "owner_id", concat_ws(':', 'authority', "connection_id", "consent"."at", "days_before"), 'reconnect',
	jsonb_build_object('type', 'authority', 'connectionId', "connection_id", 'consentedAt', "consent"."at",
		'endsOn', "authority_ends_on", 'daysBefore', "days_before", 'atRisk', NULL),
	coalesce("sent_at", "leaving_at"), false
FROM "authority_reminders",
	LATERAL (SELECT to_char("consented_at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "at") AS "consent"
WHERE coalesce("sent_at", "leaving_at") IS NOT NULL;--> statement-breakpoint
DROP TABLE "authority_reminders" CASCADE;