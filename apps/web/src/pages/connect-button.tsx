import { type ConnectionStatus } from '../domain/connections/index.ts';
import { Button } from '../ui/components/button.tsx';

/** The way on where something waits for the connection to HMRC: to the page that makes it, or makes it again. */
export function ConnectButton({ status }: { status: ConnectionStatus }) {
  return (
    <Button href="/settings/hmrc-connection">
      {status === 'expired' ? 'Reconnect HMRC Account' : 'Connect to HMRC'}
    </Button>
  );
}
