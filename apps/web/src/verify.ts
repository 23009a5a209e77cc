import { readEnvironment } from './config.ts';
import { verify } from './verify-command.ts';

const { exitCode, text } = await verify(process.argv.slice(2), readEnvironment);
(exitCode === 0 ? process.stdout : process.stderr).write(`${text}\n`);
process.exitCode = exitCode;
