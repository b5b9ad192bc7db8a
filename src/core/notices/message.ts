/**
 * Puts notices into one message for people: one notice as itself, several as a digest grouped by event.
 * Pure.
 */
import { type NoticeEvent, noticeEvents } from './events.ts'
import type { Notice } from './notice.ts'
import { type NoticePlaces, type NoticeText, noticeText } from './notice-text.ts'

export type Message = {
  readonly subject: string
  readonly text: string
}

/** A digest shows so many of one event, and counts the rest. */
const shownOfEach = 50

const eventTitles: Readonly<Record<NoticeEvent | 'test', string>> = {
  orderImported: 'New orders from Amazon',
  orderHeld: 'Orders that are held',
  shipByNear: 'Ship-by times',
  buyerAsksToCancel: 'Buyers who ask to cancel',
  moneyQuarantined: 'Money that waits for your yes',
  refundRefused: 'Refunds that were not taken',
  shippedHereCancelledThere: 'Shipped here, cancelled there',
  lifeHeld: 'Shipments, cancellations and refunds that wait for you',
  incident: 'Incidents',
  pollSilent: 'Amazon not read',
  test: 'Tests',
}

/** `isRepeat`: an earlier sending of this very message has no clear answer. */
export function messageOf(
  notices: readonly Notice[],
  places: NoticePlaces,
  isRepeat: boolean,
): Message {
  const message = bodyOf(notices, places)
  if (!isRepeat) return message
  const said = 'This may have reached you already: the first sending got no clear answer.'
  return { subject: `${message.subject} (possibly again)`, text: `${said}\n\n${message.text}` }
}

function bodyOf(notices: readonly Notice[], places: NoticePlaces): Message {
  const [only, ...others] = notices
  if (only !== undefined && others.length === 0) {
    const text = noticeText(only, places)
    return { subject: `[Crossdock] ${text.title}`, text: full(text) }
  }
  const groups = groupsOf(notices)
  const counts = groups.map(({ title, members }) => `${title}: ${members.length}`)
  return {
    subject: `[Crossdock] ${notices.length} notices`,
    text: [counts.join('\n'), ...groups.map((group) => groupText(group, places))].join('\n\n'),
  }
}

type Group = { readonly title: string; readonly members: readonly Notice[] }

function groupsOf(notices: readonly Notice[]): Group[] {
  const order: readonly (NoticeEvent | 'test')[] = [...noticeEvents, 'test']
  return order.flatMap((event) => {
    const members = notices.filter((notice) => notice.event === event)
    return members.length === 0 ? [] : [{ title: eventTitles[event], members }]
  })
}

function groupText({ title, members }: Group, places: NoticePlaces): string {
  const shown = members.slice(0, shownOfEach).map((notice) => full(noticeText(notice, places)))
  const left = members.length - shown.length
  const rest = left === 0 ? [] : [`… and ${left} more; see: crossdock notices list`]
  return [`== ${title} ==`, ...shown, ...rest].join('\n\n')
}

function full({ title, lines, links }: NoticeText): string {
  return [title, ...lines, ...links.map(({ name, url }) => `${name}: ${url}`)].join('\n')
}
