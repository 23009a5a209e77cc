import { formatMonth } from './format.ts';

export interface Month {
  /** "2026-04". */
  month: string;
  incomePence: number;
  expensesPence: number;
}

/** A bar: across in per cent of the width there is, up and down in pixels. */
export interface Bar {
  x: string;
  width: string;
  y: number;
  height: number;
}

interface ChartLayout {
  height: number;
  /** Where zero is. */
  baseline: number;
  ticks: { y: number; label: string }[];
  groups: {
    label: string;
    centre: string;
    /** May go where there is little room. */ isBetween: boolean;
    income: Bar;
    expenses: Bar;
  }[];
}

const top = 10;
const bottom = 210;
const height = 240;
const widestBarPercent = 4.5;
/** So many month names stand side by side on the narrowest screen. */
const mostLabels = 8;

/** Works out where everything on the chart goes. Refunds can make a month's figure negative: its bar hangs below zero. */
export function layOutChart(months: readonly Month[]): ChartLayout {
  const values = months.flatMap((month) => [month.incomePence, month.expensesPence]);
  const { low, high, step } = scale(Math.min(0, ...values), Math.max(0, ...values));
  const y = (pence: number) => round(bottom - ((pence - low) / (high - low)) * (bottom - top));
  const slot = 100 / Math.max(months.length, 1);
  const width = Math.min(slot * 0.36, widestBarPercent);
  const bar = (pence: number, x: number): Bar => ({
    x: percent(x),
    width: percent(width),
    y: y(Math.max(pence, 0)),
    height: round(Math.abs(y(pence) - y(0))),
  });
  return {
    height,
    baseline: y(0),
    ticks: ticksBetween(low, high, step).map((pence) => ({ y: y(pence), label: tickLabel(pence) })),
    groups: months.map(({ month, incomePence, expensesPence }, index) => {
      const centre = (index + 0.5) * slot;
      return {
        label: formatMonth(month).slice(0, 3),
        centre: percent(centre),
        isBetween: months.length > mostLabels && index % 2 === 1,
        income: bar(incomePence, centre - width),
        expenses: bar(expensesPence, centre),
      };
    }),
  };
}

/** Rounds a range out to whole steps of 1, 2, 2.5 or 5 times a power of ten pounds, about four of them. */
function scale(lowest: number, highest: number): { low: number; high: number; step: number } {
  const rough = Math.max(highest - lowest, 400) / 4;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = magnitude * ([1, 2, 2.5, 5].find((factor) => factor * magnitude >= rough) ?? 10);
  const high = Math.max(Math.ceil(highest / step), 1) * step;
  return { low: Math.floor(lowest / step) * step, high, step };
}

function ticksBetween(low: number, high: number, step: number): number[] {
  return Array.from({ length: Math.round((high - low) / step) + 1 }, (_, index) => low + index * step);
}

const poundsShort = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

function tickLabel(pence: number): string {
  const pounds = Math.abs(pence) / 100;
  const sign = pence < 0 ? '−' : '';
  return pounds >= 10_000
    ? `${sign}£${poundsShort.format(pounds / 1000)}k`
    : `${sign}£${poundsShort.format(pounds)}`;
}

function percent(value: number): string {
  return `${round(value)}%`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
