import { randomBytes } from 'node:crypto';
import type { Core } from '../core.ts';
import type { Answer } from '../platform/answer.ts';
import { refuse, type RefusalCode } from '../platform/refusals.ts';
import { defineCollection } from '../state/documents.ts';
import {
  CHECKPOINTS,
  isSameState,
  personState,
  pristineState,
  replacePersonState,
  type PersonState,
} from '../state/person.ts';
import { NINO } from '../state/schema.ts';
import type { ApiCall, Operation } from './operation.ts';
import { findPathRefusals } from './path-rules.ts';

const STATE = '/individuals/self-assessment-test-support/vendor-state';
const ONE_CHECKPOINT = `${STATE}/checkpoints/:checkpointId`;
const CHECKPOINT_ID = /^[A-Za-z0-9-]{36}$/;
/** Letters and digits alone, which both of HMRC's forms of the id allow. */
const CHECKPOINT_BYTES = 18;

interface Checkpoint {
  createdAt: string;
  state: PersonState;
}
const checkpoints = defineCollection<Checkpoint>(CHECKPOINTS);

/** What an application left in the sandbox, and points to come back to. There is one application, so all of it is its own. */
export const vendorState: readonly Operation[] = [
  {
    name: 'delete-vendor-state',
    method: 'DELETE',
    path: STATE,
    version: '1.0',
    scope: 'write:self-assessment',
    codes: ['CLIENT_OR_AGENT_NOT_AUTHORISED', 'MATCHING_RESOURCE_NOT_FOUND'],
    handle: deleteState,
  },
  {
    name: 'list-checkpoints',
    method: 'GET',
    path: `${STATE}/checkpoints`,
    version: '1.0',
    scope: 'read:self-assessment',
    codes: ['FORMAT_NINO', 'CLIENT_OR_AGENT_NOT_AUTHORISED'],
    handle: list,
  },
  {
    name: 'create-checkpoint',
    method: 'POST',
    path: `${STATE}/checkpoints`,
    version: '1.0',
    scope: 'write:self-assessment',
    codes: ['FORMAT_NINO', 'CLIENT_OR_AGENT_NOT_AUTHORISED', 'MATCHING_RESOURCE_NOT_FOUND'],
    handle: create,
  },
  {
    name: 'delete-checkpoint',
    method: 'DELETE',
    path: ONE_CHECKPOINT,
    version: '1.0',
    scope: 'write:self-assessment',
    codes: ['FORMAT_CHECKPOINT_ID', 'CLIENT_OR_AGENT_NOT_AUTHORISED', 'MATCHING_RESOURCE_NOT_FOUND'],
    handle: (call) =>
      withCheckpoint(call, (key) => {
        checkpoints.remove(call.core, key);
        return { status: 204 };
      }),
  },
  {
    name: 'restore-checkpoint',
    method: 'POST',
    path: `${ONE_CHECKPOINT}/restore`,
    version: '1.0',
    scope: 'write:self-assessment',
    codes: ['FORMAT_CHECKPOINT_ID', 'CLIENT_OR_AGENT_NOT_AUTHORISED', 'MATCHING_RESOURCE_NOT_FOUND'],
    handle: (call) =>
      withCheckpoint(call, (_key, { state }) => {
        replacePersonState(call.core, call.nino, state);
        return { status: 201 };
      }),
  },
];

function deleteState(call: ApiCall): Answer {
  const { core, nino, query } = call;
  const asked = query('nino');
  if (asked !== undefined && asked !== nino) return refuse({ code: 'CLIENT_OR_AGENT_NOT_AUTHORISED' });
  const ninos = asked === undefined ? Object.keys(core.store.state.users) : [asked];
  const cleared = ninos.filter((one) => clear(core, one));
  return cleared.length > 0 ? { status: 204 } : refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
}

/** Brings a person back to how they began; says whether that was a change. */
function clear(core: Core, nino: string): boolean {
  const user = core.store.state.users[nino];
  const now = personState(core, nino);
  if (!user || !now) return false;
  const pristine = pristineState(core, user);
  if (isSameState(now, pristine)) return false;
  replacePersonState(core, nino, pristine);
  return true;
}

/** Why a `nino` in the query is not the caller's. */
function checkNino({ nino, query }: ApiCall, isNeeded: boolean): RefusalCode | undefined {
  const asked = query('nino');
  if (asked === undefined) return isNeeded ? 'FORMAT_NINO' : undefined;
  if (!NINO.test(asked)) return 'FORMAT_NINO';
  return asked === nino ? undefined : 'CLIENT_OR_AGENT_NOT_AUTHORISED';
}

function list(call: ApiCall): Answer {
  const { core, query } = call;
  const code = checkNino(call, false);
  if (code) return refuse({ code });
  const found = allCheckpoints(core).filter(({ owner }) => owner === (query('nino') ?? owner));
  return {
    status: 200,
    body: {
      checkpoints: found.map(({ key, value }) => ({
        checkpointId: key.slice(key.indexOf('/') + 1),
        checkpointCreationTimestamp: value.createdAt,
      })),
    },
  };
}

function create(call: ApiCall): Answer {
  const { core, nino, user } = call;
  const code = checkNino(call, true);
  if (code) return refuse({ code });
  const state = personState(core, nino);
  const isEmpty = user.businesses.length + user.itsaStatuses.length + (state?.documents.length ?? 0) === 0;
  if (!state || isEmpty) return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  const checkpointId = randomBytes(CHECKPOINT_BYTES).toString('hex');
  checkpoints.put(core, `${nino}/${checkpointId}`, { createdAt: core.clock.now().toISOString(), state });
  return { status: 201, body: { checkpointId } };
}

function withCheckpoint(call: ApiCall, work: (key: string, checkpoint: Checkpoint) => Answer): Answer {
  const [wrong] = findPathRefusals(call, {
    forms: { checkpointId: [CHECKPOINT_ID, 'FORMAT_CHECKPOINT_ID'] },
  });
  if (wrong) return refuse(wrong);
  const id = call.param('checkpointId');
  const found = allCheckpoints(call.core).find(({ owner, key }) => key === `${owner}/${id}`);
  if (!found) return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  if (found.owner !== call.nino) return refuse({ code: 'CLIENT_OR_AGENT_NOT_AUTHORISED' });
  return work(found.key, found.value);
}

function allCheckpoints(core: Core) {
  const owners = Object.keys(core.store.state.documents[CHECKPOINTS] ?? {});
  return owners.flatMap((owner) =>
    checkpoints.list(core, owner).map((checkpoint) => ({ owner, ...checkpoint })),
  );
}
