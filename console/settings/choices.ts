/** Which settings a person meets, in three groups; the words of each stand in the language files. */
export type Setting = {
  readonly group: string
  readonly name: string
  /** A switch, a number within bounds, or a choice of words. */
  readonly kind:
    | { readonly is: 'switch' }
    | { readonly is: 'number'; readonly least: number; readonly most: number }
    | { readonly is: 'choice'; readonly options: readonly string[] }
}

const choice = (group: string, name: string, ...options: readonly string[]): Setting => ({
  ...{ group, name, kind: { is: 'choice', options } },
})
const onOff = (group: string, name: string): Setting => ({ group, name, kind: { is: 'switch' } })
const number = (group: string, name: string, least: number, most: number): Setting => ({
  ...{ group, name, kind: { is: 'number', least, most } },
})

export const settingGroups = {
  import: [
    onOff('import', 'on'),
    choice('fulfillment', 'fba', 'list', 'import'),
    choice('import', 'unmapped', 'hold', 'custom-line'),
    onOff('import', 'mappingFirst'),
    choice('import', 'customer', 'none', 'name'),
    number('import', 'addressWaitMinutes', 0, 120),
  ],
  shipping: [
    choice('fulfillment', 'outside', 'move', 'hold'),
    choice('ship', 'withoutTracking', 'hold', 'confirm'),
    choice('ship', 'askBeforeShipping', 'never', 'flagged', 'always'),
    choice('ship', 'primeForeignLabel', 'ask', 'confirm'),
    onOff('ship', 'showShipBy'),
    choice('cancel', 'buyerRequests', 'ask', 'accept'),
    onOff('cancel', 'restock'),
    onOff('cancel', 'direct'),
    onOff('refund', 'marketplaceTax'),
    onOff('feedback', 'on'),
    onOff('returns', 'mirror'),
  ],
  stock: [choice('stock', 'whenShort', 'refuse', 'claim-anyway', 'bypass')],
} as const satisfies Readonly<Record<string, readonly Setting[]>>

/** Any of these may be missing in an older server: such a setting is not shown. */
export function settingValue(
  settings: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  { group, name }: Pick<Setting, 'group' | 'name'>,
): string | number | boolean | undefined {
  const value = settings[group]?.[name]
  return ['string', 'number', 'boolean'].includes(typeof value)
    ? (value as string | number | boolean)
    : undefined
}
