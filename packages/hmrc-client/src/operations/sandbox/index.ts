import { retrieveFraudPreventionFeedback, testFraudPreventionHeaders } from './fraud-prevention-check.ts';
import { createTestBusiness, deleteTestBusiness } from './test-business.ts';
import { putTestItsaStatus } from './test-itsa-status.ts';
import { listTestUserServices } from './test-user-services.ts';
import { createTestAgent, createTestIndividual, createTestOrganisation } from './test-users.ts';
import {
  createCheckpoint,
  deleteCheckpoint,
  deleteVendorState,
  listCheckpoints,
  restoreCheckpoint,
} from './vendor-state.ts';

/**
 * For HMRC's sandbox alone: Create Test User, Self Assessment Test Support, Test Fraud Prevention Headers. Test users and the check of
 * headers take an application's token (`requestApplicationToken`), test support a person's. Which of the two a token is cannot be seen
 * here: HMRC refuses the wrong one with 401 `INCORRECT_ACCESS_TOKEN_TYPE` or the like.
 */
export const sandboxOperations = {
  createTestIndividual,
  createTestOrganisation,
  createTestAgent,
  listTestUserServices,
  deleteVendorState,
  listCheckpoints,
  createCheckpoint,
  deleteCheckpoint,
  restoreCheckpoint,
  createTestBusiness,
  deleteTestBusiness,
  putTestItsaStatus,
  testFraudPreventionHeaders,
  retrieveFraudPreventionFeedback,
};
