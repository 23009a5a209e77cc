import {
  isCumulative,
  replacingWording,
  type RequestRefusal,
  type UpdatePeriod,
} from '../../domain/submissions/index.ts';
import { Checkboxes } from '../../ui/components/checkboxes.tsx';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { formatDate } from '../../ui/format.ts';

/** Says that an update would replace what HMRC has from other software, and all of it. */
export function ReplacesElsewhere({ replaced }: { replaced: UpdatePeriod }) {
  return (
    <WarningText>
      {isCumulative(replaced.taxYear)
        ? `HMRC has an update of this tax year to ${formatDate(replaced.periodEndDate)} from other software. This update replaces all of it: what is not in your records here is taken out of HMRC’s figures.`
        : 'HMRC has an update of this quarter from other software. This update replaces all of it but furnished holiday lets: what else is not in your records here is taken out of HMRC’s figures.'}
    </WarningText>
  );
}

const notTicked = 'Tick the box if this update shall replace the figures HMRC has';

const isMissing = (refusal: RequestRefusal | undefined) => refusal?.reason === 'replaces-elsewhere';

/** The box to tick before such an update is sent. @param name of the field's id, where a page has several forms */
export function AgreeToReplace({
  refusal,
  idPrefix = 'replace',
}: {
  refusal: RequestRefusal | undefined;
  idPrefix?: string;
}) {
  return (
    <Checkboxes
      name="replace"
      idPrefix={idPrefix}
      errorMessage={isMissing(refusal) ? notTicked : undefined}
      items={[{ value: 'yes', text: replacingWording }]}
    />
  );
}

/** The same for the summary of errors at the top of a page. */
export const errorsOfReplacing = (refusal: RequestRefusal | undefined) =>
  isMissing(refusal) ? [{ text: notTicked, href: '#replace' }] : [];
