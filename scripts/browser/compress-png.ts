/**
 * A screenshot with 256 colours at most, a third of its size: the commonest colours stay as they are, the
 * shades of smoothed letters take the nearest of them. Reads what Chromium writes: 8 bits, RGB or RGBA, not
 * interlaced. Format: PNG specification, third edition (W3C).
 */
import { writeFile } from 'node:fs/promises'
import { crc32, deflateSync, inflateSync } from 'node:zlib'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const coloursMost = 256

export async function compressPng(png: Buffer, file: string): Promise<void> {
  const { width, height, pixels } = readPixels(png)
  const palette = commonest(pixels)
  const nearest = nearestOf(palette)
  const rows = Buffer.alloc(height * (width + 1))
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rows[y * (width + 1) + 1 + x] = nearest(pixels[y * width + x] ?? 0)
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 3, 0, 0, 0], 8)
  const colours = Buffer.from(palette.flatMap((one) => [one >> 16, (one >> 8) & 255, one & 255]))
  const data = deflateSync(rows, { level: 9, memLevel: 9 })
  const parts = [
    ['IHDR', head],
    ['PLTE', colours],
    ['IDAT', data],
    ['IEND', Buffer.alloc(0)],
  ] as const
  await writeFile(
    file,
    Buffer.concat([signature, ...parts.map(([name, body]) => chunk(name, body))]),
  )
}

type Pixels = { readonly width: number; readonly height: number; readonly pixels: Uint32Array }

function readPixels(png: Buffer): Pixels {
  if (!png.subarray(0, 8).equals(signature)) throw new Error('not a PNG')
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const channels = { 2: 3, 6: 4 }[png[25] ?? 0]
  if (png[24] !== 8 || channels === undefined || png[28] !== 0)
    throw new Error('another kind of PNG')
  const bytes = inflateSync(Buffer.concat(bodiesOf(png, 'IDAT')))
  const stride = width * channels
  const pixels = new Uint32Array(width * height)
  let above = new Uint8Array(stride)
  for (let y = 0; y < height; y += 1) {
    const from = y * (stride + 1)
    const row = new Uint8Array(bytes.subarray(from + 1, from + 1 + stride))
    unfilter(row, above, { filter: bytes[from] ?? 0, channels })
    for (let x = 0; x < width; x += 1) {
      const at = x * channels
      pixels[y * width + x] =
        ((row[at] ?? 0) << 16) | ((row[at + 1] ?? 0) << 8) | (row[at + 2] ?? 0)
    }
    above = row
  }
  return { width, height, pixels }
}

function* chunksOf(png: Buffer): Generator<{ name: string; body: Buffer }> {
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    yield {
      name: png.toString('latin1', at + 4, at + 8),
      body: png.subarray(at + 8, at + 8 + length),
    }
    at += length + 12
  }
}

function bodiesOf(png: Buffer, wanted: string): Buffer[] {
  return [...chunksOf(png)].flatMap(({ name, body }) => (name === wanted ? [body] : []))
}

function unfilter(
  row: Uint8Array,
  above: Uint8Array,
  { filter, channels }: { readonly filter: number; readonly channels: number },
): void {
  for (let at = 0; at < row.length; at += 1) {
    const left = row[at - channels] ?? 0
    const up = above[at] ?? 0
    const corner = above[at - channels] ?? 0
    row[at] = (row[at] ?? 0) + guess(filter, left, up, corner)
  }
}

function guess(filter: number, left: number, up: number, corner: number): number {
  if (filter === 0) return 0
  if (filter === 1) return left
  if (filter === 2) return up
  return filter === 3 ? (left + up) >> 1 : paeth(left, up, corner)
}

function paeth(left: number, up: number, corner: number): number {
  const middle = left + up - corner
  const byLeft = Math.abs(middle - left)
  const byUp = Math.abs(middle - up)
  const byCorner = Math.abs(middle - corner)
  if (byLeft <= byUp && byLeft <= byCorner) return left
  return byUp <= byCorner ? up : corner
}

function commonest(pixels: Uint32Array): number[] {
  const counts = new Map<number, number>()
  for (const one of pixels) counts.set(one, (counts.get(one) ?? 0) + 1)
  const byCount = [...counts].sort(([, one], [, other]) => other - one)
  return byCount.slice(0, coloursMost).map(([colour]) => colour)
}

function nearestOf(palette: readonly number[]): (colour: number) => number {
  const known = new Map(palette.map((colour, index) => [colour, index]))
  return (colour) => {
    const index = known.get(colour) ?? closest(palette, colour)
    known.set(colour, index)
    return index
  }
}

function closest(palette: readonly number[], colour: number): number {
  let best = { index: 0, distance: Number.POSITIVE_INFINITY }
  for (const [index, other] of palette.entries()) {
    const [red, green, blue] = [16, 8, 0].map(
      (by) => ((colour >> by) & 255) - ((other >> by) & 255),
    )
    const distance = (red ?? 0) ** 2 + (green ?? 0) ** 2 + (blue ?? 0) ** 2
    if (distance < best.distance) best = { index, distance }
  }
  return best.index
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
