import { addDays } from '../../tax-year.ts';

/** The authority that a calendar entry is for. */
export interface CalendarAuthority {
  connectionId: string;
  consentedAt: Date;
  /** `YYYY-MM-DD` */
  endsOn: string;
}

/**
 * A calendar entry on the day an authority ends, with alarms 30 and 7 days before, as an iCalendar file.
 *
 * The same authority makes the same file, byte for byte, and so the same entry: one imported twice replaces itself. A renewed
 * authority is another entry.
 *
 * @param connectionUrl where the authority is renewed
 * @see RFC 5545, sections 3.1 (lines), 3.3.11 (text), 3.6.1 (events), 3.6.6 (alarms)
 */
export function authorityCalendar(authority: CalendarAuthority, connectionUrl: string): string {
  const stamp = asUtc(authority.consentedAt);
  const summary = 'HMRC authority for Quarterday ends';
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Quarterday//HMRC authority//EN',
    'CALSCALE:GREGORIAN',
    'BEGIN:VEVENT',
    `UID:authority-${authority.connectionId}-${stamp}@${new URL(connectionUrl).hostname}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${asDate(authority.endsOn)}`,
    // The first day that is not part of it any more.
    `DTEND;VALUE=DATE:${asDate(addDays(authority.endsOn, 1))}`,
    `SUMMARY:${asText(summary)}`,
    `DESCRIPTION:${asText(
      'The authority you gave Quarterday at HMRC ends today, 18 months after you gave it. ' +
        'Before it does, open HMRC Connection, choose “Reconnect HMRC Account” and sign in at HMRC: ' +
        'a new 18 months begin, and nothing is lost.\n' +
        connectionUrl,
    )}`,
    `URL:${connectionUrl}`,
    'TRANSP:TRANSPARENT',
    ...alarm(30, `${summary} in 30 days`),
    ...alarm(7, `${summary} in 7 days`),
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function alarm(daysBefore: number, description: string): string[] {
  return [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${asText(description)}`,
    `TRIGGER:-P${daysBefore}D`,
    'END:VALARM',
  ];
}

/** `2028-04-06` to `20280406`. */
const asDate = (date: string) => date.replaceAll('-', '');

/** An instant to the second: `20261006T090000Z`. */
const asUtc = (instant: Date) => `${instant.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

function asText(text: string): string {
  return text.replaceAll(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');
}

const mostOctets = 75;

/** Breaks a line that is too long; what follows begins with a space. Counted in octets, and no character is cut in two. */
function fold(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const more = Buffer.byteLength(character);
    if (octets + more > mostOctets) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += character;
    octets += more;
  }
  return [...parts, part].join('\r\n');
}
