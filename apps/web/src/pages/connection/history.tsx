import { reasonText } from '../../domain/connections/index.ts';
import { Details } from '../../ui/components/details.tsx';
import { Timeline } from '../../ui/timeline.tsx';

/** One thing that happened to a connection. */
export interface HistoryRow {
  at: Date;
  kind: string;
  reason: string | null;
  correlationId: string | null;
}

const titles: Record<string, string> = {
  connected: 'Connected',
  reconnected: 'Connected again',
  expired: 'Expired',
  disconnected: 'Disconnected',
  'not-connected': 'Connecting did not work',
};

/** What happened to the connection, newest first. */
export function History({ rows }: { rows: readonly HistoryRow[] }) {
  return (
    <Details summaryText="History of this connection">
      <Timeline
        items={rows.map((row) => ({
          at: row.at.toISOString(),
          title: titles[row.kind] ?? row.kind,
          text: (
            <>
              {row.reason !== null && reasonText(row.reason).why}
              {row.correlationId !== null && (
                <span class="qd-reference">
                  {row.reason !== null && ' '}HMRC’s reference: {row.correlationId}
                </span>
              )}
            </>
          ),
        }))}
      />
    </Details>
  );
}
