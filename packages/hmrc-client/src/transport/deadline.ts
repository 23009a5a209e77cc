interface TimeLimits {
  /** Until the headers are there, counted from the start. */
  headersMs: number;
  /** For everything, the body included. */
  callMs: number;
}

/** Ends a call at its limits or at its caller's wish. One timer serves both limits: most calls are over long before either. */
export class Deadline {
  /** Who cut the call off, if anybody did. */
  reason: 'timeout' | 'aborted' | null = null;
  readonly #controller = new AbortController();
  readonly #startedAt = performance.now();
  readonly #callMs: number;
  readonly #callers: AbortSignal | undefined;
  #haveHeaders = false;
  #timer: ReturnType<typeof setTimeout>;

  constructor({ headersMs, callMs }: TimeLimits, callers: AbortSignal | undefined) {
    this.#callMs = callMs;
    this.#callers = callers;
    this.#timer = setTimeout(onTime, Math.min(headersMs, callMs), this);
    callers?.addEventListener('abort', this, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
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
    this.#controller.abort();
  }
}

function onTime(deadline: Deadline): void {
  deadline.onTime();
}
