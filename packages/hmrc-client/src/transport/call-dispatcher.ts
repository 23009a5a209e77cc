/** Node's dispatcher, as far as it is used here. */
export interface Dispatcher {
  dispatch: (options: object, handler: Handler) => boolean;
}

/** What `fetch` gives its dispatcher to be told with. */
interface Handler {
  onConnect?: (abort: Abort, ...more: unknown[]) => void;
}

type Abort = (reason?: Error) => void;

/**
 * A dispatcher for one call, between `fetch` and the dispatcher of all: it keeps hold of what ends the request, so that no call needs
 * an `AbortSignal`, which costs more than all of our own work for it.
 * @see https://github.com/nodejs/undici/blob/v6.24.1/docs/docs/api/Dispatcher.md#dispatcherdispatchoptions-handler
 */
export class CallDispatcher implements Dispatcher {
  readonly #next: Dispatcher;
  readonly #body: string | null;
  #abort: Abort | undefined;
  #isOver = false;

  constructor(next: Dispatcher, body: string | null) {
    this.#next = next;
    this.#body = body;
  }

  /** Whether there is a hold on the request: from the moment it has a connection, unless this `fetch` gives none. */
  get holds(): boolean {
    return this.#abort !== undefined;
  }

  dispatch(options: object, handler: Handler): boolean {
    const { onConnect } = handler;
    if (onConnect !== undefined) {
      handler.onConnect = (abort, ...more) => {
        this.#abort = abort;
        onConnect.call(handler, abort, ...more);
        // Over while it waited for a connection: nothing of it is written.
        if (this.#isOver) this.end();
      };
    }
    // The text in one piece is what `fetch` has made a stream of, and a stream is read and written chunk by chunk.
    const whole = this.#body === null ? options : { ...options, body: this.#body };
    return this.#next.dispatch(whole, handler);
  }

  /** Ends the request and its connection, now or before anything is written. */
  end(): void {
    this.#isOver = true;
    this.#abort?.(new Error('The call is over.'));
  }
}
