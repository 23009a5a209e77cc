import { type Child } from 'hono/jsx';

import { type ConnectionStatus } from '../domain/connections/index.ts';
import { pleaseReconnect } from '../domain/submissions/index.ts';
import { Button } from '../ui/components/button.tsx';

interface ConnectFirstProps {
  status: ConnectionStatus;
  /** The rest of the sentence: what the connection is needed for, and what becomes of what was entered. */
  children: Child;
}

/** Said where nothing can be sent or asked without the connection to HMRC, with the way on. */
export function ConnectFirst({ status, children }: ConnectFirstProps) {
  return (
    <>
      <p class="govuk-body">
        {status === 'expired' ? pleaseReconnect : 'Connect your HMRC account'} {children}
      </p>
      <ConnectButton status={status} />
    </>
  );
}

/** The way on where something waits for the connection to HMRC: to the page that makes it, or makes it again. */
export function ConnectButton({ status }: { status: ConnectionStatus }) {
  return (
    <Button href="/settings/hmrc-connection">
      {status === 'expired' ? 'Reconnect HMRC Account' : 'Connect to HMRC'}
    </Button>
  );
}
