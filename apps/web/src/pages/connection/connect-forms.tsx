import { Button } from '../../ui/components/button.tsx';
import { Input } from '../../ui/components/input.tsx';
import { describesDevice, DeviceFields } from '../device.tsx';
import { connectionPath } from './links.ts';

interface NinoFormProps {
  text: string;
  error: string | undefined;
  isFirst: boolean;
  /** With the simulator, which knows nobody real. */
  isPractice: boolean;
}

export function NinoForm({ text, error, isFirst, isPractice }: NinoFormProps) {
  return (
    <form method="post" action={`${connectionPath}/nino`} novalidate>
      <Input
        name="nino"
        id="nino"
        label={{ text: 'National Insurance number', classes: 'govuk-label--m' }}
        hint="It is on your National Insurance card, payslip or P60. For example, QQ 12 34 56 C. We keep it encrypted."
        classes="govuk-input--width-10"
        value={text}
        spellcheck={false}
        autocomplete="off"
        autocapitalize="characters"
        errorMessage={error}
      />
      {isPractice && (
        <p class="govuk-body">
          This is practice: use the number of a test landlord. The page of the simulator lists them.
        </p>
      )}
      <Button>{isFirst ? 'Save and continue' : 'Save'}</Button>
    </form>
  );
}

/** The way to HMRC's sign-in. @param props `isAgain` where there is a connection: expired, or one whose authority is renewed */
export function ConnectForm({ isAgain }: { isAgain: boolean }) {
  return (
    <form method="post" action={`${connectionPath}/connect`} {...describesDevice}>
      <DeviceFields />
      <Button preventDoubleClick>{isAgain ? 'Reconnect HMRC Account' : 'Connect to HMRC'}</Button>
    </form>
  );
}

/** Asks HMRC once more whose account it is; no new sign-in is needed. */
export function CheckAgain() {
  return (
    <form method="post" action={`${connectionPath}/check-again`}>
      <Button preventDoubleClick>Check again</Button>
    </form>
  );
}
