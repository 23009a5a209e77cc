/** Sized for one household's ledger on a small machine: measured at about 60 MB with ten sessions. */
const modest = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 40,
  superuser_reserved_connections: 1,
  reserved_connections: 0,
  shared_buffers: '16MB',
  work_mem: '2MB',
  maintenance_work_mem: '16MB',
  min_wal_size: '32MB',
  max_wal_size: '128MB',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_replication_slots: 0,
  max_logical_replication_workers: 0,
  max_worker_processes: 0,
  max_parallel_workers: 0,
  max_parallel_workers_per_gather: 0,
  autovacuum_worker_slots: 2,
  autovacuum_max_workers: 1,
  io_method: 'sync',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  datestyle: 'ISO, YMD',
};

/** What people wrote into the database must not come out in its log. */
const discreet = {
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_checkpoints: 'off',
};

/** The server's settings as parameters of its command line, so that each start has those of its own version. */
export function serverSettings({ port, isDurable }: { port: number; isDurable: boolean }): string[] {
  const durability = isDurable
    ? { fsync: 'on' }
    : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };
  return Object.entries({ ...modest, ...discreet, ...durability, port }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
}
