import {
  adjustmentFields,
  allowanceFields,
  type AnnualAnswers,
  type BuildingAnswers,
  buildingField,
  type BuildingList,
  buildingLists,
  buildingParts,
} from '../../domain/submissions/index.ts';
import { fieldOf } from '../records/form.ts';

type Body = Readonly<Record<string, unknown>>;

/** What the landlord wants after their answers are kept. */
export type Then =
  | { kind: 'review' | 'save' }
  | { kind: 'add'; list: BuildingList }
  | { kind: 'remove'; list: BuildingList; index: number };

const plainFields = [...adjustmentFields, ...allowanceFields, 'nonResidentLandlord', 'rentARoom'];

/** Far more buildings than anybody lets; a form that claims more was not made here. */
const mostBuildings = 200;

/** Reads the answers as they were typed. */
export function readForm(body: Body): AnnualAnswers {
  const fields = Object.fromEntries(plainFields.map((name) => [name, textOf(body, name)]));
  const [structured, enhanced] = buildingLists.map((list) => readBuildings(body, list));
  return {
    fields,
    structuredBuildingAllowance: structured ?? [],
    enhancedStructuredBuildingAllowance: enhanced ?? [],
  };
}

function readBuildings(body: Body, list: BuildingList): BuildingAnswers[] {
  const buildings: BuildingAnswers[] = [];
  for (let index = 0; index < mostBuildings && buildingField(list, index, 'amount') in body; index += 1) {
    buildings.push(
      Object.fromEntries(buildingParts.map((part) => [part, textOf(body, buildingField(list, index, part))])),
    );
  }
  return buildings;
}

/** Postgres keeps no text with a NUL in it. */
const textOf = (body: Body, name: string): string => fieldOf(body, name).replaceAll('\0', '');

/** Which button was pressed. */
export function readThen(body: Body): Then {
  const [kind, name, index] = fieldOf(body, 'then').split(':');
  const list = buildingLists.find((each) => each === name);
  if (kind === 'add' && list) return { kind, list };
  if (kind === 'remove' && list) return { kind, list, index: Number(index) };
  return { kind: kind === 'review' ? 'review' : 'save' };
}

/** The answers after a building was added or removed. */
export function afterwards(answers: AnnualAnswers, then: Then): AnnualAnswers {
  if (then.kind === 'add') return { ...answers, [then.list]: [...answers[then.list], {}] };
  if (then.kind !== 'remove') return answers;
  return { ...answers, [then.list]: answers[then.list].filter((_each, index) => index !== then.index) };
}
