/** The last changes, in order, for pages that were away for a moment. Ids begin with this process: another's are not known here. */
export type ChangeEvent = {
  readonly id: string
  readonly event: string
  readonly data: object
}

type Kept = { readonly seq: number; readonly accountId: string | null } & Omit<ChangeEvent, 'id'>

const keptMax = 500

export type KeptChanges = {
  /** The id of the newest. */
  newest(): string
  /** `accountId` null: for every account. */
  add(accountId: string | null, event: string, data: object): ChangeEvent
  /** Nothing of before can be told any more. */
  forget(): void
  /** Null when what was missed is not known. */
  since(lastEventId: string | null, accountId: string): ChangeEvent[] | null
}

export function keepChanges(boot: string): KeptChanges {
  const kept: Kept[] = []
  let seq = 0
  const eventOf = ({ seq: number, event, data }: Kept) => ({ id: `${boot}.${number}`, event, data })
  return {
    newest: () => `${boot}.${seq}`,
    add(accountId, event, data) {
      seq += 1
      const change = { seq, accountId, event, data }
      kept.push(change)
      if (kept.length > keptMax) kept.splice(0, kept.length - keptMax)
      return eventOf(change)
    },
    forget: () => void kept.splice(0),
    since(lastEventId, accountId) {
      const [ofBoot, number] = (lastEventId ?? '').split('.')
      const last = Number(number)
      const oldest = kept[0]?.seq
      if (ofBoot !== boot || !Number.isInteger(last)) return null
      if (oldest === undefined || last < oldest - 1) return null
      return kept
        .filter((one) => one.seq > last && (one.accountId ?? accountId) === accountId)
        .map(eventOf)
    },
  }
}
