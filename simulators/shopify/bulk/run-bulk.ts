/**
 * The course of a bulk query on world time: CREATED, RUNNING, COMPLETED; its figures are of the moment when it began to run,
 * however late it ends. Faults on `shopify.bulkOperation`: slow, stuck, fatal (FAILED, with half of the result).
 */
import { gzipSync } from 'node:zlib'
import type { DocumentNode } from 'graphql'
import type { Fault, FaultPlane } from '../../kit/fault-plane.ts'
import { NotSimulated } from '../graphql/errors.ts'
import type { ShopWorld } from '../shop-world.ts'
import { announceBulkFinished } from '../webhooks/announce.ts'
import { linesOf } from './bulk-lines.ts'
import type { BulkOperation, BulkStatus } from './bulk-operation.ts'
import type { BulkPlan } from './bulk-query-rules.ts'
import type { BulkSlice, RunPart } from './bulk-slice.ts'

export type BulkRun = {
  readonly operation: BulkOperation
  readonly document: DocumentNode
  readonly plan: BulkPlan
  readonly runPart: RunPart
  readonly faults: FaultPlane
}

/** Small enough that what is made for a part is thrown away soon. */
const partSize = 500

export function startBulk(world: ShopWorld, run: BulkRun): void {
  const { clock, settings } = world
  const { operation } = run
  clock.at(clock.nowMs() + settings.bulkStartsMs, async () => {
    if (operation.status !== 'CREATED') return
    operation.status = 'RUNNING'
    const { id } = operation
    const fault = run.faults.take('shopify.bulkOperation', { id }, ['slow', 'stuck', 'fatal'])
    const isDenied = !(await readAll(run))
    const thousands = operation.objectCount / 1000
    const takesMs = settings.bulkTakesMs + thousands * settings.bulkMsPerThousand
    if (fault?.fault === 'stuck' && fault.delayMs === undefined) return
    clock.at(clock.nowMs() + Math.ceil(takesMs) + latenessOf(fault), () => {
      if (operation.status !== 'RUNNING') return
      if (isDenied) finish(world, operation, 'FAILED', 'ACCESS_DENIED')
      else if (fault?.fault === 'fatal') {
        operation.parts = operation.parts.slice(0, Math.ceil(operation.parts.length / 2))
        finish(world, operation, 'FAILED', 'INTERNAL_SERVER_ERROR')
      } else finish(world, operation, 'COMPLETED', null)
    })
  })
}

/** Cancelling takes a second. */
export function cancelBulk(world: ShopWorld, operation: BulkOperation): void {
  operation.status = 'CANCELING'
  world.clock.at(world.clock.nowMs() + 1000, () => finish(world, operation, 'CANCELED', null))
}

function finish(
  world: ShopWorld,
  operation: BulkOperation,
  status: BulkStatus,
  errorCode: BulkOperation['errorCode'],
): void {
  operation.status = status
  operation.errorCode = errorCode
  operation.completedAtMs = world.clock.nowMs()
  announceBulkFinished(world, operation)
}

/** False when a scope is missing. Real time may pass between parts; on a stepped clock the world waits. */
async function readAll({ operation, document, plan, runPart }: BulkRun): Promise<boolean> {
  const parts: Uint8Array[] = []
  let slice: BulkSlice = { offset: 0, size: partSize, total: 1, taken: false }
  for (let offset = 0; offset < slice.total; offset += partSize) {
    const now: BulkSlice = { ...slice, offset, total: 0, taken: false }
    const { data, errors } = runPart(document, now)
    const missing = errors?.find((one) => one.originalError instanceof NotSimulated)
    if (missing?.originalError) throw missing.originalError
    if (errors !== undefined && errors.length > 0) return false
    slice = now
    const { roots, children } = linesOf(data ?? {}, plan.connections, operation.groupObjects)
    const text = [...roots, ...children].map((line) => `${line}\n`).join('')
    operation.rootObjectCount += Math.min(partSize, Math.max(0, now.total - offset))
    operation.objectCount += roots.length + children.length
    operation.fileSize += Buffer.byteLength(text)
    if (text !== '') parts.push(gzipSync(text, { level: 1 }))
    if (offset + partSize < slice.total) await breath()
  }
  operation.parts = parts
  return true
}

/** Lets other calls be answered between two parts. */
function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function latenessOf(fault: Fault | undefined): number {
  return fault?.fault === 'slow' || fault?.fault === 'stuck' ? (fault.delayMs ?? 60_000) : 0
}
