import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Writes its port first and afterwards whatever arrives, so that what never arrived can be told too. */
const program = `
  const server = require('net').createServer((socket) => {
    socket.on('error', () => undefined);
    socket.pipe(process.stdout, { end: false });
  });
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    process.stdout.write(String(server.address().port), () => process.kill(process.pid, 'SIGSTOP'));
  });
`;

export interface FullServer {
  url: string;
  /** Lets the connections in that waited, and waits for a text: all that came over them up to then, and a moment longer. */
  resumeUntil: (text: string) => Promise<string>;
  stop: () => void;
}

/** A server whose queue of new connections is full, so that a further one is not made before it is resumed. */
export async function startFullServer(): Promise<FullServer> {
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [output] = (await once(child.stdout, 'data')) as [Buffer];
  const port = Number(output.toString());
  let received = '';
  child.stdout.on('data', (chunk: Buffer) => (received += chunk.toString()));
  const sockets: Socket[] = [];
  for (let count = 0; count < 8; count += 1)
    sockets.push(connect(port, '127.0.0.1').on('error', () => undefined));
  await new Promise((resolve) => setTimeout(resolve, 200));
  return {
    url: `http://127.0.0.1:${String(port)}`,
    resumeUntil: async (text) => {
      child.kill('SIGCONT');
      while (!received.includes(text)) await once(child.stdout, 'data');
      // What was let in together with it may be read a little later.
      await new Promise((resolve) => setTimeout(resolve, 200));
      return received;
    },
    stop: () => {
      for (const socket of sockets) socket.destroy();
      child.kill('SIGKILL');
    },
  };
}
