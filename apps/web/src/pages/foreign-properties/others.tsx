import { countryName } from '../../domain/records/index.ts';
import { type BusinessYear, type PropertyAtHmrc } from '../../domain/submissions/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { Link } from '../../ui/link.tsx';
import { describesDevice, DeviceFields } from '../device.tsx';
import { foreignPropertiesPath } from './paths.ts';

/** A property on HMRC's list that is none of ours. */
export interface ListedOther {
  propertyId: string;
  propertyName: string;
  countryCode: string;
}

interface OthersProps {
  of: BusinessYear;
  others: readonly ListedOther[];
  properties: readonly PropertyAtHmrc[];
}

/** What HMRC's list has that none of ours matches by country and name, and the ways to say which it is. */
export function Others({ of, others, properties }: OthersProps) {
  if (others.length === 0) {
    return <InsetText>This is HMRC’s list as of now. It has no other properties than yours.</InsetText>;
  }
  const free = properties.filter(({ registration }) => registration.kind !== 'registered');
  return (
    <InsetText>
      <p class="govuk-body">
        HMRC’s list also has {others.length === 1 ? 'a property' : 'properties'} that none of yours matches by
        country and name. If one is yours, say which. An update without it wipes the figures HMRC has of it.
      </p>
      {others.map((other) => (
        <Other
          of={of}
          other={other}
          candidates={free.filter(({ property }) => property.countryCode === other.countryCode)}
        />
      ))}
    </InsetText>
  );
}

interface OtherProps {
  of: BusinessYear;
  other: ListedOther;
  /** Ours of the same country that HMRC has nothing of. */
  candidates: readonly PropertyAtHmrc[];
}

function Other({ of, other, candidates }: OtherProps) {
  const name = `${other.propertyName}, ${countryName(other.countryCode)}`;
  return (
    <>
      <h2 class="govuk-heading-s">{name}</h2>
      {candidates.length === 0 ? (
        <p class="govuk-body">
          You have no property of this country that HMRC has nothing of.{' '}
          <Link href="/records/properties/new">
            Add a property<span class="govuk-visually-hidden"> for {name}</span>
          </Link>{' '}
          if it is yours, and check again.
        </p>
      ) : (
        <form method="post" action={foreignPropertiesPath(of)} {...describesDevice}>
          <input type="hidden" name="then" value="link" />
          <input type="hidden" name="atHmrc" value={other.propertyId} />
          <DeviceFields />
          <div class="govuk-button-group">
            {candidates.map(({ property }) => (
              <Button name="property" value={property.id} variant="secondary" preventDoubleClick>
                It is {property.name}
                <span class="govuk-visually-hidden">: link {name}</span>
              </Button>
            ))}
          </div>
        </form>
      )}
    </>
  );
}
