import { pleaseReconnect } from '../domain/submissions/index.ts';

/** Why nothing came of a click where the connection to HMRC was in the way, whatever the click was for. */
export const connectionRefusals = {
  expired: `${pleaseReconnect}.`,
  'not-connected': 'Your HMRC account is not connected.',
  disconnecting: 'You asked to disconnect your HMRC account.',
} as const;
