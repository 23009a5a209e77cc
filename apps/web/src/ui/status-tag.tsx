import { Tag } from './components/tag.tsx';

export type Status =
  'Not Connected' | 'Connected' | 'Expired' | 'Processing' | 'Submitted' | 'Failed' | 'Rejected';

// Each status differs in word, shape and colour, so that none of the three has to be seen.
const looks: Record<Status, { tone: string; shape: string }> = {
  'Not Connected': { tone: 'neutral', shape: 'M3.5 8a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z' },
  Connected: { tone: 'good', shape: 'M3 8.5l3.5 3.5L13 4.5' },
  Expired: { tone: 'bad', shape: 'M8 2v7M8 12.5v1.5' },
  Processing: { tone: 'busy', shape: 'M8 2.5a5.5 5.5 0 1 0 5.5 5.5M8 5v3.5l2.5 1.5' },
  Submitted: { tone: 'good', shape: 'M3 8.5l3.5 3.5L13 4.5' },
  Failed: { tone: 'bad', shape: 'M4 4l8 8M12 4l-8 8' },
  Rejected: { tone: 'warn', shape: 'M13 5H6a3 3 0 0 0 0 7h5M10 2l3 3-3 3' },
};

/** The status of a connection or of a submission, in the words used everywhere. */
export function StatusTag({ status }: { status: Status }) {
  const { tone, shape } = looks[status];
  return (
    <Tag classes={`qd-status qd-status--${tone}`}>
      <svg
        class="qd-status__icon"
        viewBox="0 0 16 16"
        width="16"
        height="16"
        aria-hidden="true"
        focusable="false"
      >
        <path d={shape} />
      </svg>
      {status}
    </Tag>
  );
}
