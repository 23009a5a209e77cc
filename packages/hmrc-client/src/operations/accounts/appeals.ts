import { choice, group, list, optional, required, text } from '../../shapes/shape.ts';

/** Appeals against one penalty. */
export const appeals = list(
  group({
    status: required(choice(['under-appeal', 'appeal-upheld', 'appeal-rejected', 'cannot-be-appealed'])),
    level: optional(choice(['statutory-review', 'appeal-first-tier-tribunal', 'tribunal'])),
    description: required(text()),
  }),
);
