import { Hono } from 'hono';
import { type Accounts } from '../../domain/accounts/index.ts';
import { type AppEnv } from '../env.ts';
import { accountPage } from './account.tsx';
import { changePasswordPage } from './change-password.tsx';
import { deleteAccountPage } from './delete-account.tsx';
import { forgotPasswordPage } from './forgot-password.tsx';
import { resetPasswordPage } from './reset-password.tsx';
import { settingsPage } from './settings.tsx';
import { signInPage } from './sign-in.tsx';
import { signUpPage } from './sign-up.tsx';

/** Getting in and out, the account, and the list of settings; to be mounted at `/`, behind the guard. */
export function accountPages(deps: { accounts: Accounts; config: { baseUrl: string } }) {
  return new Hono<AppEnv>()
    .route('/', signUpPage(deps))
    .route('/', signInPage(deps))
    .route('/', forgotPasswordPage(deps))
    .route('/', resetPasswordPage(deps))
    .route('/', settingsPage())
    .route('/', accountPage(deps))
    .route('/', changePasswordPage(deps))
    .route('/', deleteAccountPage(deps));
}
