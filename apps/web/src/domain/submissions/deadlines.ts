import { type DeadlineCandidate, type DeadlineStore } from '../../data/deadlines.ts';
import { type NoticeStore } from '../../data/notices.ts';
import { type Clock, londonDate } from '../../platform/clock.ts';
import { type Connections, type ConnectionView } from '../connections/index.ts';
import {
  type AboutOf,
  deadlineStep,
  deadlineSteps,
  type Hindrance,
  noticeOf,
  type StillTrue,
  tellsOverdueForDays,
} from '../notifications/index.ts';
import { addDays, daysBetween, taxYearOf } from '../tax-year.ts';
import { kindOfBusiness, nameBusiness } from './business-names.ts';
import { outstandingDeclarations } from './final-declaration/rules.ts';
import { isCovering } from './rules.ts';
import { type Submissions } from './submissions.ts';

interface DeadlineDeps {
  store: DeadlineStore;
  notices: Pick<NoticeStore, 'tell'>;
  submissions: Pick<Submissions, 'openPeriods' | 'list' | 'all'>;
  connections: Pick<Connections, 'view' | 'businesses' | 'finalDeclarations'>;
  clock: Clock;
  /** How long a connection must be lost before that is said: until then HMRC may be refusing everybody. */
  waitMs: number;
  /** Over how long the mails of a day are spread. */
  spreadMs: number;
}

type Deadline = AboutOf<'deadline'>;
/** Which deadline, by what HMRC lists it by. */
type Named = Pick<Deadline, 'of' | 'businessId' | 'periodEndDate'>;
/** A deadline as HMRC lists it. */
type Listed = Omit<Deadline, 'type' | 'step' | 'hindrance'>;

const rowsAtOnce = 500;

/** Tells of deadlines, each step once: by HMRC's own dates, as they were last listed, and by what was sent from here since. */
export function createDeadlines(deps: DeadlineDeps) {
  const { store, submissions, connections, clock } = deps;

  /** Tells what is due today. @param signal stops it between two people */
  async function tellDue(signal?: AbortSignal): Promise<void> {
    await clock.follow();
    const today = clock.today();
    const dates = { from: addDays(today, -tellsOverdueForDays), to: addDays(today, deadlineSteps[0]) };
    for (let after: string | null = null; ;) {
      const request = { today, dates, steps: deadlineSteps, after, limit: rowsAtOnce };
      const rows: DeadlineCandidate[] = await store.candidates(request);
      for (const row of rows) {
        if (signal?.aborted) return;
        await tellOf(row);
      }
      after = rows.at(-1)?.id ?? null;
      if (rows.length < rowsAtOnce) return;
    }
  }

  async function tellOf(row: DeadlineCandidate): Promise<void> {
    const about = await deadlineOf(row.ownerId, row);
    if (about === null) return;
    await deps.notices.tell(noticeOf(row.ownerId, about, clock.now(), { mailWithinMs: deps.spreadMs }));
  }

  /** What is to be told of a deadline now; null where nothing is. */
  async function deadlineOf(ownerId: string, of: Named): Promise<Deadline | null> {
    const [listed, view] = await Promise.all([
      of.of === 'quarterly-update' ? openUpdate(ownerId, of) : openDeclaration(ownerId, of),
      connections.view(ownerId),
    ]);
    if (!listed) return null;
    const step = deadlineStep(daysBetween(clock.today(), listed.dueDate));
    const hindrance = hindranceOf(view, listed.dueDate);
    return step === null || hindrance === null ? null : { type: 'deadline', ...listed, step, hindrance };
  }

  /** A quarter that HMRC waits for; null where it was sent, or is on its way: of that there will be a notice of its own. */
  async function openUpdate(ownerId: string, of: Named): Promise<Listed | null> {
    const [open, sent, named] = await Promise.all([
      submissions.openPeriods(ownerId),
      submissions.list(ownerId),
      nameBusiness(connections, { ownerId, businessId: of.businessId }),
    ]);
    const period = open.find(
      ({ businessId, periodEndDate }) => businessId === of.businessId && periodEndDate === of.periodEndDate,
    );
    if (!period || sent.some((each) => each.status === 'processing' && isCovering(each, period))) return null;
    const { businessId, taxYear, periodStartDate, periodEndDate, dueDate } = period;
    return {
      of: 'quarterly-update',
      businessId,
      business: named.business || kindOfBusiness(period),
      isOneOfSeveral: named.isOneOfSeveral,
      taxYear,
      periodStartDate,
      periodEndDate,
      dueDate,
      seenOn: londonDate(period.seenAt),
    };
  }

  /** The same of a final declaration. */
  async function openDeclaration(ownerId: string, of: Named): Promise<Listed | null> {
    const [listed, sent] = await Promise.all([
      connections.finalDeclarations(ownerId),
      submissions.all(ownerId),
    ]);
    const declaration = outstandingDeclarations(listed, sent).find(
      ({ periodEndDate }) => periodEndDate === of.periodEndDate,
    );
    if (!declaration) return null;
    const { periodStartDate, periodEndDate, dueDate } = declaration;
    return {
      of: 'final-declaration',
      businessId: '',
      business: '',
      isOneOfSeveral: false,
      taxYear: taxYearOf(periodEndDate),
      periodStartDate,
      periodEndDate,
      dueDate,
      seenOn: londonDate(declaration.seenAt),
    };
  }

  /** How the connection stands towards a deadline; null where nothing is to be said of deadlines (yet). */
  function hindranceOf(view: ConnectionView, dueDate: string): Hindrance | null {
    // Whoever disconnected may be sending with other software.
    if (view.status === 'not-connected' || view.disconnectRequestedAt !== null) return null;
    if (view.status === 'expired') {
      const lostForMs = clock.now().getTime() - (view.expiredAt?.getTime() ?? 0);
      return lostForMs < deps.waitMs ? null : { kind: 'lost' };
    }
    const { authorityEndsOn: endsOn } = view;
    // On the very day of the end it may end before the hour at which one comes to send.
    return endsOn !== null && dueDate >= endsOn ? { kind: 'ends-before', endsOn } : { kind: 'none' };
  }

  /** Null once it was sent, or another step is due. */
  const stillTrue: StillTrue['deadline'] = async (ownerId, about) => {
    const now = await deadlineOf(ownerId, about);
    return now?.step === about.step && now.dueDate === about.dueDate ? now : null;
  };

  return { tellDue, stillTrue };
}
