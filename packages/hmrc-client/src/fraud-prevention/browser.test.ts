import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { browserDetailFields, fraudPreventionScript, parseBrowserDetails } from './browser.ts';

/** Runs the script in a browser of a few lines and submits a form there. */
function submitIn(page: { offsetMinutes: number; ratio?: number; attributes: string[]; inputs?: string[] }) {
  const inputs = new Map((page.inputs ?? []).map((name) => [name, { name, value: '', type: 'hidden' }]));
  let submit: (event: { target: unknown }) => void = () => undefined;
  const form = {
    hasAttribute: (name: string) => page.attributes.includes(name),
    querySelector: (selector: string) => inputs.get(/name="(.+)"/.exec(selector)?.[1] ?? '') ?? null,
    appendChild: (input: { name: string; value: string; type: string }) => inputs.set(input.name, input),
  };
  class FixedDate {
    getTimezoneOffset(): number {
      return page.offsetMinutes;
    }
  }
  runInNewContext(fraudPreventionScript, {
    window: { devicePixelRatio: page.ratio, innerWidth: 1256.4, innerHeight: 803 },
    screen: { width: 1920, height: 1080, colorDepth: 24 },
    navigator: { userAgent: 'Mozilla/5.0 (Test)' },
    document: {
      createElement: () => ({ name: '', value: '', type: '' }),
      addEventListener: (_: string, listener: typeof submit) => {
        submit = listener;
      },
    },
    Date: FixedDate,
  });
  submit({ target: form });
  return Object.fromEntries([...inputs].map(([name, { value }]) => [name, value]));
}

describe('the script', () => {
  test('fills a marked form when it is submitted, and the server reads the same back', () => {
    const form = submitIn({ offsetMinutes: -60, ratio: 1.2500000001, attributes: ['data-fph'] });
    expect(form).toEqual({
      'fph-user-agent': 'Mozilla/5.0 (Test)',
      'fph-screens': 'width=1920&height=1080&scaling-factor=1.25&colour-depth=24',
      'fph-window-size': 'width=1256&height=803',
      'fph-timezone': 'UTC+01:00',
    });
    expect(parseBrowserDetails(form)).toEqual({
      details: {
        userAgent: 'Mozilla/5.0 (Test)',
        screens: [{ width: 1920, height: 1080, scalingFactor: 1.25, colourDepth: 24 }],
        windowSize: { width: 1256, height: 803 },
        timezone: 'UTC+01:00',
      },
      dropped: [],
    });
  });

  test('fills inputs that are there already', () => {
    const form = submitIn({
      offsetMinutes: 0,
      attributes: ['data-fph'],
      inputs: [browserDetailFields.timezone],
    });
    expect(form[browserDetailFields.timezone]).toBe('UTC+00:00');
  });

  test('writes zones west of Greenwich and of odd minutes', () => {
    expect(submitIn({ offsetMinutes: 75, attributes: ['data-fph'] })['fph-timezone']).toBe('UTC-01:15');
    expect(submitIn({ offsetMinutes: -345, attributes: ['data-fph'] })['fph-timezone']).toBe('UTC+05:45');
  });

  test('leaves forms without the mark alone', () => {
    expect(submitIn({ offsetMinutes: 0, attributes: [] })).toEqual({});
  });

  test('uses nothing that old browsers lack', () => {
    expect(fraudPreventionScript).not.toMatch(/=>|`|\b(let|const|class)\b|\?\.|\.\.\./);
  });
});

describe('a form', () => {
  test('without values was sent without JavaScript: nothing is there, nothing dropped', () => {
    expect(parseBrowserDetails({ amount: '3', 'fph-timezone': '' })).toEqual({ details: {}, dropped: [] });
  });

  test.each([
    ['fph-user-agent', 'a\r\nGov-Client-Public-IP: 1.2.3.4'],
    ['fph-user-agent', 'x'.repeat(1001)],
    ['fph-user-agent', ['a', 'b']],
    ['fph-screens', 'width=1920&height=1080'],
    ['fph-screens', 'width=&height=1080&scaling-factor=1&colour-depth=24'],
    ['fph-screens', 'nonsense'],
    ['fph-window-size', 'width=NaN&height=NaN'],
    ['fph-window-size', 'width=-5&height=10'],
    ['fph-timezone', 'Europe/London'],
    ['fph-timezone', 'UTC+25:00'],
    ['fph-timezone', { toString: 'UTC+01:00' }],
  ])('with %s = %j drops it and says so', (field, value) => {
    expect(parseBrowserDetails({ [field]: value })).toEqual({
      details: {},
      dropped: [{ field, reason: 'The browser sent a value of the wrong form.' }],
    });
  });
});
