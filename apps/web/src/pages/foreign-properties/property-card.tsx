import { countryName } from '../../domain/records/index.ts';
import { type BusinessYear, type PropertyAtHmrc, type PropertyEnd } from '../../domain/submissions/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { SummaryList } from '../../ui/components/summary-list.tsx';
import { formatDate, formatInstant } from '../../ui/format.ts';
import { describesDevice, DeviceFields } from '../device.tsx';
import { endPath, foreignPropertiesPath } from './paths.ts';
import { RegisterForm } from './register-form.tsx';
import { reasonWords } from './words.ts';

type PropertyCardProps = PropertyAtHmrc & { of: BusinessYear; isConnected: boolean };

/** One property, what HMRC has of it, and what can be told to HMRC. */
export function PropertyCard({ of, property, registration, isConnected }: PropertyCardProps) {
  const isRegistered = registration.kind === 'registered';
  const isEnded = isRegistered && registration.end !== null;
  return (
    <section aria-label={property.name}>
      <SummaryList
        card={{
          title: property.name,
          ...(isRegistered &&
            !isEnded &&
            isConnected && {
              actions: { items: [{ href: endPath(of, property.id), text: 'Tell HMRC that it has ended' }] },
            }),
        }}
        rows={[
          { key: 'Country', value: countryName(property.countryCode) },
          { key: 'At HMRC', value: standing({ registration }) },
          ...(isRegistered && registration.nameAtHmrc !== property.name
            ? [{ key: 'Name at HMRC', value: registration.nameAtHmrc }]
            : []),
          ...(isRegistered && registration.end !== null
            ? [{ key: 'Ended', value: endWords(registration.end) }]
            : []),
          ...(isRegistered && registration.seenAt !== null
            ? [{ key: 'As HMRC said on', value: formatInstant(registration.seenAt.toISOString()) }]
            : []),
        ]}
      />
      {isConnected && !isRegistered && (
        <RegisterForm of={of} property={property} isAgain={registration.kind === 'unanswered'} />
      )}
      {isConnected && isRegistered && registration.nameAtHmrc !== property.name && (
        <ChangeForm of={of} propertyId={property.id} then="rename">
          Change its name at HMRC to “{property.name}”
        </ChangeForm>
      )}
      {isConnected && isEnded && (
        <ChangeForm of={of} propertyId={property.id} then="take-back">
          Take the end of {property.name} back
        </ChangeForm>
      )}
    </section>
  );
}

function standing({ registration }: Pick<PropertyAtHmrc, 'registration'>): string {
  switch (registration.kind) {
    case 'none':
      return 'Not registered, as far as we know';
    case 'unanswered':
      return 'Not known: HMRC’s answer to registering it did not reach us';
    case 'registered':
      return registration.end === null ? 'Registered' : 'Registered, and ended';
  }
}

const endWords = ({ date, reason }: PropertyEnd): string => `${formatDate(date)}, ${reasonWords(reason)}`;

interface ChangeFormProps {
  of: BusinessYear;
  propertyId: string;
  then: 'rename' | 'take-back';
  children: string | string[];
}

function ChangeForm({ of, propertyId, then, children }: ChangeFormProps) {
  return (
    <form method="post" action={foreignPropertiesPath(of)} {...describesDevice}>
      <input type="hidden" name="property" value={propertyId} />
      <DeviceFields />
      <Button name="then" value={then} variant="secondary" preventDoubleClick>
        {children}
      </Button>
    </form>
  );
}
