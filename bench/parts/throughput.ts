/**
 * Throughput: so many waiting orders, quotas off, from the start of work until the simulator has all of
 * them. Bare loop and product take turns, each turn with a fresh shop and a fresh database; what
 * counts is the quotient of the medians, for both feel the same machine.
 */
import type { Figures } from '../figures.ts'
import { runBareLoop } from '../stage/bare-job.ts'
import { until } from '../stage/children.ts'
import type { Stage } from '../stage/part.ts'
import { startProduct } from '../stage/product.ts'
import { commitTimes, type Simulators, startSimulators } from '../stage/simulators.ts'
import { median, rounded } from '../statistics.ts'

/** The product's calls at once are bounded by its sockets to one host. */
const atOnce = 64
const oldestAgoMs = 60 * 60_000
const newestAgoMs = 20 * 60_000
const limitMs = 180_000

type Turn = { readonly ordersPerSecond: number; readonly cpuMsPerOrder: number }

export async function measureThroughput(stage: Stage): Promise<Figures['throughput']> {
  const { orders, turns } = stage.sizes.throughput
  const bare: Turn[] = []
  const product: Turn[] = []
  for (let turn = 1; turn <= turns; turn += 1) {
    bare.push(await bareTurn(stage, orders))
    tell(stage, `bare loop, turn ${turn}`, bare.at(-1))
    product.push(await productTurn(stage, orders))
    tell(stage, `product, turn ${turn}`, product.at(-1))
  }
  const bareSpeed = median(bare.map((one) => one.ordersPerSecond))
  const speed = median(product.map((one) => one.ordersPerSecond))
  return {
    ratio: rounded(speed / bareSpeed, 3),
    ordersPerSecond: rounded(speed, 1),
    bareOrdersPerSecond: rounded(bareSpeed, 1),
    appCpuMsPerOrder: rounded(median(product.map((one) => one.cpuMsPerOrder)), 3),
  }
}

function tell(stage: Stage, name: string, turn: Turn | undefined): void {
  if (turn === undefined) return
  const cpu = turn.cpuMsPerOrder.toFixed(2)
  stage.say(`  ${name}: ${turn.ordersPerSecond.toFixed(0)} orders/s, ${cpu} ms CPU an order`)
}

async function bareTurn(stage: Stage, orders: number): Promise<Turn> {
  await using simulators = await placedOrders(orders)
  await using database = await stage.cluster.create('bench_bare')
  const { addresses } = simulators
  const { startedAtMs, cpuMs } = await runBareLoop({ databaseUrl: database.url, addresses, atOnce })
  return turnOf(simulators, orders, startedAtMs, cpuMs)
}

async function productTurn(stage: Stage, orders: number): Promise<Turn> {
  await using simulators = await placedOrders(orders)
  await using database = await stage.cluster.create('bench_product')
  const { cluster, profiles } = stage
  const { addresses } = simulators
  await using product = await startProduct({
    ...{ cluster, database, addresses, profiles },
    intake: 'poll',
  })
  const before = await product.cpuMs()
  const allThere = async () => (await simulators.shopOrders()) >= orders
  await until(`${orders} orders in the shop`, limitMs, allThere)
  const cpuMs = (await product.cpuMs()) - before
  return turnOf(simulators, orders, product.readyAtMs, cpuMs)
}

async function placedOrders(orders: number): Promise<Simulators> {
  const simulators = await startSimulators({ quotas: 'off' })
  const many = { count: orders, oldestAgoMs, newestAgoMs }
  await simulators.control('amazon', 'orders/place-many', many)
  return simulators
}

async function turnOf(
  simulators: Simulators,
  orders: number,
  startedAtMs: number,
  cpuMs: number,
): Promise<Turn> {
  const times = await commitTimes(simulators)
  if (times.size !== orders) throw new Error(`${times.size} of ${orders} orders were created`)
  const lastMs = [...times.values()].reduce((last, one) => Math.max(last, one), 0)
  return {
    ordersPerSecond: (orders * 1_000) / (lastMs - startedAtMs),
    cpuMsPerOrder: cpuMs / orders,
  }
}
