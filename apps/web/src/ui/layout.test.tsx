import { describe, expect, it } from 'vitest';
import { render } from '../test/markup.ts';
import { Page, type PageProps } from './layout.tsx';

const page = (props: Partial<PageProps> = {}) =>
  render(
    <Page title="Records" nav={{ signedIn: true, current: 'records' }} environment="production" {...props}>
      <h1>Records</h1>
    </Page>,
  );

describe('Page', () => {
  it('is a whole document in British English', () => {
    expect(page()).toMatch(
      /^<!DOCTYPE html><html lang="en-GB" class="govuk-template"><head><meta charset="utf-8"\/>/,
    );
    expect(page()).toContain('<title>Records – Quarterday</title>');
  });

  it('needs nothing that a strict content security policy forbids', () => {
    const html = page({ environment: 'simulator', today: '2026-10-06' });
    expect(html).not.toMatch(/\sstyle=|<style|\son[a-z]+=/);
    expect(html).not.toMatch(/<script(?![^>]*\ssrc="\/static\/)/);
    expect([...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address]) => address)).not.toContainEqual(
      expect.stringMatching(/^(?![/#])|^\/\//),
    );
  });

  it('marks the part of the service in view', () => {
    expect(page()).toMatch(/href="\/records" aria-current="true"/);
    expect(page().match(/aria-current/g)).toHaveLength(1);
  });

  it('offers sign-out as a form, and to nobody who is signed out', () => {
    expect(page()).toContain('method="post" action="/sign-out"');
    const signedOut = page({ nav: { signedIn: false } });
    expect(signedOut).not.toContain('/sign-out');
    expect(signedOut).not.toContain('href="/records"');
    expect(signedOut).toContain('href="/sign-in"');
  });

  it('lists errors at the top and names them in the title', () => {
    const html = page({ errors: [{ text: 'Give an amount', href: '#amount' }] });
    expect(html).toContain('<title>Error: Records – Quarterday</title>');
    expect(html).toContain('<a href="#amount">Give an amount</a>');
  });

  it('asks to reconnect, with a way to the settings', () => {
    const html = page({
      connection: { isLost: true, heading: 'Please reconnect your HMRC account', href: '/settings/hmrc' },
    });
    expect(html).toContain('qd-banner--warning');
    expect(html).toContain('Please reconnect your HMRC account');
    expect(html).toContain('<a class="govuk-link" href="/settings/hmrc">Go to HMRC Connection</a>');
  });

  it('says calmly that there is nothing to do', () => {
    const connection = {
      isLost: false,
      heading: 'HMRC is refusing many',
      text: 'Wait.',
      href: '/settings/hmrc',
    };
    const html = page({ connection });
    expect(html).toContain('HMRC is refusing many');
    expect(html).toContain('Wait.');
    expect(html).not.toContain('qd-banner--warning');
  });

  it('says that nothing reaches HMRC, only while that is so', () => {
    const strip = 'connected to the HMRC simulator, nothing reaches HMRC';
    expect(page({ environment: 'simulator', today: '2026-10-06' })).toContain(strip);
    expect(page({ environment: 'simulator', today: '2026-10-06' })).toContain(
      'Simulated date: 6 October 2026',
    );
    expect(page()).not.toContain(strip);
    expect(page({ environment: 'sandbox' })).not.toContain(strip);
  });

  it('says that it is not a government service', () => {
    expect(page()).toContain('It is not a government service');
  });

  it('escapes what people wrote', () => {
    const html = page({ title: '<b>', flash: { kind: 'information', text: '<i>' } });
    expect(html).not.toMatch(/<b>|<i>/);
  });

  it('loads a page’s own script by name and refuses one that is not there', () => {
    expect(page({ scripts: ['enhance.js'] })).toMatch(
      /<script type="module" src="\/static\/enhance-[0-9a-f]{16}\.js">/,
    );
    expect(() => page({ scripts: ['nothing.js'] })).toThrow('nothing.js');
  });
});
