import path from 'node:path';

/** What `scripts/test-contract.mjs` hands over. */
export interface Settings {
  /** The folder with HMRC's files. */
  folder: string;
  /** Where random choices start. The same seed makes the same requests. */
  seed: number;
  /** Requests for each operation and tax year. */
  runs: number;
}

export const settings: Settings = {
  folder: path.resolve(process.env['CONTRACT_DIR'] ?? ''),
  seed: Number(process.env['CONTRACT_SEED'] ?? '1'),
  runs: Number(process.env['CONTRACT_RUNS'] ?? '200'),
};
