/* global document, DOMParser, EventSource, fetch, location */
// Shows a submission's news without loading the page again. Without this file the page reloads itself.
const live = document.querySelector('[data-live]');

if (live) {
  const events = new EventSource(live.dataset.live);
  events.addEventListener('changed', async () => {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const part = fresh.querySelector('[data-live]');
    if (!part) {
      // It has ended: the whole page says so, with figures and receipts.
      events.close();
      location.reload();
      return;
    }
    if (part.innerHTML !== live.innerHTML) live.innerHTML = part.innerHTML;
  });
}
