import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

/** What a mail server answers out of turn, until it is told otherwise. */
interface Mood {
  /** Instead of taking a recipient. */
  toRecipient?: string;
  /** Instead of saying that it has taken a mail, which it has; `no answer` breaks the connection off. */
  toMail?: string;
}

/** A mail server that takes mail for everybody but `refused@…`, and repeats whom it refuses. */
export async function startMailServer() {
  const received: string[] = [];
  const mood: Mood = {};
  const server = createServer((socket) => {
    let data: string[] | undefined;
    socket.write('220 ready\r\n');
    // A client that is killed breaks its connection off, and the reader of its lines says so once more.
    const lines = createInterface(socket).on('error', () => undefined);
    lines.on('line', (line) => {
      if (data !== undefined) {
        if (line !== '.') {
          data.push(line);
          return;
        }
        received.push(data.join('\n'));
        data = undefined;
        if (mood.toMail === 'no answer') {
          socket.destroy();
          return;
        }
        if (mood.toMail !== undefined) {
          socket.write(`${mood.toMail}\r\n`);
          return;
        }
      } else if (line === 'DATA') {
        data = [];
        socket.write('354 go on\r\n');
        return;
      } else if (/^RCPT TO:<refused/i.test(line)) {
        socket.write(`550 nobody here is called ${line}\r\n`);
        return;
      } else if (mood.toRecipient !== undefined && line.startsWith('RCPT TO')) {
        socket.write(`${mood.toRecipient}\r\n`);
        return;
      }
      socket.write(line === 'QUIT' ? '221 bye\r\n' : '250 fine\r\n');
    });
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address of that kind.
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    /** Every mail it took, with its headers, a line each. */
    received,
    mood,
    close: () => void server.close(),
  };
}
