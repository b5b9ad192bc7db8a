/**
 * A very large shop, quotas off: what the product's memory comes to while it reads both sides, decides all
 * figures and audits them; and how the time of an audit grows with the number of SKUs.
 */
import { sql } from 'kysely'
import { defaultAccountId } from '../../src/main/connect.ts'
import { startAudit } from '../../src/operations/stock/start-audit.ts'
import type { StockFigures } from '../figures.ts'
import { until } from '../stage/children.ts'
import type { BenchDatabase } from '../stage/cluster.ts'
import type { Stage } from '../stage/part.ts'
import { figuresOf, openStockWorld } from '../stage/stock-world.ts'
import { rounded } from '../statistics.ts'

const limitMs = 2 * 3_600_000
const kbPerMb = 1_024

export type ManySkus = Pick<StockFigures, 'million' | 'audit'>

/** The audit of the few is measured only where its growth is asked for. */
export async function measureManySkus(stage: Stage, withGrowth: boolean): Promise<ManySkus> {
  const { few, many } = stage.sizes.skus
  const small = withGrowth ? await auditOf(stage, few, 'bench_few_skus') : null
  const large = await auditOf(stage, many, 'bench_many_skus')
  return {
    million: {
      peakRssMb: Math.round(large.peakRssMb),
      readSeconds: Math.round(large.readS),
      skus: many,
    },
    audit: {
      growth: small === null ? null : rounded(large.auditS / small.auditS, 3),
      fewSeconds: small === null ? null : rounded(small.auditS, 1),
      manySeconds: rounded(large.auditS, 1),
    },
  }
}

type Audited = { readonly peakRssMb: number; readonly readS: number; readonly auditS: number }

async function auditOf(stage: Stage, skus: number, name: string): Promise<Audited> {
  const part = { name, skus, quotas: 'off', lane: 'live', inStep: true } as const
  await using world = await openStockWorld(stage, part)
  const { database } = world
  const begunMs = performance.now()
  const product = await world.connect()
  const lookEveryMs = 250 + skus / 20
  const all = async () => (await figuresOf(database)).inStep >= skus
  await until(`${skus} figures in step`, limitMs, all, lookEveryMs)
  const readS = (performance.now() - begunMs) / 1_000
  stage.say(`  ${skus} SKUs read and decided in ${readS.toFixed(0)} s`)
  // As in a shop that was connected long ago: nobody reads titles while the audit is timed.
  await sql`update listing set detail_wanted_at = null where detail_wanted_at is not null`.execute(
    database.db,
  )
  await sql`vacuum analyze`.execute(database.db)
  const auditS = await timeAudit(database, lookEveryMs / 5)
  stage.say(`  ${skus} SKUs audited in ${auditS.toFixed(1)} s`)
  const peakRssMb = (await product.peakRssKb()) / kbPerMb
  return { peakRssMb, readS, auditS }
}

async function timeAudit(database: BenchDatabase, lookEveryMs: number): Promise<number> {
  const deps = { db: database.db, newId: () => crypto.randomUUID() }
  const asked = await startAudit(deps, { kind: 'cli', user: 'bench' }, defaultAccountId)
  const done = async () => (await auditEnd(database, asked.auditNo)) !== null
  await until('the end of the audit', limitMs, done, Math.min(500, lookEveryMs))
  return (await auditEnd(database, asked.auditNo)) ?? 0
}

/** Seconds from its beginning, as its own row has them. Null: it is under way. */
async function auditEnd({ db }: BenchDatabase, auditNo: number): Promise<number | null> {
  const { rows } = await sql<{ seconds: number | null }>`
    select extract(epoch from done_at - at)::float8 as seconds from stock_audit
    where audit_no = ${auditNo}
  `.execute(db)
  return rows[0]?.seconds ?? null
}
