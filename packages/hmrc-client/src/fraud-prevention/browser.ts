import { z } from 'zod';
import type { Screen } from './facts.ts';
import { screenForm, timezoneForm, windowSizeForm } from './formats.ts';

/** Names of the hidden inputs that the script fills. */
export const browserDetailFields = {
  userAgent: 'fph-user-agent',
  screens: 'fph-screens',
  windowSize: 'fph-window-size',
  timezone: 'fph-timezone',
} as const;

/**
 * A script for the browser, old ones included: when a form with the attribute `data-fph` is submitted, it adds what only the
 * browser knows as hidden inputs. Serve it as a file of its own; a form without it works and lacks these values.
 */
export const fraudPreventionScript = `(function () {
  'use strict';
  function padded(number) {
    return (number < 10 ? '0' : '') + number;
  }
  function timezone() {
    var offset = -new Date().getTimezoneOffset();
    var minutes = Math.abs(offset);
    return 'UTC' + (offset < 0 ? '-' : '+') + padded(Math.floor(minutes / 60)) + ':' + padded(minutes % 60);
  }
  function screens() {
    var factor = Math.round((window.devicePixelRatio || 1) * 1000) / 1000;
    return (
      'width=' + Math.round(screen.width) + '&height=' + Math.round(screen.height) +
      '&scaling-factor=' + factor + '&colour-depth=' + screen.colorDepth
    );
  }
  function fill(form, name, value) {
    var input = form.querySelector('input[name="' + name + '"]');
    if (!input) {
      input = document.createElement('input');
      input.type = 'hidden';
      input.name = name;
      form.appendChild(input);
    }
    input.value = value;
  }
  document.addEventListener(
    'submit',
    function (event) {
      var form = event.target;
      if (!form || !form.hasAttribute || !form.hasAttribute('data-fph')) return;
      fill(form, '${browserDetailFields.userAgent}', navigator.userAgent);
      fill(form, '${browserDetailFields.screens}', screens());
      fill(
        form,
        '${browserDetailFields.windowSize}',
        'width=' + Math.round(window.innerWidth) + '&height=' + Math.round(window.innerHeight)
      );
      fill(form, '${browserDetailFields.timezone}', timezone());
    },
    true
  );
})();
`;

/** What the browser's script sent, as far as it is of the right form. */
export interface BrowserDetails {
  details: {
    userAgent?: string;
    screens?: Screen[];
    windowSize?: { width: number; height: number };
    timezone?: string;
  };
  /** Values that were there but unusable. */
  dropped: { field: string; reason: string }[];
}

const numbersOf = (text: string): Record<string, number> =>
  Object.fromEntries([...new URLSearchParams(text)].map(([key, value]) => [key, Number(value || 'none')]));

const userAgent = z
  .string()
  .max(1000)
  .regex(/^[^\p{Cc}]+$/u);
const timezone = z.string().regex(timezoneForm);
const windowSize = z.string().max(100).transform(numbersOf).pipe(windowSizeForm);
const screens = z
  .string()
  .max(1000)
  .transform((text) =>
    text.split(',').map((one) => {
      const { width, height, 'scaling-factor': scalingFactor, 'colour-depth': colourDepth } = numbersOf(one);
      return { width, height, scalingFactor, colourDepth };
    }),
  )
  .pipe(z.array(screenForm).min(1).max(16));

/** Reads what the script filled in. Nothing is trusted: a value of the wrong form is dropped, and said so. */
export function parseBrowserDetails(form: Readonly<Record<string, unknown>>): BrowserDetails {
  const dropped: BrowserDetails['dropped'] = [];
  function read<Value>(field: string, schema: z.ZodType<Value>): Value | undefined {
    const given = form[field];
    // Absent and empty are the same: no script ran.
    if (given === undefined || given === null || given === '') return undefined;
    const parsed = schema.safeParse(given);
    if (parsed.success) return parsed.data;
    dropped.push({ field, reason: 'The browser sent a value of the wrong form.' });
    return undefined;
  }
  const found = {
    userAgent: read(browserDetailFields.userAgent, userAgent),
    screens: read(browserDetailFields.screens, screens),
    windowSize: read(browserDetailFields.windowSize, windowSize),
    timezone: read(browserDetailFields.timezone, timezone),
  };
  return {
    details: {
      ...(found.userAgent === undefined ? {} : { userAgent: found.userAgent }),
      ...(found.screens === undefined ? {} : { screens: found.screens }),
      ...(found.windowSize === undefined ? {} : { windowSize: found.windowSize }),
      ...(found.timezone === undefined ? {} : { timezone: found.timezone }),
    },
    dropped,
  };
}
