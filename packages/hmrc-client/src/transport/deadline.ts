interface TimeLimits {
  /** Until the headers are there, counted from the start. */
  headersMs: number;
  /** For everything, the body included. */
  callMs: number;
}

/** What a call can be ended by from outside. */
interface Endable {
  end: () => void;
}

/** Ends a call at its limits or at its caller's wish. One timer serves both limits: most calls are over long before either. */
export class Deadline {
  /** Who cut the call off, if anybody did. */
  reason: 'timeout' | 'aborted' | null = null;
  readonly #startedAt = performance.now();
  readonly #callMs: number;
  readonly #callers: AbortSignal | undefined;
  readonly #request: Endable | undefined;
  #controller: AbortController | undefined;
  #giveUp: ((why: Error) => void) | undefined;
  #haveHeaders = false;
  #timer: ReturnType<typeof setTimeout>;

  /** `request` is ended when the call is cut off. */
  constructor({ headersMs, callMs }: TimeLimits, callers: AbortSignal | undefined, request?: Endable) {
    this.#callMs = callMs;
    this.#callers = callers;
    this.#request = request;
    this.#timer = setTimeout(onTime, Math.min(headersMs, callMs), this);
    callers?.addEventListener('abort', this, { once: true });
  }

  /** For a `fetch` that cannot be ended otherwise; made when first asked for, since it costs more than all the rest here. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.reason !== null) this.#controller.abort();
    return this.#controller.signal;
  }

  /** Waits for what brings the headers, but not beyond a cut: `fetch` itself may go on waiting for a connection. */
  untilCut<T>(headers: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#giveUp = reject;
      headers.then(resolve, reject);
    });
  }

  headersArrived(): void {
    this.#haveHeaders = true;
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#callers?.removeEventListener('abort', this);
  }

  /** The caller's signal speaks. */
  handleEvent(): void {
    this.#cut('aborted');
  }

  onTime(): void {
    const leftMs = this.#callMs - (performance.now() - this.#startedAt);
    // A timer may fire a little early.
    if (this.#haveHeaders && leftMs > 1) this.#timer = setTimeout(onTime, leftMs, this);
    else this.#cut('timeout');
  }

  #cut(why: 'timeout' | 'aborted'): void {
    this.reason ??= why;
    this.#request?.end();
    this.#controller?.abort();
    this.#giveUp?.(new Error('The call was cut off.'));
  }
}

function onTime(deadline: Deadline): void {
  deadline.onTime();
}
