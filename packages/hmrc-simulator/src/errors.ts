/** Why the simulator could not do what it was told to; the message says what to do next. */
export type SimulatorErrorCode =
  | 'bad-option'
  | 'bad-request'
  | 'not-found'
  | 'state-unreadable'
  | 'state-unwritable'
  | 'port-in-use'
  | 'cannot-listen';

/** An expected failure of the simulator itself, as opposed to a refusal it plays for HMRC. */
export class SimulatorError extends Error {
  readonly code: SimulatorErrorCode;

  constructor(code: SimulatorErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SimulatorError';
    this.code = code;
  }
}
