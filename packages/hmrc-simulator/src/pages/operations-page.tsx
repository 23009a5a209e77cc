/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { FC } from 'hono/jsx';
import type { Control } from '../control/control.ts';
import { byApi } from './fields.tsx';

/** Every operation by API, with its codes and the way to a fault there. */
export const OperationsPage: FC<{ control: Control }> = ({ control }) => {
  const operations = control.operations().filter(({ reach }) => reach === 'api');
  const groups = byApi(operations);
  return (
    <>
      <p>
        {operations.length} operations of {groups.length} APIs, with the codes that HMRC documents for each.
      </p>
      {groups.map(([api, own]) => (
        <details>
          <summary>
            {api} <span class="soft">({own.length})</span>
          </summary>
          <ul class="list">
            {own.map(({ name, method, path, codes, statuses }) => (
              <li>
                <strong>
                  <code>{name}</code>
                </strong>{' '}
                <a href={`/panel/faults/new?name=refuse&operation=${name}`} aria-label={`Refuse at ${name}`}>
                  Refuse here
                </a>
                <span class="hint">
                  <code>
                    {method} {path}
                  </code>
                </span>
                <details>
                  <summary>{codes.length} codes</summary>
                  <ul class="codes">
                    {[...codes].sort().map((code) => (
                      <li>
                        <code>{code}</code> {statuses[code]}
                      </li>
                    ))}
                  </ul>
                </details>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </>
  );
};
