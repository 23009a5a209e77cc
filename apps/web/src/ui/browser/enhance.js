/* global document */
// Every page works without this file; it adds what govuk-frontend's components do with JavaScript: moving the focus to
// errors, showing a password, fields that appear with a choice, ignoring a second click.
import {
  Button,
  Checkboxes,
  createAll,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  SkipLink,
} from 'govuk-frontend';

// govuk-frontend expects this class from an inline script, which our content security policy forbids.
document.body.classList.add('js-enabled', 'govuk-frontend-supported');

for (const component of [
  Button,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  SkipLink,
]) {
  createAll(component);
}
