import { type Hono } from 'hono';

import { noticeChannels, optionalKinds } from '../../domain/notifications/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { Checkboxes } from '../../ui/components/checkboxes.tsx';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { Page } from '../../ui/layout.tsx';
import { type AppContext, type AppEnv, signedInPerson } from '../env.ts';
import { type NoticePageDeps } from './deps.ts';

const path = '/settings/notices';

type Channel = (typeof noticeChannels)[number];
type Chosen = Record<Channel, readonly string[]>;

const kinds: Record<(typeof optionalKinds)[number], { text: string; hint: string }> = {
  taken: { text: 'Submitted', hint: 'HMRC has taken something that you sent.' },
  'not-taken': { text: 'Failed or rejected', hint: 'Something that you sent was not taken, and why.' },
  asking: {
    text: 'Not known yet',
    hint: 'HMRC’s answer was lost, and we keep asking whether it has taken what you sent.',
  },
  deadline: { text: 'Deadlines', hint: '14 days, 7 days and 1 day before, and once when it has passed.' },
};

const legends: Record<Channel, string> = { app: 'Here, under Notices', mail: 'By email' };

export function choicesPage(app: Hono<AppEnv>, { notices, accounts }: NoticePageDeps): void {
  app.get(path, async (c) => {
    const off = await notices.switchedOff(signedInPerson(c).id);
    const chosenOf = (channel: Channel) =>
      optionalKinds.filter((kind) => !off.some((each) => each.kind === kind && each.channel === channel));
    const chosen = { app: chosenOf('app'), mail: chosenOf('mail') };
    return c.html(<ChoicesPage c={c} chosen={chosen} sendsMail={accounts.sendsMail} />);
  });

  app.post(path, async (c) => {
    const ticked = await c.req.parseBody({ all: true });
    const isTicked = (channel: Channel, kind: string) => [ticked[channel]].flat().includes(kind);
    await notices.switchOff(
      signedInPerson(c).id,
      noticeChannels.flatMap((channel) =>
        optionalKinds.filter((kind) => !isTicked(channel, kind)).map((kind) => ({ channel, kind })),
      ),
    );
    return c.redirect(`${path}?saved=yes`, 303);
  });
}

function ChoicesPage({ c, chosen, sendsMail }: { c: AppContext; chosen: Chosen; sendsMail: boolean }) {
  const page = c.get('page');
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'settings' }}
      title="Choose your notices"
      back={{ href: '/settings', text: 'Settings' }}
      {...(c.req.query('saved') === 'yes'
        ? { flash: { kind: 'success', text: 'Your choice is saved.' } as const }
        : {})}
    >
      <h1 class="govuk-heading-l">Choose your notices</h1>
      <p class="govuk-body">
        You are always told when your HMRC account must be reconnected, and before its authority ends: without
        it, nothing can be sent.
      </p>
      <form method="post" action={path}>
        {noticeChannels.map((channel) => (
          <>
            {channel === 'mail' && !sendsMail && <NoMailServer />}
            <Checkboxes
              name={channel}
              values={chosen[channel]}
              fieldset={{ legend: { text: legends[channel], classes: 'govuk-fieldset__legend--m' } }}
              {...(channel === 'mail' ? { hint: mailHint(signedInPerson(c).email) } : {})}
              items={optionalKinds.map((kind) => ({ value: kind, ...kinds[kind] }))}
            />
          </>
        ))}
        <Button preventDoubleClick>Save</Button>
      </form>
    </Page>
  );
}

const mailHint = (email: string) => ({
  text: `To ${email}. Emails hold no amounts, and nothing that lets anybody in.`,
  classes: 'govuk-!-text-break-word',
});

function NoMailServer() {
  return (
    <InsetText>
      This Quarterday has no mail server, so no emails are sent. Whoever runs it can set one up.
    </InsetText>
  );
}
