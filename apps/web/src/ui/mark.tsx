/** Our mark: a day on the calendar cut into quarters, the last of them the tail of a Q. Drawn as in `mark.svg`. */
export function Mark() {
  return (
    <svg class="qd-mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <path
        class="qd-mark__year"
        d="M3 9a6 6 0 0 1 6-6h6v7a5 5 0 0 0-5 5H3zM17 3h6a6 6 0 0 1 6 6v6h-7a5 5 0 0 0-5-5zM3 17h7a5 5 0 0 0 5 5v7H9a6 6 0 0 1-6-6z"
      />
      <path class="qd-mark__quarter" d="M18 18h5l6 6v5h-5l-6-6z" />
    </svg>
  );
}
