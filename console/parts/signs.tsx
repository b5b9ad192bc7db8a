/** The few drawn signs. All are decoration: the words beside them say the same. */
import type { ReactNode } from 'react'

export type SignName =
  | 'mark'
  | 'find'
  | 'out'
  | 'down'
  | 'close'
  | 'yes'
  | 'none'
  | 'held'
  | 'overview'
  | 'orders'
  | 'mapping'
  | 'stock'
  | 'more'

export function Sign({ name, size }: { readonly name: SignName; readonly size?: number }) {
  const { box, width = box, lines = 1.6, drawing } = signs[name]
  const scale = (size ?? box) / box
  return (
    <svg
      width={width * scale}
      height={box * scale}
      viewBox={`0 0 ${width} ${box}`}
      fill="none"
      stroke="currentColor"
      strokeWidth={lines}
      aria-hidden="true"
    >
      {drawing}
    </svg>
  )
}

type Drawn = {
  readonly box: number
  readonly width?: number
  readonly lines?: number
  readonly drawing: ReactNode
}

const signs: Readonly<Record<SignName, Drawn>> = {
  mark: {
    box: 16,
    width: 22,
    lines: 1.5,
    drawing: (
      <>
        <path d="M1 0h4v16H1zM5 7h11v2H5z" fill="currentColor" stroke="none" />
        <path d="M17.75 .75h2.5v14.5h-2.5z" />
      </>
    ),
  },
  find: {
    box: 16,
    drawing: <path d="M11.6 7a4.6 4.6 0 1 1-9.2 0 4.6 4.6 0 0 1 9.2 0Zm-1.1 3.5 4 4" />,
  },
  out: { box: 10, lines: 1.5, drawing: <path d="M2 8 8 2M3.2 2H8v4.8" /> },
  down: { box: 10, lines: 1.5, drawing: <path d="m2 3.5 3 3 3-3" /> },
  close: { box: 10, lines: 1.5, drawing: <path d="m2 2 6 6M8 2 2 8" /> },
  yes: { box: 16, lines: 1.8, drawing: <path d="m3 8.4 3.3 3.3L13 4.6" /> },
  none: { box: 16, lines: 1.8, drawing: <path d="M4 8h8" /> },
  held: {
    box: 16,
    drawing: (
      <>
        <rect width="16" height="16" rx="2" fill="var(--signal)" stroke="none" />
        <path d="M5 4h2v8H5zM9 4h2v8H9z" fill="var(--on-signal)" stroke="none" />
      </>
    ),
  },
  overview: { box: 20, lines: 1.5, drawing: <path d="M3 5v10M17 5v10M3 10h14" /> },
  orders: { box: 20, lines: 1.5, drawing: <path d="M3 5h14M3 10h14M3 15h9" /> },
  mapping: {
    box: 20,
    lines: 1.5,
    drawing: (
      <>
        <circle cx="5" cy="10" r="2.5" />
        <circle cx="15" cy="10" r="2.5" />
        <path d="M7.5 10h5" />
      </>
    ),
  },
  stock: {
    box: 20,
    lines: 1.5,
    drawing: <path d="M3.5 6.5 10 3l6.5 3.5v7L10 17l-6.5-3.5zM3.5 6.5 10 10l6.5-3.5M10 10v7" />,
  },
  more: {
    box: 20,
    drawing: (
      <path
        d="M4 8.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3Zm6 0a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3Zm6 0a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3Z"
        fill="currentColor"
        stroke="none"
      />
    ),
  },
}
