/** The plate of a side: Amazon's solid, Shopify's open; dashed while that side has nothing yet. */
export type Side = 'amazon' | 'shopify'

export function Door(props: {
  readonly side: Side
  readonly large?: boolean
  readonly notYet?: boolean
}) {
  const { side, large = false, notYet = false } = props
  const names = ['door', side, large ? 'large' : '', notYet ? 'not-yet' : '']
  return (
    <span className={names.filter(Boolean).join(' ')} aria-hidden="true">
      {plates[side]}
    </span>
  )
}

const plates = { amazon: 'A', shopify: 'S' } as const
