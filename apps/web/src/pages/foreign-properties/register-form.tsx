import { Button } from '../../ui/components/button.tsx';
import { describesDevice, DeviceFields } from '../device.tsx';
import { foreignPropertiesPath } from './paths.ts';

interface RegisterFormProps {
  of: { taxYear: string; businessId: string };
  property: { id: string; name: string };
  /** Which review to go back to: that of a quarter, by its last day, or `annual-summary`. */
  review?: string;
  /** Whether it was tried before, and HMRC's answer is not known. */
  isAgain?: boolean;
}

/** The button that puts a property on HMRC's list. */
export function RegisterForm({ of, property, review, isAgain = false }: RegisterFormProps) {
  return (
    <form method="post" action={foreignPropertiesPath(of)} {...describesDevice}>
      <input type="hidden" name="property" value={property.id} />
      {review !== undefined && <input type="hidden" name="review" value={review} />}
      <DeviceFields />
      <Button name="then" value="register" preventDoubleClick>
        {isAgain ? `Ask HMRC, and register ${property.name}` : `Register ${property.name} at HMRC`}
      </Button>
    </form>
  );
}
