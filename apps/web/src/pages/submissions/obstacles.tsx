import { categories, countryName } from '../../domain/records/index.ts';
import { type Obstacle, type UpdatePeriod } from '../../domain/submissions/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { formatDate, formatPence } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { financeCostsPath } from '../finance-costs/paths.ts';
import { foreignPropertiesPath, RegisterForm } from '../foreign-properties/index.ts';
import { ledgerPath } from '../records/index.ts';
import { expenseStylePath, oneTotalLimit } from './words.ts';

interface ObstaclesProps {
  obstacles: readonly Obstacle[];
  period: Pick<UpdatePeriod, 'businessId' | 'taxYear' | 'periodStartDate' | 'periodEndDate'>;
  isConnected: boolean;
  /** Whether it is an annual summary that waits, not the update of a quarter. */
  isAnnual?: boolean;
}

/** What must be put right before figures can be sent, and the way to do it. Stands in place of the button that sends. */
export function Obstacles({ obstacles, period, isConnected, isAnnual = false }: ObstaclesProps) {
  const isAboutHmrc = obstacles.some(
    ({ kind }) => kind === 'not-registered' || kind === 'unanswered' || kind === 'ended',
  );
  return (
    <section aria-labelledby="obstacles">
      <h2 class="govuk-heading-m" id="obstacles">
        Before you can send this
      </h2>
      {obstacles.map((obstacle) => (
        <InsetText>
          <Words {...{ obstacle, period, isConnected, isAnnual }} />
        </InsetText>
      ))}
      {isAboutHmrc && (
        <p class="govuk-body">
          <Link href={foreignPropertiesPath(period)}>See all your foreign properties at HMRC</Link>
        </p>
      )}
      {!isConnected && (
        <Button href="/settings/hmrc-connection" variant="secondary">
          Go to HMRC Connection
        </Button>
      )}
    </section>
  );
}

/** Categories by their names on the pages, as a list within a sentence. */
const labelsOf = (fields: readonly string[]): string =>
  new Intl.ListFormat('en-GB').format(
    fields.map((field) => `“${categories.find(({ key }) => key === field)?.label ?? field}”`),
  );

function Words({
  obstacle,
  period,
  isConnected,
  isAnnual,
}: Omit<ObstaclesProps, 'obstacles'> & { obstacle: Obstacle }) {
  const review = isAnnual ? 'annual-summary' : period.periodEndDate;
  switch (obstacle.kind) {
    case 'too-much-for-one-total':
      return (
        <>
          Your records of tax year {period.taxYear} hold {formatPence(obstacle.turnoverPence)} of income for
          this business. HMRC takes expenses as one total only where that is under {oneTotalLimit}.{' '}
          <Link href={expenseStylePath(period)}>Report each expense in its category</Link>. Your records have
          the categories already.
        </>
      );
    case 'below-nought':
      return (
        <>
          More was paid back than came in or went out: {labelsOf(obstacle.fields)} would be less than nothing,
          and HMRC takes no negative amount there for tax year {period.taxYear}.{' '}
          <Link href={ledgerPath({ from: period.periodStartDate, to: period.periodEndDate })}>
            Look at these records
          </Link>{' '}
          and give what was paid back the date, the category or the property of what it was for.
        </>
      );
    case 'no-property':
      return (
        <>
          HMRC asks for figures of property abroad, and your records have none.{' '}
          <Link href="/records/properties/new">Add the property with its country</Link>, or change the country
          of one that you <Link href="/records/properties">have in your records</Link>.
        </>
      );
    case 'not-registered':
      return (
        <>
          <p class="govuk-body">
            HMRC does not have {obstacle.property.name} in {countryName(obstacle.property.countryCode)} on its
            list yet. From tax year 2026-27 it takes figures of each foreign property on its own, once the
            property is registered. Registering tells HMRC its name and its country, nothing else.
          </p>
          {isConnected && <RegisterForm of={period} property={obstacle.property} review={review} />}
        </>
      );
    case 'unanswered':
      return (
        <>
          <p class="govuk-body">
            HMRC’s answer to registering {obstacle.property.name} did not reach us. Its list tells whether it
            was registered: we read it first, so that the property is never registered twice.
          </p>
          {isConnected && <RegisterForm of={period} property={obstacle.property} review={review} isAgain />}
        </>
      );
    case 'ended': {
      const { property, end } = obstacle;
      return (
        <>
          HMRC has {property.name} as ended on {formatDate(end.date)} and takes no figures of it for this tax
          year, but{' '}
          <Link
            href={ledgerPath({
              propertyId: property.id,
              from: period.periodStartDate,
              to: period.periodEndDate,
            })}
          >
            your records have some
          </Link>
          . Correct the dates or the property of those records, or take the end back.
        </>
      );
    }
    case 'ended-with-costs':
      return (
        <>
          HMRC has {obstacle.property.name} as ended on {formatDate(obstacle.end.date)} and takes no figures
          of it for this tax year, but you bring finance costs forward for it.{' '}
          <Link href={financeCostsPath(period)}>Change what is brought forward</Link>, or take the end back.
        </>
      );
    case 'mixed-claims':
      return (
        <>
          Some of your properties in {countryName(obstacle.countryCode)} claim Foreign Tax Credit Relief and
          some do not. For tax year {period.taxYear} HMRC takes one answer for a country. Make them the same
          in <Link href="/records/properties">your properties</Link>.
        </>
      );
  }
}
