import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from './log.ts';
import { createMailer } from './mail.ts';

/** A mail server that takes mail for everybody but `refused@…`, and repeats whom it refuses. */
let server: Server;
let url: string;
const received: string[] = [];

beforeAll(async () => {
  server = createServer((socket) => {
    let data: string[] | undefined;
    socket.write('220 ready\r\n');
    createInterface(socket).on('line', (line) => {
      if (data !== undefined) {
        if (line !== '.') {
          data.push(line);
          return;
        }
        received.push(data.join('\n'));
        data = undefined;
      } else if (line === 'DATA') {
        data = [];
        socket.write('354 go on\r\n');
        return;
      } else if (/^RCPT TO:<refused/i.test(line)) {
        socket.write(`550 nobody here is called ${line}\r\n`);
        return;
      }
      socket.write(line === 'QUIT' ? '221 bye\r\n' : '250 fine\r\n');
    });
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address of that kind.
  url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  received.length = 0;
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
    const { mailer } = mailerFor(url);
    expect(mailer.isSetUp).toBe(true);
    expect(await mailer.send(mail)).toBe(true);
    mailer.close();
    const [message = ''] = received;
    expect(message).toMatch(/^From: Quarterday <tax@example\.org>$/m);
    expect(message).toMatch(/^To: sam@example\.org$/m);
    expect(message).toMatch(/^Subject: A subject$/m);
    expect(message).toMatch(
      /Content-Type: text\/plain[^]*Fish & <chips>\n\nhttps:\/\/tax\.example\.org\/\?a=1&b=2/,
    );
    expect(message).toMatch(/Content-Type: text\/html[^]*Fish &amp; &lt;chips&gt;/);
  });

  test('takes an address with line breaks for no way to write further headers', async () => {
    const { mailer } = mailerFor(url);
    await mailer.send({
      ...mail,
      to: 'sam@example.org\r\nBcc: canary@example.org',
      subject: 'x\r\nBcc: canary@example.org',
    });
    mailer.close();
    expect(received.join('\n')).not.toMatch(/^Bcc:/m);
  });

  test('tells a refused mail and an unreachable server in the log, without whom to', async () => {
    const refused = mailerFor(url);
    expect(await refused.mailer.send({ ...mail, to: 'refused@example.org' })).toBe(false);
    refused.mailer.close();
    expect(refused.lines.join('')).toContain('"status":550');
    expect(refused.lines.join('')).not.toContain('refused@');

    const away = mailerFor('smtp://user:canary@127.0.0.1:1');
    expect(await away.mailer.send(mail)).toBe(false);
    away.mailer.close();
    expect(away.lines.join('')).toContain('A mail could not be sent');
    expect(away.lines.join('')).not.toMatch(/canary|sam@/);
  });

  test('sends nothing where no server is set up', async () => {
    const { mailer } = mailerFor(undefined);
    expect(mailer.isSetUp).toBe(false);
    expect(await mailer.send(mail)).toBe(false);
  });
});
