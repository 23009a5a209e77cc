export * from './annual-summaries.ts';
export * from './accounts.ts';
export * from './authorisation-storms.ts';
export * from './authority-reminders.ts';
export * from './connections.ts';
export * from './records.ts';
export * from './secret-uses.ts';
export * from './submissions.ts';
