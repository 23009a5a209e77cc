const benches: Record<string, () => Promise<void>> = {
  client: async () => (await import('./client.ts')).benchClient(),
  refresh: async () => (await import('./refresh.ts')).benchRefresh(),
  simulator: async () => (await import('./simulator.ts')).benchSimulator(),
  start: async () => (await import('./start.ts')).benchStart(),
};

const name = process.argv[2] ?? '';
const bench = benches[name];
if (bench === undefined) {
  console.error(`npm run bench -- NAME, where NAME is one of: ${Object.keys(benches).join(', ')}`);
  process.exit(1);
}
await bench();
