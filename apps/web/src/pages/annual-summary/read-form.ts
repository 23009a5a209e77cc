import {
  type AnnualAnswers,
  type AnnualAnswersAbroad,
  type AnnualView,
  type BuildingAnswers,
  buildingField,
  type BuildingList,
  buildingLists,
  buildingParts,
  entryFieldsOf,
  noAnswers,
} from '../../domain/submissions/index.ts';
import { fieldOf } from '../records/form.ts';
import { keyedField } from './words.ts';

type Body = Readonly<Record<string, unknown>>;

/** What the landlord wants after their answers are kept; a building is of one section of the form. */
export type Then =
  | { kind: 'review' | 'save' }
  | { kind: 'add'; key: string; list: BuildingList }
  | { kind: 'remove'; key: string; list: BuildingList; index: number };

/** What only UK property is asked, once for all of it. */
const ukQuestions = ['nonResidentLandlord', 'rentARoom'];

/** Far more buildings than anybody lets; a form that claims more was not made here. */
const mostBuildings = 200;

type Asked = Pick<AnnualView, 'typeOfBusiness' | 'taxYear' | 'sections'>;

/** The answers, by section of the form. */
export type AnswersBySection = ReadonlyMap<string, AnnualAnswers>;

/** Reads the answers as they were typed. */
export const readForm = (body: Body, asked: Asked): AnswersBySection =>
  new Map(asked.sections.map(({ key }) => [key, readSection(body, asked, key)]));

function readSection(body: Body, { typeOfBusiness: type, taxYear }: Asked, key: string): AnnualAnswers {
  const { adjustments, allowances, lists } = entryFieldsOf(type, taxYear);
  const names = [...adjustments, ...allowances, ...(type === 'uk-property' ? ukQuestions : [])];
  const fields = names.map((name) => [name, textOf(body, keyedField(key, name))] as const);
  const buildings = lists.map((list) => [list, readBuildings(body, key, list)] as const);
  return { ...noAnswers, ...Object.fromEntries(buildings), fields: Object.fromEntries(fields) };
}

function readBuildings(body: Body, key: string, list: BuildingList): BuildingAnswers[] {
  const field = (index: number, part: string) => keyedField(key, buildingField(list, index, part));
  const buildings: BuildingAnswers[] = [];
  for (let index = 0; index < mostBuildings && field(index, 'amount') in body; index += 1) {
    buildings.push(Object.fromEntries(buildingParts.map((part) => [part, textOf(body, field(index, part))])));
  }
  return buildings;
}

/** The answers as they are kept: those of UK property, or by place abroad. */
export const toKeep = (
  answers: AnswersBySection,
  { typeOfBusiness }: Pick<Asked, 'typeOfBusiness'>,
): AnnualAnswers | AnnualAnswersAbroad =>
  typeOfBusiness === 'foreign-property'
    ? { places: Object.fromEntries(answers) }
    : (answers.get('') ?? noAnswers);

/** Postgres keeps no text with a NUL in it. */
const textOf = (body: Body, name: string): string => fieldOf(body, name).replaceAll('\0', '');

/** Which button was pressed. */
export function readThen(body: Body): Then {
  const [kind, key = '', name, index] = fieldOf(body, 'then').split(':');
  const list = buildingLists.find((each) => each === name);
  if (kind === 'add' && list) return { kind, key, list };
  if (kind === 'remove' && list) return { kind, key, list, index: Number(index) };
  return { kind: kind === 'review' ? 'review' : 'save' };
}

/** The answers after a building was added or removed. */
export function afterwards(answers: AnswersBySection, then: Then): AnswersBySection {
  if (then.kind !== 'add' && then.kind !== 'remove') return answers;
  const own = answers.get(then.key);
  if (!own) return answers;
  const buildings =
    then.kind === 'add'
      ? [...own[then.list], {}]
      : own[then.list].filter((_each, index) => index !== then.index);
  return new Map(answers).set(then.key, { ...own, [then.list]: buildings });
}
