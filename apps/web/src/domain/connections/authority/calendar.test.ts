import { describe, expect, it } from 'vitest';
import { authorityCalendar } from './calendar.ts';

const authority = {
  connectionId: '6f1c1f0e-7c39-4b5e-9d0a-1f0f6f1c1f0e',
  consentedAt: new Date('2026-08-31T21:30:15.250Z'),
  endsOn: '2028-02-29',
};
const url = 'https://tax.example.org/settings/hmrc-connection';
const file = authorityCalendar(authority, url);
/** The lines as a calendar reads them. */
const lines = file.replaceAll('\r\n ', '').trimEnd().split('\r\n');

describe('the calendar file', () => {
  it('ends every line with CR and LF, and folds what is longer than 75 octets without cutting a character', () => {
    expect(file).not.toMatch(/[^\r]\n|\r[^\n]/);
    expect(file.endsWith('\r\n')).toBe(true);
    const physical = file.slice(0, -2).split('\r\n');
    expect(physical.length).toBeGreaterThan(lines.length);
    for (const line of physical) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toContain('\uFFFD');
      expect(line.trim()).not.toBe('');
    }
    const long = authorityCalendar(authority, `https://${'ü'.repeat(60)}.example.org/`);
    expect(long.replaceAll('\r\n ', '')).toContain(`URL:https://${'ü'.repeat(60)}.example.org/\r\n`);
    for (const line of long.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });

  it('is one whole day, with what RFC 5545 asks of a calendar and of an event', () => {
    expect(lines[0]).toBe('BEGIN:VCALENDAR');
    expect(lines.at(-1)).toBe('END:VCALENDAR');
    for (const line of [
      'VERSION:2.0',
      'DTSTART;VALUE=DATE:20280229',
      'DTEND;VALUE=DATE:20280301',
      'DTSTAMP:20260831T213015Z',
      `URL:${url}`,
    ]) {
      expect(lines.filter((each) => each === line)).toHaveLength(1);
    }
    expect(lines.filter((line) => line.startsWith('PRODID:'))).toHaveLength(1);
    const depth = lines.reduce((open: string[], line) => {
      if (line.startsWith('BEGIN:')) return [...open, line.slice(6)];
      if (!line.startsWith('END:')) return open;
      expect(open.at(-1)).toBe(line.slice(4));
      return open.slice(0, -1);
    }, []);
    expect(depth).toEqual([]);
  });

  it('has alarms 30 and 7 days before, each with words to show', () => {
    const alarms = lines.join('\n').match(/BEGIN:VALARM\n[^]*?END:VALARM/g) ?? [];
    expect(alarms).toHaveLength(2);
    expect(alarms[0]).toMatch(/ACTION:DISPLAY\nDESCRIPTION:.+ in 30 days\nTRIGGER:-P30D\n/);
    expect(alarms[1]).toMatch(/ACTION:DISPLAY\nDESCRIPTION:.+ in 7 days\nTRIGGER:-P7D\n/);
  });

  it('escapes commas, semicolons and line breaks in texts', () => {
    const [description = ''] = lines.filter((line) => line.startsWith('DESCRIPTION:The authority'));
    expect(description).toContain('ends today\\, 18 months');
    expect(description).toContain(`\\n${url}`);
    expect(description).not.toMatch(/[^\\][,;]/);
  });

  it('is the same entry for the same authority, and another for a renewed one', () => {
    const uid = (text: string) => /^UID:(.+)\r$/m.exec(text.replaceAll('\r\n ', ''))?.[1];
    expect(authorityCalendar({ ...authority }, url)).toBe(file);
    expect(uid(file)).toMatch(/^authority-6f1c1f0e-.+@tax\.example\.org$/);
    const renewed = { ...authority, consentedAt: new Date('2028-01-10T09:00:00Z'), endsOn: '2029-07-10' };
    expect(uid(authorityCalendar(renewed, url))).not.toBe(uid(file));
  });
});
