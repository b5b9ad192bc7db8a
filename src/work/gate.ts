/** Lets so many in at a time; the others wait in the order they came. */

export type Gate = {
  enter(): Promise<void>
  leave(): void
}

export function createGate(places: number): Gate {
  let free = places
  const waiting: (() => void)[] = []
  return {
    enter: () => {
      if (free > 0) {
        free -= 1
        return Promise.resolve()
      }
      return new Promise((resolve) => waiting.push(resolve))
    },
    leave: () => {
      const next = waiting.shift()
      if (next === undefined) free += 1
      else next()
    },
  }
}
