import { describe, expect, it } from 'vitest';
import { render } from '../test/markup.ts';
import { Table } from './components/table.tsx';
import { EmptyState } from './empty-state.tsx';
import { Money } from './money.tsx';
import { StatCard } from './stat-card.tsx';
import { StatusTag, type Status } from './status-tag.tsx';
import { Timeline } from './timeline.tsx';

const statuses: Status[] = [
  'Not Connected',
  'Connected',
  'Expired',
  'Processing',
  'Submitted',
  'Failed',
  'Rejected',
];

describe('StatusTag', () => {
  it.each(statuses)('says "%s" in words, with a shape that is not read out', (status) => {
    expect(render(<StatusTag status={status} />)).toMatch(
      new RegExp(
        `^<strong class="govuk-tag qd-status[^"]*"><svg [^>]*aria-hidden="true".*</svg>${status}</strong>$`,
      ),
    );
  });

  it('gives the statuses of a submission a shape each', () => {
    const shapes = ['Processing', 'Submitted', 'Failed', 'Rejected'] as const;
    const drawn = shapes.map(
      (status) => /<path d="([^"]*)"/.exec(render(<StatusTag status={status} />))?.[1],
    );
    expect(new Set(drawn).size).toBe(4);
  });
});

describe('a stacked table', () => {
  const html = render(
    <Table
      caption="Quarters"
      stacked
      firstCellIsHeader
      head={['Quarter', { text: 'Due' }]}
      rows={[['1', { text: <b>today</b> }]]}
    />,
  );

  it('carries each column’s heading with its values and keeps its roles', () => {
    expect(html).toContain(
      'role="cell" data-heading="Due"><div class="qd-stack__value"><b>today</b></div></td>',
    );
    expect(html).toContain('<th scope="row" class="govuk-table__header" role="rowheader">1</th>');
    expect(html.match(/role="(table|rowgroup|row|columnheader)"/g)).toHaveLength(7);
  });
});

describe('pieces of pages', () => {
  it('set money in tabular numerals', () => {
    expect(render(<Money pence={-5} />)).toBe('<span class="qd-figure">−£0.05</span>');
  });

  it('tell when something happened to people and to machines', () => {
    expect(
      render(<Timeline items={[{ at: '2026-10-06T09:05:00Z', title: 'Sent', status: 'Submitted' }]} />),
    ).toContain('<time datetime="2026-10-06T09:05:00Z">6 October 2026 at 10:05am</time>');
  });

  it('lead on from a card and from an empty page', () => {
    const action = { href: '/updates', text: 'Review' };
    expect(render(<StatCard heading="Next deadline" value="Today" action={action} />)).toContain(
      'href="/updates"',
    );
    const empty = (
      <EmptyState heading="No records yet" actions={<button type="submit">Start</button>}>
        Add one.
      </EmptyState>
    );
    expect(render(empty)).toContain('<button type="submit">Start</button>');
  });
});
