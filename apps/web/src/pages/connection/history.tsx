import {
  type HistoryEntry,
  mostHistoryRows,
  readHistory,
  type HistoryRow,
} from '../../domain/connections/index.ts';
import { formatInstant } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Timeline } from '../../ui/timeline.tsx';

const titles: Record<string, string> = {
  connected: 'Connected',
  reconnected: 'Reconnected',
  renewed: 'Renewed',
  expired: 'Expired',
  held: 'Held',
  disconnected: 'Disconnected',
  'not-connected': 'Connecting did not work',
};

/** What more there is to say of a kind of event. */
const notes: Record<string, string> = {
  renewed: 'We renewed the keys that HMRC gave us.',
  held: 'HMRC refused this connection together with many others. It is judged when that is over.',
  disconnected: 'You disconnected your account. The keys that HMRC gave us were erased.',
};

/** What happened to the connection, newest first. @param props `rows` newest first */
export function History({ rows }: { rows: readonly HistoryRow[] }) {
  return (
    <section aria-labelledby="history">
      <h2 class="govuk-heading-m" id="history">
        History of this connection
      </h2>
      <Timeline items={readHistory(rows).map(itemOf)} />
      {rows.length >= mostHistoryRows && (
        <p class="govuk-body">
          These are the latest {mostHistoryRows} events. Older ones are in the{' '}
          <Link href="/account">export of your account</Link>.
        </p>
      )}
    </section>
  );
}

function itemOf(entry: HistoryEntry) {
  if (!('at' in entry)) {
    return {
      at: entry.to.toISOString(),
      title: `Renewed ${entry.count} times`,
      text: (
        <>
          The first was on {formatInstant(entry.from.toISOString())}. Each, with HMRC’s reference, is in the{' '}
          <Link href="/account">export of your account</Link>.
        </>
      ),
    };
  }
  const words = entry.why ?? notes[entry.kind];
  return {
    at: entry.at.toISOString(),
    title: entry.reason === 'denied' ? 'Denied' : (titles[entry.kind] ?? entry.kind),
    text: (
      <>
        {words}
        {words !== undefined && entry.correlationId !== null && <br />}
        {entry.correlationId !== null && (
          <span class="qd-reference">HMRC’s reference: {entry.correlationId}</span>
        )}
      </>
    ),
  };
}
