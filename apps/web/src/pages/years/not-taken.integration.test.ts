import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { declaredFigures } from '../../test/declared-figures.ts';
import { createFirstPerson, type Ids } from '../../test/first-person.ts';
import { textIn } from '../../test/markup.ts';
import { type Browser, createWholeApp, type WholeApp } from '../../test/whole-app.ts';

/** HMRC has every quarter of 2025-26 of the first person. */
const taxYear = '2025-26';
let whole: WholeApp;
let browser: Browser;
let ids: Ids;

beforeAll(async () => {
  whole = await createWholeApp();
  ({ browser, ids } = await createFirstPerson(whole));
});
beforeEach(() => whole.pool.query(`delete from submissions where tax_year = $1`, [taxYear]));
afterAll(() => whole.close());

type Status = 'processing' | 'submitted' | 'failed' | 'rejected';

interface Sent {
  kind: string;
  businessId?: string;
  figures: object;
}

/** Writes down one submission after another, as each ended. @returns their addresses */
async function addSent({ kind, businessId = ids.businessId, figures }: Sent, ...statuses: Status[]) {
  const paths: string[] = [];
  for (const status of statuses) {
    const id = randomUUID();
    await whole.pool.query(
      `insert into submissions
         (id, owner_id, kind, business_id, tax_year, period_start_date, period_end_date, status, created_at, updated_at)
       values ($1, $2, $3, $4, $5, '2025-04-06', '2026-04-05', $6, now(), now())`,
      [id, ids.owner, kind, businessId, taxYear, status],
    );
    await whole.pool.query(
      `insert into attempts
         (id, owner_id, submission_id, number, status, figures, fraud_prevention, requested_at, finished_at)
       values (gen_random_uuid(), $1, $2, 1, $3, $4, '{"headers":{},"leftOut":[]}', now(), now())`,
      [ids.owner, id, status, JSON.stringify(figures)],
    );
    paths.push(`/submissions/${id}`);
  }
  return paths;
}

const annual = {
  adjustments: {},
  nonResidentLandlord: false,
  jointlyLet: null,
  allowances: { costOfReplacingDomesticItemsPence: 100 },
  structuredBuildingAllowance: [],
  enhancedStructuredBuildingAllowance: [],
};

describe('a correction that HMRC did not take', () => {
  it.each(['rejected', 'failed'] as const)('and %s leads to what HMRC took before', async (status) => {
    const sent = { kind: 'annual-summary', figures: annual };
    const said = 'changed nothing of what HMRC has';
    const [alone = ''] = await addSent(sent, status);
    expect(textIn((await browser.get(alone)).text)).not.toContain(said);
    const [taken = '', correction = ''] = await addSent(sent, 'submitted', status);
    const { text } = await browser.get(correction);
    expect(textIn(text)).toContain(`This annual summary ${said}. The one that it took from here before is`);
    expect(text).toContain(`href="${taken}"`);
    expect(textIn((await browser.get(taken)).text)).not.toContain(said);
  });

  it('leads to what HMRC took since, and does not call that the one before', async () => {
    const sent = { kind: 'annual-summary', figures: annual };
    const [rejected = '', taken = ''] = await addSent(sent, 'rejected', 'submitted');
    const { text } = await browser.get(rejected);
    expect(textIn(text)).toMatch(/HMRC has taken another annual summary since, from \d/);
    expect(text).toContain(`href="${taken}"`);
    expect(textIn(text)).not.toContain('before');
  });
});

describe('an annual summary of which HMRC has one and rejected a correction', () => {
  it('stands as HMRC has it wherever it is listed, with the way to the rejected one', async () => {
    const [taken = '', rejected = ''] = await addSent(
      { kind: 'annual-summary', figures: annual },
      'submitted',
      'rejected',
    );
    const year = await browser.get(`/years/${taxYear}`);
    expect(textIn(year.text)).toContain(
      'Allowances and adjustments of the whole year Submitted A newer one was rejected',
    );
    expect(year.text).toContain(`href="${rejected}"`);
    const declaration = await browser.get(`/years/${taxYear}/final-declaration`);
    expect(textIn(declaration.text)).toMatch(
      /Annual summary Submitted annual summary, UK property, 2025-26 A newer one was rejected/,
    );
    const own = await browser.get(`/years/${taxYear}/annual-summary/${ids.businessId}`);
    expect(textIn(own.text)).toMatch(
      /Sent Rejected annual summary of 2025-26 At HMRC The one HMRC took last/,
    );
    for (const page of [declaration, own]) {
      expect(page.text).toContain(`href="${taken}"`);
      expect(page.text).toContain(`href="${rejected}"`);
    }
  });

  it('is told business by business where a year is declared', async () => {
    await addSent({ kind: 'annual-summary', figures: annual }, 'submitted', 'failed');
    const abroad = { kind: 'annual-summary', businessId: ids.foreignBusinessId, figures: { places: [] } };
    await addSent(abroad, 'rejected');
    const page = textIn((await browser.get(`/years/${taxYear}/final-declaration`)).text);
    expect(page).toMatch(/UK property: Submitted [^:]* A newer one failed/);
    expect(page).toMatch(/Foreign property: Rejected annual summary, Foreign property/);
  });
});

describe('a year that is declared', () => {
  it.each([
    ['processing', 'An amendment is under way'],
    ['failed', 'An amendment failed'],
    ['rejected', 'An amendment was rejected'],
  ] as const)('is told so beside an amendment that is %s', async (status, words) => {
    const sent = { kind: 'final-declaration', businessId: '' };
    await addSent({ ...sent, figures: declaredFigures }, 'submitted');
    const [amendment = ''] = await addSent(
      { ...sent, figures: { ...declaredFigures, calculationType: 'confirm-amendment' } },
      status,
    );
    const { text } = await browser.get(`/years/${taxYear}`);
    expect(textIn(text)).toContain(`Final declaration Due 31 January 2027 Submitted ${words}`);
    expect(text).toContain(`href="${amendment}"`);
  });
});

describe('adjustments of which HMRC took some, and rejected those to a newer summary', () => {
  it('are shown as HMRC has them, with the way to the rejected ones', async () => {
    const figures = { calculationId: 'an older one', typeOfBusiness: 'uk-property', entries: [] };
    const sent = { kind: 'accounting-adjustments', figures };
    const [taken = '', rejected = ''] = await addSent(sent, 'submitted', 'rejected');
    const { text } = await browser.get(`/years/${taxYear}/finalise/${ids.businessId}`);
    expect(textIn(text)).toContain(
      'Adjustments Submitted adjustments of 2025-26 to an older summary A newer one was rejected',
    );
    expect(text).toContain(`href="${taken}"`);
    expect(text).toContain(`href="${rejected}"`);
  });
});

describe('a change of losses that HMRC did not take', () => {
  it.each([
    ['rejected', 'A change was rejected'],
    ['failed', 'A change failed'],
  ] as const)('and %s is told beside the losses of the year', async (status, words) => {
    const figures = { change: 'add-claim', typeOfClaim: 'carry-forward', typeOfLoss: 'uk-property' };
    const sent = { kind: 'losses', figures };
    const [, latest = ''] = await addSent(sent, 'submitted', status);
    const { text } = await browser.get(`/years/${taxYear}`);
    expect(textIn(text)).toMatch(new RegExp(`Losses Brought forward[^:]* ${words} of losses, ${taxYear}`));
    expect(text).toContain(`href="${latest}"`);
    await addSent(sent, 'submitted');
    expect(textIn((await browser.get(`/years/${taxYear}`)).text)).not.toContain('A change');
  });
});

describe('the newest update, where HMRC did not take it', () => {
  const ofQuarter = (end: string, status: Status, id: string) =>
    whole.pool.query(`update submissions set status = $1, period_end_date = $2 where id = $3`, [
      status,
      end,
      id,
    ]);

  it('is told on the dashboard with whether HMRC has the quarter all the same', async () => {
    const held = 'HMRC has another update that holds this quarter';
    await ofQuarter('2026-07-05', 'failed', ids.stoppedSubmission);
    await ofQuarter('2026-10-05', 'rejected', ids.submission);
    const before = textIn((await browser.get('/')).text);
    expect(before).toContain('Latest update Rejected');
    expect(before).not.toContain(held);
    await ofQuarter('2026-10-05', 'submitted', ids.stoppedSubmission);
    const after = textIn((await browser.get('/')).text);
    expect(after).toMatch(/Latest update Rejected 6 April 2026 to 5 October 2026\. HMRC has another/);
    expect(after).toContain(held);
  });
});
