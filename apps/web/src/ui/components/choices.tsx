import { type Child } from 'hono/jsx';
import { type Attributes, classNames, safeAttributes } from '../attributes.ts';
import { Fieldset, type FieldsetProps } from './fieldset.tsx';
import { describeField, FieldNotes, type FieldParams, FormGroup } from './form-group.tsx';
import { Hint, type HintProps } from './hint.tsx';
import { Label } from './label.tsx';

interface ChoiceItem {
  value: string;
  text: Child;
  /** Falls back to the group's `idPrefix`, numbered from the second item on. */
  id?: string | undefined;
  checked?: boolean | undefined;
  disabled?: boolean | undefined;
  hint?: string | Omit<HintProps, 'id'> | undefined;
  label?: { classes?: string | undefined; attributes?: Attributes | undefined } | undefined;
  /** Fields that matter only when this item is chosen; always in view without JavaScript. */
  conditional?: Child;
  /** `exclusive` unticks the other checkboxes ("none of these"). */
  behaviour?: 'exclusive' | undefined;
  attributes?: Attributes | undefined;
}

/** A word such as "or" between two items. */
interface ChoiceDivider {
  divider: string;
}

export interface ChoicesProps extends FieldParams {
  name: string;
  idPrefix?: string | undefined;
  fieldset?: Omit<FieldsetProps, 'children' | 'role'> | undefined;
  describedBy?: string | undefined;
  items: readonly (ChoiceItem | ChoiceDivider)[];
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

interface Kind {
  block: 'govuk-radios' | 'govuk-checkboxes';
  type: 'radio' | 'checkbox';
  isChosen: (value: string) => boolean;
}

/** Radios and checkboxes: the same shape, told apart by `kind`. */
export function Choices(props: ChoicesProps & { kind: Kind }) {
  const { kind, fieldset, idPrefix = props.name } = props;
  const describedBy = describeField(idPrefix, props, fieldset?.describedBy ?? props.describedBy);
  const inner = (
    <>
      <FieldNotes {...props} id={idPrefix} />
      <div
        class={classNames(kind.block, props.classes)}
        {...safeAttributes(props.attributes)}
        data-module={kind.block}
      >
        {props.items.map((item, index) =>
          'divider' in item ? (
            <div class={`${kind.block}__divider`}>{item.divider}</div>
          ) : (
            <Choice
              kind={kind}
              name={props.name}
              item={item}
              id={item.id ?? (index === 0 ? idPrefix : `${idPrefix}-${index + 1}`)}
              // A lone checkbox has no fieldset to carry the group's hint and error, so it carries them itself.
              describedBy={fieldset === undefined && kind.type === 'checkbox' ? describedBy : undefined}
            />
          ),
        )}
      </div>
    </>
  );
  return (
    <FormGroup {...props}>
      {fieldset === undefined ? (
        inner
      ) : (
        <Fieldset {...fieldset} describedBy={describedBy}>
          {inner}
        </Fieldset>
      )}
    </FormGroup>
  );
}

interface ChoiceProps {
  kind: Kind;
  name: string;
  item: ChoiceItem;
  id: string;
  describedBy: string | undefined;
}

function Choice({ kind, name, item, id, describedBy }: ChoiceProps) {
  const { block, type } = kind;
  const checked = item.checked ?? kind.isChosen(item.value);
  const hint = typeof item.hint === 'string' ? { text: item.hint } : item.hint;
  const hasConditional = item.conditional !== undefined;
  return (
    <>
      <div class={`${block}__item`}>
        <input
          class={`${block}__input`}
          id={id}
          name={name}
          type={type}
          value={item.value}
          checked={checked}
          disabled={item.disabled}
          data-aria-controls={hasConditional ? `conditional-${id}` : undefined}
          data-behaviour={item.behaviour}
          aria-describedby={classNames(describedBy, hint && `${id}-item-hint`) || undefined}
          {...safeAttributes(item.attributes)}
        />
        <Label
          text={item.text}
          classes={classNames(`${block}__label`, item.label?.classes)}
          attributes={item.label?.attributes}
          for={id}
        />
        {hint && (
          <Hint {...hint} id={`${id}-item-hint`} classes={classNames(`${block}__hint`, hint.classes)} />
        )}
      </div>
      {hasConditional && (
        <div
          class={classNames(`${block}__conditional`, !checked && `${block}__conditional--hidden`)}
          id={`conditional-${id}`}
        >
          {item.conditional}
        </div>
      )}
    </>
  );
}
