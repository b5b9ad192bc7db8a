/**
 * When a notice may leave: at once, with the next digest, or after the quiet hours. Pure: the time is an
 * argument, the time zone is a name.
 */
import type { OutsideChannel, Severity } from './events.ts'

export type QuietHours = {
  /** `22:00`, in the time zone of the settings. */
  readonly from: string
  readonly to: string
}

export type NoticeTimes = {
  readonly digest: 'off' | 'hourly' | 'daily'
  /** The hour at which a daily digest leaves. */
  readonly digestHour: number
  readonly quiet: QuietHours | null
  readonly timeZone: string
}

const minuteMs = 60_000
const dayMinutes = 1_440

/** Urgent ones leave at once; so do those to other programs, which sort them themselves. */
export function leavesAt(
  nowMs: number,
  times: NoticeTimes,
  notice: { readonly severity: Severity; readonly channel: OutsideChannel },
): number {
  if (notice.severity === 'urgent' || notice.channel === 'webhook') return nowMs
  return afterQuiet(digestAt(nowMs, times), times)
}

/** The end of the quiet hours that `atMs` lies in, else `atMs` itself. */
export function afterQuiet(atMs: number, { quiet, timeZone }: NoticeTimes): number {
  if (quiet === null) return atMs
  const from = minuteOf(quiet.from)
  const to = minuteOf(quiet.to)
  const minute = localMinute(atMs, timeZone)
  const isQuiet = from <= to ? minute >= from && minute < to : minute >= from || minute < to
  return isQuiet ? nextAt(atMs, to, timeZone) : atMs
}

function digestAt(nowMs: number, { digest, digestHour, timeZone }: NoticeTimes): number {
  if (digest === 'off') return nowMs
  if (digest === 'daily') return nextAt(nowMs, digestHour * 60, timeZone)
  const intoHour = localMinute(nowMs, timeZone) % 60
  return wholeMinute(nowMs) + (60 - intoHour) * minuteMs
}

/**
 * The next moment, after now, at which clocks in the zone show this minute of the day. A day on which the
 * clocks change may skip it or have it twice: then it is the first moment at or after it.
 */
function nextAt(nowMs: number, minute: number, timeZone: string): number {
  const ahead = (minute - localMinute(nowMs, timeZone) + dayMinutes) % dayMinutes
  const guess = wholeMinute(nowMs) + (ahead === 0 ? dayMinutes : ahead) * minuteMs
  // The clocks may have changed in between; the difference is at most a few hours.
  const off =
    ((localMinute(guess, timeZone) - minute + dayMinutes / 2 + dayMinutes) % dayMinutes) -
    dayMinutes / 2
  const corrected = guess - off * minuteMs
  const isThere = corrected > nowMs && localMinute(corrected, timeZone) === minute
  return isThere ? corrected : guess
}

function wholeMinute(ms: number): number {
  return Math.floor(ms / minuteMs) * minuteMs
}

function minuteOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':')
  return Number(hours) * 60 + Number(minutes)
}

function localMinute(ms: number, timeZone: string): number {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return minuteOf(clock.format(ms))
}
