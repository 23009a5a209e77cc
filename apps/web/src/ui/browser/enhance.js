/* global document */
// Every page works without this file; it adds what govuk-frontend's components do with JavaScript: moving the focus to
// errors and news, showing a password, ignoring a second click.
import { Button, createAll, ErrorSummary, NotificationBanner, PasswordInput, SkipLink } from 'govuk-frontend';

// govuk-frontend expects this class from an inline script, which our content security policy forbids.
document.body.classList.add('js-enabled', 'govuk-frontend-supported');

for (const component of [Button, ErrorSummary, NotificationBanner, PasswordInput, SkipLink]) {
  createAll(component);
}
