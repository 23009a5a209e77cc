import { type Hono } from 'hono';

import { type NoticeView } from '../../domain/notifications/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { Pagination } from '../../ui/components/pagination.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatInstant } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { type NoticePageDeps } from './deps.ts';

const path = '/notices';

export function noticesPage(app: Hono<AppEnv>, { notices, clock }: NoticePageDeps): void {
  app.get(path, async (c) => {
    const asked = pageOf(c.req.query('page'));
    const now = clock.now();
    const found = await notices.list(signedInPerson(c).id, asked);
    const props = { page: c.get('page'), number: Math.min(asked, found.pages), now };
    return asked > found.pages
      ? c.redirect(pathOf(found.pages), 303)
      : c.html(<NoticesPage {...props} {...found} />);
  });

  app.post(`${path}/read`, async (c) => {
    const { upTo } = await c.req.parseBody();
    const instant = new Date(typeof upTo === 'string' ? upTo : '');
    // A form that says nothing of the kind marks nothing.
    if (!Number.isNaN(instant.getTime())) await notices.markAllRead(signedInPerson(c).id, instant);
    return c.redirect(path, 303);
  });

  app.post(`${path}/:id/read`, async (c) => {
    const isTheirs = await notices.markRead(signedInPerson(c).id, c.req.param('id'));
    if (!isTheirs) return c.notFound();
    const { page } = await c.req.parseBody();
    return c.redirect(pathOf(pageOf(typeof page === 'string' ? page : undefined)), 303);
  });
}

/** A page's number, from 1; the first where the text is none. */
const pageOf = (text: string | undefined): number => (/^[1-9]\d{0,5}$/.test(text ?? '') ? Number(text) : 1);

const pathOf = (page: number): string => (page === 1 ? path : `${path}?page=${page}`);

interface NoticesPageProps {
  page: PageContext;
  notices: readonly NoticeView[];
  number: number;
  pages: number;
  now: Date;
}

function NoticesPage({ page, notices, number, pages, now }: NoticesPageProps) {
  const unread = page.nav.unreadNotices ?? 0;
  return (
    <Page {...page} nav={{ ...page.nav, current: 'notices' }} title="Notices">
      <h1 class="govuk-heading-xl">Notices</h1>
      {notices.length === 0 ? (
        <EmptyState heading="Nothing yet">
          What becomes of your submissions, deadlines that come near, and a connection that must be made again
          are told here.
        </EmptyState>
      ) : (
        <>
          {unread > 0 && <MarkAll unread={unread} now={now} />}
          {notices.map((notice) => (
            <Notice notice={notice} page={number} />
          ))}
          {pages > 1 && (
            <Pagination
              landmarkLabel="Pages of notices"
              {...(number > 1 ? { previous: { href: pathOf(number - 1), text: 'Newer' } } : {})}
              {...(number < pages ? { next: { href: pathOf(number + 1), text: 'Older' } } : {})}
            />
          )}
        </>
      )}
      <p class="govuk-body">
        <Link href="/settings/notices">Choose what you are told, here and by email</Link>
      </p>
    </Page>
  );
}

function MarkAll({ unread, now }: { unread: number; now: Date }) {
  return (
    <form class="qd-notices__all" method="post" action={`${path}/read`}>
      {/* What comes after this page was made stays unread. */}
      <input type="hidden" name="upTo" value={now.toISOString()} />
      <p class="govuk-body">{unread === 1 ? '1 notice is new.' : `${unread} notices are new.`}</p>
      <Button variant="secondary">Mark all as read</Button>
    </form>
  );
}

function Notice({ notice, page }: { notice: NoticeView; page: number }) {
  const { id, at, isRead, heading, paragraphs, link } = notice;
  return (
    <article
      class={isRead ? 'qd-notice' : 'qd-notice qd-notice--new'}
      id={`notice-${id}`}
      aria-labelledby={`heading-${id}`}
    >
      <h2 class="govuk-heading-m qd-notice__heading" id={`heading-${id}`}>
        {!isRead && <span class="qd-notice__new">New: </span>}
        {heading}
      </h2>
      <p class="govuk-body-s qd-notice__at">
        <time datetime={at.toISOString()}>{formatInstant(at.toISOString())}</time>
      </p>
      {paragraphs.map((paragraph) => (
        <p class="govuk-body">{paragraph}</p>
      ))}
      <div class="qd-notice__actions">
        <Link href={link.path}>{link.text}</Link>
        {!isRead && (
          <form method="post" action={`${path}/${id}/read`}>
            <input type="hidden" name="page" value={String(page)} />
            <button class="qd-text-button" type="submit">
              Mark as read<span class="govuk-visually-hidden">: {heading}</span>
            </button>
          </form>
        )}
      </div>
    </article>
  );
}
