import { type Child } from 'hono/jsx';

import { type ConnectionStatus } from '../../domain/connections/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { ConnectFirst } from '../connect-button.tsx';
import { describesDevice, DeviceFields } from '../device.tsx';

interface AskHmrcProps {
  path: string;
  status: ConnectionStatus;
  /** What the button says. */
  text: string;
  /** Stands in the form too, before its button. */
  children?: Child;
}

/** The form that asks HMRC at once, or the way to the connection where it cannot be asked. */
export function AskHmrc({ path, status, text, children }: AskHmrcProps) {
  if (status !== 'connected') {
    return <ConnectFirst status={status}>to ask HMRC.</ConnectFirst>;
  }
  return (
    <form method="post" action={path} {...describesDevice}>
      <DeviceFields />
      {children}
      <Button preventDoubleClick>{text}</Button>
    </form>
  );
}
