import { readEnvironment } from './config.ts';
import { reclassify } from './reclassify-command.ts';

const { exitCode, text } = await reclassify(process.argv.slice(2), readEnvironment());
(exitCode === 0 ? process.stdout : process.stderr).write(`${text}\n`);
process.exitCode = exitCode;
