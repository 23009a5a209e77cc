import { classNames } from './attributes.ts';
import { formatPence } from './format.ts';

/** How a part looks: parts differ in pattern and in colour. */
type Look = 'income' | 'free' | 'low' | 'middle' | 'high' | 'tax';

interface Part {
  label: string;
  /** Integer pence, nought or more. */
  pence: number;
  look: Look;
}

interface PictureRow {
  label: string;
  /** What stands beside the label: negative where it is a loss or owed back. */
  amountPence: number;
  parts: readonly Part[];
}

interface TaxPictureProps {
  /** Unique on the page. */
  id: string;
  title: string;
  rows: readonly PictureRow[];
}

/**
 * From income to tax as bars on one scale. What a bar shows is written above it and, for a bar of several parts, below: nothing is
 * told by a length, a pattern or a colour alone.
 */
export function TaxPicture({ id, title, rows }: TaxPictureProps) {
  const longest = Math.max(1, ...rows.map(({ parts }) => parts.reduce((sum, each) => sum + each.pence, 0)));
  return (
    <figure class="qd-picture" aria-labelledby={`${id}-title`}>
      <figcaption>
        <h2 class="govuk-heading-m qd-chart__title" id={`${id}-title`}>
          {title}
        </h2>
      </figcaption>
      {rows.map((row, index) => (
        <div class="qd-picture__row">
          <p class="qd-picture__label">
            {row.label} <strong class="qd-figure">{formatPence(row.amountPence)}</strong>
          </p>
          <Bar id={`${id}-${index}`} row={row} longest={longest} />
          {row.parts.length > 1 && <Legend id={`${id}-${index}`} parts={row.parts} />}
        </div>
      ))}
    </figure>
  );
}

function Bar({ id, row, longest }: { id: string; row: PictureRow; longest: number }) {
  const starts = row.parts.map((_, index) =>
    row.parts.slice(0, index).reduce((sum, each) => sum + each.pence, 0),
  );
  return (
    <svg class="qd-picture__bar" height="26" role="img" aria-labelledby={`${id}-name`}>
      <title id={`${id}-name`}>{describe(row)}</title>
      <Hatch id={id} />
      {row.parts.map((part, index) => (
        <rect
          class={classNames('qd-picture__part', `qd-picture__part--${part.look}`)}
          fill={part.look === 'free' ? `url(#${id}-hatch)` : undefined}
          x={percent((starts[index] ?? 0) / longest)}
          y="1"
          width={percent(part.pence / longest)}
          height="24"
        />
      ))}
      <line class="qd-chart__baseline" x1="0" x2="0" y1="0" y2="26" />
    </svg>
  );
}

function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern
        id={`${id}-hatch`}
        patternUnits="userSpaceOnUse"
        width="6"
        height="6"
        patternTransform="rotate(45)"
      >
        <rect class="qd-chart__hatch-ground" width="6" height="6" />
        <rect class="qd-chart__hatch-line" width="2.5" height="6" />
      </pattern>
    </defs>
  );
}

function Legend({ id, parts }: { id: string; parts: readonly Part[] }) {
  return (
    <ul class="qd-chart__legend">
      {parts.map((part) => (
        <li>
          <svg class="qd-chart__key" width="16" height="16" aria-hidden="true" focusable="false">
            <rect
              class={classNames('qd-picture__part', `qd-picture__part--${part.look}`)}
              fill={part.look === 'free' ? `url(#${id}-hatch)` : undefined}
              x="1"
              y="1"
              width="14"
              height="14"
            />
          </svg>
          {part.label} <span class="qd-figure">{formatPence(part.pence)}</span>
        </li>
      ))}
    </ul>
  );
}

function describe({ label, amountPence, parts }: PictureRow): string {
  const whole = `${label}: ${formatPence(amountPence)}`;
  if (parts.length < 2) return whole;
  return `${whole}, made of ${parts.map((part) => `${part.label} ${formatPence(part.pence)}`).join(', ')}`;
}

const percent = (share: number): string => `${Math.round(share * 10_000) / 100}%`;
