/** Starts a calculation, or goes on waiting for it. Its data holds ids alone: engines keep it. */
export const calculationRequested = 'calculation/requested';

/** Each look at a calculation is an event of its own, so that nothing waits inside the engine. */
export function lookEvent(id: string, connectionId: string, look: number) {
  return { id: `${id}:look:${look}`, name: calculationRequested, data: { calculation: id, connectionId } };
}

/** Takes up a calculation anew whose run was lost: fetches what HMRC has begun, or asks for it once more. */
export function rescueCalculationEvent(id: string, connectionId: string, number: number) {
  return { ...lookEvent(id, connectionId, 0), id: `${id}:rescue:${number}` };
}
