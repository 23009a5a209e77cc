/** For HMRC's sandbox alone: Create Test User, Self Assessment Test Support, Test Fraud Prevention Headers. */
export const sandboxOperations = {};
