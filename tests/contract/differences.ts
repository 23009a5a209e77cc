/** Where two values differ, one line a place; nothing where they are alike. */
export function differencesOf(wanted: unknown, found: unknown, place = ''): string[] {
  if (isTree(wanted) && isTree(found) && Array.isArray(wanted) === Array.isArray(found)) {
    const members = new Map<string, unknown>(Object.entries(found));
    const others = [...members.keys()].filter((name) => !Object.hasOwn(wanted, name));
    return [
      ...others.map((name) => `${place}/${name} is there besides`),
      ...Object.entries(wanted).flatMap(([name, value]: [string, unknown]) =>
        differencesOf(value, members.get(name), `${place}/${name}`),
      ),
    ];
  }
  if (wanted === found) return [];
  return [
    `${place} was ${JSON.stringify(wanted)}, is ${found === undefined ? 'not there' : JSON.stringify(found)}`,
  ];
}

function isTree(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
