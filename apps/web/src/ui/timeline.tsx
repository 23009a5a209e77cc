import { type Child } from 'hono/jsx';
import { formatInstant } from './format.ts';
import { StatusTag, type Status } from './status-tag.tsx';

interface TimelineItem {
  /** When it happened, ISO 8601 with its offset. */
  at: string;
  title: Child;
  text?: Child;
  status?: Status | undefined;
}

/** What happened, in the order given. */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  return (
    <ol class="qd-timeline">
      {items.map(({ at, title, text, status }) => (
        <li class="qd-timeline__item">
          <p class="qd-timeline__title">
            {title} {status && <StatusTag status={status} />}
          </p>
          <p class="qd-timeline__time">
            <time datetime={at}>{formatInstant(at)}</time>
          </p>
          {text !== undefined && <div class="qd-timeline__text">{text}</div>}
        </li>
      ))}
    </ol>
  );
}
