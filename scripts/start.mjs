// npm start: runs the platform, or with "simulator" the simulator alone, without a build step of its own.
import { pathToFileURL } from 'node:url';
import { bundled } from './bundle.mjs';

const [oldest, oldestMinor] = [20, 19];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < oldest || (major === oldest && minor < oldestMinor)) {
  console.error(
    `Quarterday needs Node ${oldest}.${oldestMinor} or newer, and this is Node ${process.versions.node}.`,
  );
  process.exit(1);
}
// Whoever kills npm with -9 means the platform too, which would otherwise go on unseen.
if (process.env.npm_lifecycle_event === 'start') {
  const npm = process.ppid;
  setInterval(() => process.ppid !== npm && process.kill(process.pid, 'SIGTERM'), 250).unref();
}
// The name is this script's own argument; the program takes what comes after it.
const [program = 'web'] = process.argv.splice(2, 1);
await import(pathToFileURL(await bundled(program)).href);
