/* global document, window */
// Prints the page at a click. Without this file the browser's own menu does.
const button = document.querySelector('[data-print]');

if (button) {
  button.hidden = false;
  button.addEventListener('click', () => {
    window.print();
  });
}
