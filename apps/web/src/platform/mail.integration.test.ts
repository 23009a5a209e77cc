import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startMailServer } from '../test/mail-server.ts';
import { createLog } from './log.ts';
import { createMailer } from './mail.ts';

let server: Awaited<ReturnType<typeof startMailServer>>;

beforeAll(async () => {
  server = await startMailServer();
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  server.received.length = 0;
  delete server.mood.toRecipient;
  delete server.mood.toMail;
});

function mailerFor(smtpUrl: string | undefined) {
  const lines: string[] = [];
  const log = createLog({ logLevel: 'trace' }, { write: (line) => void lines.push(line) });
  return { lines, mailer: createMailer({ smtpUrl, from: 'Quarterday <tax@example.org>', log }) };
}

const mail = {
  to: 'sam@example.org',
  subject: 'A subject',
  paragraphs: ['Fish & <chips>', { href: 'https://tax.example.org/?a=1&b=2', text: 'Go there' }],
};

describe('the mailer', () => {
  test('sends plain text and HTML that say the same', async () => {
    const { mailer } = mailerFor(server.url);
    expect(mailer.isSetUp).toBe(true);
    expect(await mailer.send(mail)).toEqual({ taken: true });
    mailer.close();
    const [message = ''] = server.received;
    expect(message).toMatch(/^From: Quarterday <tax@example\.org>$/m);
    expect(message).toMatch(/^To: sam@example\.org$/m);
    expect(message).toMatch(/^Subject: A subject$/m);
    expect(message).toMatch(
      /Content-Type: text\/plain[^]*Fish & <chips>\n\nhttps:\/\/tax\.example\.org\/\?a=1&b=2/,
    );
    expect(message).toMatch(/Content-Type: text\/html[^]*Fish &amp; &lt;chips&gt;/);
  });

  test('gives a mail the id it is told, so that the same mail can be known again', async () => {
    const { mailer } = mailerFor(server.url);
    await mailer.send({ ...mail, messageId: '<reminder-1@tax.example.org>' });
    await mailer.send(mail);
    mailer.close();
    const ids = server.received.map((message) => /^Message-ID: (.+)$/m.exec(message)?.[1]);
    expect(ids).toEqual(['<reminder-1@tax.example.org>', expect.not.stringContaining('reminder-1')]);
  });

  test('takes an address with line breaks for no way to write further headers', async () => {
    const { mailer } = mailerFor(server.url);
    await mailer.send({
      ...mail,
      to: 'sam@example.org\r\nBcc: canary@example.org',
      subject: 'x\r\nBcc: canary@example.org',
    });
    mailer.close();
    expect(server.received.join('\n')).not.toMatch(/^Bcc:/m);
  });

  test('tells a refused mail and an unreachable server in the log, without whom to', async () => {
    const refused = mailerFor(server.url);
    expect(await refused.mailer.send({ ...mail, to: 'refused@example.org' })).toEqual({
      taken: false,
      isFinal: true,
      isAboutTheMail: true,
      code: '550',
    });
    refused.mailer.close();
    expect(refused.lines.join('')).toContain('"status":550');
    expect(refused.lines.join('')).not.toContain('refused@');

    const away = mailerFor('smtp://user:canary@127.0.0.1:1');
    expect(await away.mailer.send(mail)).toMatchObject({
      taken: false,
      isFinal: false,
      isAboutTheMail: false,
    });
    away.mailer.close();
    expect(away.lines.join('')).toContain('A mail could not be sent');
    expect(away.lines.join('')).not.toMatch(/canary|sam@/);
  });

  test.each([
    [{ toRecipient: '451 come back later' }, { isFinal: false, isAboutTheMail: true, code: '451' }],
    [{ toRecipient: '553 no such name' }, { isFinal: true, isAboutTheMail: true, code: '553' }],
    [{ toMail: '452 disk full' }, { isFinal: false, isAboutTheMail: true, code: '452' }],
    [{ toMail: '554 looks like spam' }, { isFinal: true, isAboutTheMail: true, code: '554' }],
    [{ toMail: 'no answer' }, { isFinal: false, isAboutTheMail: false }],
  ])('tells by %o whether to try again', async (mood, outcome) => {
    Object.assign(server.mood, mood);
    const { mailer } = mailerFor(server.url);
    expect(await mailer.send(mail)).toMatchObject({ taken: false, ...outcome });
    mailer.close();
  });

  test('sends nothing where no server is set up', async () => {
    const { mailer } = mailerFor(undefined);
    expect(mailer.isSetUp).toBe(false);
    expect(await mailer.send(mail)).toMatchObject({ taken: false, isFinal: false });
  });
});
