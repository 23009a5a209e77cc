import { Choices, type ChoicesProps } from './choices.tsx';

interface CheckboxesProps extends ChoicesProps {
  /** The values of the ticked items. */
  values?: readonly string[] | undefined;
}

/** A question with any number of answers, or one statement to agree to. */
export function Checkboxes({ values = [], ...props }: CheckboxesProps) {
  const isChosen = (item: string) => values.includes(item);
  return <Choices {...props} kind={{ block: 'govuk-checkboxes', type: 'checkbox', isChosen }} />;
}
