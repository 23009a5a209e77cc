import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectLimit } from './dispatcher.ts';

const symbol = Symbol.for('undici.globalDispatcher.1');
let before: unknown;

beforeEach(() => {
  before = Reflect.get(globalThis, symbol);
});

afterEach(() => {
  Reflect.set(globalThis, symbol, before);
});

test('the runtime’s own dispatcher is made again with the limit', () => {
  class Agent {
    options: unknown;
    constructor(options: unknown) {
      this.options = options;
    }
  }
  Reflect.set(globalThis, symbol, new Agent({}));
  expect(connectLimit(250)).toEqual({ dispatcher: new Agent({ connect: { timeout: 250 } }) });
});

test.each(['MockAgent', 'ProxyAgent'])('a %s stays what it is: made again it would be another', (name) => {
  class Other {
    readonly dispatch = true;
  }
  Object.defineProperty(Other, 'name', { value: name });
  Reflect.set(globalThis, symbol, new Other());
  expect(connectLimit(250)).toEqual({});
});

test('no dispatcher is made where there is none to copy', () => {
  Reflect.set(globalThis, symbol, undefined);
  expect(connectLimit(250)).toEqual({});
});

test('a dispatcher that cannot be made again is left alone', () => {
  class Agent {
    readonly dispatch = true;
    constructor(options: object) {
      if (Object.keys(options).length > 0) throw new Error('no options are taken');
    }
  }
  Reflect.set(globalThis, symbol, new Agent({}));
  expect(connectLimit(250)).toEqual({});
});
