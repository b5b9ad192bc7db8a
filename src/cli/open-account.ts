/**
 * What every command does first and last: opens the database, finds the account, names who is asking,
 * and closes all again. Whoever may run a command on this machine is its owner.
 */
import { randomUUID } from 'node:crypto'
import os from 'node:os'
import type { Command } from 'commander'
import { type Env, readEnv } from '../config/env.ts'
import { type AccountId, id } from '../core/ids.ts'
import { createLog, type Log } from '../log.ts'
import { type App, openApp } from '../main.ts'
import type { Actor } from '../operations/actor.ts'
import type { OperationDeps } from '../operations/operation-deps.ts'
import { OperationError } from '../operations/operation-error.ts'
import { readAccounts } from '../store/read/accounts.ts'

export type CommonOptions = { readonly json?: boolean; readonly account?: string }

export type Opened = {
  readonly app: App
  readonly env: Env
  readonly deps: OperationDeps
  readonly actor: Actor
  readonly accountId: AccountId
}

/** Options that every command about an account takes. */
export function withCommonOptions(command: Command): Command {
  return command
    .option('--json', 'print JSON for programs')
    .option('--account <id>', 'which account, when there are several')
}

export async function withAccount(
  options: CommonOptions,
  run: (opened: Opened) => Promise<void>,
): Promise<void> {
  const env = readEnv(process.env)
  const app = await openApp(env, quietLog(env))
  try {
    const deps = { db: app.db, newId: randomUUID }
    const accountId = await chosenAccount(deps, options.account)
    await run({ app, env, deps, actor: cliActor(), accountId })
  } finally {
    await app.stop()
  }
}

/** Commands talk by themselves; the log speaks up only when something is wrong. */
export function quietLog(env: Env): Log {
  return createLog(env.CROSSDOCK_LOG === 'info' ? 'warn' : env.CROSSDOCK_LOG)
}

export function cliActor(): Actor {
  return { kind: 'cli', user: userName() }
}

function userName(): string {
  try {
    return os.userInfo().username
  } catch {
    // A container may run under a number that has no name.
    return 'unnamed'
  }
}

async function chosenAccount(deps: OperationDeps, wanted: string | undefined): Promise<AccountId> {
  const accounts = await readAccounts(deps.db)
  const fitting = accounts.filter((one) => wanted === undefined || one.accountId === wanted)
  const [one] = fitting
  if (one !== undefined && fitting.length === 1) return one.accountId
  if (accounts.length === 0 && wanted === undefined) return id('AccountId', 'main')
  const names = accounts.map(({ accountId }) => accountId).join(', ')
  throw new OperationError(
    'ACCOUNT_NOT_CHOSEN',
    wanted === undefined ? 'Several accounts are connected.' : 'No such account is connected.',
    names === '' ? 'Connect one with: crossdock start.' : `Give --account, one of: ${names}.`,
  )
}
