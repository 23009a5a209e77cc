import { InsetText } from '../../ui/components/inset-text.tsx';

/** What becomes of holiday lets, which the years to 2024-25 have apart. */
export const LetsApart = ({ taxYear }: { taxYear: string }) => (
  <InsetText>
    In tax year {taxYear} HMRC takes furnished holiday lets apart from other lets. They are not sent from
    Quarterday; what HMRC has of them stays as it is.
  </InsetText>
);
