/**
 * So many calls of one kind may be under way in this process. Whoever wants to call takes its places
 * before it writes its intents: what waits here has no deadline that runs.
 */

export type Places = {
  /** Waits its turn; answers how many of the wanted places it got, at least one. */
  take(wanted: number): Promise<number>
  give(places: number): void
}

// Two large groups take turns; many small ones would each pay for a transaction.
const groupsAtLeast = 2

export function createPlaces(count: number): Places {
  const enough = Math.ceil(count / groupsAtLeast)
  const waiting: { readonly wanted: number; readonly got: (places: number) => void }[] = []
  let free = count

  const serve = (): void => {
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      if (free < Math.min(next.wanted, enough)) return
      waiting.shift()
      const places = Math.min(next.wanted, free)
      free -= places
      next.got(places)
    }
  }

  return {
    take: (wanted) =>
      new Promise((resolve) => {
        waiting.push({ wanted, got: resolve })
        serve()
      }),
    give: (places) => {
      free += places
      serve()
    },
  }
}
