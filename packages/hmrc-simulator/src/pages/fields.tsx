/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { FC } from 'hono/jsx';
import type { KnownOperation } from '../control/directory.ts';
import type { User } from '../state/schema.ts';

interface Option {
  value: string;
  text: string;
}

/** A choice from a list; `any` is what choosing nothing means. */
export const Choice: FC<{
  name: string;
  label: string;
  hint?: string | undefined;
  wide?: boolean;
  any?: string | undefined;
  chosen?: string | undefined;
  options?: readonly Option[];
  groups?: readonly (readonly [title: string, options: readonly Option[]])[];
}> = ({ name, label, hint, wide, any, chosen, options = [], groups = [] }) => (
  <div {...(wide === true && { class: 'wide' })}>
    <Label name={name} label={label} hint={hint} />
    <select id={name} name={name}>
      {any !== undefined && <option value="">{any}</option>}
      <Options options={options} chosen={chosen} />
      {groups.map(([title, grouped]) => (
        <optgroup label={title}>
          <Options options={grouped} chosen={chosen} />
        </optgroup>
      ))}
    </select>
  </div>
);

const Options: FC<{ options: readonly Option[]; chosen: string | undefined }> = ({ options, chosen }) => (
  <>
    {options.map(({ value, text }) => (
      <option value={value} {...(value === chosen && { selected: true })}>
        {text}
      </option>
    ))}
  </>
);

/** One line to type into; `suggestions` are offered while typing. */
export const Field: FC<{
  name: string;
  label: string;
  hint?: string | undefined;
  type?: string;
  required?: boolean;
  min?: number | undefined;
  max?: number | undefined;
  suggestions?: readonly string[];
}> = ({ name, label, hint, type = 'text', required, min, max, suggestions }) => (
  <div>
    <Label name={name} label={label} hint={hint} />
    <input
      id={name}
      name={name}
      type={type}
      autocomplete="off"
      {...(required === true && { required: true })}
      {...(min !== undefined && { min })}
      {...(max !== undefined && { max })}
      {...(suggestions && { list: `${name}-suggestions` })}
    />
    {suggestions && (
      <datalist id={`${name}-suggestions`}>
        {suggestions.map((suggestion) => (
          <option value={suggestion} />
        ))}
      </datalist>
    )}
  </div>
);

/** Something to tick, sent as `yes`. */
export const Tick: FC<{ name: string; label: string; hint?: string | undefined }> = ({
  name,
  label,
  hint,
}) => (
  <div>
    <Label name={name} label={label} hint={hint} />
    <input id={name} name={name} type="checkbox" value="yes" />
  </div>
);

const Label: FC<{ name: string; label: string; hint?: string | undefined }> = ({ name, label, hint }) => (
  <label for={name}>
    {label}
    {hint !== undefined && <span class="hint">{hint}</span>}
  </label>
);

/** HMRC's long codes, which break after an underscore where they have to. */
export const Breakable: FC<{ text: string }> = ({ text }) => (
  <>
    {text.split('_').map((part, index) => (
      <>
        {index > 0 && (
          <>
            _<wbr />
          </>
        )}
        {part}
      </>
    ))}
  </>
);

/** Operations for a choice, by API. */
export function operationGroups(operations: readonly KnownOperation[]): [string, Option[]][] {
  return byApi(operations).map(([api, own]) => [
    api,
    own.map(({ name }): Option => ({ value: name, text: name })),
  ]);
}

/** Operations by API, in their order. */
export function byApi(operations: readonly KnownOperation[]): [string, KnownOperation[]][] {
  const groups = new Map<string, KnownOperation[]>();
  for (const operation of operations) {
    const own = groups.get(operation.api);
    if (own) own.push(operation);
    else groups.set(operation.api, [operation]);
  }
  return [...groups];
}

/** People for a choice. */
export function peopleOptions(users: readonly User[]): Option[] {
  return users.map(({ nino, name }) => ({ value: nino, text: `${name}, ${nino}` }));
}
