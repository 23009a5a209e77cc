import { classNames } from './attributes.ts';
import { Details } from './components/details.tsx';
import { ScrollRegion } from './components/scroll-region.tsx';
import { Table } from './components/table.tsx';
import { formatMonth, formatPence } from './format.ts';
import { layOutChart, type Bar, type Month } from './monthly-chart-geometry.ts';

interface MonthlyChartProps {
  /** Unique on the page. */
  id: string;
  title: string;
  /** In order, one entry a month, empty months too. */
  months: readonly Month[];
}

/**
 * Income against expenses by month as two bars a month, with the figures in a table below. Bars differ in place, in
 * pattern and in colour. Widths are shares of the space there is, so the chart fits any screen with its text unscaled.
 */
export function MonthlyChart({ id, title, months }: MonthlyChartProps) {
  const titleId = `${id}-title`;
  return (
    <figure class="qd-chart" aria-labelledby={titleId}>
      <figcaption class="qd-chart__caption">
        <h2 class="govuk-heading-m qd-chart__title" id={titleId}>
          {title}
        </h2>
        <Legend id={id} />
      </figcaption>
      <Drawing id={id} title={title} months={months} />
      <Details summaryText="Show these figures as a table">
        <ScrollRegion label={`${title}: figures`}>
          <FiguresByMonth title={title} months={months} />
        </ScrollRegion>
      </Details>
    </figure>
  );
}

function Legend({ id }: { id: string }) {
  return (
    <ul class="qd-chart__legend">
      <li>
        <svg class="qd-chart__key" width="16" height="16" aria-hidden="true" focusable="false">
          <rect class="qd-chart__income" x="1" y="1" width="14" height="14" />
        </svg>
        Income, on the left
      </li>
      <li>
        <svg class="qd-chart__key" width="16" height="16" aria-hidden="true" focusable="false">
          <rect class="qd-chart__expenses" x="1" y="1" width="14" height="14" fill={`url(#${id}-hatch)`} />
        </svg>
        Expenses, on the right
      </li>
    </ul>
  );
}

function Drawing({ id, title, months }: MonthlyChartProps) {
  const { height, baseline, ticks, groups } = layOutChart(months);
  return (
    <svg
      class="qd-chart__drawing"
      height={height}
      role="img"
      aria-labelledby={`${id}-name ${id}-description`}
    >
      <title id={`${id}-name`}>{title}</title>
      <desc id={`${id}-description`}>{describe(months)}</desc>
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
      {ticks.map(({ y, label }) => (
        <>
          <line class="qd-chart__rule" x1="0" x2="100%" y1={y} y2={y} />
          <text class="qd-chart__tick" x="-8" y={y} dy="0.32em" text-anchor="end">
            {label}
          </text>
        </>
      ))}
      {groups.map(({ label, centre, isBetween, income, expenses }) => (
        <>
          <BarRect bar={income} class="qd-chart__income" />
          <BarRect bar={expenses} class="qd-chart__expenses" fill={`url(#${id}-hatch)`} />
          <text
            class={classNames('qd-chart__month', isBetween && 'qd-chart__month--between')}
            x={centre}
            y={height - 6}
            text-anchor="middle"
          >
            {label}
          </text>
        </>
      ))}
      <line class="qd-chart__baseline" x1="0" x2="100%" y1={baseline} y2={baseline} />
    </svg>
  );
}

function BarRect({ bar, class: className, fill }: { bar: Bar; class: string; fill?: string }) {
  return <rect class={className} fill={fill} x={bar.x} y={bar.y} width={bar.width} height={bar.height} />;
}

function FiguresByMonth({ title, months }: Pick<MonthlyChartProps, 'title' | 'months'>) {
  return (
    <Table
      caption={title}
      captionClasses="govuk-visually-hidden"
      firstCellIsHeader
      head={[
        'Month',
        { text: 'Income', format: 'numeric' },
        { text: 'Expenses', format: 'numeric' },
        { text: 'Left over', format: 'numeric' },
      ]}
      rows={months.map(({ month, incomePence, expensesPence }) => [
        formatMonth(month),
        { text: formatPence(incomePence), format: 'numeric' },
        { text: formatPence(expensesPence), format: 'numeric' },
        { text: formatPence(incomePence - expensesPence), format: 'numeric' },
      ])}
    />
  );
}

function describe(months: readonly Month[]): string {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return 'There are no records yet.';
  const income = months.reduce((sum, month) => sum + month.incomePence, 0);
  const expenses = months.reduce((sum, month) => sum + month.expensesPence, 0);
  const span = `From ${formatMonth(first.month)} to ${formatMonth(last.month)}`;
  return `${span}: income ${formatPence(income)}, expenses ${formatPence(expenses)}. The table below has each month.`;
}
