/**
 * A whole running shop for the stories of one file: stage, Crossdock as a process, its API, and the shop's
 * admin.
 */
import { type Api, openApi } from './api.ts'
import { type Crossdock, type ProductOptions, startCrossdock } from './product.ts'
import { type Stage, setStage } from './scenario.ts'
import { type Ask, shopAdmin } from './shop-admin.ts'
import type { SimulatorFlags } from './simulators.ts'

export type Story = Stage & {
  readonly crossdock: Crossdock
  readonly api: Api
  /** Asks the shop's own Admin API, as the merchant would look at an order. */
  readonly admin: Ask
  /** Ends all of it; fails when Crossdock leaves connections behind. */
  end(): Promise<void>
}

export type StoryOptions = {
  readonly flags?: SimulatorFlags
  readonly settings?: ProductOptions['settings']
  readonly env?: ProductOptions['env']
  /** What happens before Crossdock is connected. */
  readonly before?: (stage: Stage) => Promise<void>
}

export async function beginStory(options: StoryOptions = {}): Promise<Story> {
  const stage = await setStage(options.flags)
  await options.before?.(stage)
  const product: ProductOptions = {
    ...stage.product,
    ...(options.settings === undefined ? {} : { settings: options.settings }),
    ...(options.env === undefined ? {} : { env: options.env }),
  }
  const crossdock = await startCrossdock(product)
  return {
    ...stage,
    product,
    crossdock,
    api: await openApi(stage.database.db, crossdock.url()),
    admin: await shopAdmin(stage.product.addresses),
    async end() {
      await crossdock.kill('SIGTERM')
      await stage.strike()
    },
  }
}
