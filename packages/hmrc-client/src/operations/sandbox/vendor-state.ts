import { noContent, type Operation } from '../../operation.ts';
import type { HmrcError } from '../../result.ts';
import { reads } from '../../shapes/read.ts';
import { group, list, optional, type Out, required, text } from '../../shapes/shape.ts';
import { checkNino } from '../../values/identifiers.ts';

export interface VendorStateParams {
  /** Left out: the state of all your test users. */
  nino?: string;
}

export interface CheckpointParams {
  /** 36 letters, digits and hyphens. */
  checkpointId: string;
}

const checkpoints = group({
  checkpoints: optional(
    list(
      group({
        checkpointId: required(text()),
        /** An instant. */
        checkpointCreationTimestamp: required(text()),
      }),
    ),
  ),
});
/** Copies of the sandbox's state that can be gone back to. */
export type Checkpoints = Out<typeof checkpoints>;

const newCheckpoint = group({ checkpointId: optional(text()) });
/** The checkpoint that was made. */
export type NewCheckpoint = Out<typeof newCheckpoint>;

const path = '/individuals/self-assessment-test-support/vendor-state';

// The number stands in the query, where forms of path parameters do not reach.
const checkGivenNino = ({ nino }: VendorStateParams): HmrcError[] =>
  nino === undefined ? [] : checkNino(nino);

/**
 * Self Assessment Test Support 1.0, sandbox: delete what was stored with `STATEFUL`, which else lives seven days. 204; 404
 * `MATCHING_RESOURCE_NOT_FOUND` where nothing is stored. Checkpoints stay.
 * @see Self Assessment Test Support (MTD) 1.0, HMRC, August 2026
 */
export const deleteVendorState: Operation<VendorStateParams, null> = {
  name: 'deleteVendorState',
  version: '1.0',
  method: 'DELETE',
  path,
  sandboxOnly: true,
  query: ({ nino }) => ({ nino }),
  check: checkGivenNino,
  ...noContent,
};

/**
 * Self Assessment Test Support 1.0, sandbox: the checkpoints there are.
 * @see Self Assessment Test Support (MTD) 1.0, HMRC, August 2026
 */
export const listCheckpoints: Operation<VendorStateParams, Checkpoints> = {
  name: 'listCheckpoints',
  version: '1.0',
  method: 'GET',
  path: `${path}/checkpoints`,
  sandboxOnly: true,
  query: ({ nino }) => ({ nino }),
  check: checkGivenNino,
  reads: reads(checkpoints),
};

/**
 * Self Assessment Test Support 1.0, sandbox: keep a copy of a test user's state. 201; 404 where there is no state.
 * @see Self Assessment Test Support (MTD) 1.0, HMRC, August 2026
 */
export const createCheckpoint: Operation<{ nino: string }, NewCheckpoint> = {
  name: 'createCheckpoint',
  version: '1.0',
  method: 'POST',
  path: `${path}/checkpoints`,
  sandboxOnly: true,
  query: ({ nino }) => ({ nino }),
  check: checkGivenNino,
  reads: reads(newCheckpoint),
};

/**
 * Self Assessment Test Support 1.0, sandbox: delete a copy. 204; 404 where there is none of this id.
 * @see Self Assessment Test Support (MTD) 1.0, HMRC, August 2026
 */
export const deleteCheckpoint: Operation<CheckpointParams, null> = {
  name: 'deleteCheckpoint',
  version: '1.0',
  method: 'DELETE',
  path: `${path}/checkpoints/{checkpointId}`,
  sandboxOnly: true,
  ...noContent,
};

/**
 * Self Assessment Test Support 1.0, sandbox: go back to a copy. 201, no content; 404 where there is none of this id. Make no other
 * call for the same test user meanwhile: HMRC warns of lost data.
 * @see Self Assessment Test Support (MTD) 1.0, HMRC, August 2026
 */
export const restoreCheckpoint: Operation<CheckpointParams, null> = {
  name: 'restoreCheckpoint',
  version: '1.0',
  method: 'POST',
  path: `${path}/checkpoints/{checkpointId}/restore`,
  sandboxOnly: true,
  ...noContent,
};
