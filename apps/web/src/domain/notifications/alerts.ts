import { type OperatorStore } from '../../data/operator-alerts.ts';
import { type Clock } from '../../platform/clock.ts';
import { type Log } from '../../platform/log.ts';
import { type Mailer } from '../../platform/mail.ts';

/** What an operator should look at. The detail holds ids and codes, never a token, a NINO or an e-mail address. */
export interface Alerts {
  /** @param options.mailEveryMs how long none of this kind is mailed again; an hour where nothing else is said */
  raise(
    kind: string,
    detail: Readonly<Record<string, string | number | null>>,
    options?: { mailEveryMs: number },
  ): Promise<void>;
}

const quietForMs = 60 * 60 * 1000;

/**
 * Keeps alerts for `npm run ops -- alerts`, writes them to the log, and mails the first of each kind in a while.
 * Never fails: an alert that can't be kept must not stop what raised it.
 */
export function createAlerts(deps: {
  store: OperatorStore;
  clock: Clock;
  log: Log;
  mailer: Mailer;
  operatorEmail: string | undefined;
}): Alerts {
  return {
    async raise(kind, detail, { mailEveryMs } = { mailEveryMs: quietForMs }) {
      const at = deps.clock.now();
      deps.log.error({ alert: kind, ...detail }, 'the operator should look at this');
      try {
        const seen = await deps.store.raisedSince(kind, new Date(at.getTime() - mailEveryMs));
        await deps.store.keep({ at, kind, detail });
        if (seen || deps.operatorEmail === undefined) return;
        const lines = Object.entries(detail).map(([name, value]) => `${name}: ${value ?? '-'}`);
        await deps.mailer.send({
          to: deps.operatorEmail,
          subject: `Quarterday: ${kind}`,
          paragraphs: [
            `Quarterday needs its operator: ${kind}.`,
            ...lines,
            'To see all alerts: npm run ops -- alerts',
          ],
        });
      } catch (error) {
        deps.log.error({ err: error, alert: kind }, 'an alert could not be passed on');
      }
    },
  };
}
