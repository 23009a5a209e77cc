import type { HmrcError } from '../../result.ts';

/** Kinds of calculations that can be asked for. `intent-to-amend` is for years from 2025-26, after a final declaration. */
export type TriggeredType = 'in-year' | 'intent-to-finalise' | 'intent-to-amend';
/** What a person agrees to. `confirm-amendment` is for years from 2025-26. */
export type DeclarationType = 'final-declaration' | 'confirm-amendment';
/** A kind of calculation: what it is asked for as, or what it became by a declaration. */
export type CalculationType = TriggeredType | DeclarationType;

/** Before this tax year HMRC has no amendments through software. */
const firstYearOfAmendments = '2025-26';
/** Before this tax year HMRC does not choose calculations by kind. */
const firstYearOfKinds = '2023-24';
const amendments: readonly string[] = ['intent-to-amend', 'confirm-amendment'];

export function checkTriggeredType(type: TriggeredType, taxYear: string): HmrcError[] {
  return (
    checkWord(type, ['in-year', 'intent-to-finalise', 'intent-to-amend']) ??
    checkAmendment(type, taxYear, 'RULE_CALCULATION_TYPE_NOT_ALLOWED')
  );
}

export function checkListedType(type: CalculationType, taxYear: string): HmrcError[] {
  const unknown = checkWord(type, [
    'in-year',
    'intent-to-finalise',
    'intent-to-amend',
    'final-declaration',
    'confirm-amendment',
  ]);
  if (unknown) return unknown;
  if (taxYear >= firstYearOfKinds) {
    return checkAmendment(type, taxYear, 'RULE_CALCULATION_TYPE_NOT_ALLOWED');
  }
  const message = `HMRC chooses calculations by kind from ${firstYearOfKinds}: ask for all of them.`;
  return [{ code: 'RULE_CALCULATION_TYPE_NOT_ALLOWED', message, paths: [] }];
}

export function checkDeclarationType(type: DeclarationType, taxYear: string): HmrcError[] {
  return (
    // A declaration's only code for its kind.
    checkWord(type, ['final-declaration', 'confirm-amendment']) ??
    checkAmendment(type, taxYear, 'FORMAT_CALCULATION_TYPE')
  );
}

function checkWord(type: string, known: readonly CalculationType[]): HmrcError[] | null {
  if (known.some((word) => word === type)) return null;
  return [{ code: 'FORMAT_CALCULATION_TYPE', message: `It is one of: ${known.join(', ')}.`, paths: [] }];
}

function checkAmendment(type: CalculationType, taxYear: string, code: string): HmrcError[] {
  if (taxYear >= firstYearOfAmendments || !amendments.includes(type)) return [];
  const message = `HMRC takes amendments of a final declaration for tax years from ${firstYearOfAmendments}.`;
  return [{ code, message, paths: [] }];
}
