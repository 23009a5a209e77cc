import { taxYearDates } from '../../tax-year.ts';
import { type SubmissionDeps } from '../deps.ts';
import { createForeignDrafts } from '../foreign/draft.ts';
import { type Obstacle } from '../foreign/rules.ts';
import { type BusinessYear, type PropertyBusinessType } from '../property-years.ts';
import { placeKey } from '../quarterly/rules.ts';
import { type Views } from '../view.ts';
import { createAllowanceElsewhere, tooMuchTogether } from './allowance-together.ts';
import { type AnnualAnswers, type AnnualProblem, noAnswers } from './entry/rules.ts';
import {
  type AnnualAnswersAbroad,
  type AnnualPlace,
  answersKey,
  fieldOfPlace,
  foreignFiguresOfAnswers,
  readAnswersAbroad,
} from './places/rules.ts';
import { foreignRefusals } from './foreign.ts';
import { type AnnualFigures, expensesBesideAllowance, figuresOfAnswers, readAnswers } from './rules.ts';
import { ukRefusals } from './uk.ts';

/** A property business of a landlord's in a tax year that an annual summary is for. */
export interface AnnualYear extends BusinessYear {
  typeOfBusiness: PropertyBusinessType;
}

/** A part of the form: all of UK property, or one place abroad. */
export interface AnnualSection {
  /** Names it among the answers, and goes before the names of its fields with a dot; empty for UK property. */
  key: string;
  place: AnnualPlace | null;
  answers: AnnualAnswers;
}

/** What was answered, what it comes to, and what is wrong with it. */
export interface AnnualDraft {
  sections: AnnualSection[];
  figures: AnnualFigures;
  /** What is wrong with the answers, each beside its field. */
  problems: AnnualProblem[];
  /** What stands in the way beside the answers. */
  obstacles: Obstacle[];
}

/** Makes the reader of what an annual summary would hold now. */
export function createAnnualDrafts(
  deps: Pick<SubmissionDeps, 'store' | 'records' | 'connections'>,
  views: Views,
) {
  const claimedElsewhere = createAllowanceElsewhere(deps);
  const draftAbroad = createForeignDrafts(deps);

  async function ofUk(ownerId: string, of: AnnualYear, stored: unknown): Promise<AnnualDraft> {
    const answers = readAnswers(stored);
    const { figures, problems } = figuresOfAnswers(answers, of.taxYear);
    const expenses = await views.expensesTaken(ownerId, of);
    return {
      sections: [{ key: '', place: null, answers }],
      figures,
      problems: withMore(problems, [
        ...ukRefusals(figures, of.taxYear),
        ...expensesBesideAllowance(figures, expenses.get(''), of.taxYear),
      ]),
      obstacles: [],
    };
  }

  /** The places are those of the year's updates, and what stands in the way of these stands in the way here. */
  async function ofForeign(ownerId: string, of: AnnualYear, stored: unknown): Promise<AnnualDraft> {
    const { start: periodStartDate, end: periodEndDate } = taxYearDates(of.taxYear);
    const [year, expenses] = await Promise.all([
      draftAbroad(ownerId, { ...of, periodStartDate, periodEndDate }),
      views.expensesTaken(ownerId, of),
    ]);
    const answers: AnnualAnswersAbroad = readAnswersAbroad(stored);
    const { places } = year.figures;
    const { figures, problems } = foreignFiguresOfAnswers(places, answers, of.taxYear);
    const beside = figures.places.flatMap((place) =>
      expensesBesideAllowance(place, expenses.get(placeKey(place)), of.taxYear).map(({ field, text }) => ({
        field: fieldOfPlace(place, field),
        text,
      })),
    );
    return {
      sections: places.map((place) => ({
        key: answersKey(place),
        place,
        answers: answers.places[answersKey(place)] ?? noAnswers,
      })),
      figures,
      problems: withMore(problems, [...foreignRefusals(figures, of.taxYear), ...beside]),
      // Claims for relief and finance costs are no matter of this summary.
      obstacles: year.obstacles.filter(({ kind }) => kind !== 'mixed-claims' && kind !== 'ended-with-costs'),
    };
  }

  return async (ownerId: string, of: AnnualYear, stored: unknown): Promise<AnnualDraft> => {
    const [draft, elsewherePence] = await Promise.all([
      of.typeOfBusiness === 'foreign-property' ? ofForeign(ownerId, of, stored) : ofUk(ownerId, of, stored),
      claimedElsewhere(ownerId, of),
    ]);
    return { ...draft, problems: withMore(draft.problems, tooMuchTogether(draft.figures, elsewherePence)) };
  };
}

/** Problems, and those of the others whose fields have none yet. */
function withMore(problems: AnnualProblem[], others: readonly AnnualProblem[]): AnnualProblem[] {
  const known = new Set(problems.map(({ field }) => field));
  return [...problems, ...others.filter(({ field }) => !known.has(field))];
}
