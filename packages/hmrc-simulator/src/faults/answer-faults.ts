import { z } from 'zod';
import type { Answer } from '../platform/answer.ts';
import { kind, machines, type FaultKind } from './kinds.ts';

const textOf = (work: Answer | undefined): string => JSON.stringify(work?.body ?? { code: 'OK' });
const instant = z.iso.datetime({ offset: true });
const httpDate = (text: string): string => new Date(text).toUTCString();

/** The work is done and kept, and the answer is not what its reader expects. */
export const answerFaults: Record<string, FaultKind> = {
  'malformed-json': kind({
    summary: 'Does the work, then answers 200 with JSON that breaks off',
    reach: machines,
    moment: 'after-success',
    act: (_given, { work }) => {
      const text = textOf(work);
      const raw = { contentType: 'application/json', text: text.slice(0, Math.ceil(text.length / 2)) };
      return { kind: 'answer', answer: { status: 200, headers: work?.headers ?? {}, raw } };
    },
  }),
  'oversized-body': kind({
    summary: 'Does the work, then answers 200 with its JSON followed by spaces up to the size given',
    reach: machines,
    moment: 'after-success',
    parameters: { bytes: z.int().min(1).max(100_000_000).default(20_000_000) },
    act: ({ bytes }, { work }) => {
      const raw = { contentType: 'application/json', text: textOf(work).padEnd(bytes) };
      return { kind: 'answer', answer: { status: 200, headers: work?.headers ?? {}, raw } };
    },
  }),
  'wrong-content-type': kind({
    summary: 'Does the work, then answers its JSON under the content type given',
    reach: machines,
    moment: 'after-success',
    parameters: {
      contentType: z
        .string()
        .regex(/^[\x20-\x7e]{1,100}$/)
        .default('text/html; charset=utf-8'),
    },
    act: ({ contentType }, { work }) => ({
      kind: 'answer',
      answer: { status: 200, headers: work?.headers ?? {}, raw: { contentType, text: textOf(work) } },
    }),
  }),
  deprecated: kind({
    summary: 'Answers as usual, with the headers Deprecation, Link and, if its date is given, Sunset',
    reach: ['api'],
    moment: 'after',
    parameters: {
      deprecation: instant.default('2026-10-01T00:00:00Z'),
      sunset: instant.optional(),
      link: z
        .string()
        .regex(/^https?:\/\/[\x21-\x3b\x3d\x3f-\x7e]+$/)
        .default('https://simulator.invalid/versions'),
    },
    act: ({ deprecation, sunset, link }) => ({
      kind: 'headers',
      headers: {
        deprecation: httpDate(deprecation),
        link: `<${link}>; rel="deprecation"`,
        ...(sunset !== undefined && { sunset: httpDate(sunset) }),
      },
    }),
  }),
};
