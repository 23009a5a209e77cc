import { type SealingKey } from '../platform/encryption.ts';

/** The ring of every process in tests, those that are started apart included. */
export const sealingKeys: SealingKey[] = [{ id: 'test', secret: new Uint8Array(32).fill(7) }];
