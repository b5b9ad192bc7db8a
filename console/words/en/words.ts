/** Every English word of the console. The same keys stand in Swedish: words.test.ts compares them. */
import { acts } from './acts.ts'
import { connect } from './connect.ts'
import { frame } from './frame.ts'
import { holds } from './holds.ts'
import { lists } from './lists.ts'
import { office } from './office.ts'
import { order } from './order.ts'
import { overview } from './overview.ts'
import { reasons } from './reasons.ts'
import { settings } from './settings.ts'
import { trace } from './trace.ts'
import { work } from './work.ts'

export const words = {
  ...frame,
  ...overview,
  ...lists,
  ...order,
  ...trace,
  ...work,
  ...settings,
  ...acts,
  ...connect,
  ...office,
  holds,
  reasons,
}
