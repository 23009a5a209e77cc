/** Short news inside one process: "this changed, look again". The news holds ids only. */
export interface Announcements {
  /** Calls back whenever the topic is announced, until the returned function is called. */
  on(topic: string, listener: () => void): () => void;
  pass(topic: string): void;
  /** Tells every listener to look for itself, after news may have been missed. */
  passAll(): void;
}

export function createAnnouncements(): Announcements {
  const listeners = new Map<string, Set<() => void>>();
  const tell = (set: ReadonlySet<() => void> | undefined) => {
    for (const listener of [...(set ?? [])]) listener();
  };
  return {
    on(topic, listener) {
      const set = listeners.get(topic) ?? new Set();
      listeners.set(topic, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0) listeners.delete(topic);
      };
    },
    pass(topic) {
      tell(listeners.get(topic));
    },
    passAll() {
      for (const set of listeners.values()) tell(set);
    },
  };
}
