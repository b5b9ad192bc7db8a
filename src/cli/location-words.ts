/** Where goods leave from, in the words of `crossdock start`. A command stands on a line of its own. */
import {
  choosingCommand,
  type LocationChoice,
  type ShopPlace,
} from '../operations/connection/choose-location.ts'
import { table } from './print.ts'

/** Null when there is nothing to tell: it was chosen before. */
export function locationWords(choice: LocationChoice): string | null {
  switch (choice.is) {
    case 'chosen': {
      if (!choice.isNew) return null
      const names = choice.places.map(({ name, gid }) => `${name} (${gid})`).join(', ')
      return `Goods leave from ${names}: the only location that fulfils online orders was chosen.\nTo change it: crossdock settings set 'fulfillment.locations=[…]'`
    }
    case 'open':
      return choice.places.length === 0 ? noneWords : openWords(choice.places)
    case 'any':
    case 'unknown':
      return null
  }
}

const noneWords =
  'No location of the shop fulfils online orders, so none is chosen. See: crossdock doctor'

function openWords(places: readonly ShopPlace[]): string {
  const rows = places.map(({ name, gid }) => [name, gid])
  return [
    'Several locations fulfil online orders, and none is chosen: goods may leave from any, and orders',
    'that were shipped before they came here are held.',
    table([{ title: 'LOCATION' }, { title: 'ID' }], rows),
    'Choose, the main one first; leave out those that do not ship:',
    choosingCommand(places),
  ].join('\n')
}
