import { createTransport } from 'nodemailer';
import { z } from 'zod';

import { type Log } from './log.ts';

/** A mail to one person. `paragraphs` become both its plain text and its HTML. */
export interface Mail {
  to: string;
  subject: string;
  /** The same for the same mail: whoever gets it twice can tell. Made up unless told. */
  messageId?: string;
  paragraphs: readonly MailParagraph[];
}

/** A text, or a link that stands alone on its line. */
type MailParagraph = string | { href: string; text: string };

/** Sends mail. Call it outside transactions: a mail cannot be taken back, and a mail server can be slow. */
export interface Mailer {
  /** False where no mail server is set up; `send` then does nothing. */
  readonly isSetUp: boolean;
  /** Never throws. */
  send(mail: Mail): Promise<MailOutcome>;
  close(): void;
}

/** Whether the mail server took a mail. */
export type MailOutcome =
  | { taken: true }
  | {
      taken: false;
      /** The server refused this person or this mail for good: trying again would be in vain. */
      isFinal: boolean;
      /** The server spoke of this mail alone: others may fare better. */
      isAboutTheMail: boolean;
      /** Its status such as `550`, or the code of what went wrong; never its words, which repeat addresses. */
      code: string;
    };

/** Makes the mailer for an SMTP server, or one that sends nothing when there is none. */
export function createMailer(options: { smtpUrl: string | undefined; from: string; log: Log }): Mailer {
  if (options.smtpUrl === undefined) {
    return {
      isSetUp: false,
      send: () =>
        Promise.resolve({ taken: false, isFinal: false, isAboutTheMail: false, code: 'NO_MAIL_SERVER' }),
      close: () => undefined,
    };
  }
  const transport = createTransport({
    url: options.smtpUrl,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    isSetUp: true,
    async send({ to, subject, messageId, paragraphs }) {
      try {
        await transport.sendMail({
          from: options.from,
          to: { name: '', address: to },
          subject,
          ...(messageId === undefined ? {} : { messageId }),
          text: asText(paragraphs),
          html: asHtml(paragraphs),
        });
        return { taken: true };
      } catch (error) {
        const failure = failureOf(error);
        options.log.error({ subject, ...failure.codes }, 'A mail could not be sent. Look at SMTP_URL.');
        return failure.outcome;
      }
    },
    close: () => {
      transport.close();
    },
  };
}

function asText(paragraphs: readonly MailParagraph[]): string {
  return paragraphs.map((part) => (typeof part === 'string' ? part : part.href)).join('\n\n') + '\n';
}

function asHtml(paragraphs: readonly MailParagraph[]): string {
  const body = paragraphs.map((part) =>
    typeof part === 'string'
      ? `<p>${escapeHtml(part)}</p>`
      : `<p><a href="${escapeHtml(part.href)}">${escapeHtml(part.text)}</a></p>`,
  );
  return `<!DOCTYPE html><html lang="en-GB"><body style="font-family: sans-serif; line-height: 1.5">${body.join('')}</body></html>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const smtpFailure = z.object({
  code: z.string().optional().catch(undefined),
  responseCode: z.number().optional().catch(undefined),
  command: z.string().optional().catch(undefined),
});

/** What a failure says of the mail. Only codes: a mail server repeats addresses in what it says. */
function failureOf(error: unknown): { codes: object; outcome: MailOutcome } {
  const { code, responseCode, command } = smtpFailure.catch({}).parse(error);
  // Refused logins and senders are the operator's to mend, and the mail can wait for that.
  const isAboutTheMail = responseCode !== undefined && (command === 'RCPT TO' || command === 'DATA');
  return {
    codes: { mailCode: code, status: responseCode },
    outcome: {
      taken: false,
      isFinal: isAboutTheMail && responseCode >= 500,
      isAboutTheMail,
      code: String(responseCode ?? code ?? 'UNKNOWN'),
    },
  };
}
