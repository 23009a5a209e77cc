import type { HmrcClient, HmrcClientConfig } from './client-types.ts';

export function createHmrcClient(config: HmrcClientConfig): HmrcClient {
  throw new Error(`not there yet: ${config.apiUrl}`);
}
