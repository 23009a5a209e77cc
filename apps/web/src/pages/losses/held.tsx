import { type BusinessLosses, type LossYear, togetherFields } from '../../domain/submissions/index.ts';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { SummaryList } from '../../ui/components/summary-list.tsx';
import { formatInstant, formatPence } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { statusWords, submissionPath } from '../submissions/words.ts';
import { businessName } from '../years/words.ts';
import { changePath, claimTypeText, lossTypeText, togetherLabels } from './words.ts';

interface HeldLossesProps {
  year: LossYear;
  business: BusinessLosses;
}

/** What HMRC has of one business, each with the ways to change it. */
export function HeldLosses({ year, business }: HeldLossesProps) {
  const { typeOfBusiness, held, seenAt, latest, takenSince } = business;
  return (
    <>
      <h2 class="govuk-heading-m">
        {businessName(typeOfBusiness)}
        {year.businesses.length > 1 && <span class="qd-note"> {business.businessId}</span>}
      </h2>
      {latest && (
        <p class="govuk-body">
          The last change you sent:{' '}
          <Link href={submissionPath(latest.id)}>
            <StatusTag status={statusWords[latest.status]} />
            <span class="govuk-visually-hidden"> change of losses</span>
          </Link>
        </p>
      )}
      {held && seenAt ? (
        <>
          <p class="govuk-body">As HMRC had it on {formatInstant(seenAt.toISOString())}.</p>
          {takenSince && (
            <InsetText>
              HMRC has taken <Link href={submissionPath(takenSince.id)}>a change</Link> since then, which is
              not in what stands here. <Link href="#ask">Ask HMRC again</Link> to see it.
            </InsetText>
          )}
          {year.isTogether ? <Together {...{ year, business }} /> : <Apart {...{ year, business }} />}
        </>
      ) : (
        <p class="govuk-body">HMRC was not asked yet what it has.</p>
      )}
    </>
  );
}

/** Up to 2025-26: losses, and claims beside them. */
function Apart({ year, business }: HeldLossesProps) {
  const { losses, claims } = business.held ?? { losses: [], claims: [] };
  const canChange = !year.isClosed;
  const isOlder = business.takenSince !== null;
  return (
    <>
      <h3 class="govuk-heading-s">Losses brought forward</h3>
      {losses.length === 0 && <p class="govuk-body">{isOlder ? 'HMRC had none then.' : 'HMRC has none.'}</p>}
      <SummaryList
        rows={losses.map(({ lossId, typeOfLoss, yearOfLoss, amountPence }) => {
          const name = `the loss of ${yearOfLoss}, ${lossTypeText(typeOfLoss)}`;
          return {
            key: `${lossTypeText(typeOfLoss)}, made in ${yearOfLoss}`,
            value: formatPence(amountPence),
            ...(canChange && {
              actions: {
                items: [
                  {
                    ...{ href: changePath(business, 'amend-loss', lossId), text: 'Change' },
                    visuallyHiddenText: name,
                  },
                  {
                    ...{ href: changePath(business, 'delete-loss', lossId), text: 'Delete' },
                    visuallyHiddenText: name,
                  },
                ],
              },
            }),
          };
        })}
      />
      {canChange && (
        <p class="govuk-body">
          <Link href={changePath(business, 'add-loss')}>Add a loss brought forward</Link>, one of a year
          before you used software for HMRC
        </p>
      )}
      <h3 class="govuk-heading-s">Claims</h3>
      {claims.length === 0 && (
        <p class="govuk-body">
          {isOlder ? 'HMRC had none then.' : 'HMRC has none: losses are carried forward.'}
        </p>
      )}
      <SummaryList
        rows={claims.map(({ claimId, typeOfClaim }) => ({
          key: claimTypeText(typeOfClaim),
          value: 'Claimed',
          ...(canChange && {
            actions: {
              items: [
                {
                  ...{ href: changePath(business, 'delete-claim', claimId), text: 'Withdraw' },
                  visuallyHiddenText: `the claim: ${claimTypeText(typeOfClaim)}`,
                },
              ],
            },
          }),
        }))}
      />
      {canChange &&
        (year.isOver ? (
          <p class="govuk-body">
            <Link href={changePath(business, 'add-claim')}>Claim a loss</Link>, to use it in another way
          </p>
        ) : (
          <InsetText>HMRC takes claims once the tax year is over.</InsetText>
        ))}
    </>
  );
}

/** From 2026-27: all of it in one. */
function Together({ year, business }: HeldLossesProps) {
  const together = business.held?.together ?? null;
  if (!year.isOver) return <InsetText>HMRC takes losses and claims once the tax year is over.</InsetText>;
  return (
    <>
      {together ? (
        <SummaryList
          rows={togetherFields.flatMap((field) => {
            const amount = together[field];
            return amount === undefined ? [] : [{ key: togetherLabels[field], value: formatPence(amount) }];
          })}
        />
      ) : (
        <p class="govuk-body">
          {business.takenSince === null
            ? 'HMRC has no losses and no claims of this business for this tax year.'
            : 'HMRC had no losses and no claims of this business for this tax year then.'}
        </p>
      )}
      {!year.isClosed && (
        <p class="govuk-body">
          <Link href={changePath(business, 'put')}>
            {together ? 'Change losses and claims' : 'Enter losses and claims'}
          </Link>
          {together && (
            <>
              {' or '}
              <Link href={changePath(business, 'delete-all')}>delete all of it</Link>
            </>
          )}
        </p>
      )}
    </>
  );
}
