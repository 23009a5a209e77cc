import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { expect } from '@playwright/test';

import { expectStatus, settleIn, submitQuarter } from './landlord.ts';
import { test } from './world-fixture.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('m: a receipt keeps what was sent, on paper too, and its export is checked without Quarterday', async ({
  page,
  world,
}, info) => {
  await settleIn(page, world);
  await submitQuarter(page, world, '5 October 2026');
  await expectStatus(page, 'Submitted');
  const submission = page.url();

  // What changes afterwards changes no receipt.
  await page.goto(`${world.url}/records?category=otherIncome`);
  await page
    .getByRole('link', { name: /^Parking space let/ })
    .first()
    .click();
  await page.getByRole('link', { name: /delete/i }).click();
  await page.getByRole('button', { name: 'Delete transaction' }).click();
  await page.goto(submission);
  await page.getByRole('link', { name: 'Receipt', exact: true }).click();
  await page.getByText('Show 60 transactions').click();
  await expect(page.getByRole('cell', { name: 'Parking space let' })).toHaveCount(2);

  await page.getByRole('button', { name: 'Print or save as PDF' }).click();
  const head = (await page.locator('#chain-head').innerText()).replaceAll(' ', '');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.getByRole('cell', { name: 'Parking space let' })).toHaveCount(2);
  await page.pdf({ path: info.outputPath('receipt.pdf'), format: 'A4' });
  await page.setViewportSize({ width: 690, height: 1000 });
  await page.screenshot({ path: info.outputPath('receipt.png'), fullPage: true });
  await page.emulateMedia({ media: 'screen' });

  await page.goto(`${world.url}/receipts`);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  const zip = info.outputPath('receipts.zip');
  await (await downloading).saveAs(zip);
  const { stdout } = await promisify(execFile)(
    'npm',
    ['run', '--silent', 'verify', '--', zip, '--head', head],
    {
      cwd: root,
      env: { PATH: process.env['PATH'] },
    },
  );
  expect(stdout).toContain('All 2 records fit together');
  expect(stdout).toContain('is that of record 2');
});
