/**
 * The lane: where an order (a line, a parcel) stands between the two doors, told by shape alone. Amazon's
 * door is left and solid, Shopify's right and open; colour only repeats what the shape says.
 */
import type { ReactNode } from 'react'

export type LaneIs =
  | 'crossed'
  | 'crossing'
  | 'going-back'
  | 'not-yet'
  | 'held-before'
  | 'held-after'
  | 'stays'
  | 'stays-right'
  | 'cancelled'

/** `name` is read out instead of the drawing; leave it away where the same words stand beside it. */
export function Lane({ is, name }: { readonly is: LaneIs; readonly name?: string }) {
  const access =
    name === undefined
      ? ({ 'aria-hidden': true } as const)
      : ({ role: 'img', 'aria-label': name } as const)
  return (
    <svg className="lane" width="78" height="16" viewBox="0 0 78 16" {...access}>
      <rect x="0" y="1" width="3.5" height="14" fill={leftFill(is)} />
      {strokes[is]}
      <rect
        x="74.75"
        y="1.75"
        width="2.5"
        height="12.5"
        fill="none"
        strokeWidth="1.5"
        stroke={rightStroke(is)}
      />
    </svg>
  )
}

function leftFill(is: LaneIs): string {
  return is === 'stays-right' ? 'var(--hair)' : 'var(--bar)'
}

function rightStroke(is: LaneIs): string {
  if (is === 'stays') return 'var(--hair)'
  return ['crossing', 'not-yet', 'held-before'].includes(is) ? 'var(--edge)' : 'var(--bar)'
}

function solid(from: number, to: number) {
  return <path d={`M${from} 8H${to}`} stroke="var(--bar)" strokeWidth="2" />
}

function dotted(from: number, to: number) {
  return <path d={`M${from} 8H${to}`} stroke="var(--edge)" strokeWidth="2" strokeDasharray="2 4" />
}

const bars = (
  <>
    <rect x="31" y="0" width="16" height="16" rx="2" fill="var(--signal)" />
    <path d="M35.5 4v8M42.5 4v8" stroke="var(--on-signal)" strokeWidth="2.2" />
  </>
)

const strokes: Readonly<Record<LaneIs, ReactNode>> = {
  crossed: solid(3.5, 74),
  crossing: (
    <>
      {solid(3.5, 44)}
      {dotted(50, 73)}
      <path d="M43 4.2 48.4 8 43 11.8z" fill="var(--bar)" />
    </>
  ),
  'going-back': (
    <>
      {dotted(6, 30)}
      {solid(35, 74)}
      <path d="M35.4 4.2 30 8l5.4 3.8z" fill="var(--bar)" />
    </>
  ),
  'not-yet': dotted(6, 73),
  'held-before': (
    <>
      {solid(3.5, 30)}
      {dotted(50, 73)}
      {bars}
    </>
  ),
  'held-after': (
    <>
      {dotted(6, 29)}
      {solid(48, 74)}
      {bars}
    </>
  ),
  stays: (
    <>
      {solid(3.5, 20)}
      <circle cx="22" cy="8" r="3" fill="var(--bar)" />
    </>
  ),
  'stays-right': (
    <>
      {solid(58, 74)}
      <circle cx="56" cy="8" r="3" fill="var(--bar)" />
    </>
  ),
  cancelled: (
    <>
      <path d="M3.5 8H74" stroke="var(--edge)" strokeWidth="2" />
      <path d="m34.5 3.5 9 9m0-9-9 9" stroke="var(--ink-2)" strokeWidth="1.8" />
    </>
  ),
}
