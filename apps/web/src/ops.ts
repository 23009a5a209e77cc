import { readEnvironment } from './config.ts';
import { operate } from './operations.ts';

const { exitCode, text } = await operate(process.argv.slice(2), readEnvironment());
(exitCode === 0 ? process.stdout : process.stderr).write(`${text}\n`);
process.exitCode = exitCode;
