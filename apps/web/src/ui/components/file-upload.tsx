import { type Attributes, classNames, safeAttributes } from '../attributes.ts';
import { describeField, FieldLabel, FieldNotes, FormGroup, type LabelledFieldParams } from './form-group.tsx';

interface FileUploadProps extends LabelledFieldParams {
  name: string;
  id?: string | undefined;
  multiple?: boolean | undefined;
  disabled?: boolean | undefined;
  describedBy?: string | undefined;
  classes?: string | undefined;
  /** For example `{ accept: '.csv' }`. */
  attributes?: Attributes | undefined;
}

/** A field for a file; its form needs `enctype="multipart/form-data"`. */
export function FileUpload(props: FileUploadProps) {
  const { id = props.name } = props;
  return (
    <FormGroup {...props}>
      <FieldLabel id={id} label={props.label} />
      <FieldNotes {...props} id={id} />
      <input
        class={classNames(
          'govuk-file-upload',
          props.classes,
          Boolean(props.errorMessage) && 'govuk-file-upload--error',
        )}
        id={id}
        name={props.name}
        type="file"
        disabled={props.disabled}
        multiple={props.multiple}
        aria-describedby={describeField(id, props, props.describedBy)}
        {...safeAttributes(props.attributes)}
      />
    </FormGroup>
  );
}
