import { readEnvironment } from './config.ts';
import { manageKeys } from './key-commands.ts';

const { exitCode, text } = await manageKeys(process.argv.slice(2), readEnvironment(), (line) => {
  process.stderr.write(`${line}\n`);
});
(exitCode === 0 ? process.stdout : process.stderr).write(`${text}\n`);
process.exitCode = exitCode;
