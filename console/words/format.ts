/** Numbers, money and times as the reader writes them. Money comes as decimal text and stays exact. */
import { useTranslation } from 'react-i18next'

export type Money = { readonly amount: string; readonly currency: string }

export type Format = ReturnType<typeof makeFormat>

export function useFormat(): Format {
  const { i18n } = useTranslation()
  return formatFor(i18n.language)
}

const known = new Map<string, Format>()

function formatFor(language: string): Format {
  const locale = localeOf(language)
  const made = known.get(locale) ?? makeFormat(locale)
  known.set(locale, made)
  return made
}

/** The reader's own region where the browser names one for this language. */
function localeOf(language: string): string {
  const theirs = navigator.languages.find(
    (one) => one === language || one.startsWith(`${language}-`),
  )
  return theirs ?? (language === 'sv' ? 'sv-SE' : 'en-GB')
}

function makeFormat(locale: string) {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const clock = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  })
  const day = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' })
  const longDay = new Intl.DateTimeFormat(locale, {
    ...({ weekday: 'long', day: 'numeric', month: 'long' } as const),
  })
  const dayOf = (ms: number) => new Date(ms).toDateString()
  const moment = (at: string) => `${day.format(Date.parse(at))} ${clock.format(Date.parse(at))}`
  return {
    count: (number: number) => whole.format(number),
    amount: (money: Money) => amountIn(locale, money),
    money: (money: Money) => `${amountIn(locale, money)} ${money.currency}`,
    clock: (at: string) => clock.format(Date.parse(at)),
    day: (at: string) => day.format(Date.parse(at)),
    longDay: (at: string | number) => longDay.format(new Date(at)),
    moment,
    /** The clock alone when it is today. */
    when: (at: string, nowMs: number) =>
      dayOf(Date.parse(at)) === dayOf(nowMs) ? clock.format(Date.parse(at)) : moment(at),
    sameDay: (one: string, other: string) => dayOf(Date.parse(one)) === dayOf(Date.parse(other)),
  }
}

function amountIn(locale: string, { amount, currency }: Money): string {
  const digits = decimalsOf(currency)
  const format = new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: Math.max(digits, amount.split('.')[1]?.length ?? 0),
  })
  // A true minus, as wide as a plus.
  return format.format(amount as `${number}`).replace('-', '−')
}

/** Whole smallest units, for comparing sums. */
export function minorOf({ amount, currency }: Money): number {
  return Math.round(Number(amount) * 10 ** decimalsOf(currency))
}

export function decimalsOf(currency: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat('en', {
    ...({ style: 'currency', currency } as const),
  }).resolvedOptions()
  return maximumFractionDigits ?? 2
}

/** `41 s`, `3 h 28 min`, `2 d 4 h`: the same letters in both languages but for the day. */
export function lengthOf(ms: number, dayLetter: string): string {
  const seconds = Math.round(Math.abs(ms) / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) {
    const rest = seconds % 60
    return minutes < 10 && rest > 0 ? `${minutes} min ${rest} s` : `${minutes} min`
  }
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours < 48) return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`
  const days = Math.floor(hours / 24)
  const left = hours % 24
  return left === 0 ? `${days} ${dayLetter}` : `${days} ${dayLetter} ${left} h`
}
