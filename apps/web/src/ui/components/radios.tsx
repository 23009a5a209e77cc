import { Choices, type ChoicesProps } from './choices.tsx';

interface RadiosProps extends Omit<ChoicesProps, 'describedBy'> {
  /** The value of the chosen item. */
  value?: string | undefined;
}

/** A question with one answer out of a few. */
export function Radios({ value, ...props }: RadiosProps) {
  const isChosen = (item: string) => item === value;
  return <Choices {...props} kind={{ block: 'govuk-radios', type: 'radio', isChosen }} />;
}
