import { randomUUID } from 'node:crypto';

import { z } from 'zod';

import { finalisationWording, type FinaliseView } from '../../domain/submissions/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { Checkboxes } from '../../ui/components/checkboxes.tsx';
import { Input } from '../../ui/components/input.tsx';
import { describesDevice, DeviceFields } from '../device.tsx';
import { finalisePath } from './words.ts';

/** What was filled in, and what is wrong with it. */
export interface ConfirmAnswers {
  id: string;
  agreed: boolean;
  name: string;
  problems: { field: 'agree' | 'name'; text: string }[];
}

const fields = z.object({
  word: z.uuid().catch(() => randomUUID()),
  agree: z.string().catch(''),
  name: z.string().max(200).catch(''),
});

/** Reads the confirmation as it was filled in. */
export function readConfirmation(body: unknown): ConfirmAnswers {
  const { word, agree, name } = fields.parse(body);
  const typed = name.replaceAll('\0', '').trim();
  return {
    id: word,
    agreed: agree === 'yes',
    name: typed,
    problems: [
      ...(agree === 'yes'
        ? []
        : [{ field: 'agree' as const, text: 'Confirm that the figures are final, if they are' }]),
      ...(typed === '' ? [{ field: 'name' as const, text: 'Enter your full name' }] : []),
    ],
  };
}

interface ConfirmFormProps {
  view: FinaliseView;
  answers: ConfirmAnswers | undefined;
}

/** The landlord's word; HMRC is asked once more before it is taken. */
export function ConfirmForm({ view, answers }: ConfirmFormProps) {
  const errorOf = (field: 'agree' | 'name') => answers?.problems.find((each) => each.field === field)?.text;
  return (
    <form method="post" action={finalisePath(view)} novalidate {...describesDevice}>
      <input type="hidden" name="word" value={randomUUID()} />
      <DeviceFields />
      <h2 class="govuk-heading-m">Confirm that the figures are final</h2>
      <p class="govuk-body">
        Nothing is sent to HMRC with this: it is asked whether it still counts these adjustments, and your
        word is kept with your name and the time.
      </p>
      <Checkboxes
        name="agree"
        values={answers?.agreed === true ? ['yes'] : []}
        errorMessage={errorOf('agree')}
        items={[
          {
            value: 'yes',
            text: finalisationWording,
          },
        ]}
      />
      <Input
        name="name"
        label="Your full name"
        autocomplete="name"
        classes="govuk-input--width-20"
        value={answers?.name}
        errorMessage={errorOf('name')}
      />
      <Button name="then" value="confirm" preventDoubleClick>
        Confirm
      </Button>
    </form>
  );
}
