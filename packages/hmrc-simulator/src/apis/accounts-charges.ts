import type { Answer } from '../platform/answer.ts';
import { refuse, type RefusalCode } from '../platform/refusals.ts';
import { accountOf, type Charge } from './accounts-kept.ts';
import type { Operation } from './operation.ts';
import { findPathRefusals } from './path-rules.ts';

const PATH = '/accounts/self-assessment/:nino/charges';
const TRANSACTION_ID = /^[0-9A-Za-z]{1,12}$/;
const CHARGE_REFERENCE = /^[A-Za-z]{2}\d{12}$/;

const descriptions: Record<Charge['kind'], string> = {
  'first-on-account': 'First payment on account',
  'second-on-account': 'Second payment on account',
  balance: 'Balancing charge',
};

function historyBy(name: string, path: string, key: 'transactionId' | 'chargeReference'): Operation {
  const [form, code]: [RegExp, RefusalCode] =
    key === 'transactionId'
      ? [TRANSACTION_ID, 'FORMAT_TRANSACTION_ID']
      : [CHARGE_REFERENCE, 'FORMAT_CHARGE_REFERENCE'];
  return {
    name,
    method: 'GET',
    path: `${PATH}/${path}`,
    version: '4.0',
    scope: 'read:self-assessment',
    codes: ['FORMAT_NINO', code, 'CLIENT_OR_AGENT_NOT_AUTHORISED', 'MATCHING_RESOURCE_NOT_FOUND'],
    handle: (call) => {
      const [first, ...more] = findPathRefusals(call, { forms: { [key]: [form, code] } });
      if (first) return refuse(first, ...more);
      const { charges = [] } = accountOf(call.core, call.user) ?? {};
      const charge = charges.find((one) => one[key] === call.param(key));
      return charge ? historyOf(charge) : refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
    },
  };
}

/** What became of a charge, by either of its ids. */
export const chargeHistories: readonly Operation[] = [
  historyBy('charge-history', ':transactionId', 'transactionId'),
  historyBy('charge-history-by-transaction', 'transactionId/:transactionId', 'transactionId'),
  historyBy('charge-history-by-reference', 'chargeReference/:chargeReference', 'chargeReference'),
];

/** Charges do not change here, so that there is one entry: how the charge came to be. */
function historyOf(charge: Charge): Answer {
  // Without the tax year: HMRC's file asks for one that is a date too, which none can be.
  const entry = {
    transactionId: charge.transactionId,
    transactionDate: charge.createdOn,
    description: descriptions[charge.kind],
    totalAmount: charge.amountPence / 100,
    changeDate: charge.createdOn,
    changeTimestamp: `${charge.createdOn}T09:00:00.000Z`,
    changeReason: 'Return received',
  };
  return { status: 200, body: { chargeHistoryDetails: [entry] } };
}
