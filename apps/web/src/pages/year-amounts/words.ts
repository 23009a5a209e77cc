/** An amount of the year in a list of tasks, where the year's updates leave expenses out and it with them. */
export const leftOut = { text: 'Left out, as your expenses are', isToDo: false };
