/** A text as a QR code, drawn here: nothing of it leaves the page. Dark on light in every theme, as cameras want it. */
import { squaresOf } from './squares.ts'

const quietSquares = 4

export function QrCode({ text, name }: { readonly text: string; readonly name: string }) {
  const squares = squaresOf(text)
  if (squares === null) return null
  const size = squares.length + 2 * quietSquares
  const path = squares.flatMap((row, down) =>
    row.flatMap((isDark, right) =>
      isDark ? `M${right + quietSquares} ${down + quietSquares}h1v1h-1z` : [],
    ),
  )
  return (
    <svg
      className="qr-code"
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={name}
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path.join('')} fill="#000000" />
    </svg>
  )
}
