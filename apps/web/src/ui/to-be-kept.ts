import { createContext } from 'hono/jsx';

/** Whether something is shown to be kept: on paper, or as a file, it leads nowhere, and nothing leads to it. */
export const ToBeKept = createContext(false);
