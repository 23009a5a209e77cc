import { createTransport } from 'nodemailer';
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
  /** Never throws. @returns whether the mail server took the mail */
  send(mail: Mail): Promise<boolean>;
  close(): void;
}

/** Makes the mailer for an SMTP server, or one that sends nothing when there is none. */
export function createMailer(options: { smtpUrl: string | undefined; from: string; log: Log }): Mailer {
  if (options.smtpUrl === undefined) {
    return { isSetUp: false, send: () => Promise.resolve(false), close: () => undefined };
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
        return true;
      } catch (error) {
        // Only the codes: a mail server repeats addresses in what it says.
        options.log.error({ subject, ...failureCodes(error) }, 'A mail could not be sent. Look at SMTP_URL.');
        return false;
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

function failureCodes(error: unknown): Record<string, unknown> {
  if (typeof error !== 'object' || error === null) return {};
  return {
    ...('code' in error ? { mailCode: error.code } : {}),
    ...('responseCode' in error ? { status: error.responseCode } : {}),
  };
}
