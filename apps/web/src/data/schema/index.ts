export * from './accounts.ts';
export * from './authority-reminders.ts';
export * from './connections.ts';
export * from './records.ts';
export * from './submissions.ts';
