/** An object that holds nothing but amounts, however deep: the shape of most of HMRC's figures. */
export interface Amounts {
  readonly [field: string]: number | Amounts | undefined;
}

/** Amounts by their path, such as `income.rentARoom.rentsReceived`. */
export function toFlat(
  amounts: Amounts,
  prefix = '',
  flat: Record<string, number> = {},
): Record<string, number> {
  for (const [field, value] of Object.entries(amounts)) {
    if (typeof value === 'number') flat[prefix + field] = value;
    else if (value !== undefined) toFlat(value, `${prefix}${field}.`, flat);
  }
  return flat;
}

/** Amounts by path put back into nested objects, each turned by a function (such as pence into pounds). */
export function fromFlat(
  flat: Record<string, number>,
  turn: (amount: number) => number = (amount) => amount,
): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [path, amount] of Object.entries(flat)) {
    const names = path.split('.');
    const last = names.pop() ?? '';
    // Every step on the way down was made here, as an object.
    const parent = names.reduce((at, name) => (at[name] ??= {}) as Record<string, unknown>, root);
    parent[last] = turn(amount);
  }
  return root;
}
