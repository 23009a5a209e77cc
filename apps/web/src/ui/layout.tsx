import { raw } from 'hono/html';
import { type Child } from 'hono/jsx';
import { assetPath } from './assets.ts';
import { classNames } from './attributes.ts';
import { BackLink } from './components/back-link.tsx';
import { ErrorSummary } from './components/error-summary.tsx';
import { NotificationBanner } from './components/notification-banner.tsx';
import { ServiceNavigation } from './components/service-navigation.tsx';
import { SkipLink } from './components/skip-link.tsx';
import { formatDate } from './format.ts';
import { Link } from './link.tsx';

type Section = 'home' | 'records' | 'updates' | 'years' | 'notices' | 'settings' | 'help';
type Environment = 'simulator' | 'sandbox' | 'production';

interface Navigation {
  signedIn: boolean;
  current?: Section | undefined;
  personEmail?: string | undefined;
  /** How many notices the person has not marked as read. */
  unreadNotices?: number | undefined;
}

interface Flash {
  kind: 'success' | 'information' | 'warning';
  text: string;
}

interface ConnectionNews {
  isLost: boolean;
  heading: string;
  text?: string;
  href: string;
}

export interface PageProps {
  title: string;
  nav: Navigation;
  environment: Environment;
  /** The simulator's calendar date, shown in its strip. */
  today?: string | undefined;
  /** Stands at the top of every page while the connection to HMRC does not work: a warning where it is lost, else a calm word. */
  connection?: ConnectionNews | undefined;
  flash?: Flash | undefined;
  /** Fields that must change: makes the error summary, and "Error: " in the title. */
  errors?: readonly { text: string; href: string }[] | undefined;
  back?: { href: string; text: string } | undefined;
  /** Uses the whole width, for tables; else text keeps to two thirds. */
  wide?: boolean | undefined;
  /** Names of files in `browser/`, such as "submission.js". */
  scripts?: readonly string[] | undefined;
  children: Child;
}

/** A whole HTML document around a page's content. */
export function Page(props: PageProps) {
  const { errors = [] } = props;
  return (
    <>
      {raw('<!DOCTYPE html>')}
      <html lang="en-GB" class="govuk-template">
        <Head title={`${errors.length > 0 ? 'Error: ' : ''}${props.title}`} scripts={props.scripts ?? []} />
        <body class="govuk-template__body">
          <SkipLink href="#main-content">Skip to main content</SkipLink>
          <EnvironmentStrip environment={props.environment} today={props.today} />
          <Header nav={props.nav} />
          <div class="govuk-width-container qd-page">
            {props.connection && <ConnectionBanner {...props.connection} />}
            {props.back && <BackLink href={props.back.href}>{props.back.text}</BackLink>}
            <main class="govuk-main-wrapper" id="main-content">
              <div class={classNames(!props.wide && 'qd-measure')}>
                {errors.length > 0 && <ErrorSummary errorList={errors} />}
                {props.flash && <FlashBanner {...props.flash} />}
                {props.children}
              </div>
            </main>
          </div>
          <Footer />
        </body>
      </html>
    </>
  );
}

// Every page needs these two; asked for early, they spare the reader a change of typeface.
const preloadedFonts = ['source-sans-3-latin-wght-normal.woff2', 'source-serif-4-latin-wght-normal.woff2'];

function Head({ title, scripts }: { title: string; scripts: readonly string[] }) {
  return (
    <head>
      <meta charset="utf-8" />
      <title>{title} – Quarterday</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="theme-color" content="#4a1f45" />
      <link rel="icon" type="image/svg+xml" href={assetPath('mark.svg')} />
      {preloadedFonts.map((name) => (
        <link rel="preload" as="font" type="font/woff2" href={assetPath(name)} crossorigin="anonymous" />
      ))}
      <link rel="stylesheet" href={assetPath('quarterday.css')} />
      {['enhance.js', ...scripts].map((name) => (
        <script type="module" src={assetPath(name)}></script>
      ))}
    </head>
  );
}

const strips = {
  simulator: { label: 'Practice mode', text: 'connected to the HMRC simulator, nothing reaches HMRC' },
  sandbox: { label: 'Test mode', text: 'connected to HMRC’s sandbox, nothing here counts for your tax' },
} as const;

function EnvironmentStrip({ environment, today }: { environment: Environment; today: string | undefined }) {
  if (environment === 'production') return null;
  const { label, text } = strips[environment];
  return (
    <div class="qd-strip" role="region" aria-label={label}>
      <div class="govuk-width-container qd-strip__inner">
        <p class="qd-strip__text">
          <strong>{label}:</strong> {text}
        </p>
        {today !== undefined && <p class="qd-strip__text">Simulated date: {formatDate(today)}</p>}
      </div>
    </div>
  );
}

const sections = [
  { section: 'home', href: '/', text: 'Home' },
  { section: 'records', href: '/records', text: 'Records' },
  { section: 'updates', href: '/updates', text: 'Updates' },
  { section: 'years', href: '/years', text: 'Tax years' },
  { section: 'notices', href: '/notices', text: 'Notices' },
  { section: 'settings', href: '/settings', text: 'Settings' },
  { section: 'help', href: '/help', text: 'Help' },
] as const;

function Header({ nav }: { nav: Navigation }) {
  return (
    <header class="qd-header">
      <div class="govuk-width-container qd-header__inner">
        <Link baseClass="qd-header__name" href="/">
          <img src={assetPath('mark.svg')} alt="" width="34" height="34" />
          <span>Quarterday</span>
        </Link>
        <Account nav={nav} />
      </div>
      <ServiceNavigation
        navigationLabel="Main"
        collapseNavigationOnMobile={false}
        navigation={sections
          .filter(({ section }) => nav.signedIn || section === 'home' || section === 'help')
          .map(({ section, href, text }) => ({
            href,
            text: section === 'notices' ? <NoticesName unread={nav.unreadNotices ?? 0} /> : text,
            active: section === nav.current,
          }))}
      />
    </header>
  );
}

function NoticesName({ unread }: { unread: number }) {
  if (unread === 0) return <>Notices</>;
  return (
    <>
      Notices <span class="qd-count">{unread > 99 ? '99+' : unread}</span>
      <span class="govuk-visually-hidden"> new</span>
    </>
  );
}

function Account({ nav }: { nav: Navigation }) {
  if (!nav.signedIn) {
    return (
      <div class="qd-header__account">
        <Link href="/sign-in">Sign in</Link>
      </div>
    );
  }
  return (
    <form class="qd-header__account" method="post" action="/sign-out">
      {nav.personEmail !== undefined && <span class="qd-header__person">{nav.personEmail}</span>}
      <button class="qd-text-button" type="submit">
        Sign out
      </button>
    </form>
  );
}

function ConnectionBanner({ isLost, heading, text, href }: ConnectionNews) {
  return (
    <NotificationBanner
      titleText="HMRC connection"
      titleId="reconnect-title"
      classes={isLost ? 'qd-banner--warning' : undefined}
    >
      <p class="govuk-notification-banner__heading">{heading}</p>
      {text !== undefined && <p>{text}</p>}
      <p>
        <Link href={href}>Go to HMRC Connection</Link>
      </p>
    </NotificationBanner>
  );
}

const flashTitles = { success: 'Done', information: 'Please note', warning: 'Warning' } as const;

function FlashBanner({ kind, text }: Flash) {
  return (
    <NotificationBanner
      type={kind === 'success' ? 'success' : undefined}
      role={kind === 'warning' ? 'alert' : undefined}
      classes={kind === 'warning' ? 'qd-banner--warning' : undefined}
      titleText={flashTitles[kind]}
      titleId="flash-title"
    >
      {text}
    </NotificationBanner>
  );
}

function Footer() {
  return (
    <footer class="qd-footer">
      <div class="govuk-width-container">
        <ul class="qd-footer__links">
          <li>
            <Link href="/help">Help</Link>
          </li>
          <li>
            <Link href="/privacy">Privacy</Link>
          </li>
          <li>
            <Link href="/accessibility">Accessibility statement</Link>
          </li>
        </ul>
        <p class="qd-footer__text">
          Quarterday is independent open-source software. It is not a government service, and it is not part
          of HMRC.
        </p>
      </div>
    </footer>
  );
}
